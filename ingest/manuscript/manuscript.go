package manuscript

import (
	"strings"

	"locus/ingest/block"
	"locus/ingest/meta"
)

// Paragraph is a paragraph, an item, a row of a table or a note as a word
// processor keeps it: the block that it is so far (Kind is Paragraph where
// nothing is known), the names of its style and of the styles that it is based
// on, and how it looks.
type Paragraph struct {
	block.Block
	Styles  []string // the style's name, then those it is based on
	Outline int      // the level, from 1, that the style or the paragraph states; 0 for none
	// Bold, Italic, Underlined, Caps and Mono (of letters of one width) say that
	// nearly all of it is.
	Bold, Italic, Underlined, Caps, Mono, Centered bool
	Size                                           float64 // in points, of most of it; 0 where nothing says
	Left, Right, First                             float64 // indents in points; First is the first line's beside Left
	Listed                                         bool    // it is in a list, though it may have no mark
	Contents                                       bool    // it is in a table of contents that the program made
	Bibliography                                   bool    // it is in a list of works cited that a program made

	gap bool // an empty line stands before it
}

// Properties are what a file says about itself apart from its text.
type Properties struct {
	Title, Subject, Creator, Keywords, Language, Publisher, Date string
}

// Document is a file as its reader hands it over.
type Document struct {
	Paragraphs []Paragraph
	Properties Properties
	Works      []block.Entry // that citation fields carry, by key
	Omitted    []block.Omitted
}

// Page judges what each paragraph is and gives the page.
func (d Document) Page() block.Page {
	j := &judge{page: block.Page{Omitted: d.Omitted}, work: d}
	j.list = d.Paragraphs
	j.bare()
	j.body = bodyOf(j.list)
	j.styled()
	j.items()
	j.looks()
	j.quotes()
	j.numbered()
	j.properties()
	j.works()
	j.finish()
	return j.page
}

// judge is the work of judging one document.
type judge struct {
	page  block.Page
	work  Document
	list  []Paragraph
	body  look
	named bool // the file names its title by style
}

func (j *judge) omit(why, text string) {
	if text = plainText(text); text != "" {
		j.page.Omitted = append(j.page.Omitted, block.Omitted{Why: why, Text: text})
	}
}

func (j *judge) meta(key, value string) {
	if value = plainText(value); value != "" {
		j.page.Meta = append(j.page.Meta, block.Meta{Key: key, Value: value})
	}
}

// drop keeps the paragraphs for which keep says so.
func (j *judge) drop(keep func(p *Paragraph) bool) {
	kept := j.list[:0:0]
	for i := range j.list {
		if keep(&j.list[i]) {
			kept = append(kept, j.list[i])
		}
	}
	j.list = kept
}

// bare drops what has no words: empty lines, with which people set space. The
// calls and the mark of such a one go to a neighbour.
func (j *judge) bare() {
	kept := j.list[:0:0]
	gap := false
	for _, p := range j.list {
		if p.Contents {
			if n := len(kept); n > 0 && meta.Standard(kept[n-1].Text) == "contents" {
				j.omit("table of contents", kept[n-1].Text)
				kept = kept[:n-1]
			}
			j.omit("table of contents", p.Text)
			continue
		}
		if strings.TrimSpace(p.Text) == "" && p.Kind != block.Row && p.Kind != block.Break {
			if n := len(kept); n > 0 && len(p.Calls) > 0 {
				for _, c := range p.Calls {
					c.At = len(kept[n-1].Text)
					kept[n-1].Calls = append(kept[n-1].Calls, c)
				}
			}
			gap = true
			continue
		}
		p.gap, gap = gap, false
		kept = append(kept, p)
	}
	j.list = kept
}

// numbered makes the items that are whole paragraphs of a text that numbers them,
// as laws and speeches do, paragraphs that begin with their number.
func (j *judge) numbered() {
	long, all := 0, 0
	for i := range j.list {
		if p := &j.list[i]; p.Kind == block.Item && p.Mark != "" {
			all++
			if wordCount(p.Text) > longItem {
				long++
			}
		}
	}
	whole := long >= 3 && long*5 >= all
	for i := range j.list {
		p := &j.list[i]
		if p.Kind != block.Item || p.Mark == "" || p.Level > 1 || !whole && wordCount(p.Text) <= longItem*3 {
			continue
		}
		mark := p.Mark + " "
		p.Kind, p.Mark, p.Level = block.Paragraph, "", 0
		prefix(&p.Block, mark)
	}
}

// longItem is the number of words from which an item of a list is long.
const longItem = 60

// prefix puts words before a block's text and moves what points into it.
func prefix(b *block.Block, words string) {
	b.Edit([]block.Change{{From: 0, To: 0, With: words}})
	for i := range b.Calls {
		b.Calls[i].At = min(b.Calls[i].At, len(b.Text))
	}
}

// finish writes the blocks.
func (j *judge) finish() {
	whole := !lineBroken(j.list)
	j.page.Blocks = make([]block.Block, 0, len(j.list))
	for i := range j.list {
		b := j.list[i].Block
		if b.Kind == block.Paragraph {
			b.Whole = whole
		}
		j.page.Blocks = append(j.page.Blocks, b)
	}
}

// lineBroken reports whether the paragraphs are the lines of a page: many break
// off before one that begins with a small letter.
func lineBroken(list []Paragraph) bool {
	cut, all := 0, 0
	for i := 0; i+1 < len(list); i++ {
		a, b := &list[i], &list[i+1]
		if a.Kind != block.Paragraph || b.Kind != block.Paragraph || wordCount(a.Text) < 5 {
			continue
		}
		all++
		last := a.Text[len(a.Text)-1]
		if (last >= 'a' && last <= 'z' || last == ',' || last == '-') && b.Text[0] >= 'a' && b.Text[0] <= 'z' {
			cut++
		}
	}
	return cut >= 4 && cut*5 > all
}
