package quote

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query"
)

// Texts gives works whole; a *corpus.Library does.
type Texts interface {
	Document(id corpus.WorkID) (*corpus.Document, error)
}

// Options is what a Checker needs beside the index. Words must be the analysis
// that the index was made with.
type Options struct {
	Words *words.Analysis
}

// Checker looks for quotations in the works of one library. It keeps the texts it
// read last, at most some 16 MB, and is safe for concurrent use; make a new one
// when the library changes.
type Checker struct {
	finder query.Finder
	texts  Texts
	o      Options

	mu    sync.Mutex
	kept  map[corpus.WorkID]*held
	bytes int
}

// New makes a Checker over an index and the texts that it was made of.
func New(finder query.Finder, texts Texts, o Options) *Checker {
	return &Checker{finder: finder, texts: texts, o: o}
}

// found is an exact place of a quotation.
type found struct {
	*candidate
	match
	marked bool // brackets were taken as the writer's
}

// Check finds a quotation. An error is the index's, a text's that cannot be read,
// or the context's; a quotation itself can have none.
func (c *Checker) Check(ctx context.Context, claim Claim) (Finding, error) {
	f := Finding{Text: claim.Text}
	q := parse(claim.Text, false)
	if q.words < Least {
		f.Verdict, f.Why = TooShort, "It has fewer than "+number(Least)+" words, which any text may share."
		return f, nil
	}
	places, read, err := c.exact(ctx, claim, q)
	if err != nil {
		return f, err
	}
	if len(places) > 0 {
		err = c.judge(&f, claim, q, places)
		return f, err
	}
	err = c.explain(ctx, &f, claim, q, read)
	return f, err
}

// exact gives every place where the quotation stands word for word, those of the
// works cited first, and the passages that were read. Texts are read whole only
// where no passage has all of it.
func (c *Checker) exact(ctx context.Context, claim Claim, q quotation) ([]found, []candidate, error) {
	seen := map[corpus.PassageID]bool{}
	var read []candidate
	for _, within := range scopes(claim.Works) {
		hits, err := c.runs(ctx, q, within)
		if err != nil {
			return nil, nil, err
		}
		read = append(read, passages(hits, seen)...)
	}
	places := placesIn(read, q, Omission)
	if !inWorks(places, claim.Works) {
		ids := worksOf(read)
		ids = slices.Concat(first(claim.Works, mostWhole), first(ids, mostWhole))
		whole, err := c.whole(unique(ids))
		if err != nil {
			return nil, nil, err
		}
		places = append(places, placesIn(whole, q, Omission)...)
	}
	return ordered(places, claim.Works), read, nil
}

// scopes are the works cited, where there are any, and then all.
func scopes(cited []corpus.WorkID) [][]corpus.WorkID {
	if len(cited) == 0 {
		return [][]corpus.WorkID{nil}
	}
	return [][]corpus.WorkID{cited, nil}
}

// placesIn finds a quotation in candidates: its brackets taken as the writer's,
// or as the source's own.
func placesIn(list []candidate, q quotation, reach int) []found {
	readings := []quotation{q}
	if q.brackets() {
		readings = []quotation{parse(q.text, true), q}
	}
	var out []found
	for i := range list {
		for _, r := range readings {
			ms := find(list[i].letters, r, reach, 5)
			for _, m := range ms {
				out = append(out, found{candidate: &list[i], match: m, marked: r.edited()})
			}
			if len(ms) > 0 {
				break
			}
		}
	}
	return out
}

// ordered sorts places, those in the works cited first, then by fewest slips, work
// and place, and drops those found twice.
func ordered(places []found, cited []corpus.WorkID) []found {
	rank := func(p found) int {
		if slices.Contains(cited, p.work.ID) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(places, func(a, b found) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.slips, b.slips),
			cmp.Compare(a.work.ID, b.work.ID), cmp.Compare(a.at().Start, b.at().Start))
	})
	var out []found
	for _, p := range places {
		if !slices.ContainsFunc(out, func(o found) bool { return o.work.ID == p.work.ID && o.at().Overlaps(p.at()) }) {
			out = append(out, p)
		}
	}
	return out
}

// at is the place in the work's text.
func (p found) at() corpus.Span { return p.span(p.start, p.end) }

// id is the address of the words.
func (p found) id() corpus.PassageID {
	return corpus.Address{Work: p.work.ID, Revision: p.work.Revision, Span: p.at()}.ID()
}

func inWorks(places []found, works []corpus.WorkID) bool {
	if len(works) == 0 {
		return len(places) > 0
	}
	return slices.ContainsFunc(places, func(p found) bool { return slices.Contains(works, p.work.ID) })
}

func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

func unique[T comparable](list []T) []T {
	var out []T
	for _, x := range list {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// number writes a small number in words.
func number(n int) string {
	names := strings.Fields("no one two three four five six seven eight nine ten")
	if n < len(names) {
		return names[n]
	}
	return "many"
}
