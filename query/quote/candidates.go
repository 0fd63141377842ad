package quote

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query"
)

// How many passages are read for a quotation: those with whole runs of its
// words, those with its rarest words, the documents read whole, the passages read with
// the text around them; how many words a run has, how many runs and how many rare
// words are looked for.
const (
	mostRuns    = 16
	mostLike    = 16
	mostWhole   = 4
	mostWide    = 6
	runLength   = 5
	mostPhrases = 6
	rarest      = 14
)

// candidate is a stretch of a work in which the quotation may stand: a passage,
// or the whole text.
type candidate struct {
	work    *corpus.Work
	passage *corpus.Passage // nil for a whole text
	base    int             // offset of the letters' text in the work's
	letters *letters
}

// span is a match's place in the work's text.
func (c *candidate) span(start, end int) corpus.Span {
	return corpus.Span{Start: c.base + int(c.letters.from[start]), End: c.base + int(c.letters.to[end-1])}
}

// runs finds passages that hold runs of the quotation's words in their exact
// forms, those with the most first. Within narrows to works.
func (c *Checker) runs(ctx context.Context, q quotation, within []corpus.WorkID) ([]query.FoundHit, error) {
	var any query.Or
	for _, p := range q.pieces {
		tokens := plainTokens(c.o.Words, p.text)
		n := min(runLength, len(tokens))
		if n < 2 && len(q.pieces) > 1 || n == 0 {
			continue
		}
		for at := 0; at < len(tokens); at += n {
			at = min(at, len(tokens)-n)
			ph := query.Phrase{Weight: 1}
			for _, t := range tokens[at : at+n] {
				ph.Steps = append(ph.Steps, query.Step{Stems: []string{t.Stem}, Form: t.Form})
			}
			any = append(any, ph)
			if at+n == len(tokens) {
				break
			}
		}
	}
	return c.find(ctx, thinned(any, mostPhrases), within, mostRuns)
}

// thinned keeps at most n clauses, spread over all of them.
func thinned(list query.Or, n int) query.Or {
	if len(list) <= n {
		return list
	}
	out := make(query.Or, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

// like finds passages that share the rarest of the quotation's words.
func (c *Checker) like(ctx context.Context, q quotation, within []corpus.WorkID) ([]query.FoundHit, error) {
	var stems []string
	for _, p := range q.pieces {
		for _, t := range plainTokens(c.o.Words, p.text) {
			if !slices.Contains(stems, t.Stem) {
				stems = append(stems, t.Stem)
			}
		}
	}
	counts, err := c.finder.Frequencies(ctx, query.Text, stems)
	if err != nil {
		return nil, fmt.Errorf("look up the quotation's words: %w", err)
	}
	order := make([]int, 0, len(stems))
	for i := range stems {
		if counts[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(counts[a], counts[b]) })
	var any query.Or
	for _, i := range order[:min(len(order), rarest)] {
		any = append(any, query.Term{Fields: []query.FieldWeight{{Field: query.Text, Weight: 1}}, Tokens: []string{stems[i]}, Weight: 1})
	}
	return c.find(ctx, any, within, mostLike)
}

func (c *Checker) find(ctx context.Context, any query.Or, within []corpus.WorkID, limit int) ([]query.FoundHit, error) {
	if len(any) == 0 {
		return nil, nil
	}
	plan := &query.Plan{Match: any, BM25: query.DefaultPolicy().BM25, Sort: query.ByScore, Limit: limit}
	if len(within) > 0 {
		key := query.Key{Field: corpus.FieldWork}
		for _, id := range within {
			key.Values = append(key.Values, string(id))
		}
		plan.Filter = []query.Clause{key}
	}
	found, err := c.finder.Find(ctx, plan)
	if err != nil {
		return nil, fmt.Errorf("look for the quotation's words: %w", err)
	}
	return found.Hits, nil
}

// plainTokens are the words of a text, joined forms of compounds left out.
func plainTokens(a *words.Analysis, text string) []words.Token {
	tokens := a.Tokens(text)
	return slices.DeleteFunc(tokens, func(t words.Token) bool { return t.Extra })
}

// passages turns hits into candidates, each passage once.
func passages(hits []query.FoundHit, seen map[corpus.PassageID]bool) []candidate {
	var out []candidate
	for i := range hits {
		h := &hits[i]
		if seen[h.Passage.ID] {
			continue
		}
		seen[h.Passage.ID] = true
		out = append(out, candidate{work: &h.Work, passage: &h.Passage, base: h.Passage.Span.Start, letters: fold(h.Passage.Text)})
	}
	return out
}

// whole reads the texts of works whole, each twice: as it stands, and without
// headings and notes, over which a sentence may go on. A work that was removed
// since is passed over.
func (c *Checker) whole(ids []corpus.WorkID) ([]candidate, error) {
	var out []candidate
	for _, id := range ids {
		held, err := c.text(id)
		if errors.Is(err, corpus.ErrUnknownWork) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, candidate{work: &held.doc.Work, letters: held.all()}, candidate{work: &held.doc.Work, letters: held.body()})
	}
	return out, nil
}

// held is a text that was read.
type held struct {
	doc       *corpus.Document
	running   string // the text without headings and notes, of the same length
	all, body func() *letters
}

// mostHeld is how many bytes of texts a Checker keeps.
const mostHeld = 16 << 20

// text reads a work, or has it still.
func (c *Checker) text(id corpus.WorkID) (*held, error) {
	c.mu.Lock()
	h := c.kept[id]
	c.mu.Unlock()
	if h != nil {
		return h, nil
	}
	doc, err := c.texts.Document(id)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", id, err)
	}
	h = &held{doc: doc, running: running(doc)}
	h.all = sync.OnceValue(func() *letters { return fold(doc.Text) })
	h.body = sync.OnceValue(func() *letters { return fold(h.running) })
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes += len(doc.Text); c.bytes > mostHeld {
		c.kept, c.bytes = nil, len(doc.Text)
	}
	if c.kept == nil {
		c.kept = map[corpus.WorkID]*held{}
	}
	c.kept[id] = h
	return h, nil
}

// running is a document's text with blanks, byte for byte, in place of headings,
// notes and captions.
func running(doc *corpus.Document) string {
	text := []byte(doc.Text)
	blank := func(s corpus.Span) {
		for i := s.Start; i < s.End; i++ {
			text[i] = ' '
		}
	}
	for _, p := range doc.Parts {
		switch p.Kind {
		case corpus.PartSection:
			blank(p.Heading)
		case corpus.PartFootnote, corpus.PartFigure:
			blank(p.Span)
		}
	}
	return string(text)
}

// passageAt is the passage that a span begins in, nil where none does.
func passageAt(doc *corpus.Document, span corpus.Span) *corpus.Passage {
	for i := range doc.Passages {
		if p := &doc.Passages[i]; p.Span.Start <= span.Start && span.Start < p.Span.End {
			return p
		}
	}
	return nil
}

// worksOf lists the works of candidates, each once, in order.
func worksOf(list []candidate) []corpus.WorkID {
	var out []corpus.WorkID
	for _, c := range list {
		if !slices.Contains(out, c.work.ID) {
			out = append(out, c.work.ID)
		}
	}
	return out
}

// shown is a stretch of a text on one line.
func shown(text string) string { return strings.Join(strings.Fields(text), " ") }
