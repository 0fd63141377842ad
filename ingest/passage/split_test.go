package passage_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"locus/corpus"
	"locus/corpus/corpustest"
	"locus/corpus/sentence"
	"locus/ingest/passage"
)

var update = flag.Bool("update", false, "write the golden cases anew")

// split parses a document's notation, splits it anew and checks every promise.
func split(t *testing.T, notation string) *corpus.Document {
	t.Helper()
	doc, err := corpustest.Parse(notation)
	if err != nil {
		t.Fatal(err)
	}
	doc.Dropped = nil
	passage.Split(doc)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	return doc
}

func show(doc *corpus.Document) string {
	var b strings.Builder
	for _, p := range doc.Passages {
		fmt.Fprintf(&b, "[%s | %s | %d | %d words", p.Kind, strings.Join(p.Section, " > "), p.Locator.Paragraph, len(strings.Fields(p.Text)))
		if len(p.Notes) > 0 {
			fmt.Fprintf(&b, " | notes %v", p.Notes)
		}
		fmt.Fprintf(&b, "]\n%s\n", p.Text)
	}
	return b.String()
}

func TestSplitGolden(t *testing.T) {
	const file = "testdata/split.txtar"
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	fresh := &txtar.Archive{Comment: archive.Comment}
	want := map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, " gives"); ok {
			want[name] = string(f.Data)
		}
	}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, " gives") {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			got := show(split(t, string(f.Data)))
			fresh.Files = append(fresh.Files, f, txtar.File{Name: f.Name + " gives", Data: []byte(got)})
			if got != want[f.Name] && !*update {
				t.Errorf("got\n%s\nwant\n%s", got, want[f.Name])
			}
		})
	}
	if *update {
		if err := os.WriteFile(file, bytes.TrimSpace(txtar.Format(fresh)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// prose invents n sentences of so many words.
func prose(n, words int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Sentence %d", i+1)
		for range words - 2 {
			b.WriteString(" word")
		}
		b.WriteString(". ")
	}
	return strings.TrimSpace(b.String())
}

// whole is the one paragraph of a text.
func whole(text string) []corpus.Part {
	return []corpus.Part{{Kind: corpus.PartParagraph, Span: corpus.Span{Start: 0, End: len(text)}}}
}

func TestSplitLeavesNoTail(t *testing.T) {
	for n := 1; n <= 60; n++ {
		doc := split(t, "id: a\n\n"+prose(n, 17)+"\n")
		for _, p := range doc.Passages {
			words := len(strings.Fields(p.Text))
			if words > 180 || words < 40 && n >= 3 {
				t.Errorf("%d sentences: a passage of %d words", n, words)
			}
		}
	}
}

func TestSplitCutsALongListBetweenItems(t *testing.T) {
	notation := "id: a\n\nThe duties are these:\n\n"
	for i := range 30 {
		notation += fmt.Sprintf("- duty %d of the watchman is one that nobody has ever written down in full\n", i)
	}
	doc := split(t, notation)
	if len(doc.Passages) < 2 {
		t.Fatalf("%d passages, want several", len(doc.Passages))
	}
	for i, p := range doc.Passages {
		if p.Kind != corpus.List || len(strings.Fields(p.Text)) > 180 || !strings.HasSuffix(p.Text, "in full") {
			t.Errorf("passage %d (%s): %q", i, p.Kind, p.Text)
		}
	}
	if !strings.HasPrefix(doc.Passages[0].Text, "The duties are these:\nduty 0") && !strings.Contains(doc.Passages[0].Text, "duty 0") {
		t.Errorf("the first piece is %q", doc.Passages[0].Text)
	}
}

func TestSplitCutsAMonster(t *testing.T) {
	cases := []struct{ name, text, end string }{
		{"a sentence of a thousand words is cut behind commas", strings.Repeat("one two three four five six seven eight nine, ", 110), ","},
		{"without clauses it is cut between words", strings.Repeat("word ", 1000), "d"},
		{"a sentence of 390 words is whole", strings.Repeat("word ", 389) + "end.", "end."},
		{"a word without end is cut between runes", strings.Repeat("é", 40000), "é"},
		{"a script without blanks is cut too", strings.Repeat("安全", 2000), "全"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := &corpus.Document{Text: c.text, Work: corpus.Work{ID: "a"}, Parts: whole(c.text)}
			passage.Split(doc)
			if err := doc.Check(); err != nil {
				t.Fatal(err)
			}
			for i, p := range doc.Passages[:len(doc.Passages)-1] {
				if !strings.HasSuffix(p.Text, c.end) && c.end != "全" {
					t.Errorf("passage %d ends with %q", i, p.Text[max(0, len(p.Text)-10):])
				}
			}
			if len(doc.Repairs) != len(doc.Passages)-1 {
				t.Errorf("%d cuts are told of %d", len(doc.Repairs), len(doc.Passages)-1)
			}
			if passage.Split(doc); len(doc.Repairs) != len(doc.Passages)-1 {
				t.Errorf("%d cuts are told when split again", len(doc.Repairs))
			}
			if (c.end == "end.") != (len(doc.Passages) == 1) {
				t.Errorf("%d passages", len(doc.Passages))
			}
		})
	}
}

func TestSplitKeepsSentencesWhole(t *testing.T) {
	for _, doc := range corpustest.Works() {
		doc.Dropped = nil
		passage.Split(doc)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		for _, part := range doc.Parts {
			if part.Kind != corpus.PartParagraph {
				continue
			}
			for _, s := range sentence.Split(part.Span.Of(doc.Text)) {
				span := corpus.Span{Start: part.Span.Start + s[0], End: part.Span.Start + s[1]}
				if !held(doc, span) {
					t.Errorf("%s: no passage holds %q", doc.Work.ID, span.Of(doc.Text))
				}
			}
		}
	}
}

func held(doc *corpus.Document, s corpus.Span) bool {
	for _, p := range doc.Passages {
		if p.Span.Contains(s) {
			return true
		}
	}
	return false
}

func TestSplitFindsThePage(t *testing.T) {
	doc, err := corpustest.Parse("id: a\n\n= One\n\n" + prose(10, 17) + "\n\n= Two\n\n" + prose(10, 17) + "\n")
	if err != nil {
		t.Fatal(err)
	}
	middle := strings.Index(doc.Text, "Two")
	doc.Dropped = nil
	doc.Parts = append([]corpus.Part{{Kind: corpus.PartPage, Span: corpus.Span{Start: 0, End: middle}, Name: "xi", Source: "labels", Confidence: "high"}}, doc.Parts...)
	for i, p := range doc.Parts {
		if p.Kind == corpus.PartSection && p.Name == "Two" {
			doc.Parts = append(doc.Parts[:i:i], append([]corpus.Part{{Kind: corpus.PartPage, Span: corpus.Span{Start: middle, End: len(doc.Text)}}}, doc.Parts[i:]...)...)
			break
		}
	}
	passage.Split(doc)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	first, last := doc.Passages[0].Locator, doc.Passages[len(doc.Passages)-1].Locator
	if first.Page == nil || *first.Page != "xi" || *first.PageSource != "labels" || *first.PageConfidence != "high" || *first.FilePage != 1 {
		t.Errorf("first locator %+v", first)
	}
	if last.Page != nil || last.PageSource != nil || last.FilePage == nil || *last.FilePage != 2 {
		t.Errorf("a page without a label is none: %+v", last)
	}
}

func TestSplitFindsThePageWhereAPassageEnds(t *testing.T) {
	text := "The gate of the town is shut at night by those who hold its keys, and it is opened when the day breaks."
	turn := strings.Index(text, "when")
	for label, want := range map[string]string{"xii": "xii", "xi": "", "": ""} {
		doc := &corpus.Document{Text: text, Work: corpus.Work{ID: "a"}, Parts: append([]corpus.Part{
			{Kind: corpus.PartPage, Span: corpus.Span{Start: 0, End: turn}, Name: "xi", Source: "labels", Confidence: "high"}}, whole(text)...)}
		last := corpus.Part{Kind: corpus.PartPage, Span: corpus.Span{Start: turn, End: len(text)}, Name: label}
		if label != "" {
			last.Source, last.Confidence = "labels", "high"
		}
		doc.Parts = append(doc.Parts, last)
		passage.Split(doc)
		if err := doc.Check(); err != nil {
			t.Fatal(err)
		}
		got := ""
		if end := doc.Passages[0].Locator.PageEnd; end != nil {
			got = *end
		}
		if got != want {
			t.Errorf("before a page %q it ends on %q, want %q", label, got, want)
		}
	}
}

func TestSplitKeepsDeclaredSpansOut(t *testing.T) {
	text := "Read this line.\n\nLicensed to nobody.\n\nRead that line too. Share this page."
	at := strings.Index(text, "Licensed")
	tail := strings.Index(text, "Share")
	doc := &corpus.Document{Text: text, Work: corpus.Work{ID: "a"}, Parts: whole(text), Dropped: []corpus.Dropped{
		{Span: corpus.Span{Start: tail, End: len(text)}, Why: "navigation"},
		{Span: corpus.Span{Start: at, End: at + 19}, Why: "licence"},
	}}
	passage.Split(doc)
	if err := doc.Check(); err != nil {
		t.Fatal(err)
	}
	if got := show(doc); !strings.Contains(got, "Read this line.\n") || strings.Contains(got, "Licensed") || strings.Contains(got, "Share") {
		t.Errorf("passages are\n%s", got)
	}
}

func TestSplitOfAnEnormousTextIsLinear(t *testing.T) {
	doc := &corpus.Document{Text: strings.Repeat("It is so. ", 1<<16), Work: corpus.Work{ID: "a"}}
	began := time.Now()
	passage.Split(doc)
	if took := time.Since(began); took > 60*time.Second || len(doc.Passages) < 500 {
		t.Errorf("655 kB: %d passages in %v", len(doc.Passages), took)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("One. Two.\n\nThree: four\n", 3, 8, uint8(5), uint8(1))
	f.Add("Heading\n\n(a. b). c", 0, 7, uint8(0), uint8(7))
	kinds := []corpus.PartKind{corpus.PartSection, corpus.PartFront, corpus.PartAbstract, corpus.PartList, corpus.PartTable,
		corpus.PartReferences, corpus.PartParagraph, corpus.PartItem, corpus.PartRow, corpus.PartFigure, corpus.PartQuotation,
		corpus.PartFootnote, corpus.PartEntry, corpus.PartPage}
	f.Fuzz(func(t *testing.T, text string, from, to int, k, l uint8) {
		text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r", ""), "?")
		at := func(n int) int {
			n = min(max(n, 0), len(text))
			for n < len(text) && n > 0 && text[n]&0xC0 == 0x80 {
				n++
			}
			return n
		}
		a, b := at(from), at(to)
		doc := &corpus.Document{Text: text, Work: corpus.Work{ID: "a"}}
		if a < b {
			doc.Parts = []corpus.Part{
				{Kind: kinds[int(k)%len(kinds)], Span: corpus.Span{Start: a, End: b}, Level: 1, Call: a},
				{Kind: kinds[int(l)%len(kinds)], Span: corpus.Span{Start: at((a + b) / 2), End: b}, Level: 2, Call: a},
			}
		}
		passage.Split(doc)
		last := 0
		for _, s := range spans(doc) {
			if s.Start != last || s.End <= s.Start {
				t.Fatalf("after %d comes %v; passages %v dropped %v", last, s, doc.Passages, doc.Dropped)
			}
			last = s.End
		}
		if last != len(text) {
			t.Fatalf("%d bytes of %d", last, len(text))
		}
		for _, d := range doc.Dropped {
			if d.Why == "blank" && strings.TrimSpace(d.Span.Of(text)) != "" {
				t.Fatalf("dropped as blank: %q", d.Span.Of(text))
			}
		}
	})
}

// spans lists passages and dropped spans in the order of the text.
func spans(doc *corpus.Document) []corpus.Span {
	var out []corpus.Span
	i := 0
	for _, p := range doc.Passages {
		for ; i < len(doc.Dropped) && doc.Dropped[i].Span.Start < p.Span.Start; i++ {
			out = append(out, doc.Dropped[i].Span)
		}
		out = append(out, p.Span)
	}
	for ; i < len(doc.Dropped); i++ {
		out = append(out, doc.Dropped[i].Span)
	}
	return out
}

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat(prose(12, 20)+"\n\n", 500)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		doc := &corpus.Document{Text: text, Work: corpus.Work{ID: "a"}}
		passage.Split(doc)
	}
}

func TestAnEnormousSentenceIsCutBetweenClauses(t *testing.T) {
	clause := "and then the clerk of the harbour feared for the boats "
	doc := &corpus.Document{Text: "At dawn the gate was opened " + strings.Repeat(clause, 60) + "and so the day went by.\n"}
	passage.Split(doc)
	if len(doc.Passages) < 3 {
		t.Fatalf("%d passages", len(doc.Passages))
	}
	for _, p := range doc.Passages[1:] {
		if !strings.HasPrefix(p.Text, "and ") {
			t.Errorf("a piece begins with %.40q", p.Text)
		}
	}
}
