package plain

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"locus/ingest/block"
)

// show prints blocks one a line: kind, mark, text.
func show(blocks []block.Block) string {
	names := []string{"para", "head", "item", "row", "caption", "quote", "note", "code", "break", "figure"}
	var out strings.Builder
	for _, b := range blocks {
		fmt.Fprintf(&out, "%s %s|%s\n", names[b.Kind], b.Mark, strings.ReplaceAll(b.Text, "\n", "/"))
	}
	return out.String()
}

func TestRead(t *testing.T) {
	long := "This is a line of a text that was written with one paragraph a line, so that it is longer than any page is wide, and on it goes."
	wide := "This line of a wrapped text is about as wide as a page of it is,\nand this one is nearly as wide as the one that stands above it,"
	for name, c := range map[string]struct{ in, want string }{
		"one paragraph a line":                                     {long + "\n" + long, "para |" + long + "\npara |" + long + "\n"},
		"a bare line before a paragraph is heading":                {long + "\nThe second part\n" + long, "para |" + long + "\nhead |The second part\npara |" + long + "\n"},
		"a bare line before nothing is none":                       {long + "\nThe end of it", "para |" + long + "\npara |The end of it\n"},
		"three bare lines are no headings":                         {"One thing\n\nTwo things\n\nThree things\n\nFour\n\n" + long, "para |One thing\npara |Two things\nhead |Three things\nhead |Four\npara |" + long + "\n"},
		"a sentence is no heading":                                 {"So it is.\n\n" + long, "para |So it is.\npara |" + long + "\n"},
		"a number before a paragraph is a heading":                 {long + "\n2. Part\n" + long, "para |" + long + "\nhead |2. Part\npara |" + long + "\n"},
		"a style that recurs vouches for a line above little text": {long + "\n\nTHE FIRST PART\n\n" + long + "\n\nTHE NEXT PART\n\n" + long + "\n\nTHE LAST PART\n\nIt ends here, as all things do.", "para |" + long + "\nhead |THE FIRST PART\npara |" + long + "\nhead |THE NEXT PART\npara |" + long + "\nhead |THE LAST PART\npara |It ends here, as all things do.\n"},
		"a bare line above little text is none":                    {long + "\n\nTo the Editor:\n\nIt ends here, as all things do.", "para |" + long + "\npara |To the Editor:\npara |It ends here, as all things do.\n"},
		"a table of contents gives its headings":                   {long + "\n\n1 Gates\n2 Tolls\n2.1 Who pays\n\n" + long + "\n\nGates\nThey are old.\n\nTolls\n\nWho pays\nNobody does.", "para |" + long + "\npara |" + long + "\nhead |Gates\npara |They are old.\nhead |Tolls\nhead |Who pays\npara |Nobody does.\n"},
		"a wiki's mark makes a heading":                            {long + "\n\nGates[edit]\nThey are old.", "para |" + long + "\nhead |Gates\npara |They are old.\n"},
		"an underlined line is a heading":                          {"title of it\n=====\n\n" + long, "head |title of it\npara |" + long + "\n"},
		"wrapped lines are one paragraph":                          {wide + "\nand so on.", "para |" + strings.ReplaceAll(wide, "\n", "/") + "/and so on.\n"},
		"a short last line ends a paragraph":                       {wide + "\nand so on.\n" + wide, "para |" + strings.ReplaceAll(wide, "\n", "/") + "/and so on.\npara |" + strings.ReplaceAll(wide, "\n", "/") + "\n"},
		"list marks":                                               {"- one\n- two\n\n1. three\n2) four\n\na) five\n\n(iv) six", "item |one\nitem |two\nitem 1.|three\nitem 2)|four\nitem a)|five\nitem (iv)|six\n"},
		"a long numbered paragraph is no item":                     {"12. " + strings.Repeat("word ", 70) + "end.", "para |12. " + strings.Repeat("word ", 70) + "end.\n"},
		"an initial is no mark":                                    {"J. Smith went home.\nA. B.", "para |J. Smith went home./A. B.\n"},
		"tied items after a colon":                                 {long + ":\nto be;\nto stay; and\nto go", "para |" + long + ":\nitem |to be;\nitem |to stay; and\nitem |to go\n"},
		"lines set in are a quotation":                             {"Text before it.\n\n     The words of a long quotation that somebody said once,\n     in two lines of it or more.\n\nText after.", "para |Text before it.\nquote |The words of a long quotation that somebody said once,/in two lines of it or more.\npara |Text after.\n"},
		"lines quoted by a sign":                                   {"> said\n> he", "quote |said/he\n"},
		"notes and their calls":                                    {"Text [1] of it.¹ [9]\n\n[1] One.\n\n¹ Other.", "para |Text  of it. [9]\nnote 1|One.\nnote 1|Other.\n"},
		"a rule is a break":                                        {"one.\n\n-----\n\ntwo.", "para |one.\nbreak |\npara |two.\n"},
		"tabs are a table":                                         {"a\tb\nc\td\ne\tf", "row |a\tb\nrow |c\td\nrow |e\tf\n"},
		"running heads and page numbers go":                        {"Head 1\n\none.\n\n1\fHead 2\n\ntwo.\n\n2\fHead 3\n\nthree.\n\n3", "para |one.\npara |two.\npara |three.\n"},
		"a numbered line goes on a sequence of headings":           {"1. One\n\n" + long + "\n\n2. Two\n\n" + long + "\n\n3. Three\n\n" + long + "\n\n4. Addresses\n\nAnn Bell, Port Elm.", "head |1. One\npara |" + long + "\nhead |2. Two\npara |" + long + "\nhead |3. Three\npara |" + long + "\nhead |4. Addresses\npara |Ann Bell, Port Elm.\n"},
		"nothing": {"\n \n", ""},
		"a fixed name above a short list is heading": {long + "\n\nWorks Cited\n\nBell, A. Wells.\n\nDorn, C. Salt.", "para |" + long + "\nhead |Works Cited\npara |Bell, A. Wells.\npara |Dorn, C. Salt.\n"},
		"speakers are no headings":                   {"ANN: Who?\n\nCARL: " + long + "\n\nANN: When?\n\nCARL: " + long, "para |ANN: Who?\npara |CARL: " + long + "\npara |ANN: When?\npara |CARL: " + long + "\n"},
		"numbers of references are no notes":         {long + " [1]\n\nReferences\n\n[1] Bell, A. Wells.", "para |" + long + " [1]\nhead |References\npara |[1] Bell, A. Wells.\n"},
		"every line a paragraph": {"The council of the town met in the old hall on the quay, and\n\nit was agreed that the harbour should stay open through the\n\nwinter, since nobody could say when the ships would come back\n\nwith salt and rope. The pilots asked for more than they were\n\ngiven.\n\nIt did not last, and the ferry stayed where it was until the\n\nspring of it.",
			"para |The council of the town met in the old hall on the quay, and/it was agreed that the harbour should stay open through the/winter, since nobody could say when the ships would come back/with salt and rope. The pilots asked for more than they were/given.\npara |It did not last, and the ferry stayed where it was until the/spring of it.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, show(Read(c.in).Blocks)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"a\n\nb", "1. a\n2. b\f3", "a\tb\nc\td\ne\tf\n\tg\th", "x\n===\n[1] y [1]", "[bookmark: a]B\n> c\n    d", "Aa bb cc\n\ndd ee\n\nff gg\n\nhh ii\n\njj kk\n\nll mm."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		page := Read(s)
		n := 0
		for _, b := range page.Blocks {
			n += count(b.Text) + count(b.Mark) + count(b.Anchor)
			for _, c := range b.Calls {
				if c.At > len(b.Text) {
					t.Errorf("call at %d of %d", c.At, len(b.Text))
				}
			}
		}
		for _, o := range page.Omitted {
			if o.Why == "blank lines within sentences" {
				continue // told in our words
			}
			n += count(o.Text)
		}
		if n != count(s) {
			t.Errorf("%d letters of %d in %q", n, count(s), s)
		}
	})
}

func count(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
