package cite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/cite"
)

// pandocRuns gives what pandoc prints, and fails where it warns.
func pandocRuns(t *testing.T, in string, args ...string) string {
	t.Helper()
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		t.Skip("pandoc is not installed (Debian package pandoc): nothing is compared with another program")
	}
	cmd := exec.Command(pandoc, args...)
	cmd.Stdin = strings.NewReader(in)
	var warnings strings.Builder
	cmd.Stderr = &warnings
	out, err := cmd.Output()
	if err != nil || warnings.Len() > 0 {
		t.Fatalf("pandoc %s: %v: %s", strings.Join(args, " "), err, warnings.String())
	}
	return string(out)
}

// TestEntriesAgreeWithPandoc compares the entries in Chicago's author-date style
// with those that pandoc's citeproc makes of the exported CSL-JSON in its default
// style, an edition older. testdata/pandoc.txt has each difference: the work's
// id, what pandoc prints, and why the entry differs. Places and the pages of
// chapters, which the 18th edition leaves out of every entry, are not given to it. One that is not there fails,
// and so does one there that is none any more.
func TestEntriesAgreeWithPandoc(t *testing.T) {
	var ws []corpus.Work
	for _, w := range works(t) {
		if w.Title == "" {
			continue
		}
		w.Place = "" // which the 18th edition leaves out, and the pages of a chapter too
		if w.Type == corpus.TypeChapter {
			w.Pages = ""
		}
		ws = append(ws, w)
	}
	o := cite.Options{Style: cite.ChicagoAuthorDate, Works: ws}
	bib := filepath.Join(t.TempDir(), "works.json")
	records := o
	records.Form = cite.CSLJSON
	if err := writeFile(bib, must(t)(cite.Bibliography(ws, records))); err != nil {
		t.Fatal(err)
	}
	out := pandocRuns(t, "---\nnocite: '@*'\n---\n", "--citeproc", "--bibliography", bib, "-f", "markdown", "-t", "html", "--wrap=none")
	theirs := map[string]string{}
	for _, part := range strings.Split(out, `<div id="ref-`)[1:] {
		key, rest, _ := strings.Cut(part, `"`)
		_, rest, _ = strings.Cut(rest, ">")
		theirs[key] = strings.ReplaceAll(untagged(rest), "\u00a0", " ")
	}
	known := differences(t)
	agree := 0
	for i, key := range cite.Keys(ws) {
		ours := must(t)(cite.Entry(&ws[i], o))
		id := string(ws[i].ID)
		d, differs := known[id]
		switch got := theirs[key]; {
		case got == ours && differs:
			t.Errorf("%s: pandoc prints the same by now, and testdata/pandoc.txt says it differs", id)
		case got == ours:
			agree++
		case !differs || d.theirs != got:
			t.Errorf("%s:\nours   %s\npandoc %s\nand testdata/pandoc.txt has %q", id, ours, got, d.theirs)
		}
		if differs && d.why == "" {
			t.Errorf("testdata/pandoc.txt gives no reason for %s", id)
		}
		delete(known, id)
	}
	for id := range known {
		t.Errorf("testdata/pandoc.txt speaks of %s, which is no work of testdata/works.json", id)
	}
	t.Logf("%d of %d entries are printed alike, %d differ for the reasons told", agree, len(ws), len(ws)-agree)
}

// difference is what pandoc prints otherwise, and why.
type difference struct{ theirs, why string }

func differences(t *testing.T) map[string]difference {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "pandoc.txt"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]difference{}
	for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		lines := strings.Split(block, "\n")
		if strings.HasPrefix(lines[0], "#") {
			continue
		}
		if len(lines) != 3 || !strings.HasPrefix(lines[1], "pandoc: ") || !strings.HasPrefix(lines[2], "why: ") {
			t.Fatalf("testdata/pandoc.txt: a difference has three lines, id, pandoc: and why:, not\n%s", block)
		}
		out[lines[0]] = difference{strings.TrimPrefix(lines[1], "pandoc: "), strings.TrimPrefix(lines[2], "why: ")}
	}
	return out
}

// untagged is the text of a little HTML, on one line.
func untagged(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch {
		case r == '<':
			depth++
		case r == '>':
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	s = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "\u00a0", " ").Replace(b.String())
	return strings.Join(strings.Fields(s), " ")
}

// TestLocatorsSurvivePandoc sends 200 citations with places of every kind through
// pandoc, to its own text and to citeproc, and looks for the place in what comes
// back.
func TestLocatorsSurvivePandoc(t *testing.T) {
	ws := works(t)
	waltz := work(t, "waltz-1979")
	var places []*corpus.Passage
	low := "low"
	for n := 1; len(places) < 200; n++ {
		p := paged(fmt.Sprint(n * 7 % 900))
		switch n % 10 {
		case 1:
			p = paged(fmt.Sprintf("%d-%d", n, n+n%5+1))
		case 2:
			p = paged([]string{"xi", "A4", "A-12", "iv", "S117", "12a"}[n/10%6])
		case 3:
			p = placed(n%9+1, []string{"Order", "Power and fear", "Costs & gains", "What is a state?", "The balance: a history", "War, peace, and trade"}[n/10%6])
		case 4:
			p = placed(n, "Book IV", fmt.Sprintf("Chapter %d", n))
		case 5:
			p = placed(n%4+1, fmt.Sprintf("%d.%d.%d", n%7+1, n%5+1, n%3+1))
		case 6:
			p.Kind, p.Text = corpus.Footnote, fmt.Sprintf("%d See the earlier work.", n)
		case 7:
			p = placed(n)
		case 8:
			p.Locator.PageEnd = text(fmt.Sprint(n*7%900 + 1))
		case 9:
			if n%20 == 9 {
				p.Locator.PageConfidence = &low
			} else {
				p.Kind, p.Text = corpus.Table, fmt.Sprintf("Table %d Wars", n)
			}
		}
		places = append(places, p)
	}
	var doc strings.Builder
	o := cite.Options{Form: cite.Pandoc, Works: ws}
	for _, p := range places {
		doc.WriteString(must(t)(cite.InText(waltz, p, o)) + "\n\n")
	}
	bib := filepath.Join(t.TempDir(), "works.json")
	if err := writeFile(bib, must(t)(cite.Bibliography(ws, o))); err != nil {
		t.Fatal(err)
	}
	again := paragraphs(pandocRuns(t, doc.String(), "-f", "markdown", "-t", "markdown", "--wrap=none"))
	printed := paragraphs(pandocRuns(t, doc.String(), "--citeproc", "-M", "suppress-bibliography=true", "--bibliography", bib, "-f", "markdown", "-t", "plain", "--wrap=none"))
	if len(again) != len(places) || len(printed) != len(places) {
		t.Fatalf("%d citations come back as %d and %d", len(places), len(again), len(printed))
	}
	kept := 0
	for i, want := range paragraphs(doc.String()) {
		again[i] = strings.ReplaceAll(again[i], "\u00a0", " ")
		place := strings.NewReplacer("[@waltz1979theory, ", "", `\`, "").Replace(strings.TrimSuffix(want, "]"))
		for _, word := range []string{"pp. ", "p. "} {
			place = strings.TrimPrefix(place, word) // Chicago prints the bare page
		}
		if again[i] == want && alike(printed[i], place) {
			kept++
			continue
		}
		t.Errorf("%s\ncomes back as %s\nand is printed %s", want, again[i], printed[i])
	}
	t.Logf("%d of %d places are kept", kept, len(places))
}

// alike reports whether a printed citation holds a place; citeproc shortens page
// ranges and writes its own words and dashes, so letters and figures count, and
// of a range its first page.
func alike(printed, place string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= utf8.RuneSelf && r != '–' && r != '’' && r != '\u00a0' {
				return r
			}
			return -1
		}, s)
	}
	if from, to, ok := strings.Cut(place, "-"); ok && strings.Trim(from+to, "0123456789?[]") == "" {
		place = from
	}
	return strings.Contains(letters(printed), letters(place))
}

func paragraphs(s string) []string {
	return strings.Split(strings.TrimSpace(s), "\n\n")
}
