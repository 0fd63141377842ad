package tag_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"locus/corpus"
	"locus/ingest/tag"
)

// cited is a sentence with the citations a reader found in it.
type cited struct {
	text string
	note bool
	held bool
	want []corpus.Citation
}

// citedSentences reads a file of labelled sentences and the list they cite.
func citedSentences(t *testing.T, file string) (entries []string, out []cited) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		switch line[0] {
		case '=':
			entries = append(entries, line[2:])
		case '>', '^':
			out = append(out, cited{text: line[2:], note: line[0] == '^', held: len(out)%2 == 1})
		default:
			last := &out[len(out)-1]
			last.want = append(last.want, citationLabel(t, line))
		}
	}
	return entries, out
}

// citationLabel reads "text | author | year | locator | number confidence".
func citationLabel(t *testing.T, line string) corpus.Citation {
	t.Helper()
	f := strings.Split(line, "|")
	if len(f) != 5 {
		t.Fatalf("%q has not five fields", line)
	}
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	x := corpus.Citation{Text: f[0], Author: f[1], Year: f[2], Locator: f[3]}
	if _, err := fmt.Sscanf(f[4], "%d %s", &x.Reference, &x.Confidence); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return x
}

// citing makes a document of one sentence, or one footnote, and a list.
func citing(t *testing.T, entries []string, c cited) *corpus.Document {
	t.Helper()
	body := c.text
	if c.note {
		body = "A sentence with a note."
	}
	doc := listed(t, body+"\n== "+strings.Join(entries, "\n== "))
	if c.note {
		at := len(doc.Text) + 2
		doc.Text += "\n\n" + c.text
		span := corpus.Span{Start: at, End: len(doc.Text)}
		doc.Passages = append(doc.Passages, corpus.Passage{Kind: corpus.Footnote, Span: span, Text: c.text})
	}
	if err := tag.Document(doc, tag.Knowledge{}); err != nil {
		t.Fatal(err)
	}
	return doc
}

// sameCitation reports whether a citation was found where and as the label says.
func sameCitation(want, got corpus.Citation) bool {
	return want.Text == got.Text && plain("", want.Author) == plain("", got.Author) && want.Year == got.Year && want.Locator == got.Locator
}

// citationScores are the figures of one half.
type citationScores struct {
	found, resolved, sure fieldScore
}

// compare counts one sentence: citations found, entries resolved, and the
// confidence of those that were found.
func (s *citationScores) compare(t *testing.T, c cited, got []corpus.Citation, tell bool) {
	t.Helper()
	used := make([]bool, len(got))
	for _, w := range c.want {
		at := -1
		for i, g := range got {
			if !used[i] && sameCitation(w, g) {
				at = i
				break
			}
		}
		if at < 0 {
			s.found.missed++
			if w.Reference > 0 {
				s.resolved.missed++
			}
			if tell {
				t.Logf("missed %q (%s, %s, %q) in %q: found %+v", w.Text, w.Author, w.Year, w.Locator, c.text, brief(got))
			}
			continue
		}
		used[at] = true
		g := got[at]
		s.found.right++
		s.resolved.add(entryOf(w), entryOf(g))
		s.sure.add(string(w.Confidence), string(g.Confidence))
		if tell && (w.Reference != g.Reference || w.Confidence != g.Confidence) {
			t.Logf("%q is %d %s, not %d %s: %s", g.Text, g.Reference, g.Confidence, w.Reference, w.Confidence, g.Why)
		}
	}
	for i, g := range got {
		if !used[i] {
			s.found.wrong++
			if g.Reference > 0 {
				s.resolved.wrong++
			}
			if tell {
				t.Logf("found what is none: %q in %q", g.Text, c.text)
			}
		}
	}
}

func entryOf(c corpus.Citation) string {
	if c.Reference == 0 {
		return ""
	}
	return fmt.Sprint(c.Reference)
}

func brief(list []corpus.Citation) (out []string) {
	for _, c := range list {
		out = append(out, fmt.Sprintf("%q %s|%s|%s", c.Text, c.Author, c.Year, c.Locator))
	}
	return out
}

// TestCitationsAgreeWithReaders measures what is found and resolved of the
// sentences in cited.txt and cited-by-number.txt, by half; the page is
// testdata/cited-figures.txt.
func TestCitationsAgreeWithReaders(t *testing.T) {
	var page strings.Builder
	halves := map[bool]*citationScores{false: {}, true: {}}
	count := map[bool][2]int{}
	for _, file := range []string{"testdata/cited.txt", "testdata/cited-by-number.txt"} {
		entries, sentences := citedSentences(t, file)
		for _, c := range sentences {
			doc := citing(t, entries, c)
			halves[c.held].compare(t, c, doc.Citations, !c.held || *showHeld)
			n := count[c.held]
			count[c.held] = [2]int{n[0] + 1, n[1] + len(c.want)}
		}
	}
	for _, held := range []bool{false, true} {
		s, name := halves[held], "work"
		if held {
			name = "held"
		}
		fmt.Fprintf(&page, "%s half, %d sentences, %d citations\n", name, count[held][0], count[held][1])
		for _, f := range []struct {
			name string
			s    fieldScore
		}{{"found", s.found}, {"resolved", s.resolved}, {"confidence", s.sure}} {
			fmt.Fprintf(&page, "  %-12s F1 %.3f  right %d wrong %d missed %d\n", f.name, f.s.f1(), f.s.right, f.s.wrong, f.s.missed)
		}
		if s.found.f1() < .95 || s.resolved.f1() < .95 {
			t.Errorf("%s half: found %.3f, resolved %.3f, one less than .95", name, s.found.f1(), s.resolved.f1())
		}
	}
	figures(t, "testdata/cited-figures.txt", page.String())
}

// TestThePapersCitationsAgreeWithReaders measures the paper's own citations.
func TestThePapersCitationsAgreeWithReaders(t *testing.T) {
	doc := paper(t)
	_, labels := citedSentences(t, "testdata/paper-citations.txt")
	var s citationScores
	s.compare(t, labels[0], doc.Citations, true)
	var page strings.Builder
	fmt.Fprintf(&page, "the paper, %d citations\n", len(labels[0].want))
	for _, f := range []struct {
		name string
		s    fieldScore
	}{{"found", s.found}, {"resolved", s.resolved}, {"confidence", s.sure}} {
		fmt.Fprintf(&page, "  %-12s F1 %.3f  right %d wrong %d missed %d\n", f.name, f.s.f1(), f.s.right, f.s.wrong, f.s.missed)
	}
	if s.found.f1() < .95 || s.resolved.f1() < .95 {
		t.Errorf("found %.3f, resolved %.3f, one less than .95", s.found.f1(), s.resolved.f1())
	}
	figures(t, "testdata/paper-citations-figures.txt", page.String())
}
