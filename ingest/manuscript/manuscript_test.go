package manuscript

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"locus/ingest/block"
	"locus/ingest/block/blocktest"
)

const (
	long  = "A toll is paid by those who pass, and it is fair, some say, since nobody pays for what he does not use at all."
	other = "A gate stops the cart, and a cart that stands still carries nothing to the town, where all of us wait for bread."
)

// built is a paragraph of one run.
func built(text string, look Look, styles ...string) Paragraph {
	b := new(Builder)
	b.Add(text, look)
	p := b.Paragraph()
	p.Styles = styles
	return p
}

func plain(text string) Paragraph { return built(text, Look{Size: 12}) }

// brief prints a page's blocks, one a line: kind, level and the first words.
func brief(page block.Page) string {
	kinds := []string{"para", "head", "item", "row", "caption", "quote", "note", "code", "break", "figure"}
	var out strings.Builder
	for _, b := range page.Blocks {
		words := strings.Fields(b.Text)
		fmt.Fprintf(&out, "%s %d %s|%s\n", kinds[b.Kind], b.Level, b.Mark, strings.Join(words[:min(3, len(words))], " "))
	}
	return out.String()
}

func TestHeadingsByStyleBeforeLook(t *testing.T) {
	for name, c := range map[string]struct {
		in   []Paragraph
		want string
	}{
		"a style makes a heading, bold does not beside it": {
			[]Paragraph{built("The gate", Look{}, "heading 1"), plain(long), built("Bold words", Look{Bold: true}), plain(other)},
			"head 1 |The gate\npara 0 |A toll is\npara 0 |Bold words\npara 0 |A gate stops\n"},
		"a style based on one, a localized one, one of the program's own writing": {
			[]Paragraph{built("One", Look{}, "My part", "heading 2"), built("Two", Look{}, "Überschrift 3"), built("Three", Look{}, "Heading_20_1"), plain(long)},
			"head 2 |One\nhead 3 |Two\nhead 1 |Three\npara 0 |A toll is\n"},
		"a whole paragraph in the style of a heading is none": {
			[]Paragraph{built(long+" "+other, Look{}, "heading 1"), plain(long)},
			"para 0 |A toll is\npara 0 |A toll is\n"},
		"a body style ends the chain": {
			[]Paragraph{built(long, Look{}, "Body Text", "heading 1"), built("Words said", Look{}, "Intense Quote"), built("x = 1", Look{}, "Source Code"), built("y = 2", Look{}, "Source Code")},
			"para 0 |A toll is\nquote 0 |Words said\ncode 0 |x = 1\n"},
		"the title above headings by style is a heading": {
			[]Paragraph{built("On tolls and gates", Look{Bold: true, Size: 16}), plain("Ann Bell"), built("The gate", Look{}, "heading 1"), plain(long)},
			"head 1 |On tolls and\npara 0 |Ann Bell\nhead 1 |The gate\npara 0 |A toll is\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, brief(Document{Paragraphs: c.in}.Page())); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestHeadingsByLook(t *testing.T) {
	bold, big, italic := Look{Bold: true, Size: 12}, Look{Bold: true, Size: 16}, Look{Italic: true, Size: 12}
	for name, c := range map[string]struct {
		in   []Paragraph
		want string
	}{
		"larger stands above bold, bold above italic": {
			[]Paragraph{plain(long), built("Roads", big), built("Of stone", bold), plain(long), built("In the north", italic), plain(other)},
			"para 0 |A toll is\nhead 1 |Roads\nhead 2 |Of stone\npara 0 |A toll is\nhead 3 |In the north\npara 0 |A gate stops\n"},
		"a bold sentence is none, nor is a bold line before nothing": {
			[]Paragraph{plain(long), built("Nobody pays twice.", bold), plain(other), built("The end of it", bold)},
			"para 0 |A toll is\npara 0 |Nobody pays twice.\npara 0 |A gate stops\npara 0 |The end of\n"},
		"where all is bold, bold marks nothing": {
			[]Paragraph{built(long, bold), built("Of stone: a list", bold), built(other, bold)},
			"para 0 |A toll is\npara 0 |Of stone: a\npara 0 |A gate stops\n"},
		"numbered lines": {
			[]Paragraph{plain(long), plain("1. The gate"), plain(long), plain("2. The road"), plain(other)},
			"para 0 |A toll is\nhead 1 |1. The gate\npara 0 |A toll is\nhead 1 |2. The road\npara 0 |A gate stops\n"},
		"bare lines where nothing is set off": {
			[]Paragraph{plain(long), plain("The gate"), plain(other), plain("Who pays"), plain(long)},
			"para 0 |A toll is\nhead 1 |The gate\npara 0 |A gate stops\nhead 1 |Who pays\npara 0 |A toll is\n"},
		"a fixed name above short entries": {
			[]Paragraph{plain(long), built("The road", bold), plain(long), built("References", bold), plain("Bell, A. (1999) Gates. Ely: Fen.")},
			"para 0 |A toll is\nhead 1 |The road\npara 0 |A toll is\nhead 1 |References\npara 0 |Bell, A. (1999)\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, brief(Document{Paragraphs: c.in}.Page())); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestQuotationsAndTypedItems(t *testing.T) {
	in := func(p Paragraph, left, first float64) Paragraph {
		p.Left, p.First = left, first
		return p
	}
	page := Document{Paragraphs: []Paragraph{plain(long), in(plain(long), 36, 0), in(plain("Bell, A. (1999) "+long), 36, -36), plain(other), plain(other),
		in(plain("•\tone"), 18, -18), in(plain("•\twithin"), 36, -18), in(plain("–\ttwo"), 18, -18), in(plain("(a)\tthree"), 18, -18), plain("- no item"), plain(long)}}.Page()
	want := "para 0 |A toll is\nquote 0 |A toll is\npara 0 |Bell, A. (1999)\npara 0 |A gate stops\npara 0 |A gate stops\nitem 1 |one\nitem 2 |within\nitem 1 |two\nitem 1 (a)|three\npara 0 |- no item\npara 0 |A toll is\n"
	if diff := cmp.Diff(want, brief(page)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestALawIsNoList(t *testing.T) {
	var list []Paragraph
	for i := range 4 {
		p := plain(strings.Repeat(long+" ", 4))
		p.Kind, p.Level, p.Mark = block.Item, 1, fmt.Sprintf("%d.", i+1)
		list = append(list, p)
	}
	for _, b := range (Document{Paragraphs: list}.Page()).Blocks {
		if b.Kind != block.Paragraph || b.Mark != "" || b.Text[1] != '.' {
			t.Errorf("%+v", b)
		}
	}
}

func TestPropertiesThatProgramsFillIn(t *testing.T) {
	for name, c := range map[string]struct {
		properties Properties
		first      string
		want       string
	}{
		"a person made it and nobody is named":     {Properties{Creator: "Ann Bell", Title: "On tolls and gates"}, long, "title: On tolls and gates\nauthor: Ann Bell\n"},
		"a program made it":                        {Properties{Creator: "Windows User", Title: "Microsoft Word - essay.doc"}, long, "omitted property: creator: Windows User\n"},
		"an office made it":                        {Properties{Creator: "admin2", Title: "Document1"}, long, "omitted property: creator: admin2\n"},
		"somebody else is named":                   {Properties{Creator: "Carl Dean"}, "Ann Bell", "omitted property: creator: Carl Dean\n"},
		"the one who made it is named":             {Properties{Creator: "Ann C. Bell"}, "By Ann Bell", "author: Ann C. Bell\n"},
		"a title of one word that no line repeats": {Properties{Title: "Tolls"}, long, "omitted property: title: Tolls\n"},
	} {
		t.Run(name, func(t *testing.T) {
			page := Document{Paragraphs: []Paragraph{plain(c.first), plain(long)}, Properties: c.properties}.Page()
			got := blocktest.Print(block.Page{Meta: page.Meta, Omitted: page.Omitted})
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestNoWordIsLost hands paragraphs of every kind over and looks every word up in
// the blocks and in what was left out.
func TestNoWordIsLost(t *testing.T) {
	styles := []string{"Title", "Subtitle", "Author", "Date", "Abstract", "Quote", "Caption", "Bibliography", "TOC 1", "Source Code", "heading 1", "heading 9", "Normal", ""}
	var list []Paragraph
	for i := range 300 {
		p := built(fmt.Sprintf("word%d a%d b%d", i, i, i), Look{Bold: i%3 == 0, Italic: i%5 == 0, Size: float64(10 + i%4)}, styles[i%len(styles)])
		p.Kind = block.Kind([]int{0, 0, 0, int(block.Item), int(block.Row), int(block.Note)}[i%6])
		p.Contents, p.Bibliography, p.Left = i%17 == 0, i%19 == 0, float64(i%7*10)
		list = append(list, p)
	}
	page := Document{Paragraphs: list}.Page()
	var all strings.Builder
	for _, b := range page.Blocks {
		all.WriteString(b.Text + " ")
	}
	for _, o := range page.Omitted {
		all.WriteString(o.Text + " ")
	}
	for _, m := range page.Meta {
		all.WriteString(m.Value + " ")
	}
	for i := range list {
		if !strings.Contains(" "+strings.ReplaceAll(all.String(), "\n", " "), fmt.Sprintf(" word%d a%d b%d ", i, i, i)) {
			t.Errorf("paragraph %d is lost: style %s, kind %d", i, list[i].Styles[0], list[i].Kind)
		}
	}
}

func TestNumbersOfLists(t *testing.T) {
	levels := []Level{{Format: "decimal", Text: "%1.", Start: 1}, {Format: "lowerLetter", Text: "%1.%2)", Start: 1}, {Format: "bullet", Text: "•", Start: 1}}
	var c Counter
	var got []string
	for _, level := range []int{0, 1, 1, 0, 1, 2, 0, 7} {
		got = append(got, c.Mark("a", level, levels))
	}
	c.Restart("a", 0, 9)
	c.Restart("b", 0, 4)
	got = append(got, c.Mark("a", 0, levels), c.Mark("b", 0, levels))
	if diff := cmp.Diff([]string{"1.", "1.a)", "1.b)", "2.", "2.a)", "", "3.", "", "9.", "4."}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for format, want := range map[string]string{"lowerLetter": "bb", "upperLetter": "BB", "lowerRoman": "xxviii", "upperRoman": "XXVIII", "ordinal": "28th", "decimalZero": "28", "none": "", "chicago": "§§§§§§§", "unheard of": "28"} {
		if got := Numeral(28, format); got != want {
			t.Errorf("28 as %s is %q, want %q", format, got, want)
		}
	}
	if got := Numeral(9999, "lowerRoman") + Numeral(0, "lowerLetter") + Numeral(3, "ordinal") + Numeral(7, "decimalZero"); got != "999903rd07" {
		t.Errorf("%q", got)
	}
}

func TestCitationFields(t *testing.T) {
	items, works, ok := Citation(`ADDIN CSL_CITATION {"citationItems":[{"id":"ITEM-1","itemData":{"id":"ITEM-1","type":"thesis","title":["A thesis"],"author":[{"literal":"Road Board"}],"issued":{"literal":"about 1987"},"publisher":"Fen"},"uris":[""]},{"itemData":{"title":"Untied"}}],"mendeley":{}} behind`)
	if !ok || len(items) != 2 || items[0].Key != "ITEM-1" || items[1].Key != "untied" || works[1].Key != "untied" {
		t.Errorf("%v %+v %+v", ok, items, works)
	}
	if w := works[0]; w.Title != "A thesis" || w.Year != "1987" || w.Authors[0].Family != "Road Board" || w.Type != "thesis" {
		t.Errorf("%+v", w)
	}
	for _, broken := range []string{"", "ADDIN ZOTERO_ITEM", "{", `{"citationItems":[]}`, `{"citationItems":7}`} {
		if _, _, ok := Citation(broken); ok {
			t.Errorf("%q is read as a citation", broken)
		}
	}
}

func TestTextIsInNormalForm(t *testing.T) {
	b := new(Builder)
	b.Add("e\u0301", Look{})
	b.Call("1", "n")
	b.Add("t\u00ade\u200b self\u2011help\u0007", Look{Italic: true})
	p := b.Paragraph()
	if p.Text != "éte self-help" || p.Calls[0].At != 2 || len(p.Block.Italic) != 1 || p.Text[p.Block.Italic[0].Start:] != "te self-help" {
		t.Errorf("%+v", p)
	}
}

func TestRaisedWords(t *testing.T) {
	for name, c := range map[string]struct{ before, raised, text, mark string }{
		"a number behind a word calls a note": {"said.", "12", "said.", "12"},
		"behind a digit it is a power":        {"10", "2", "10²", ""},
		"so it is behind a unit":              {"five km", "2", "five km²", ""},
		"letters are letters":                 {"3", "rd", "3rd", ""},
		"at the beginning it is a mark":       {"", "4", "", "note 4"},
		"a sign calls a note":                 {"said", "*", "said", "*"},
	} {
		t.Run(name, func(t *testing.T) {
			b := new(Builder)
			b.Add(c.before, Look{})
			b.Raise(c.raised, Look{Raised: true})
			p := b.Paragraph()
			mark := ""
			if len(p.Calls) > 0 {
				mark = p.Calls[0].Mark
			} else if p.Kind == block.Note {
				mark = "note " + p.Mark
			}
			if p.Text != c.text || mark != c.mark {
				t.Errorf("%q with mark %q, want %q with %q", p.Text, mark, c.text, c.mark)
			}
		})
	}
}

func TestSymbols(t *testing.T) {
	for _, c := range []struct {
		font string
		code rune
		want string
	}{{"Symbol", 0xF061, "α"}, {"Symbol", 'W', "Ω"}, {"Symbol", 0xB3, "≥"}, {"Wingdings", 0xF0E0, "→"}, {"Arial", 0xF041, "A"}, {"Wingdings", 0x21, ""}} {
		if got := Symbol(c.font, c.code); got != c.want {
			t.Errorf("%s %X is %q, want %q", c.font, c.code, got, c.want)
		}
	}
}
