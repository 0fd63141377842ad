package block

import (
	"slices"
	"strings"
	"testing"
)

func TestEditKeepsOffsets(t *testing.T) {
	b := Block{
		Text:  "one.Two  three four",
		Calls: []Call{{At: 3, Mark: "1"}, {At: 14, Mark: "2"}},
		Bold:  []Range{{9, 14}},
		Pages: []PageStart{{At: 15, Label: "7"}},
	}
	b.Edit([]Change{{From: 4, To: 4, With: " ", Why: "glued"}, {From: 7, To: 9, With: " "}, {From: 15, To: 19, With: "4"}})
	if b.Text != "one. Two three 4" {
		t.Fatalf("%q", b.Text)
	}
	for i, want := range []string{"one", "three"} {
		if got := b.Text[:b.Calls[i].At]; !strings.HasSuffix(got, want) {
			t.Errorf("call %d stands after %q", i, got)
		}
	}
	if got := b.Text[b.Bold[0].Start:b.Bold[0].End]; got != "three" {
		t.Errorf("bold is %q", got)
	}
	if got := b.Text[b.Pages[0].At:]; got != "4" {
		t.Errorf("the page begins with %q", got)
	}
	want := Repair{At: 0, Was: "one.Two", Is: "one. Two", Why: "glued"}
	if len(b.Repairs) != 1 || b.Repairs[0] != want {
		t.Errorf("repairs %+v", b.Repairs)
	}
}

func TestEditsOfNeighboursTellTheTextAsItIs(t *testing.T) {
	b := Block{Text: "“ a,b” and ’c"}
	b.Edit([]Change{{From: 3, To: 4, Why: "quote"}, {From: 6, To: 6, With: " ", Why: "glued"}})
	for _, r := range b.Repairs {
		if !strings.HasPrefix(b.Text[r.At:], r.Is) {
			t.Errorf("%q is not at %d of %q", r.Is, r.At, b.Text)
		}
	}
	if len(b.Repairs) != 2 {
		t.Errorf("%d repairs", len(b.Repairs))
	}
}

func TestAnEditWithinARepairIsToldByBoth(t *testing.T) {
	b := Block{Text: "bur-ned,down"}
	b.Edit([]Change{{From: 3, To: 4, Why: "cut"}})
	b.Edit([]Change{{From: 7, To: 7, With: " ", Why: "glued"}})
	for _, r := range b.Repairs {
		if r.Is != "burned, down" || !strings.HasPrefix(b.Text[r.At:], r.Is) {
			t.Errorf("%+v in %q", r, b.Text)
		}
	}
}

func TestJoinShiftsOffsets(t *testing.T) {
	a := Block{Text: "one", Calls: []Call{{At: 3}}}
	a.Join(Block{Text: "two", Calls: []Call{{At: 3}}, Bold: []Range{{0, 3}}, Italic: []Range{{1, 2}},
		Pages: []PageStart{{At: 1}}, Repairs: []Repair{{At: 0, Is: "two"}}}, " ")
	if a.Text != "one two" || a.Calls[1].At != 7 || a.Bold[0] != (Range{4, 7}) || a.Italic[0] != (Range{5, 6}) || a.Pages[0].At != 5 || a.Repairs[0].At != 4 {
		t.Errorf("%+v", a)
	}
}

func TestCitesMoveWithTheirWords(t *testing.T) {
	item := []CiteItem{{Key: "k"}}
	b := Block{Text: "As  shown (A 2001), so it is (B 2002).", Cites: []Cite{{Range{10, 18}, item}, {Range{29, 37}, item}}}
	b.Edit([]Change{{From: 2, To: 3}, {From: 18, To: 19, With: ";"}})
	b.Join(Block{Text: "Then (C 2003).", Cites: []Cite{{Range{5, 13}, item}}, Entry: &Entry{Key: "e"}}, " ")
	for i, want := range []string{"(A 2001)", "(B 2002)", "(C 2003)"} {
		if got := b.Text[b.Cites[i].Start:b.Cites[i].End]; got != want {
			t.Errorf("citation %d is %q, want %q", i, got, want)
		}
	}
	if b.Entry == nil {
		t.Error("the entry of the second half is lost")
	}
	half := b.Slice(20, 40)
	if len(half.Cites) != 1 || half.Text[half.Cites[0].Start:half.Cites[0].End] != "(B 2002)" {
		t.Errorf("the slice %q has the citations %+v", half.Text, half.Cites)
	}
	b.Edit([]Change{{From: 9, To: 17}})
	if len(b.Cites) != 2 {
		t.Errorf("%d citations are left when the first one's words go", len(b.Cites))
	}
}

func TestAPageIsToldWhenTheBlockItBeganWithIsDropped(t *testing.T) {
	blocks := []Block{
		{Text: "title", Pages: []PageStart{{Label: "117"}}},
		{Text: "first"},
		{Text: "head", Pages: []PageStart{{}}},
		{Text: "over the page", Pages: []PageStart{{At: 5, Label: "119"}}},
		{Text: "last"},
	}
	starts := NumberPages(blocks)
	left := []Block{blocks[1], blocks[3], blocks[4]}
	RestorePages(left, starts)
	for i, want := range [][]PageStart{
		{{Label: "117", Number: 1}},
		{{Number: 2}, {At: 5, Label: "119", Number: 3}},
		nil,
	} {
		if !slices.Equal(left[i].Pages, want) {
			t.Errorf("%q begins the pages %+v, want %+v", left[i].Text, left[i].Pages, want)
		}
	}
	late := []Block{{Text: "before"}, {Text: "after", Pages: []PageStart{{Label: "2"}}}}
	RestorePages(late, NumberPages(late))
	if len(late[0].Pages) != 1 || late[0].Pages[0].Number != 1 || late[1].Pages[0].Number != 2 {
		t.Errorf("the text before the first page told stands on %+v", late[0].Pages)
	}
	if plain := []Block{{Text: "no pages"}}; NumberPages(plain) != nil {
		t.Error("a text without pages has pages")
	}
}
