package corpustest

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"locus/corpus"
)

// Parse builds a stamped document from the notation below and checks it with
// Document.Check. An error names the line.
//
// First come lines "key: value" for the record, up to the first blank line: id,
// title, author ("Family, Given", once for each), year, type, container, volume,
// issue, pages, doi, publisher, place, language, file, revision. Blocks follow,
// set apart by blank lines; the first characters say what a block is:
//
//	= Heading     a section of level 1; "== Heading" of level 2, and so on
//	- item        a list, one item a line
//	| a | b       a table, one row a line
//	> words       a block quotation
//	! words       a caption
//	~ words       the abstract
//	? words       front matter
//	[1] words     a footnote; the mark is between the brackets
//	@ words       an entry of the reference list
//	words         a paragraph, its lines joined by blanks
//
// Within a block, {what|words} puts words into the text and says something of
// them, and {what} says it of the block: {theory ID WEIGHT|words} tags the
// passage with the words as evidence, {heading ID WEIGHT} tags it by the heading
// above; {mentioned NAME|as}, {cited NAME|as}, {quoted NAME|as} name a person;
// {quotes NAME} and {reports NAME} set the voice; {note MARK} calls a footnote;
// {citation N|words} cites reference N, 0 for none; {repair WAS|is} lists a
// repair. Every block but a heading becomes one passage.
func Parse(notation string) (*corpus.Document, error) {
	b := &builder{doc: &corpus.Document{}, calls: map[string]int{}, paragraph: []int{0}}
	b.doc.Work.ID, b.doc.Work.Revision = "work", 1
	lines := strings.Split(notation, "\n")
	i := 0
	for ; i < len(lines) && strings.TrimSpace(lines[i]) != ""; i++ {
		if err := b.header(lines[i]); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	for i < len(lines) {
		if strings.TrimSpace(lines[i]) == "" {
			i++
			continue
		}
		first := i
		for i < len(lines) && strings.TrimSpace(lines[i]) != "" {
			i++
		}
		if err := b.block(lines[first:i]); err != nil {
			return nil, fmt.Errorf("line %d: %w", first+1, err)
		}
	}
	b.finish()
	return b.doc, b.doc.Check()
}

// Must is Parse for a test that cannot go on without the document.
func Must(tb testing.TB, notation string) *corpus.Document {
	tb.Helper()
	d, err := Parse(notation)
	if err != nil {
		tb.Fatalf("corpustest: %v", err)
	}
	return d
}

// builder gathers a document while its notation is read.
type builder struct {
	doc       *corpus.Document
	text      strings.Builder
	open      []int // indexes of the sections around the present place
	paragraph []int // paragraphs so far, per open section
	list      int   // index of the open reference list, 0 for none
	calls     map[string]int
}

// header reads one line of the record.
func (b *builder) header(line string) error {
	key, value, ok := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	if !ok {
		return fmt.Errorf("%q is no key: value", line)
	}
	w := &b.doc.Work
	plain := map[string]*string{
		"title": &w.Title, "type": &w.Type, "container": &w.Container, "volume": &w.Volume, "issue": &w.Issue,
		"pages": &w.Pages, "doi": &w.DOI, "publisher": &w.Publisher, "place": &w.Place, "language": &w.Language,
		"genre": &w.Genre, "number": &w.Number, "series": &w.Series, "accessed": &w.Accessed, "edition": &w.Edition, "url": &w.URL, "file": &w.Source.File,
	}
	if w.Stated == nil {
		w.Stated = map[string]corpus.Basis{}
	}
	if p := plain[key]; p != nil {
		*p = value
		if key != "file" {
			w.Stated[key] = corpus.Stated
		}
		return nil
	}
	switch key {
	case "id":
		w.ID = corpus.WorkID(value)
	case "author":
		family, given, _ := strings.Cut(value, ",")
		w.Authors = append(w.Authors, corpus.Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)})
		w.Stated["authors"] = corpus.Stated
	case "year", "revision":
		n, err := strconv.Atoi(value)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		if key == "revision" {
			w.Revision = n
			return nil
		}
		w.Year = &n
		w.Stated["year"] = corpus.Stated
	default:
		return fmt.Errorf("unknown key %q", key)
	}
	return nil
}

// finish closes sections, ties footnotes to their calls and stamps the document.
func (b *builder) finish() {
	d := b.doc
	if b.text.Len() > 0 {
		b.drop("\n", "blank")
	}
	d.Text = b.text.String()
	b.closeSections(1)
	for i := range d.Parts {
		if d.Parts[i].Kind == corpus.PartFootnote {
			d.Parts[i].Call = -1
			if at, ok := b.calls[d.Parts[i].Name]; ok {
				d.Parts[i].Call = at
			}
		}
	}
	for i := range d.Passages {
		p := &d.Passages[i]
		p.Text = p.Span.Of(d.Text)
		d.Work.Words += len(strings.Fields(p.Text))
	}
	if d.Work.Source.File == "" {
		d.Work.Source.File = string(d.Work.ID) + ".txt"
	}
	d.Work.Source.Format = "text"
	d.Stamp(d.Work.ID, d.Work.Revision)
}
