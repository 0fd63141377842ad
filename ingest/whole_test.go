package ingest_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"
	"locus/corpus"
	"locus/corpus/words"
)

var showHeldTexts = flag.Bool("heldtexts", false, "tell what is wrong in the half held back of testdata/whole")

// wholeText is a text of testdata/whole and what a reader found in it, by name.
type wholeText struct {
	name string
	data []byte
	want map[string]string
}

func wholeTexts(t *testing.T, half string) (out []wholeText) {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "whole", half+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		base, ext, _ := strings.Cut(f.Name, ".")
		if n := len(out); n > 0 && strings.HasPrefix(out[n-1].name, base+".") {
			out[n-1].want[ext] = string(f.Data)
			continue
		}
		out = append(out, wholeText{name: f.Name, data: f.Data, want: map[string]string{}})
	}
	return out
}

// wholeScore counts what was right, wanted and given of each thing measured.
type wholeScore struct {
	things map[string]*tally
	tell   func(format string, args ...any)
}

var wholeThings = []string{"record", "outline", "units", "never", "references", "citations", "resolved"}

// compare counts a list that was wanted and one that is given, in any order.
func (s *wholeScore) compare(name, thing string, want, got []string) {
	c := s.things[thing]
	c.wanted, c.given = c.wanted+len(want), c.given+len(got)
	left := slices.Clone(got)
	for _, w := range want {
		if i := slices.Index(left, w); i >= 0 {
			left = slices.Delete(left, i, i+1)
			c.right++
			continue
		}
		s.tell("%s: %s missing: %s", name, thing, w)
	}
	for _, g := range left {
		s.tell("%s: %s wrong: %s", name, thing, g)
	}
}

func (s *wholeScore) document(name string, doc *corpus.Document, want map[string]string) {
	s.compare(name, "record", linesOf(want["record"]), fieldsOf(doc.Work))
	s.compare(name, "outline", linesOf(want["outline"]), outlineOf(doc))
	s.compare(name, "references", referenceFields(want["references"]), fieldsOfReferences(doc))
	s.places(name, doc, linesOf(want["units"]), linesOf(want["never"]))
	if want["citations"] != "" {
		s.citations(name, doc, linesOf(want["citations"]))
	}
}

// places counts the units that stand whole in exactly one passage, and the
// stretches that stand in none but the front, as they should.
func (s *wholeScore) places(name string, doc *corpus.Document, units, never []string) {
	for _, u := range units {
		n := 0
		for _, p := range doc.Passages {
			n += strings.Count(squeeze(p.Span.Of(doc.Text)), squeeze(u))
		}
		s.count("units", n == 1, fmt.Sprintf("%s: in %d passages: %s", name, n, u))
	}
	for _, u := range never {
		n := 0
		for _, p := range doc.Passages {
			if p.Kind == corpus.Front {
				continue // what stands before the text is kept
			}
			n += strings.Count(squeeze(p.Span.Of(doc.Text)), squeeze(u))
		}
		s.count("never", n == 0, fmt.Sprintf("%s: in a passage: %s", name, u))
	}
}

func (s *wholeScore) count(thing string, ok bool, complaint string) {
	c := s.things[thing]
	c.wanted, c.given = c.wanted+1, c.given+1
	if ok {
		c.right++
		return
	}
	s.tell("%s", complaint)
}

// citations counts the citations found, and those found with their entry.
func (s *wholeScore) citations(name string, doc *corpus.Document, want []string) {
	var wantFound, wantResolved, found, resolved []string
	for _, w := range want {
		f := strings.Split(w, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		key := fmt.Sprintf("%s (%s) %s", plainWords(f[1]), f[2], f[3])
		wantFound = append(wantFound, key)
		if f[4] != "0" {
			wantResolved = append(wantResolved, key+" = "+f[4])
		}
	}
	for _, c := range doc.Citations {
		key := fmt.Sprintf("%s (%s) %s", plainWords(c.Author), c.Year, c.Locator)
		found = append(found, key)
		if c.Reference > 0 {
			resolved = append(resolved, fmt.Sprintf("%s = %d", key, c.Reference))
		}
	}
	s.compare(name, "citations", wantFound, found)
	s.compare(name, "resolved", wantResolved, resolved)
}

func linesOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// plainWords is a value without case, accents and punctuation.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(words.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// referenceFields writes the labels of a list, each field with its entry's number.
func referenceFields(text string) (out []string) {
	for i, entry := range strings.Split(strings.TrimSpace(text), "\n\n") {
		for _, l := range linesOf(entry) {
			field, value, _ := strings.Cut(l, ": ")
			out = append(out, fmt.Sprintf("%d %s: %s", i+1, field, plainWords(value)))
		}
	}
	return out
}

func fieldsOfReferences(doc *corpus.Document) (out []string) {
	for _, r := range doc.References {
		for _, a := range r.Authors {
			out = append(out, fmt.Sprintf("%d author: %s", r.Index, plainWords(a.Family+" "+a.Given)))
		}
		for _, f := range [][2]string{{"year", r.Year}, {"title", r.Title}, {"container", r.Container}, {"volume", r.Volume}, {"issue", r.Issue},
			{"pages", r.Pages}, {"publisher", r.Publisher}, {"place", r.Place}, {"type", r.Type}} {
			if f[1] != "" {
				out = append(out, fmt.Sprintf("%d %s: %s", r.Index, f[0], plainWords(f[1])))
			}
		}
	}
	return out
}

// TestWholeTexts measures what is read of the texts of testdata/whole, by half;
// the page it compares with is testdata/whole/figures.txt, whose lines of the first
// run, and of the last one before the held half was looked at, are kept as they are.
func TestWholeTexts(t *testing.T) {
	file := filepath.Join("testdata", "whole", "figures.txt")
	kept, _ := os.ReadFile(file)
	var page strings.Builder
	for line := range strings.Lines(string(kept)) {
		if strings.HasPrefix(line, "first run") || strings.HasPrefix(line, "before its misses") {
			page.WriteString(line)
		}
	}
	for _, half := range []string{"work", "held", "fresh", "shapes-work", "shapes-held", "shapes-fresh", "real-work", "real-held", "real-fresh"} {
		s := wholeScore{things: map[string]*tally{}, tell: func(string, ...any) {}}
		if strings.HasSuffix(half, "work") || *showHeldTexts {
			s.tell = t.Logf
		}
		for _, thing := range wholeThings {
			s.things[thing] = &tally{}
		}
		texts := wholeTexts(t, half)
		for _, w := range texts {
			doc := read(t, w.name, w.data)
			checkDocument(t, doc)
			s.document(w.name, doc, w.want)
		}
		for _, thing := range wholeThings {
			c := s.things[thing]
			if c.wanted+c.given == 0 {
				continue
			}
			fmt.Fprintf(&page, "%s half, %d texts: %-10s F1 %.3f  right %d of %d, wrong %d\n", half, len(texts), thing,
				2*float64(c.right)/float64(max(1, c.wanted+c.given)), c.right, c.wanted, c.given-c.right)
			if !strings.HasPrefix(half, "shapes") && !strings.HasPrefix(half, "real") && 2*float64(c.right) < .95*float64(c.wanted+c.given) {
				t.Errorf("%s half: %s: less than .95", half, thing)
			}
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(kept) != page.String() {
		t.Errorf("%s differs (write it anew with -update): now\n%s", file, page.String())
	}
}
