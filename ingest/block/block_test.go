package block

import (
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
