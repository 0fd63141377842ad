package query

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query/language"
)

// Options is what a Searcher needs beside the index. The zero value works: no
// field's knowledge, the general analysis of words, no citations, the default
// policy. Words must be the analysis that the index was made with.
type Options struct {
	Pack  *corpus.Pack
	Words *words.Analysis
	// Cite makes the citation of a hit in a style, "" being the default. Its
	// error, for an unknown style, is the Search's error.
	Cite   func(style string, w *corpus.Work, p *corpus.Passage) (Cite, error)
	Policy *Policy
}

// Searcher answers requests from one Finder. It is safe for concurrent use.
type Searcher struct {
	finder   Finder
	o        Options
	err      error // of the analysis
	analysis *words.Analysis
	same     map[string][][]words.Token
	known    atomic.Pointer[names]
	weights  Policy
	field    *corpus.Pack
	views    sync.Pool // of *view, for any text
}

// NewSearcher makes a Searcher over a Finder.
func NewSearcher(f Finder, o Options) *Searcher {
	s := &Searcher{finder: f, o: o, analysis: o.Words, field: o.Pack, weights: DefaultPolicy()}
	if s.analysis == nil {
		s.analysis, s.err = words.New(words.Rules{})
	}
	if s.field == nil {
		s.field = &corpus.Pack{}
	}
	if o.Policy != nil {
		s.weights = *o.Policy
	}
	if s.err == nil {
		s.same = synonyms(s.analysis, s.field.Words.Synonyms)
	}
	return s
}

func (s *Searcher) words() *words.Analysis { return s.analysis }
func (s *Searcher) pack() *corpus.Pack     { return s.field }
func (s *Searcher) policy() *Policy        { return &s.weights }

// Search answers a request. No question is an error; a parameter that cannot be
// is a *RequestError, a name in a flag that nothing goes by an *UnknownError.
func (s *Searcher) Search(ctx context.Context, req Request) (*Answer, error) {
	began := time.Now()
	q, err := s.read(ctx, &req)
	if err != nil {
		return nil, err
	}
	answer := &Answer{Asked: req.Question, Understood: q.understood, Hits: []Hit{}}
	defer q.done()
	if q.plan != nil {
		if err := q.answer(ctx, &req, answer); err != nil {
			return nil, err
		}
	}
	answer.Notes = bounded(q.notes)
	answer.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return answer, nil
}

// mostNotes is how many notes an answer has at most: nobody reads a thousand.
const mostNotes = 20

// bounded gives the first notes, and how many more there are.
func bounded(notes []string) []string {
	if len(notes) <= mostNotes {
		return notes
	}
	return append(notes[:mostNotes-1:mostNotes-1], fmt.Sprintf("There are %d more notes on this question.", len(notes)-mostNotes+1))
}

// Marker gives the marker of a request's question, for passages that are shown
// whole. It fails as Search does.
func (s *Searcher) Marker(ctx context.Context, req Request) (*Marker, error) {
	q, err := s.read(ctx, &req)
	if err != nil {
		return nil, err
	}
	return q.marker, nil
}

// question is a request read and planned. plan is nil when there is nothing to
// look for.
type question struct {
	*reading
	understood string
	plan       *Plan
	marker     *Marker
	loose      bool // words and nothing else
	views      map[corpus.PassageID]*view
	above      map[string][]int // see heading
}

// view is a passage as the marker sees it. A passage is looked at up to three
// times, to learn from it, to weigh it and to show it; its text is analysed once.
func (q *question) view(p *corpus.Passage) *view {
	v := q.views[p.ID]
	if v == nil || v.text != p.Text {
		v, _ = q.s.views.Get().(*view)
		if v == nil {
			v = &view{}
		}
		q.marker.see(v, p.Text)
		if q.views == nil {
			q.views = map[corpus.PassageID]*view{}
		}
		q.views[p.ID] = v
	}
	return v
}

// done lets other questions use the room of this one's views.
func (q *question) done() {
	for _, v := range q.views {
		q.s.views.Put(v)
	}
	q.views = nil
}

// read checks a request, reads its question, resolves its names and plans.
func (s *Searcher) read(ctx context.Context, req *Request) (*question, error) {
	if s.err != nil {
		return nil, fmt.Errorf("analyse words: %w", s.err)
	}
	if err := req.check(); err != nil {
		return nil, err
	}
	in, err := kindsIn(req.In)
	if err != nil {
		return nil, err
	}
	r := &reading{s: s, exact: req.Exact, works: req.By == "work", same: s.same, typed: map[string]string{}, entitled: map[string]float64{}}
	if r.names, err = s.names(ctx); err != nil {
		return nil, err
	}
	if r.size, err = s.finder.Size(ctx); err != nil {
		return nil, fmt.Errorf("size of the index: %w", err)
	}
	asked := language.Parse(req.Question)
	r.notes = asked.Notes
	root, err := r.rename(ctx, asked.Root)
	if err != nil {
		return nil, err
	}
	flags, err := r.flags(ctx, req)
	if err != nil {
		return nil, err
	}
	root = beside(root, flags)
	q := &question{reading: r, understood: root.String(), loose: loose(root) && !req.Exact}
	match, err := r.compile(ctx, root)
	if err != nil {
		return nil, err
	}
	q.marker = newMarker(s.words(), r.patterns)
	if match == nil && len(req.In) == 0 {
		r.note("The question holds nothing to look for.")
		return q, nil
	}
	if len(req.In) > 0 && in != nil {
		q.understood = strings.TrimSpace(q.understood + " " + kindFilters(in))
	}
	if len(req.In) == 0 && asksKind(root) {
		in = nil
	}
	q.plan = r.plan(req, match, in)
	return q, nil
}

// beside puts the filters of flags beside what was asked.
func beside(root language.Node, flags []language.Node) language.Node {
	if len(flags) == 0 {
		return root
	}
	seq, ok := root.(language.Seq)
	if !ok {
		seq = language.Seq{root}
	}
	seq = append(seq[:len(seq):len(seq)], flags...)
	if len(seq) == 1 {
		return seq[0]
	}
	return seq
}

func asksKind(root language.Node) bool {
	asks := false
	language.Walk(root, func(n language.Node) {
		f, ok := n.(language.Filter)
		asks = asks || ok && f.Field == string(corpus.FieldKind)
	})
	return asks
}

func kindFilters(kinds []string) string {
	var out []string
	for _, k := range kinds {
		out = append(out, language.Filter{Field: string(corpus.FieldKind), Value: k}.String())
	}
	return strings.Join(out, " ")
}

// plan asks for what matches, narrowed; conditions that never score go to the
// filters.
func (r *reading) plan(req *Request, match Clause, in []string) *Plan {
	r.settle()
	policy := r.s.policy()
	p := &Plan{Boosts: r.boosts, BM25: policy.BM25, Sort: Sort(req.Sort), Explain: req.Explain}
	all, ok := match.(And)
	if !ok && match != nil {
		all = And{match}
	}
	var scoring []Clause
	for _, c := range all {
		switch c.(type) {
		case Key, Years, Not:
			p.Filter = append(p.Filter, c)
		default:
			scoring = append(scoring, c)
		}
	}
	if p.Match = conjunction(scoring); p.Match == nil {
		p.Match = All{}
	}
	if in != nil {
		p.Filter = append(p.Filter, Key{Field: corpus.FieldKind, Values: in})
	}
	if req.By == "work" {
		p.GroupByWork, p.WorkWeights, p.BM25 = true, policy.WorkWeights, policy.WorksBM25
	}
	if req.Facets {
		p.Facets = corpus.Fields()
	}
	return p
}
