package cli

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/query"
)

// stack is a finder of whole works, as far as kin asks for them; it tells how many
// works it handed out.
type stack struct {
	query.Finder
	works []corpus.Work
	read  int
}

func (s *stack) Values(context.Context, corpus.Field) ([]corpus.Count, error) {
	names := map[string]bool{}
	for _, w := range s.works {
		for _, a := range w.Authors {
			names[a.Display()] = true
		}
	}
	var out []corpus.Count
	for n := range names {
		out = append(out, corpus.Count{Value: n, Count: 1})
	}
	slices.SortFunc(out, func(a, b corpus.Count) int { return strings.Compare(a.Value, b.Value) })
	return out, nil
}

func (s *stack) Find(_ context.Context, p *query.Plan) (*query.Found, error) {
	out := &query.Found{}
	for _, w := range s.works {
		fits := true
		for _, c := range p.Filter {
			switch c := c.(type) {
			case query.Key:
				fits = fits && slices.ContainsFunc(w.Authors, func(n corpus.Name) bool { return slices.Contains(c.Values, n.Display()) })
			case query.Years:
				fits = fits && w.Year != nil && *w.Year >= *c.From && *w.Year <= *c.To
			}
		}
		if fits && len(out.Hits) < p.Limit {
			out.Hits = append(out.Hits, query.FoundHit{Work: w})
		}
	}
	s.read += len(out.Hits)
	return out, nil
}

// invented makes works whose authors have few names and few years.
func invented(n int) []corpus.Work {
	r := rand.New(rand.NewPCG(3, 5))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	var out []corpus.Work
	for i := range n {
		w := corpus.Work{ID: corpus.WorkID(fmt.Sprintf("w%03d", i)), Title: pick("Walls", "Doors", "The Open Harbour: A Tale", "Harbours"), Type: pick(corpus.TypeBook, corpus.TypeArticle, "")}
		if year := 1990 + r.IntN(4); year < 1993 {
			w.Year = &year
		}
		for range r.IntN(5) {
			w.Authors = append(w.Authors, corpus.Name{Family: pick("Ardam", "Borvil", "van der Ardam", "Union of Ardam"), Given: pick("Vera", "Viktor", "Ana", "")})
		}
		if len(w.Authors) == 0 && r.IntN(2) == 0 {
			w.Editors = []corpus.Name{{Family: "Ardam", Given: "Vera"}}
		}
		out = append(out, w)
	}
	return out
}

// TestKinIsAllThatMatters compares the citation of every work among the works that
// kin gives with that among all works, in every style.
func TestKinIsAllThatMatters(t *testing.T) {
	all := &stack{works: invented(150)}
	k := &keptKin{idx: all, generation: func() string { return "1" }}
	everything := func(*corpus.Work) ([]corpus.Work, error) { return all.works, nil }
	lettered := 0
	for i := range all.works {
		w := &all.works[i]
		for _, style := range cite.Styles() {
			if len(w.Authors) == 0 {
				continue // editors are no authors of the index
			}
			want, err := citeAmong(everything, string(style), w, nil)
			if err != nil {
				t.Fatal(err)
			}
			among := func(w *corpus.Work) ([]corpus.Work, error) { return k.matter(string(style), w) }
			got, err := citeAmong(among, string(style), w, nil)
			if err != nil || got != want {
				t.Errorf("%s, %s: %+v, %v; among all works %+v", w.ID, style, got, err, want)
			}
			if got, err = citeAmong(k.of, string(style), w, nil); err != nil || got != want {
				t.Errorf("%s, %s, of all kin: %+v, %v; among all works %+v", w.ID, style, got, err, want)
			}
			if w.Year != nil && strings.Contains(got.InText, fmt.Sprint(*w.Year)+"a") {
				lettered++
			}
		}
	}
	if lettered == 0 {
		t.Error("no year needed a letter: the works are too few")
	}
}

// TestKinReadsFewWorks holds an author of a thousand works against the bound.
func TestKinReadsFewWorks(t *testing.T) {
	s := &stack{}
	for i := range 1000 {
		year := 1900 + i/10
		s.works = append(s.works, corpus.Work{ID: corpus.WorkID(fmt.Sprintf("w%04d", i)), Title: fmt.Sprint("Part ", i), Year: &year, Authors: []corpus.Name{{Family: "Ardam", Given: "Vera"}}})
	}
	k := &keptKin{idx: s, generation: func() string { return "1" }}
	for range 3 {
		c, err := citeAmong(func(w *corpus.Work) ([]corpus.Work, error) { return k.matter("apa", w) }, "apa", &s.works[905], nil)
		if err != nil || c.InText != "(Ardam, 1990f)" {
			t.Errorf("%q, %v; want the sixth letter of 1990", c.InText, err)
		}
	}
	if s.read != 10 {
		t.Errorf("%d records were read, want the ten of the year, once", s.read)
	}
	if _, err := k.of(&s.works[0]); err != nil || s.read > 10+10+mostKin {
		t.Errorf("%d records were read, %v", s.read, err)
	}
}
