package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"locus/ingest/block"
	"locus/ingest/clean"
	"locus/ingest/pdf/pdftest"
)

// fonts of the generated books, in pdftest's order.
var bookFonts = []Font{FontOf("Times-Roman", 400, 2), FontOf("Times-Bold", 700, 2), FontOf("Times-Italic", 400, 66), FontOf("Courier", 400, 1)}

// documentOf gives a generated book's sheets as a renderer would.
func documentOf(sheets []pdftest.Sheet) *Document {
	doc := &Document{Fonts: bookFonts}
	for _, s := range sheets {
		out := Sheet{Width: s.Width, Height: s.Height}
		end, height := -100.0, 0.0
		for _, t := range s.Texts {
			x := t.X
			blank := math.Abs(x-end) > 2 || math.Abs(height-t.Y) > 6
			for _, r := range t.String {
				w := pdftest.Width(string(r), t.Size, t.Font)
				if r == ' ' {
					x, blank = x+w+t.Spread, true
					continue
				}
				out.Glyphs = append(out.Glyphs, Glyph{Sign: Sign{Rune: r, X0: x, X1: x + w, OX: x, Base: t.Y, Size: t.Size, Font: int16(t.Font), Blank: blank}, Y0: t.Y - 0.2*t.Size, Y1: t.Y + 0.7*t.Size})
				x, blank = x+w, false
			}
			end, height = x, t.Y
		}
		for _, r := range s.Rules {
			out.Rules = append(out.Rules, Rule{r[0], r[1], r[2]})
		}
		doc.Sheets = append(doc.Sheets, out)
	}
	return doc
}

// chapters invents a text of n paragraphs, with a heading before every tenth, a
// quotation after every seventh and a note in every fourth.
func chapters(seed, n int, rich bool) []pdftest.Element {
	w := &pdftest.Words{Seed: seed}
	var out []pdftest.Element
	for i := range n {
		if i%10 == 0 {
			out = append(out, pdftest.Element{Kind: pdftest.Heading, Level: 1, Text: fmt.Sprintf("%d The %s matter", i/10+1, []string{"first", "second", "third", "fourth"}[i/10%4])})
		}
		e := pdftest.Element{Text: w.Paragraph(3 + i%4)}
		if rich && i%4 == 2 {
			k := strings.Index(e.Text, ", ")
			e.Text = e.Text[:k] + "*" + e.Text[k:]
			e.Note = w.Sentence()
		}
		out = append(out, e)
		if rich && i%7 == 6 {
			out = append(out, pdftest.Element{Kind: pdftest.Quote, Text: w.Paragraph(2)})
		}
	}
	return out
}

// counting numbers pages from a number on.
func counting(from int) func(int) string {
	return func(i int) string { return fmt.Sprint(from + i) }
}

func romanThen(front int) func(int) string {
	return func(i int) string {
		if i < front {
			return romanOf(i + 1)
		}
		return fmt.Sprint(i - front + 1)
	}
}

// offprints numbers the pages of three articles bound together.
func offprints(i int) string {
	return fmt.Sprint([]int{127, 301, 12, 700}[min(i/7, 3)] + i%7 + 7*max(0, i/7-3))
}

func heads(i int) string {
	if i%2 == 0 {
		return "The Accounts of the Harbour"
	}
	return "A Small History"
}

// printing is a way of printing a book, and what its pages are called.
type printing struct {
	name   string
	book   pdftest.Book
	labels []pdftest.LabelRange
	truth  func(i int) string // "" where no label may be given
	least  int                // of 100 sentences, how many must have their label
	blanks bool               // with empty pages, which count
}

func printings() []printing {
	none := func(int) string { return "" }
	skip := func(f func(int) string, unless func(int) bool) func(int) string {
		return func(i int) string {
			if unless(i) {
				return ""
			}
			return f(i)
		}
	}
	return []printing{
		{"numbers at the foot", pdftest.Book{Number: counting(1), Foot: true}, nil, counting(1), 99, false},
		{"numbers beside heads", pdftest.Book{Number: counting(1), Head: heads}, nil, counting(1), 99, false},
		{"an offprint that starts at 127", pdftest.Book{Number: counting(127), Head: heads}, nil, counting(127), 99, false},
		{"an offprint whose first page bears no number", pdftest.Book{Number: skip(counting(127), func(i int) bool { return i == 0 }), Head: heads}, nil, counting(127), 99, false},
		{"Roman front matter", pdftest.Book{Number: romanThen(6), Head: heads}, nil, romanThen(6), 99, false},
		{"two columns", pdftest.Book{Number: counting(301), Head: heads, Columns: 2, Width: 595, Height: 842}, nil, counting(301), 99, false},
		{"two pages to a sheet", pdftest.Book{Number: counting(44), Head: heads, TwoUp: true}, nil, counting(44), 99, false},
		{"two pages to a sheet, numbers at the foot", pdftest.Book{Number: counting(10), Foot: true, TwoUp: true}, nil, counting(10), 99, false},
		{"every fifth page without number", pdftest.Book{Number: skip(counting(12), func(i int) bool { return i%5 == 4 }), Foot: true}, nil, counting(12), 99, false},
		{"labels that count sheets, heads that do not", pdftest.Book{Number: counting(127), Head: heads}, []pdftest.LabelRange{{From: 0, Style: "D", Start: 1}}, counting(127), 99, false},
		{"labels alone", pdftest.Book{}, []pdftest.LabelRange{{From: 0, Style: "r", Start: 1}, {From: 4, Style: "D", Start: 1}}, romanThen(4), 99, false},
		{"labels and heads that agree", pdftest.Book{Number: romanThen(4), Foot: true}, []pdftest.LabelRange{{From: 0, Style: "r", Start: 1}, {From: 4, Style: "D", Start: 1}}, romanThen(4), 99, false},
		{"labels that contradict the print", pdftest.Book{Number: counting(127), Foot: true}, []pdftest.LabelRange{{From: 0, Style: "D", Start: 5}}, counting(127), 99, false},
		{"ragged, paragraphs parted by gaps", pdftest.Book{Number: counting(1), Foot: true, Ragged: true, NoIndent: true, Width: 595, Height: 842}, nil, counting(1), 99, false},
		{"ragged, paragraphs set in", pdftest.Book{Number: counting(1), Foot: true, Ragged: true}, nil, counting(1), 99, false},
		{"three columns", pdftest.Book{Number: counting(1), Head: heads, Columns: 3, Width: 842, Height: 595}, nil, counting(1), 99, false},
		{"one page in three bears its number", pdftest.Book{Number: skip(counting(5), func(i int) bool { return i%3 != 1 }), Head: heads}, nil, counting(5), 95, false},
		{"empty pages that count", pdftest.Book{Number: counting(9), Foot: true}, nil, counting(9), 99, true},
		{"three offprints in one file", pdftest.Book{Number: offprints, Head: heads}, nil, offprints, 97, false},
		{"nothing tells", pdftest.Book{Head: heads}, nil, none, 100, false},
		{"page 3 of 40", pdftest.Book{Number: func(i int) string { return fmt.Sprintf("Page %d of 40", i+1) }, Foot: true}, nil, counting(1), 99, false},
		{"a supplement's pages", pdftest.Book{Number: func(i int) string { return fmt.Sprintf("S%d", 12+i) }, Foot: true}, nil, func(i int) string { return fmt.Sprintf("S%d", 12+i) }, 99, false},
	}
}

// elements are a printing's text: every twentieth one begins a page of its own,
// behind an empty one, where the printing has such.
func (p printing) elements(seed int) []pdftest.Element {
	all := chapters(seed, 60, true)
	if !p.blanks {
		return all
	}
	var out []pdftest.Element
	for i, e := range all {
		if i > 0 && i%20 == 0 && e.Kind == pdftest.Para {
			out = append(out, pdftest.Element{Kind: pdftest.Blank}, pdftest.Element{Kind: pdftest.Break})
		}
		out = append(out, e)
	}
	return out
}

func (p printing) document(seed int) (*Document, pdftest.Set) {
	p.book.Elements = p.elements(seed)
	set := p.book.Print()
	doc := documentOf(set.Sheets)
	labelSheets(doc, p.labels)
	return doc, set
}

// labelSheets gives the sheets the labels that a file's ranges name.
func labelSheets(doc *Document, ranges []pdftest.LabelRange) {
	for k, r := range ranges {
		end := len(doc.Sheets)
		if k+1 < len(ranges) {
			end = min(end, ranges[k+1].From)
		}
		for i := r.From; i < end; i++ {
			n := numeral{prefix: r.Prefix, roman: r.Style == "r"}
			doc.Sheets[i].Label, doc.Sheets[i].Labelled = n.at(i-r.From+r.Start), true
		}
	}
}

// labelled finds for every sentence the label of the page on which it begins.
func labelled(page block.Page) map[string]block.PageStart {
	out := map[string]block.PageStart{}
	var now block.PageStart
	for _, b := range page.Blocks {
		starts := b.Pages
		at := 0
		for _, s := range pdftest.Sentences(b.Text) {
			i := strings.Index(b.Text[at:], s)
			if i < 0 {
				continue
			}
			at += i
			for len(starts) > 0 && starts[0].At <= at {
				now, starts = starts[0], starts[1:]
			}
			if b.Kind != block.Note {
				out[s] = now
			}
		}
		if n := len(starts); n > 0 {
			now = starts[n-1]
		}
	}
	return out
}

func TestLabels(t *testing.T) {
	for _, p := range printings() {
		t.Run(p.name, func(t *testing.T) {
			doc, set := p.document(1)
			page := Read(doc)
			clean.Page(&page)
			got := labelled(page)
			right, wrong, sure := 0, 0, 0
			for s, i := range set.Starts {
				l, ok := got[s]
				want := p.truth(i)
				switch {
				case !ok:
					t.Logf("not found: %q", s)
				case l.Label == want:
					right++
				case l.Label != "":
					wrong++
					if l.Confidence == high {
						sure++
						t.Logf("page %d is %q, read as %q (%s)", i, want, l.Label, l.Source)
					}
				}
			}
			if n := len(set.Starts); right*100 < p.least*n || sure > 0 {
				t.Errorf("%d of %d sentences with the right label, %d wrong, %d of them with high confidence", right, n, wrong, sure)
			}
		})
	}
}

func TestStructure(t *testing.T) {
	for _, p := range printings() {
		t.Run(p.name, func(t *testing.T) {
			elements := p.elements(1)
			doc, set := p.document(1)
			page := Read(doc)
			clean.Page(&page)
			var want, got []string
			for _, e := range elements {
				if e.Kind == pdftest.Break || e.Kind == pdftest.Blank {
					continue
				}
				want = append(want, fmt.Sprintf("%d %s", e.Kind, strings.ReplaceAll(e.Text, "*", "")))
			}
			notes := 0
			for _, b := range page.Blocks {
				switch b.Kind {
				case block.Paragraph:
					got = append(got, fmt.Sprintf("%d %s", pdftest.Para, b.Text))
				case block.Heading:
					got = append(got, fmt.Sprintf("%d %s", pdftest.Heading, b.Text))
				case block.Quote:
					got = append(got, fmt.Sprintf("%d %s", pdftest.Quote, b.Text))
				case block.Note:
					if b.Mark != fmt.Sprint(notes+1) || b.Text != set.Notes[min(notes, len(set.Notes)-1)] {
						t.Errorf("note %d is <%s> %q", notes+1, b.Mark, b.Text)
					}
					notes++
				default:
					t.Errorf("a block of kind %d: %q", b.Kind, b.Text)
				}
			}
			if notes != len(set.Notes) {
				t.Errorf("%d notes of %d", notes, len(set.Notes))
			}
			compare(t, want, got)
		})
	}
}

// compare tells the first differences between two lists.
func compare(t *testing.T, want, got []string) {
	t.Helper()
	seen := map[string]int{}
	for _, s := range got {
		seen[s]++
	}
	missing := 0
	for _, s := range want {
		if seen[s]--; seen[s] < 0 {
			if missing++; missing <= 3 {
				t.Errorf("not read as set: %q", s)
			}
		}
	}
	if missing > 3 {
		t.Errorf("%d of %d elements not read as set", missing, len(want))
	}
	for i := range min(len(want), len(got)) {
		if missing == 0 && want[i] != got[i] {
			t.Fatalf("element %d is %q, not %q", i, got[i], want[i])
		}
	}
}
