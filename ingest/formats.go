package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/encoding"
	"locus/ingest/epub"
	"locus/ingest/jats"
	"locus/ingest/latex"
	"locus/ingest/markup"
	"locus/ingest/office"
	"locus/ingest/plain"
	"locus/ingest/rtf"
	"locus/ingest/tei"
	"locus/ingest/xmldoc"
)

// The formats, as Source.Format names them.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatRecord   = "record"
	formatPDF      = "pdf"
	formatDOCX     = "docx"
	formatODT      = "odt"
	formatRTF      = "rtf"
	formatEPUB     = "epub"
	formatLaTeX    = "latex"
	formatJATS     = "jats"
	formatTEI      = "tei"
	formatXML      = "xml"
)

// input is a file to be made a page of.
type input struct {
	source Source
	data   []byte // its bytes
	text   string // its characters, where the format is one of characters
}

// format is how files of one format are read: by their bytes, or by their
// characters once the encoding is known.
type format struct {
	name  string
	bytes func(context.Context, *Reader, input) (block.Page, error)
	chars func(context.Context, *Reader, input) (block.Page, error)
}

// formats is the table of what is read. A format that is told by its content and
// stands here with neither function is not yet read.
func formats() []format {
	return []format{
		{name: formatText, chars: text(plain.Read)},
		{name: formatMarkdown, chars: text(markdown)},
		{name: formatHTML, chars: text(func(s string) block.Page { return preformatted(markup.HTML(s)) })},
		{name: formatPDF, bytes: func(ctx context.Context, r *Reader, in input) (block.Page, error) {
			return r.pdf.Read(ctx, in.data, r.Password)
		}},
		{name: formatDOCX, bytes: packed(office.ReadDOCX)},
		{name: formatODT, bytes: packed(office.ReadODT)},
		{name: formatRTF, bytes: packed(rtf.Read)},
		{name: formatEPUB, bytes: packed(epub.Read)},
		{name: formatLaTeX, chars: readLaTeX},
		{name: formatJATS, chars: marked(jats.Read)},
		{name: formatTEI, chars: marked(tei.Read)},
		{name: formatXML, chars: marked(xmldoc.Read)},
	}
}

// readFormats says what can be read, for whoever brought something else.
func readFormats() string {
	var names []string
	for _, f := range formats() {
		if f.bytes != nil || f.chars != nil {
			names = append(names, kindOf(f.name))
		}
	}
	return strings.Join(names, ", ") + " and .jsonl records are read: convert it to one of these"
}

// text is a reader of characters that takes whatever comes.
func text(read func(string) block.Page) func(context.Context, *Reader, input) (block.Page, error) {
	return func(_ context.Context, _ *Reader, in input) (block.Page, error) { return read(in.text), nil }
}

// readLaTeX reads a document with the files below its own folder.
func readLaTeX(_ context.Context, r *Reader, in input) (block.Page, error) {
	return latex.Read(in.text, in.source.Name, below(in.source.Path, r.limit()))
}

// below opens the files below a file's folder, as texts; nil for what has no
// folder. A path that leads out, by its name or by a link, is refused.
func below(file string, limit int64) func(string) (string, error) {
	if file == "" {
		return nil
	}
	return func(name string) (string, error) {
		root, err := os.OpenRoot(filepath.Dir(file))
		if err != nil {
			return "", err
		}
		defer root.Close()
		name = filepath.FromSlash(name)
		if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() {
			return "", fmt.Errorf("%s is no regular file below the document", name)
		}
		f, err := root.Open(name)
		if err != nil {
			return "", err
		}
		defer f.Close()
		data, err := io.ReadAll(io.LimitReader(f, limit+1))
		switch {
		case err != nil:
			return "", err
		case int64(len(data)) > limit || encoding.Binary(data):
			return "", fmt.Errorf("%s is too large or no text", name)
		}
		return encoding.Decode(data).String, nil
	}
}

// marked is a reader of characters that may be damaged.
func marked(read func(string) (block.Page, error)) func(context.Context, *Reader, input) (block.Page, error) {
	return func(_ context.Context, _ *Reader, in input) (block.Page, error) { return read(in.text) }
}

// packed is a reader of bytes that needs nothing else. A whole text may stand in
// it as if it were a program: word processors and makers of e-books take plain
// text over so.
func packed(read func([]byte) (block.Page, error)) func(context.Context, *Reader, input) (block.Page, error) {
	return func(_ context.Context, _ *Reader, in input) (block.Page, error) {
		page, err := read(in.data)
		return preformatted(page), err
	}
}

// page makes a page of a file, and says of what format it is. An error is a
// *Skip or the context's.
func (r *Reader) page(ctx context.Context, in input) (block.Page, string, error) {
	name := in.source.Name
	unsupported := func(kind string) (block.Page, string, error) {
		detail := "it is " + kind + "; " + readFormats()
		if strings.HasSuffix(kind, " records") {
			detail = "it is " + kind + ", which describe texts and are none: give it with --meta beside the texts"
		}
		return block.Page{}, "", &Skip{File: name, Reason: Unsupported, Detail: detail}
	}
	told, kind := sniff(in.data)
	if kind != "" {
		return unsupported(kind)
	}
	f, known := formatNamed(told)
	if known && f.bytes == nil && f.chars == nil {
		return unsupported(kindOf(told))
	}
	if f.bytes != nil {
		page, err := f.bytes(ctx, r, in)
		return page, f.name, faulty(ctx, name, err)
	}
	t, err := characters(name, in.data)
	if err != nil {
		return block.Page{}, "", err
	}
	in.text = t.String
	if !known {
		f, _ = formatNamed(formatOf(in.text, name))
	}
	if err := ctx.Err(); err != nil {
		return block.Page{}, "", err
	}
	page, err := f.chars(ctx, r, in)
	page.Omitted = append(page.Omitted, decoded(t)...)
	return page, f.name, faulty(ctx, name, err)
}

// formatNamed finds a format in the table.
func formatNamed(name string) (format, bool) {
	for _, f := range formats() {
		if f.name == name {
			return f, true
		}
	}
	return format{name: formatText, chars: text(plain.Read)}, false
}

// characters decodes the bytes of a text, or says why that is none.
func characters(name string, data []byte) (encoding.Text, error) {
	if encoding.Binary(data) {
		return encoding.Text{}, &Skip{File: name, Reason: Binary, Detail: readFormats()}
	}
	t := encoding.Decode(data)
	if strings.TrimSpace(t.String) == "" {
		return t, &Skip{File: name, Reason: Empty, Detail: "it holds nothing but blanks"}
	}
	if t.Bad*5 > utf8.RuneCountInString(t.String) {
		return t, &Skip{File: name, Reason: Encoding, Detail: fmt.Sprintf("%d characters are damaged", t.Bad)}
	}
	return t, nil
}

// faulty makes a *Skip of the error of a format's reader; the context's error
// stays what it is.
func faulty(ctx context.Context, name string, err error) error {
	var f *block.Fault
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case !errors.As(err, &f):
		return &Skip{File: name, Reason: Unreadable, Detail: err.Error(), Err: err}
	}
	reason := map[block.FaultKind]Reason{block.Damaged: Damaged, block.Encrypted: Encrypted, block.Pictures: NoText, block.TooLarge: TooLarge, block.Unsupported: Unsupported}[f.Kind]
	if reason == "" {
		reason = Unreadable
	}
	detail := f.Detail
	if detail == "" && f.Err != nil {
		detail = f.Err.Error()
	}
	return &Skip{File: name, Reason: reason, Detail: detail, Err: err}
}

// kindOf names a format in a sentence.
func kindOf(format string) string {
	switch format {
	case formatLaTeX:
		return "LaTeX"
	case formatText:
		return "plain text"
	case formatMarkdown:
		return "Markdown"
	case formatXML:
		return "other XML of texts"
	}
	return strings.ToUpper(format)
}
