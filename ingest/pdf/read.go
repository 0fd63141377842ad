package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	refusal "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"locus/ingest/block"
	"locus/ingest/pdf/layout"
)

// Why a file was not read.
var (
	// ErrPassword says that the file is locked and the password missing or wrong.
	ErrPassword = errors.New("the PDF is locked with a password")
	// ErrFormat says that the file is broken beyond repair, or no PDF.
	ErrFormat = errors.New("the PDF is broken")
	// ErrTime says that a page, or the whole file, took longer than it may.
	ErrTime = errors.New("the PDF takes too long to read")
	// ErrNoText says that no page holds text: they are pictures of pages.
	ErrNoText = errors.New("the PDF holds no text")
)

// Read reads a PDF file. The password is the one the user gave, "" for none; none
// is ever guessed. The error is a *block.Fault around one of this package's
// sentinels, or the context's.
func (e *Engine) Read(ctx context.Context, data []byte, password string) (block.Page, error) {
	doc, book, err := e.book(ctx, data, password)
	cut := false
	if errors.Is(err, ErrFormat) {
		if whole := mended(data); whole != nil {
			if d, b, e := e.book(ctx, whole, password); e == nil {
				doc, book, err, cut = d, b, nil, true
			}
		}
	}
	if err != nil {
		return block.Page{}, fault(err)
	}
	page := book.Page()
	if cut {
		page.Omitted = append(page.Omitted, block.Omitted{Why: "damaged file", Text: "its end is missing: what was found in it is read"})
	}
	page.Meta = append(statements(doc, page), page.Meta...)
	if len(page.Blocks) == 0 && (cut || doc.Broken()) {
		return page, fault(fmt.Errorf("%w: none of its %d pages can be read", ErrFormat, len(doc.Sheets)))
	}
	if len(page.Blocks) == 0 {
		return page, &block.Fault{Kind: block.Pictures, Err: ErrNoText,
			Detail: pagesOf(len(doc.Sheets)) + " without text, most likely pictures: let a program for text recognition (OCR) read it first"}
	}
	return page, nil
}

func pagesOf(n int) string {
	if n == 1 {
		return "its only page is"
	}
	return fmt.Sprintf("its %d pages are", n)
}

// fault says what is the matter, and what a person can do about it.
func fault(err error) error {
	switch {
	case errors.Is(err, ErrPassword):
		return &block.Fault{Kind: block.Encrypted, Err: err, Detail: "or give the password"}
	case errors.Is(err, ErrTime):
		return &block.Fault{Kind: block.TooLarge, Err: err, Detail: "reading it takes too long (" + err.Error() + "): print it to a new PDF and add that"}
	case errors.Is(err, ErrFormat):
		return &block.Fault{Kind: block.Damaged, Err: err, Detail: "the PDF is not whole: fetch it again, or open it in a viewer and print it to a new PDF"}
	}
	return err
}

// book reads a file sheet by sheet into a layout.Book. Of the document only what
// is needed behind that is kept: its first sheets, and what it says of itself.
func (e *Engine) book(ctx context.Context, data []byte, password string) (*layout.Document, *layout.Book, error) {
	o := e.Options.filled()
	in, done, err := e.worker(ctx)
	if err != nil {
		return nil, nil, err
	}
	r := &run{in: in, ctx: ctx, options: o, end: time.Now().Add(o.Time), fonts: map[fontKey]int16{}, steps: make(chan func())}
	finished := make(chan struct{})
	go r.serve(done, finished)
	book := &layout.Book{}
	doc, err := r.document(data, password, book)
	close(r.steps)
	if err == nil || !errors.Is(err, ErrTime) {
		<-finished
	}
	return doc, book, err
}

// run is the reading of one file. All calls of the renderer are made by one
// goroutine, so that one which never returns can be left behind: it keeps its
// place among the workers, and so bounds how many can be.
type run struct {
	in      pdfium.Pdfium
	ctx     context.Context
	options Options
	end     time.Time
	steps   chan func()
	fonts   map[fontKey]int16
	doc     layout.Document
}

// serve makes the steps that are asked for, and then gives the worker back.
func (r *run) serve(done func(), finished chan<- struct{}) {
	defer close(finished)
	defer done()
	for f := range r.steps {
		f()
	}
}

// step makes one call of the renderer and waits for it, no longer than a page
// may take.
func (r *run) step(what string, f func() error) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	left := min(r.options.PageTime, time.Until(r.end))
	if left <= 0 {
		return fmt.Errorf("%w: %s", ErrTime, what)
	}
	result := make(chan error, 1)
	r.steps <- func() {
		defer func() {
			if p := recover(); p != nil {
				result <- fmt.Errorf("%w: %s: %v", ErrFormat, what, p)
			}
		}()
		result <- f()
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case err := <-result:
		return err
	case <-timer.C:
		return fmt.Errorf("%w: %s", ErrTime, what)
	}
}

// firstSheets is how many sheets are kept for what they say of title and author.
const firstSheets = 3

// pagesAtATime is how many pages are read before the file is opened anew: the
// renderer keeps what it has read of an open file, and so of a long one more and
// more.
const pagesAtATime = 200

// pagesOfTime is how many pages the time for a whole file is meant for; a longer
// file has so much more.
const pagesOfTime = 1000

// document opens the file and reads its pages.
func (r *run) document(data []byte, password string, book *layout.Book) (*layout.Document, error) {
	doc, pages, err := r.open(data, password)
	if err != nil {
		return nil, err
	}
	out := &layout.Document{}
	for i := range min(pages, r.options.Pages) {
		if i > 0 && i%pagesAtATime == 0 {
			if doc, err = r.again(doc, data, password); err != nil {
				return nil, err
			}
		}
		var sheet layout.Sheet
		err := r.step(fmt.Sprintf("page %d of %d", i+1, pages), func() error {
			var err error
			sheet, err = r.sheet(doc, i)
			return err
		})
		if errors.Is(err, ErrTime) || r.ctx.Err() != nil {
			return nil, err
		}
		if err != nil {
			sheet = layout.Sheet{Broken: true}
		}
		book.Add(sheet, r.doc.Fonts)
		sheet.Rules, sheet.Dots = nil, nil
		if i >= firstSheets {
			sheet.Glyphs = nil
		}
		out.Sheets = append(out.Sheets, sheet)
	}
	out.Fonts, out.Info = r.doc.Fonts, r.doc.Info
	book.Unread = max(0, pages-r.options.Pages)
	if pages == 0 {
		return nil, fmt.Errorf("%w: it has no pages", ErrFormat)
	}
	return out, nil
}

// open opens the file and counts its pages.
func (r *run) open(data []byte, password string) (doc references.FPDF_DOCUMENT, pages int, err error) {
	err = r.step("opening it", func() error {
		request := &requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))}
		if password != "" {
			request.Password = &password
		}
		opened, err := r.in.OpenDocument(request)
		if err != nil {
			return reason(err)
		}
		doc = opened.Document
		count, err := r.in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
		if err != nil {
			return fmt.Errorf("%w: %w", ErrFormat, err)
		}
		pages = count.PageCount
		if r.doc.Info == nil && pages > pagesOfTime {
			r.end = r.end.Add(time.Duration(float64(r.options.Time) * (float64(min(pages, r.options.Pages))/pagesOfTime - 1)))
		}
		if r.doc.Info == nil {
			r.statements(doc)
		}
		return nil
	})
	return doc, pages, err
}

// again closes the file and opens it anew.
func (r *run) again(doc references.FPDF_DOCUMENT, data []byte, password string) (references.FPDF_DOCUMENT, error) {
	err := r.step("opening it again", func() error {
		_, err := r.in.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc})
		return err
	})
	if err == nil {
		doc, _, err = r.open(data, password)
	}
	return doc, err
}

// reason turns the renderer's refusal into one of ours.
func reason(err error) error {
	switch {
	case errors.Is(err, refusal.ErrPassword), errors.Is(err, refusal.ErrSecurity):
		return ErrPassword
	case errors.Is(err, refusal.ErrFormat), errors.Is(err, refusal.ErrFile), errors.Is(err, refusal.ErrPage):
		return ErrFormat
	}
	return fmt.Errorf("%w: %w", ErrFormat, err)
}
