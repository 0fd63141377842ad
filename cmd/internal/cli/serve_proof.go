package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"

	"locus/cmd/internal/web"
	"locus/ingest"
	"locus/ingest/encoding"
	"locus/query/quote"
)

// servedProof checks quotations and drafts for a server, whose library may change
// beside it: what was prepared of one state is not used for another.
type servedProof struct {
	place *place
	read  *ingest.Reader
	mu    sync.Mutex
	of    string // the generation that ready is of
	ready *proof
}

func newServedProof(p *place) *servedProof {
	return &servedProof{place: p, read: &ingest.Reader{Pack: p.pack, Words: p.words}}
}

// now is the proof over the library as it stands, in a style of its own.
func (s *servedProof) now(style string) (*proof, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	generation := s.place.index.Generation()
	if s.ready == nil || s.of != generation {
		fresh, err := s.place.proof("")
		if err != nil {
			return nil, err
		}
		fresh.reader = s.read // its tagger is made once
		s.ready, s.of = fresh, generation
	}
	one := *s.ready
	one.style = style
	return &one, nil
}

// Quote finds one quotation, as locus quote does.
func (s *servedProof) Quote(ctx context.Context, q web.Quotation) (*web.Quoted, error) {
	p, err := s.now(q.Style)
	if err != nil {
		return nil, err
	}
	claim := quote.Claim{Text: q.Text, Pages: q.Pages, Source: strings.Join(q.Works, ", ")}
	if claim.Works, err = workIDs(p.lib, q.Works); err != nil {
		return nil, err
	}
	out, err := p.quote(ctx, claim)
	return (*web.Quoted)(&out), err
}

// Check finds every quotation of a draft, as locus check does. A draft has no
// place on disk: files that it names are not read.
func (s *servedProof) Check(ctx context.Context, d web.Draft) (*web.Checked, error) {
	p, err := s.now(d.Style)
	if err != nil {
		return nil, err
	}
	t, err := p.draftOf(ctx, d)
	if err != nil {
		return nil, err
	}
	r, err := p.check(ctx, t.doc, t.raw)
	if err != nil {
		return nil, err
	}
	out := &web.Checked{File: r.File, Quotations: make([]web.CheckedQuotation, len(r.Quotations)), Verdicts: r.Verdicts, Findings: r.Findings}
	for i, q := range r.Quotations {
		out.Quotations[i] = web.CheckedQuotation(q)
	}
	return out, nil
}

// draftOf reads a draft that was sent. What cannot be read is a *web.DraftError.
func (p *proof) draftOf(ctx context.Context, d web.Draft) (draftText, error) {
	name, err := draftName(d.Format)
	if err != nil {
		return draftText{}, err
	}
	data := d.Data
	if len(data) == 0 {
		data = []byte(d.Text)
	}
	src := ingest.Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
	for doc, err := range p.reader.Read(ctx, src) {
		var skip *ingest.Skip
		switch {
		case errors.As(err, &skip):
			return draftText{}, &web.DraftError{Why: skip.Error()}
		case err != nil:
			return draftText{}, err
		}
		t := draftText{doc: doc}
		if !encoding.Binary(data) {
			t.raw = encoding.Decode(data).String
		}
		return t, nil
	}
	return draftText{}, &web.DraftError{Why: "there is no text in it"}
}

// draftName is the name that a draft of a format would have as a file.
func draftName(format string) (string, error) {
	end := strings.ToLower(strings.TrimPrefix(format, "."))
	switch end {
	case "", "text":
		end = "txt"
	case "markdown":
		end = "md"
	case "latex":
		end = "tex"
	}
	if len(end) > 12 || strings.Trim(end, "abcdefghijklmnopqrstuvwxyz0123456789") != "" || filepath.Base(end) != end {
		return "", &web.DraftError{Why: fmt.Sprintf("a format is the ending of a file's name, as md or docx, not %q", format)}
	}
	return "draft." + end, nil
}
