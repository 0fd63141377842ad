package draft

import (
	"context"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query/quote"
)

// Checked is a quotation of a draft with what was found of it.
type Checked struct {
	Position
	Quotation string         `json:"quotation"`
	Block     bool           `json:"block,omitempty"`
	Cited     []Citation     `json:"cited,omitempty"`
	Finding   *quote.Finding `json:"finding"`
}

// Report is what a check says of a draft. Its JSON form is the contract of every
// door.
type Report struct {
	File       string                `json:"file"`
	Quotations []Checked             `json:"quotations"`
	Verdicts   map[quote.Verdict]int `json:"verdicts"`
	Findings   int                   `json:"findings"` // quotations that are not right
}

// Check finds every quotation of a draft in the works. Raw is the file's text for
// positions; "" stands for the draft's canonical text. A quotation that is the
// title of a work of the shelf is none.
func Check(ctx context.Context, c *quote.Checker, s *Shelf, doc *corpus.Document, raw string) (*Report, error) {
	if raw == "" {
		raw = doc.Text
	}
	known := map[string]bool{}
	for i := range s.works {
		addTitle(known, s.works[i].Title)
	}
	places := NewPositions(raw)
	r := &Report{File: doc.Work.Source.File, Quotations: []Checked{}, Verdicts: map[quote.Verdict]int{}}
	for _, q := range Quotations(doc) {
		if known[words.Fold(strings.TrimRight(q.Text, " .,:;!?"))] {
			continue
		}
		at := places.Of(q.Text)
		f, err := c.Check(ctx, s.Claim(q, doc))
		if err != nil {
			return nil, err
		}
		r.Quotations = append(r.Quotations, Checked{Position: at, Quotation: q.Text, Block: q.Block, Cited: q.Cited, Finding: &f})
		r.Verdicts[f.Verdict]++
		if !f.Verdict.Good() {
			r.Findings++
		}
	}
	return r, nil
}

// Claim is what a quotation claims: its words, and the works that its citations
// may mean. The work in which it is said to be quoted counts as its source.
func (s *Shelf) Claim(q Quotation, doc *corpus.Document) quote.Claim {
	c := quote.Claim{Text: q.Text}
	for i, cited := range q.Cited {
		if cited.Author == "" && cited.Key == "" && cited.Reference == 0 {
			continue // pages alone
		}
		if cited.Through {
			c.Secondary = true
		}
		if c.Secondary && !cited.Through {
			c.Of = append(c.Of, firstFamily(cited.Author))
			continue
		}
		if i > 0 && (c.Secondary || c.Source != "" && len(c.Works) > 0 && !sameBracket(q.Cited[0], cited)) {
			continue
		}
		if c.Source == "" {
			c.Source, c.Pages = name(cited), cited.Pages
		}
		for _, id := range s.Cited(cited, doc) {
			c.Works = append(c.Works, id)
		}
		if !c.Secondary {
			c.Of = append(c.Of, firstFamily(cited.Author))
		}
	}
	if c.Source == "" {
		for _, person := range q.Speakers {
			if ids := s.Named(person, ""); len(ids) > 0 {
				c.Source, c.Works = person, append(c.Works, ids...)
			}
		}
	}
	if c.Secondary {
		c.Of = append(c.Of, q.Speakers...)
	}
	return c
}

// sameBracket reports whether two citations stand side by side without pages of
// their own telling them apart.
func sameBracket(a, b Citation) bool { return a.Pages == "" && b.Pages == "" }

// name is a citation as a sentence names it.
func name(c Citation) string {
	switch {
	case c.Key != "":
		return "@" + c.Key
	case c.Year != "":
		return c.Author + ", " + c.Year
	}
	return c.Author
}
