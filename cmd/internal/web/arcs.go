package web

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"

	"locus/corpus"
	"locus/query"
)

// The measures of the arcs, in units of their drawing, and their bounds.
const (
	arcsLeft = 196 // the line on which the persons stand
	arcsTop  = 16
	arcsStep = 26
	persons  = 14
	mostArcs = 24
)

// arcs is a picture of persons, one below the other, with an arc between two that
// passages name together, the thicker the more.
type arcs struct {
	Width, Height int
	People        []arcPerson
	Pairs         []arcPair // the most frequent first
	MorePeople    int       // named, and not drawn
	MorePairs     int       // of those drawn
}

// arcPerson is a person with the number of passages that name them.
type arcPerson struct {
	Name, Short, URL string
	Count            int
	X, Y, Text       int
	Radius           float64
}

// arcPair is two persons whom passages name together. Path is the arc, in the
// notation of SVG.
type arcPair struct {
	One, Other string
	URL        string
	Count      int
	Path       string
	Width      float64
}

// arcsOf counts who is named beside whom.
func arcsOf(ctx context.Context, t tally, v url.Values, a *query.Answer, linked bool) (*arcs, error) {
	all := a.Facets[corpus.FieldPerson]
	if len(all) == 0 {
		return nil, nil
	}
	first := all[:min(len(all), persons)]
	beside := map[[2]string]int{}
	for _, c := range first {
		found, err := t.of(ctx, narrowed(v, corpus.FieldPerson, c.Value))
		if err != nil {
			return nil, err
		}
		for other, n := range countsOf(found, corpus.FieldPerson) {
			if c.Value < other {
				beside[[2]string{c.Value, other}] = n
			}
		}
	}
	out := &arcs{MorePeople: len(all) - len(first)}
	at := out.place(v, chained(first, beside), linked)
	for pair, n := range beside {
		if _, drawn := at[pair[1]]; drawn {
			out.Pairs = append(out.Pairs, arcPair{One: pair[0], Other: pair[1], Count: n})
		}
	}
	slices.SortFunc(out.Pairs, func(a, b arcPair) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.One, b.One), cmp.Compare(a.Other, b.Other))
	})
	out.MorePairs = max(0, len(out.Pairs)-mostArcs)
	out.Pairs = out.Pairs[:min(len(out.Pairs), mostArcs)]
	for i := range out.Pairs {
		p := &out.Pairs[i]
		out.bend(p, at, out.Pairs[0].Count)
		if linked {
			p.URL = searchURL(narrowed(narrowed(v, corpus.FieldPerson, p.One), corpus.FieldPerson, p.Other))
		}
	}
	return out, nil
}

// chained puts persons next to those whom they are named with most: the most
// frequent first, and then each time the one with the most passages in common with
// those placed last.
func chained(list []corpus.Count, beside map[[2]string]int) []corpus.Count {
	common := func(a, b string) int { return beside[[2]string{min(a, b), max(a, b)}] }
	left := slices.Clone(list)
	out := []corpus.Count{left[0]}
	for left = left[1:]; len(left) > 0; {
		best, most := 0, -1.0
		for i, c := range left {
			near := 0.0
			for back := 1; back <= min(4, len(out)); back++ {
				near += float64(common(c.Value, out[len(out)-back].Value)) / float64(back)
			}
			if near > most {
				best, most = i, near
			}
		}
		out = append(out, left[best])
		left = slices.Delete(left, best, best+1)
	}
	return out
}

// place puts the persons on their line and gives the place of each.
func (a *arcs) place(v url.Values, list []corpus.Count, linked bool) map[string]int {
	at, most := map[string]int{}, 1
	for _, c := range list {
		most = max(most, c.Count)
	}
	for i, c := range list {
		y := arcsTop + i*arcsStep
		at[c.Value] = y
		p := arcPerson{Name: c.Value, Short: shortened(c.Value, 23), Count: c.Count, X: arcsLeft, Y: y, Text: y + 5,
			Radius: math.Round(10*(2.5+5.5*math.Sqrt(float64(c.Count)/float64(most)))) / 10}
		if linked {
			p.URL = searchURL(narrowed(v, corpus.FieldPerson, c.Value))
		}
		a.People = append(a.People, p)
	}
	a.Width = arcsLeft + max(60, (len(list)-1)*arcsStep/2) + 24
	a.Height = arcsTop + (len(list)-1)*arcsStep + arcsTop
	return at
}

// bend draws the arc of a pair.
func (a *arcs) bend(p *arcPair, at map[string]int, most int) {
	from, to := at[p.One], at[p.Other]
	if from > to {
		from, to = to, from
	}
	r := float64(to-from) / 2
	p.Path = fmt.Sprintf("M%d %dA%g %g 0 0 1 %d %d", arcsLeft, from, r, r, arcsLeft, to)
	p.Width = math.Round(10*(1+6*float64(p.Count)/float64(most))) / 10
}
