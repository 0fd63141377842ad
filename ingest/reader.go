package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
	"locus/ingest/block"
	"locus/ingest/clean"
	"locus/ingest/encoding"
	"locus/ingest/flow"
	"locus/ingest/markup"
	"locus/ingest/meta"
	"locus/ingest/outline"
	"locus/ingest/passage"
	"locus/ingest/pdf"
	"locus/ingest/plain"
	"locus/ingest/tag"
)

// DefaultLimit is the largest file that is read where Reader.Limit is 0, in bytes.
const DefaultLimit = 64 << 20

// Reader turns sources into documents. The zero value works: without a Pack
// there are no theories. A Reader makes its tagger once, at the first Read, so
// one Reader should read many sources; it is safe for concurrent use, and its
// fields must not change after the first Read.
type Reader struct {
	Pack  *corpus.Pack
	Words *words.Analysis
	Type  string // of every work read; "" lets the text say
	Limit int64  // bytes of a file, or of a record's line; 0 is DefaultLimit
	// Cache is the folder in which what is costly to make and the same for every
	// file (the compiled reader of PDF) is kept from one run to the next; "" keeps
	// nothing.
	Cache string
	// Password opens the files that ask for one; "" where the user gave none.
	Password string
	// Chapters says which parts of a source are works of their own; nil of none.
	Chapters func(Source) []Chapter

	pdf    pdf.Engine
	once   sync.Once
	tagger *tag.Tagger
	broken error // why there is no tagger
}

// Read reads a source: one document of a text, one for each line of a file of
// records. An error is a *Skip where the source or a record cannot be read and
// the caller should go on with the next; any other error is the context's, or
// that the pack's words contradict each other. Documents are unstamped but for
// a proposed Work.ID, made of the file's base name or the record's id.
func (r *Reader) Read(ctx context.Context, src Source) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		if err := r.ready(); err != nil {
			yield(nil, err)
			return
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
			return
		}
		in, err := src.Open()
		if err != nil {
			yield(nil, unreadable(src.Name, err))
			return
		}
		defer in.Close()
		r.source(ctx, src, in, yield)
	}
}

func (r *Reader) ready() error {
	r.once.Do(func() {
		r.pdf.Options.CacheDir = r.Cache
		r.tagger, r.broken = tag.New(tag.Knowledge{Pack: r.Pack, Words: r.Words})
	})
	if r.broken != nil {
		return fmt.Errorf("preparing the tagger: %w", r.broken)
	}
	return nil
}

func (r *Reader) limit() int64 {
	if r.Limit > 0 {
		return r.Limit
	}
	return DefaultLimit
}

// source reads an open source. A file of records is told by its first bytes and
// read line by line, so that its size is bounded by the line's, not the file's.
func (r *Reader) source(ctx context.Context, src Source, in io.Reader, yield func(*corpus.Document, error) bool) {
	head := make([]byte, 1<<16)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		yield(nil, unreadable(src.Name, err))
		return
	}
	head = head[:n]
	rest := io.MultiReader(strings.NewReader(string(head)), in)
	if recordStart(head, src.Name) {
		r.records(ctx, src.Name, rest, yield)
		return
	}
	data, err := whole(rest, sizeOf(in), r.limit())
	switch {
	case err != nil:
		yield(nil, unreadable(src.Name, err))
	case int64(len(data)) > r.limit():
		yield(nil, &Skip{File: src.Name, Reason: TooLarge, Detail: fmt.Sprintf("it has more than %d MB; split it, or raise the limit", r.limit()>>20)})
	default:
		r.file(ctx, src, data, yield)
	}
}

// file reads the bytes of one text, and the chapters in it that are works of
// their own.
func (r *Reader) file(ctx context.Context, src Source, data []byte, yield func(*corpus.Document, error) bool) {
	name := src.Name
	if len(data) == 0 {
		yield(nil, &Skip{File: name, Reason: Empty})
		return
	}
	page, format, err := r.page(ctx, input{source: src, data: data})
	if err != nil {
		yield(nil, err)
		return
	}
	sum := sha256.Sum256(data)
	source := corpus.Source{File: name, Format: format, SHA256: hex.EncodeToString(sum[:])}
	starts := block.NumberPages(page.Blocks)
	meta.Lines(&page)
	flow.Entries(&page)
	clean.Page(&page)
	flow.Drop(&page)
	flow.Captions(page.Blocks)
	if r.Chapters != nil {
		more := true
		block.RestorePages(page.Blocks, starts)
		if page, more = r.chapters(src, source, page, yield); !more {
			return
		}
	}
	if r.Chapters == nil || len(r.Chapters(src)) == 0 {
		if book := editedBook(page, starts, name); book != nil {
			book.read(r, src, source, yield)
			return
		}
	}
	doc := &corpus.Document{Work: meta.Read(&page, name)}
	doc.Work.ID, doc.Work.Source = corpus.MakeWorkID(baseName(name), nil), source
	block.RestorePages(page.Blocks, starts)
	if err := r.finish(doc, &page); err != nil {
		yield(nil, &Skip{File: name, Reason: NoText, Detail: err.Error()})
		return
	}
	yield(doc, nil)
}

// chapters reads the chapters of a source that are works of their own, and gives
// the rest of its page; false where the caller wants no more.
func (r *Reader) chapters(src Source, source corpus.Source, page block.Page, yield func(*corpus.Document, error) bool) (block.Page, bool) {
	list := r.Chapters(src)
	if len(list) == 0 {
		return page, true
	}
	parts, rest := splitChapters(page, list)
	for i, c := range list {
		if len(parts[i].Blocks) == 0 {
			if !yield(nil, c.notFound(src.Name)) {
				return rest, false
			}
			continue
		}
		doc := &corpus.Document{Work: c.Work}
		stem := strings.TrimSuffix(baseName(src.Name), path.Ext(src.Name))
		doc.Work.ID, doc.Work.Source = corpus.MakeWorkID(stem+"-"+c.Key, nil), source
		dropTitle(&parts[i], c.Work.Title)
		err := r.finish(doc, &parts[i])
		if err != nil {
			doc, err = nil, &Skip{File: src.Name, Reason: NoText, Detail: c.Key + ": " + err.Error()}
		}
		if !yield(doc, err) {
			return rest, false
		}
	}
	return rest, true
}

// pageOf reads characters that stand in a field: plain text, Markdown or HTML.
func pageOf(text string) block.Page {
	switch formatOf(text, "") {
	case formatMarkdown:
		return markdown(text)
	case formatHTML:
		return preformatted(markup.HTML(text))
	}
	return plain.Read(text)
}

// markdown reads Markdown; where its marks are lost, its headings are found as
// those of plain text are.
func markdown(text string) block.Page {
	page := markup.Markdown(text)
	page.Blocks = plain.Headings(page.Blocks)
	return page
}

// preformatted reads long preformatted blocks of a page as plain text: a whole
// document may stand in one.
func preformatted(page block.Page) block.Page {
	var out []block.Block
	for _, b := range page.Blocks {
		if b.Kind != block.Code || len(strings.Fields(b.Text)) < 150 {
			out = append(out, b)
			continue
		}
		inner := plain.Read(b.Text)
		out = append(out, inner.Blocks...)
		page.Omitted = append(page.Omitted, inner.Omitted...)
	}
	page.Blocks = out
	return page
}

// decoded tells what reading the characters left out or could not read.
func decoded(t encoding.Text) []block.Omitted {
	var out []block.Omitted
	if t.Encoding != "utf-8" {
		out = append(out, block.Omitted{Why: "encoding", Text: "read as " + t.Encoding + " (" + t.How + ")"})
	}
	if t.Bad > 0 {
		out = append(out, block.Omitted{Why: "damaged characters", Text: fmt.Sprintf("%d shown as U+FFFD", t.Bad)})
	}
	if t.Removed > 0 {
		out = append(out, block.Omitted{Why: "invisible characters", Text: fmt.Sprintf("%d", t.Removed)})
	}
	return out
}

var errNoText = errors.New("all of it is mark-up, labels or empty sections")

// finish makes a document of a cleaned page: flow, outline, text, passages, tags.
func (r *Reader) finish(doc *corpus.Document, page *block.Page) error {
	flow.Endnotes(page.Blocks)
	outline.Arrange(page)
	flow.Items(page.Blocks)
	blocks := flow.Join(flow.Tables(page.Blocks))
	page.Omitted = append(page.Omitted, flow.Cited(blocks)...)
	blocks, calls := flow.Notes(blocks)
	marks := assemble(doc, blocks, calls)
	marks.Entries = page.Entries
	doc.LeftOut = leftOut(page.Omitted)
	if len(doc.Parts) == 0 {
		return errNoText
	}
	if r.Type != "" {
		doc.Work.Type = r.Type
		if doc.Work.Stated == nil {
			doc.Work.Stated = map[string]corpus.Basis{}
		}
		doc.Work.Stated["type"] = corpus.ByUser
	}
	doc.Work.Words = len(strings.Fields(doc.Text))
	doc.Work.Revision = 1
	passage.Split(doc)
	r.tagger.Marked(doc, marks)
	return nil
}

// leftOut gathers what was omitted: one entry for each reason and text, in the
// order of the first, with at most 80 bytes of the text. Comments and programs of
// a page, which say nothing to its readers, are one entry each, with the first's text.
func leftOut(omitted []block.Omitted) []corpus.LeftOut {
	var out []corpus.LeftOut
	at := map[block.Omitted]int{}
	for _, o := range omitted {
		o.Text = shortened(strings.Join(strings.Fields(o.Text), " "), 80)
		text := o.Text
		if o.Why == "comment" || o.Why == "program" {
			o.Text = ""
		}
		if i, ok := at[o]; ok {
			out[i].Count++
			continue
		}
		at[o] = len(out)
		out = append(out, corpus.LeftOut{Why: o.Why, Text: text, Count: 1})
	}
	return out
}

// shortened is the beginning of s, at most n bytes, cut at a rune.
func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func unreadable(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Skip{File: name, Reason: Vanished, Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &Skip{File: name, Reason: Unreadable, Detail: "no permission", Err: err}
	}
	return &Skip{File: name, Reason: Unreadable, Detail: err.Error(), Err: err}
}

// baseName is the last part of a path; standard input has a name of its own.
func baseName(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if base == Stdin {
		return "standard-input"
	}
	return base
}
