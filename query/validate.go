package query

import (
	"fmt"
	"strings"

	"locus/corpus"
)

// The bounds of a request. Beyond MaxReach no page of an answer begins.
const (
	DefaultLimit = 10
	MaxLimit     = 10_000
	MaxReach     = 100_000
	maxPer       = 1_000
	maxValues    = 200
)

// check refuses what no answer could honour, and fills the defaults in.
func (r *Request) check() error {
	for _, n := range []struct {
		name  string
		value int
		most  int
	}{{"limit", r.Limit, MaxLimit}, {"skip", r.Skip, MaxReach}, {"per_work", r.PerWork, maxPer}, {"per_theory", r.PerTheory, maxPer}} {
		if n.value < 0 {
			return &RequestError{n.name, fmt.Sprintf("must not be negative (it is %d)", n.value)}
		}
		if n.value > n.most {
			return &RequestError{n.name, fmt.Sprintf("must be at most %d (it is %d)", n.most, n.value)}
		}
	}
	if r.Limit == 0 {
		r.Limit = DefaultLimit
	}
	if err := oneOf("sort", &r.Sort, string(ByScore), string(ByYear), string(ByWork)); err != nil {
		return err
	}
	if err := oneOf("by", &r.By, "passage", "work"); err != nil {
		return err
	}
	if r.By == "work" && (r.PerWork > 0 || r.PerTheory > 0) {
		return &RequestError{"by", "work cannot be joined with per_work or per_theory, which choose among passages"}
	}
	if y := r.Year; y != nil && y.From != nil && y.To != nil && *y.From > *y.To {
		return &RequestError{"year", fmt.Sprintf("must begin before it ends (%d..%d)", *y.From, *y.To)}
	}
	for _, l := range []struct {
		name   string
		values []string
	}{{"theory", r.Theory}, {"author", r.Author}, {"person", r.Person}, {"work", r.Work}, {"type", r.Type}, {"in", r.In}, {"voice", r.Voice}, {"section", r.Section}} {
		if len(l.values) > maxValues {
			return &RequestError{l.name, fmt.Sprintf("has %d values; the most is %d", len(l.values), maxValues)}
		}
	}
	return nil
}

// oneOf checks a choice; an empty one becomes the first.
func oneOf(name string, value *string, choices ...string) error {
	if *value == "" {
		*value = choices[0]
		return nil
	}
	v := strings.ToLower(*value)
	for _, c := range choices {
		if v == c {
			*value = c
			return nil
		}
	}
	return &RequestError{name, fmt.Sprintf("must be %s (it is %q)", either(choices), *value)}
}

// rooms lists what "in" can say and the kinds of passage each stands for, in
// the order in which a help text shows them.
func rooms() []struct {
	name  string
	kinds []corpus.Kind
} {
	return []struct {
		name  string
		kinds []corpus.Kind
	}{
		{"body", []corpus.Kind{corpus.Body, corpus.Abstract, corpus.List, corpus.Quotation, corpus.Figure, corpus.Front}},
		{"notes", []corpus.Kind{corpus.Footnote}},
		{"tables", []corpus.Kind{corpus.Table}},
		{"references", []corpus.Kind{corpus.ReferenceK}},
	}
}

// kindsIn gives the kinds of passage that "in" asks for, nil for all of them.
// Nothing asked means everything but the reference list.
func kindsIn(in []string) ([]string, error) {
	if len(in) == 0 {
		in = []string{"body", "notes", "tables"}
	}
	var out []string
	for _, name := range in {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "all" {
			return nil, nil
		}
		found := false
		var names []string
		for _, r := range rooms() {
			names = append(names, r.name)
			if r.name != name {
				continue
			}
			found = true
			for _, k := range r.kinds {
				out = append(out, string(k))
			}
		}
		if !found {
			return nil, &UnknownError{Field: "in", Name: name, Nearest: nearest(name, append(names, "all"), 5)}
		}
	}
	return out, nil
}
