package draft

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

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
	var claims []quote.Claim
	for _, q := range Quotations(doc) {
		if known[words.Fold(strings.TrimRight(q.Text, " .,:;!?"))] {
			continue
		}
		r.Quotations = append(r.Quotations, Checked{Position: places.Of(q.Text), Quotation: q.Text, Block: q.Block, Cited: q.Cited})
		claims = append(claims, s.Claim(q, doc))
	}
	err := each(len(claims), func(i int) error {
		f, err := c.Check(ctx, claims[i])
		r.Quotations[i].Finding = &f
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, q := range r.Quotations {
		r.Verdicts[q.Finding.Verdict]++
		if !q.Finding.Verdict.Good() {
			r.Findings++
		}
	}
	return r, nil
}

// each does n things, several at once, and gives the first error by number.
func each(n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
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
		c.Works = append(c.Works, s.Cited(cited, doc)...)
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
