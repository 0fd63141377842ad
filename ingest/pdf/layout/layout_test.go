package layout

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"locus/ingest/block"
	"locus/ingest/pdf/pdftest"
)

func TestSameInSameOut(t *testing.T) {
	for _, p := range printings() {
		doc, _ := p.document(2)
		if a, b := Read(doc), Read(doc); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: two readings differ", p.name)
		}
	}
}

// everything is the letters and digits of a page's blocks and of what it left out.
func everything(page block.Page) map[rune]int {
	out := map[rune]int{}
	count := func(s string) {
		for _, r := range squeezed(plainDigits(s)) {
			out[r]++
		}
	}
	for _, b := range page.Blocks {
		count(b.Text)
		if b.Kind == block.Note {
			count(b.Mark)
		}
		for _, c := range b.Calls {
			count(c.Mark)
		}
	}
	for _, o := range page.Omitted {
		if o.Why != "page without text" && o.Why != "page not readable" {
			count(o.Text)
		}
	}
	return out
}

func TestNothingIsLost(t *testing.T) {
	for _, p := range printings() {
		doc, _ := p.document(3)
		lost(t, p.name, doc)
	}
	// Words strewn over a page in any size and place.
	r := rand.New(rand.NewPCG(1, 2))
	for range 15 {
		s := pdftest.Sheet{Width: 400, Height: 600}
		for range 150 {
			s.Texts = append(s.Texts, pdftest.Text{X: r.Float64() * 380, Y: r.Float64() * 600, Size: 5 + r.Float64()*20, Font: pdftest.Font(r.IntN(4)),
				String: []string{"harbour", "12", "* Ledger", "(3)", "Figure 1: orchard", "References", "a", "• barrel"}[r.IntN(8)]})
		}
		lost(t, "strewn words", documentOf([]pdftest.Sheet{s, s}))
	}
}

// lost compares the characters of a document with those of its page. A sign that
// is printed twice over itself counts once, so only what is missing is told where
// words may lie over each other.
func lost(t *testing.T, name string, doc *Document) {
	t.Helper()
	want := map[rune]int{}
	for _, s := range doc.Sheets {
		up, _ := upright(s)
		for _, g := range dedoubled(up.Glyphs) {
			for _, r := range squeezed(string(g.Rune)) {
				want[r]++
			}
		}
	}
	got := everything(Read(doc))
	for r, n := range want {
		if got[r] < n {
			t.Errorf("%s: %d of %d %q", name, got[r], n, r)
		}
	}
}

func TestNumerals(t *testing.T) {
	for _, c := range []struct {
		name, row string
		want      []string
	}{
		{"a number alone", "127", []string{"127"}},
		{"a number between dashes", "- 12 -", []string{"12"}},
		{"a number behind a head", "A Small History  31", []string{"31"}},
		{"a number before a head", "30 The Harbour", []string{"30"}},
		{"a Roman number", "xiv", []string{"xiv"}},
		{"a page of so many", "Page 3 of 40", []string{"3"}},
		{"a page of so many within a head", "132 Page 4 of 35 A Journal 28:132", []string{"4"}},
		{"a supplement", "S12", []string{"S12"}},
		{"a year is a number like another", "Report 1998", []string{"1998"}},
		{"a word that looks like a Roman number", "The mix", nil},
		{"no number", "A Small History", nil},
		{"a number with a nought before it", "007", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, n := range numbersAt(c.row) {
				v := n.value
				n.value = 0
				got = append(got, n.at(v))
			}
			if strings.Join(got, " ") != strings.Join(c.want, " ") {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestRomanNumbers(t *testing.T) {
	for n := 1; n < 400; n++ {
		if got := roman(romanOf(n)); got != n {
			t.Fatalf("%d is %q is %d", n, romanOf(n), got)
		}
	}
	for _, s := range []string{"", "iiii", "vx", "ic", "abc", "civil"} {
		if roman(s) != 0 {
			t.Errorf("%q is %d", s, roman(s))
		}
	}
}

func TestFontOf(t *testing.T) {
	for _, c := range []struct {
		name   string
		weight int
		flags  int
		want   Font
	}{
		{"ABCDEF+Garamond-Bold", 700, 0, Font{Name: "Garamond-Bold", Bold: true}},
		{"TimesNewRomanPS-ItalicMT", 400, 64, Font{Name: "TimesNewRomanPS-ItalicMT", Italic: true}},
		{"CMBX12", 90, 0, Font{Name: "CMBX12", Bold: true}},
		{"CMR10", 545, 0, Font{Name: "CMR10"}},
		{"Courier", 400, 1, Font{Name: "Courier", Mono: true}},
		{"NimbusRomNo9L-Medi", 400, 0, Font{Name: "NimbusRomNo9L-Medi", Bold: true}},
	} {
		if got := FontOf(c.name, c.weight, c.flags); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// sheetOf prints texts on one sheet.
func sheetOf(texts ...pdftest.Text) *Document {
	return documentOf([]pdftest.Sheet{{Width: 420, Height: 595, Texts: texts}})
}

func TestRaisedSigns(t *testing.T) {
	at := func(x float64, s string) pdftest.Text { return pdftest.Text{X: x, Y: 500, Size: 11, String: s} }
	up := func(x float64, s string) pdftest.Text { return pdftest.Text{X: x, Y: 504, Size: 7, String: s} }
	w := func(s string) float64 { return pdftest.Width(s, 11, pdftest.Roman) }
	for _, c := range []struct {
		name  string
		texts []pdftest.Text
		text  string
		calls int
	}{
		{"a note's mark is a call", []pdftest.Text{at(64, "the ledger"), up(64+w("the ledger"), "3")}, "the ledger", 1},
		{"an exponent stays", []pdftest.Text{at(64, "some 10"), up(64+w("some 10"), "6")}, "some 10⁶", 0},
		{"a year is no power", []pdftest.Text{at(64, "in 1998"), up(64+w("in 1998"), "2")}, "in 1998", 1},
		{"an ordinal is a word", []pdftest.Text{at(64, "the 19"), up(64+w("the 19"), "th")}, "the 19th", 0},
		{"two marks are two calls", []pdftest.Text{at(64, "the ledger"), up(64+w("the ledger"), "3,4")}, "the ledger", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := Read(sheetOf(c.texts...))
			if len(page.Blocks) != 1 || page.Blocks[0].Text != c.text || len(page.Blocks[0].Calls) != c.calls {
				t.Errorf("%+v", page.Blocks)
			}
		})
	}
}

func TestAccents(t *testing.T) {
	d := sheetOf(pdftest.Text{X: 64, Y: 500, Size: 11, String: "Jos"}, pdftest.Text{X: 64 + pdftest.Width("Jos", 11, 0), Y: 500, Size: 11, String: "e"},
		pdftest.Text{X: 65 + pdftest.Width("Jos", 11, 0), Y: 500, Size: 11, String: "´"})
	if page := Read(d); page.Blocks[0].Text != "José" {
		t.Errorf("%q", page.Blocks[0].Text)
	}
}

func TestLineNumbersAreNoText(t *testing.T) {
	w := &pdftest.Words{}
	set := pdftest.Book{Elements: []pdftest.Element{{Text: w.Paragraph(12)}}}.Print()
	n := 0
	for _, x := range set.Sheets[0].Texts {
		n++
		set.Sheets[0].Texts = append(set.Sheets[0].Texts, pdftest.Text{X: 30, Y: x.Y, Size: 7, String: strings.TrimSpace(strings.Join(strings.Fields(pdftest.Number(n)), ""))})
	}
	page := Read(documentOf(set.Sheets))
	if len(page.Blocks) != 1 || strings.ContainsAny(page.Blocks[0].Text, "0123456789") {
		t.Errorf("%+v", page.Blocks)
	}
	if len(page.Omitted) != 1 || page.Omitted[0].Why != "line number" {
		t.Errorf("%+v", page.Omitted)
	}
}

func TestTables(t *testing.T) {
	var texts []pdftest.Text
	for i, row := range [][]string{{"Year", "Barrels", "Price"}, {"1771", "40", "12"}, {"1772", "55", "11"}, {"1773", "61", "9"}} {
		for k, cell := range row {
			texts = append(texts, pdftest.Text{X: 70 + 90*float64(k), Y: 500 - 14*float64(i), Size: 11, String: cell})
		}
	}
	page := Read(sheetOf(texts...))
	if len(page.Blocks) != 4 || page.Blocks[1].Text != "1771\t40\t12" || page.Blocks[1].Kind != block.Row {
		t.Errorf("%+v", page.Blocks)
	}
}

func TestLinesOfAPoemStayLines(t *testing.T) {
	texts := []pdftest.Text{}
	add := func(y float64, s string) { texts = append(texts, pdftest.Text{X: 64, Y: y, Size: 11, String: s}) }
	w := &pdftest.Words{Seed: 5}
	prose := pdftest.Book{Elements: []pdftest.Element{{Text: w.Paragraph(5)}}}.Print().Sheets[0].Texts
	for i, l := range []string{"The ferry leaves at seven,", "The barrels stay ashore,", "And nobody in the harbour", "Remembers what they store."} {
		add(220-13.5*float64(i), l)
	}
	page := Read(sheetOf(append(prose, texts...)...))
	last := page.Blocks[len(page.Blocks)-1].Text
	if strings.Count(last, "\n") != 3 {
		t.Errorf("%d blocks, the last %q", len(page.Blocks), last)
	}
}

func TestAPageWithoutTextIsTold(t *testing.T) {
	doc := sheetOf(pdftest.Text{X: 64, Y: 500, Size: 11, String: "A line."})
	doc.Sheets = append(doc.Sheets, Sheet{Width: 420, Height: 595}, Sheet{Broken: true, Width: 1, Height: 1})
	page := Read(doc)
	if len(page.Omitted) != 2 || page.Omitted[0].Why != "page without text" || page.Omitted[1].Why != "page not readable" {
		t.Errorf("%+v", page.Omitted)
	}
}

func BenchmarkRead(b *testing.B) {
	doc, _ := printings()[1].document(1)
	b.ResetTimer()
	for b.Loop() {
		Read(doc)
	}
	b.ReportMetric(float64(len(doc.Sheets)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// TestWhatHeadsWithoutWords reads a number that heads a chapter, and the bold name
// of a function above what is said of it.
func TestWhatHeadsWithoutWords(t *testing.T) {
	w := &pdftest.Words{Seed: 7}
	prose := pdftest.Book{Elements: []pdftest.Element{{Text: w.Paragraph(6)}, {Text: w.Paragraph(6)}}}.Print().Sheets[0].Texts
	low := prose[len(prose)-1].Y
	texts := append(prose, pdftest.Text{X: 200, Y: low - 40, Size: 16, Font: pdftest.Bold, String: "II"})
	for i, l := range []string{"The pilot came aboard at noon and asked for the", "papers, which nobody had, and so the ship lay there."} {
		texts = append(texts, pdftest.Text{X: 64, Y: low - 75 - 13.5*float64(i), Size: 11, String: l})
	}
	var heads []string
	for _, b := range Read(sheetOf(texts...)).Blocks {
		if b.Kind == block.Heading {
			heads = append(heads, b.Text)
		}
	}
	if strings.Join(heads, "|") != "II" {
		t.Errorf("headings %q", heads)
	}
}
