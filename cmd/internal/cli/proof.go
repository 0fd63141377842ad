package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/ingest"
	"locus/ingest/encoding"
	"locus/query"
	"locus/query/draft"
	"locus/query/quote"
)

// proof checks quotations and drafts against an opened library.
type proof struct {
	*place
	checker *quote.Checker
	shelf   *draft.Shelf
	reader  *ingest.Reader
	style   string // of the citations it gives
}

// proof prepares an opened library for checking.
func (p *place) proof(style string) (*proof, error) {
	works, err := p.lib.Works()
	if err != nil && !errors.Is(err, corpus.ErrDamaged) {
		return nil, err
	}
	keys := map[string]corpus.WorkID{}
	for i, k := range cite.Keys(works) {
		keys[k] = works[i].ID
	}
	return &proof{
		place:   p,
		checker: quote.New(p.index, p.lib, quote.Options{Words: p.words}),
		shelf:   draft.NewShelf(works, keys),
		reader:  &ingest.Reader{Pack: p.pack, Words: p.words},
		style:   style,
	}, nil
}

// quoted is what is told of one quotation: the finding, and how the place that
// was found is cited.
type quoted struct {
	BatchID string `json:"batch_id,omitempty"`
	quote.Finding
	Cite *query.Cite `json:"cite,omitempty"`
}

// quote finds one quotation.
func (p *proof) quote(ctx context.Context, claim quote.Claim) (quoted, error) {
	f, err := p.checker.Check(ctx, claim)
	if err != nil {
		return quoted{}, err
	}
	c, err := p.cited(&f)
	return quoted{Finding: f, Cite: c}, err
}

// cited is the citation of the words that a finding found, nil where there are
// none.
func (p *proof) cited(f *quote.Finding) (*query.Cite, error) {
	if f.Passage == "" {
		return nil, nil
	}
	doc, passage, err := p.lib.Resolve(f.Passage)
	if err != nil {
		return nil, err
	}
	c, err := citeAmong(p.kin, p.style, &doc.Work, &passage)
	return &c, err
}

// checkedDraft is a quotation of a draft with its finding and the citation that
// the words found should have.
type checkedDraft struct {
	draft.Checked
	Cite *query.Cite `json:"cite,omitempty"`
}

// draftReport is what is told of a draft.
type draftReport struct {
	File       string                `json:"file"`
	Quotations []checkedDraft        `json:"quotations"`
	Verdicts   map[quote.Verdict]int `json:"verdicts"`
	Findings   int                   `json:"findings"`
}

// check finds every quotation of a draft.
func (p *proof) check(ctx context.Context, doc *corpus.Document, raw string) (*draftReport, error) {
	r, err := draft.Check(ctx, p.checker, p.shelf, doc, raw)
	if err != nil {
		return nil, err
	}
	out := &draftReport{File: r.File, Quotations: make([]checkedDraft, len(r.Quotations)), Verdicts: r.Verdicts, Findings: r.Findings}
	for i, q := range r.Quotations {
		c, err := p.cited(q.Finding)
		if err != nil {
			return nil, err
		}
		out.Quotations[i] = checkedDraft{Checked: q, Cite: c}
	}
	return out, nil
}

// suggestion is a sentence that cites nothing, with passages to cite for it.
type suggestion struct {
	draft.Position
	Sentence string      `json:"sentence"`
	Hits     []query.Hit `json:"hits"`
}

// suggested is what is told of a draft's sources.
type suggested struct {
	File   string       `json:"file"`
	Claims []suggestion `json:"claims"`
	draft.Concordance
}

// suggest finds passages for the sentences of a draft that cite nothing. Passages
// that share too little with a sentence are left out.
func (p *proof) suggest(ctx context.Context, doc *corpus.Document, raw string, limit int) (*suggested, error) {
	out := &suggested{File: doc.Work.Source.File, Claims: []suggestion{}, Concordance: draft.Compare(p.shelf, doc)}
	if raw == "" {
		raw = doc.Text
	}
	places := draft.NewPositions(raw)
	for _, c := range draft.Claims(doc) {
		s := suggestion{Position: places.Of(c.Text), Sentence: c.Text, Hits: []query.Hit{}}
		answer, err := p.searcher.Search(ctx, query.Request{Question: draft.Question(c.Text), Limit: limit, Style: p.style})
		if err != nil {
			return nil, err
		}
		for _, h := range answer.Hits {
			if !h.Weak {
				s.Hits = append(s.Hits, h)
			}
		}
		out.Claims = append(out.Claims, s)
	}
	return out, nil
}

// draftText is a draft as read, with its bytes as text where the file has lines.
type draftText struct {
	doc *corpus.Document
	raw string
}

// drafts reads drafts: files, folders, or "-".
func (p *proof) drafts(ctx context.Context, paths []string, stdin io.Reader) ([]draftText, error) {
	var out []draftText
	for src, err := range ingest.Expand(ctx, paths, stdin) {
		if err != nil {
			return nil, err
		}
		in, err := src.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", src.Name, err)
		}
		data, err := io.ReadAll(io.LimitReader(in, ingest.DefaultLimit+1))
		in.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", src.Name, err)
		}
		src.Open = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
		for doc, err := range p.reader.Read(ctx, src) {
			if err != nil {
				return nil, err
			}
			t := draftText{doc: doc}
			if !encoding.Binary(data) {
				t.raw = encoding.Decode(data).String
			}
			out = append(out, t)
		}
	}
	return out, nil
}

// onDrafts opens the library and does something with each of the drafts named.
func (a *app) onDrafts(ctx context.Context, paths []string, style string, do func(p *proof, t draftText) error) error {
	opened, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer opened.Close()
	p, err := opened.proof(a.styleOr(style))
	if err != nil {
		return err
	}
	texts, err := p.drafts(ctx, paths, a.in)
	for i := 0; err == nil && i < len(texts); i++ {
		err = do(p, texts[i])
	}
	return err
}
