package ingest

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/meta"
)

// leastContributions is how many chapters of an edited book must name their
// authors for these to be works of their own.
const leastContributions = 2

// contribution is a chapter of an edited book: from the block of its heading to
// the one before the next chapter. Body is the first block of its text.
type contribution struct {
	from, body, to int
	title          string
	authors        []corpus.Name
}

// contributionsOf finds the chapters of an edited book that name their authors
// right below their headings. All stand at one level, the uppermost where two
// do; a chapter without a name ends the one before and stays with the book.
func contributionsOf(blocks []block.Block) []contribution {
	for level := 1; level <= 3; level++ {
		var out []contribution
		open := false
		for i, b := range blocks {
			if b.Kind != block.Heading || b.Level > level {
				continue
			}
			if open {
				out[len(out)-1].to, open = i, false
			}
			if b.Level != level {
				continue
			}
			if c, ok := contributed(blocks, i); ok {
				out, open = append(out, c), true
			}
		}
		if len(out) >= leastContributions {
			return out
		}
	}
	return nil
}

// contributed reads the heading of a chapter, of one line or two, and the line of
// names below it.
func contributed(blocks []block.Block, i int) (contribution, bool) {
	c := contribution{from: i, to: len(blocks), title: blocks[i].Text}
	at := i + 1
	if at < len(blocks) && blocks[at].Kind == block.Heading && blocks[at].Level > blocks[i].Level && !byline(blocks[at].Text) && at+1 < len(blocks) && byline(blocks[at+1].Text) {
		c.title += ": " + blocks[at].Text
		at++
	}
	if at+1 >= len(blocks) || !byline(blocks[at].Text) || blocks[at].Kind != block.Paragraph && blocks[at].Kind != block.Heading {
		return c, false
	}
	c.title, c.body, c.authors = strings.Join(strings.Fields(c.title), " "), at+1, meta.Names(unby(blocks[at].Text))
	return c, len(c.authors) > 0
}

// byline reports whether a line is nothing but names of persons.
func byline(line string) bool {
	line = unby(line)
	if line == "" || len(line) > 150 || meta.Standard(line) != "" || strings.ContainsAny(line, ".!?:;0123456789") && !initialed(line) {
		return false
	}
	for n := range strings.SplitSeq(strings.NewReplacer(" and ", ",", " & ", ",").Replace(line), ",") {
		if n = strings.TrimSpace(n); n == "" || len(strings.Fields(n)) < 2 || !meta.NameLook(n) {
			return false
		}
	}
	return true
}

// initialed reports whether all stops of a line stand behind single letters.
func initialed(line string) bool {
	if strings.ContainsAny(line, "!?:;0123456789") {
		return false
	}
	for w := range strings.FieldsSeq(line) {
		if w = strings.TrimSuffix(w, ","); strings.HasSuffix(w, ".") && len(strings.ReplaceAll(w, ".", "")) > 1 && !strings.Contains(w[:len(w)-1], ".") {
			return false
		}
	}
	return true
}

func unby(line string) string {
	line = strings.Join(strings.Fields(line), " ")
	for _, by := range []string{"By ", "by ", "BY "} {
		line = strings.TrimPrefix(line, by)
	}
	return line
}

// edited is an edited book: its record, its chapters as they stand in the file, and
// what is left of it: the front, what the editors wrote, the index.
type edited struct {
	work  corpus.Work
	list  []contribution
	parts []block.Page
	rest  block.Page
}

// editedBook parts a book whose chapters name their authors, where what is left
// without them says that it has editors; nil for any other text.
func editedBook(page block.Page, starts block.Starts, name string) *edited {
	list := contributionsOf(page.Blocks)
	if len(list) == 0 {
		return nil
	}
	e := &edited{list: list}
	page.Blocks = slices.Clone(page.Blocks)
	e.parts, e.rest = splitBlocks(page, len(list), func(i, _ int) int {
		return slices.IndexFunc(list, func(c contribution) bool { return c.from <= i && i < c.to })
	})
	e.work = meta.Read(&e.rest, name)
	if len(e.work.Editors) == 0 || e.work.Title == "" {
		return nil
	}
	for i, c := range list {
		e.parts[i].Blocks = slices.Clone(e.parts[i].Blocks[c.body-c.from:])
		block.RestorePages(e.parts[i].Blocks, starts)
	}
	block.RestorePages(e.rest.Blocks, starts)
	if e.work.Type == "" {
		e.work.Type, e.work.Stated["type"] = corpus.TypeBook, corpus.Derived
	}
	return e
}

// read gives the chapters as works of their own, each with its author and the book
// as its container, and then what is left of the book, where that has text.
func (e *edited) read(r *Reader, src Source, source corpus.Source, yield func(*corpus.Document, error) bool) {
	stem := strings.TrimSuffix(baseName(src.Name), path.Ext(src.Name))
	keys := map[string]int{}
	e.work.Source = source
	for i, c := range e.list {
		doc := &corpus.Document{Work: c.work(e.work, labelsOf(e.parts[i]))}
		key := c.authors[0].Family
		if keys[key]++; keys[key] > 1 {
			key = fmt.Sprint(key, " ", keys[key])
		}
		doc.Work.ID = corpus.MakeWorkID(stem+"-"+key, nil)
		err := r.finish(doc, &e.parts[i])
		if err != nil {
			doc, err = nil, &Skip{File: src.Name, Reason: NoText, Detail: c.title + ": " + err.Error()}
		}
		if !yield(doc, err) {
			return
		}
	}
	doc := &corpus.Document{Work: e.work}
	doc.Work.ID = corpus.MakeWorkID(baseName(src.Name), nil)
	if r.finish(doc, &e.rest) == nil {
		yield(doc, nil)
	}
}

// labelsOf is the range of the printed pages of a part, "" where they bear none.
func labelsOf(page block.Page) string {
	first, last := "", ""
	for _, b := range page.Blocks {
		for _, p := range b.Pages {
			if first == "" {
				first = p.Label
			}
			last = p.Label
		}
	}
	if first == "" || last == "" || first == last {
		return first
	}
	return first + "-" + last
}

// work is the record of a chapter: what it says itself, and what the book says.
func (c contribution) work(book corpus.Work, pages string) corpus.Work {
	w := corpus.Work{Title: c.title, Authors: c.authors, Type: corpus.TypeChapter, Container: book.Title, Editors: book.Editors, Pages: pages,
		Year: book.Year, Publisher: book.Publisher, Place: book.Place, ISBN: book.ISBN, Series: book.Series, Edition: book.Edition, Language: book.Language, Source: book.Source,
		Stated: map[string]corpus.Basis{"title": corpus.Stated, "authors": corpus.Stated, "type": corpus.Derived, "container": corpus.Stated}}
	for _, field := range []string{"editors", "year", "publisher", "place", "isbn", "series", "edition", "language"} {
		if b, ok := book.Stated[field]; ok {
			w.Stated[field] = b
		}
	}
	if pages != "" {
		w.Stated["pages"] = corpus.Derived
	}
	return w
}
