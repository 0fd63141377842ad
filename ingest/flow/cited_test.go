package flow

import (
	"slices"
	"strings"
	"testing"

	"locus/ingest/block"
)

// called makes a paragraph of a text in which a call stands as {mark} or
// {mark#anchor}.
func called(text string) block.Block {
	b := block.Block{}
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.Text += before
		if !ok {
			return b
		}
		var mark string
		mark, text, _ = strings.Cut(rest, "}")
		mark, ref, _ := strings.Cut(mark, "#")
		b.Calls = append(b.Calls, block.Call{At: len(b.Text), Mark: mark, Ref: ref})
	}
}

func TestCited(t *testing.T) {
	for _, c := range []struct {
		name    string
		text    []string
		notes   string   // marks of the notes that stand there
		entries []string // of the list; "anchor|text"
		want    []string
		left    string // marks that call nothing
	}{
		{"raised numbers of a numbered list are citations", []string{"Ships came{1} and went.{2}{3} Others{1} stayed{2–3}."}, "", []string{"[1] One.", "[2] Two.", "[3] Three."},
			[]string{"Ships came [1] and went. [2,3] Others [1] stayed [2–3]."}, ""},
		{"the numbers of notes stay calls", []string{"Ships came{1} and went.{2} Others{3} stayed."}, "1 2 3", []string{"1. One.", "2. Two.", "3. Three."},
			[]string{"Ships came and went. Others stayed."}, ""},
		{"a list of authors without numbers is called by none", []string{"Ships came{1} and went.{2} Others{3} stayed."}, "", []string{"Adler, A. 1990.", "Beck, B. 1991."},
			[]string{"Ships came and went. Others stayed."}, "1 2 3"},
		{"a link tells the entry, numbered or not", []string{"Ships came{1#r2} and went.{2#r9}"}, "", []string{"r1|Adler, A. 1990.", "r2|Beck, B. 1991."},
			[]string{"Ships came [1] and went."}, "2"},
		{"a range that links to its first entry", []string{"Ships came{1–2#r1}."}, "", []string{"r1|Adler, A. 1990.", "r2|Beck, B. 1991."},
			[]string{"Ships came [1–2]."}, ""},
		{"numbers beyond the list are none of its", []string{"Ships came{14} and went.{25} Others{36} stayed{1}."}, "", []string{"1. One.", "2. Two.", "3. Three."},
			[]string{"Ships came and went. Others stayed."}, "14 25 36 1"},
		{"two numbers of a long list are too few to tell", []string{"Ten to the{3} ships and ten to the{9}."}, "", []string{"1. A.", "2. B.", "3. C.", "4. D.", "5. E.", "6. F.", "7. G.", "8. H.", "9. I."},
			[]string{"Ten to the ships and ten to the."}, "3 9"},
		{"a word that follows at once keeps its blank", []string{"Ships{1}came{2}and{3}went."}, "", []string{"(1) One.", "(2) Two.", "(3) Three."},
			[]string{"Ships [1] came [2] and [3] went."}, ""},
	} {
		var blocks []block.Block
		for _, text := range c.text {
			blocks = append(blocks, called(text))
		}
		for m := range strings.FieldsSeq(c.notes) {
			blocks = append(blocks, block.Block{Kind: block.Note, Mark: m, Text: "A note."})
		}
		for _, e := range c.entries {
			anchor, text, ok := strings.Cut(e, "|")
			if !ok {
				anchor, text = "", e
			}
			blocks = append(blocks, block.Block{Zone: block.References, Anchor: anchor, Text: text})
		}
		left := Cited(blocks)
		var got, marks []string
		for i := range c.text {
			got = append(got, blocks[i].Text)
			for _, x := range blocks[i].Cites {
				if mark := x.Items[0].Key; blocks[i].Text[x.Start] < '0' || blocks[i].Text[x.Start] > '9' || len(x.Items) != max(1, len(numbersOf(blocks[i].Text[x.Start:x.End]))) {
					t.Errorf("%s: %s is marked at %q", c.name, mark, blocks[i].Text[x.Start:x.End])
				}
			}
		}
		for _, o := range left {
			marks = append(marks, o.Text)
		}
		if !slices.Equal(got, c.want) || strings.Join(marks, " ") != c.left {
			t.Errorf("%s:\n%q, left %q\nwant %q, %q", c.name, got, marks, c.want, c.left)
		}
	}
}
