package pdftest

import (
	"bytes"
	"strings"
	"testing"
)

func book() Book {
	w := &Words{Seed: 4}
	return Book{Elements: []Element{{Kind: Heading, Text: "One"}, {Text: w.Paragraph(9)}, {Text: w.Paragraph(9) + "*", Note: w.Sentence()}, {Kind: Break}, {Kind: Blank}, {Kind: Quote, Text: w.Paragraph(3)}},
		Number: func(i int) string { return Number(i + 1) }, Foot: true}
}

func TestTheSameBookIsTheSameFile(t *testing.T) {
	a, b := book().Print(), book().Print()
	if !bytes.Equal(File{Sheets: a.Sheets, Password: "meadow"}.Bytes(), File{Sheets: b.Sheets, Password: "meadow"}.Bytes()) {
		t.Error("two files differ")
	}
}

func TestEverySentenceHasAPlace(t *testing.T) {
	set := book().Print()
	n := 0
	for _, e := range book().Elements {
		if e.Kind == Para || e.Kind == Quote {
			n += len(Sentences(e.Text))
		}
	}
	if len(set.Starts) != n || n == 0 {
		t.Errorf("%d places of %d sentences", len(set.Starts), n)
	}
	for s, p := range set.Starts {
		if p < 0 || p >= set.Pages {
			t.Errorf("page %d: %q", p, s)
		}
	}
}

func TestNoSentenceComesTwice(t *testing.T) {
	w, seen := &Words{}, map[string]bool{}
	for range 3000 {
		s := w.Sentence()
		if seen[s] || !strings.HasSuffix(s, ".") {
			t.Fatalf("%q", s)
		}
		seen[s] = true
	}
}
