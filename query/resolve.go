package query

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
	"locus/query/language"
)

// resolve gives the values of a field that a name as typed stands for, without
// repeats; or an *UnknownError. Sections and years stand for themselves.
func (r *reading) resolve(ctx context.Context, field, name string) ([]string, error) {
	var found, known []string
	var err error
	switch corpus.Field(field) {
	case corpus.FieldTheory:
		found, known, err = r.theory(ctx, name)
	case corpus.FieldAuthor:
		found = r.author(name)
		known, err = r.names.of(ctx, corpus.FieldAuthor)
	case corpus.FieldPerson:
		found = find(name, r.names.people)
		for _, p := range r.names.people {
			known = append(known, p.value)
		}
	case corpus.FieldWork:
		if known, err = r.names.of(ctx, corpus.FieldWork); err == nil {
			found, err = r.work(ctx, name, known)
		}
	case corpus.FieldType:
		known, err = r.names.of(ctx, corpus.FieldType)
		known = union(workTypes(), known)
		found = exactly(name, known)
	case corpus.FieldKind:
		known = kinds()
		found = exactly(name, known)
		if kinds, err := kindsIn([]string{name}); err == nil && len(found) == 0 {
			found = kinds
		}
	case corpus.FieldVoice:
		known = []string{string(corpus.AuthorVoice), string(corpus.Quotes), string(corpus.Reports)}
		found = exactly(name, known)
	default:
		return []string{name}, nil
	}
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, &UnknownError{Field: field, Name: name, Nearest: nearest(name, known, 5)}
	}
	return union(found), nil
}

// theory finds theories by id, else by label, alias or last part of the id, else
// by those names in another form of their words.
func (r *reading) theory(ctx context.Context, name string) (found, known []string, err error) {
	values, err := r.names.of(ctx, corpus.FieldTheory)
	if err != nil {
		return nil, nil, err
	}
	key, stems := theoryKey(name), r.stems(name)
	var named, formed []string
	for _, t := range theoriesNamed(r.names.pack, values) {
		known = append(known, t.value)
		if strings.EqualFold(t.value, name) {
			return []string{t.value}, nil, nil
		}
		if slices.Contains(t.keys, key) {
			named = append(named, t.value)
		}
		for _, k := range t.keys {
			if stems != "" && r.stems(k) == stems {
				formed = append(formed, t.value)
				break
			}
		}
	}
	if len(named) > 0 {
		return named, known, nil
	}
	return formed, known, nil
}

// stems writes the stems of a name side by side.
func (r *reading) stems(name string) string {
	var out []string
	for _, t := range r.s.words().Tokens(name) {
		if !t.Extra {
			out = append(out, t.Stem)
		}
	}
	return strings.Join(out, " ")
}

// author finds the authors with works here who go by the name, or by another
// name of the person whom the pack knows by it.
func (r *reading) author(name string) []string {
	out := find(name, r.names.authors())
	for _, p := range find(name, r.names.people) {
		if _, ok := r.person(p); ok {
			out = append(out, find(p, r.names.authors())...)
		}
	}
	return out
}

// person is the pack's person with this canonical name.
func (r *reading) person(name string) (*corpus.Person, bool) {
	pack := r.s.pack()
	for i := range pack.People {
		if pack.People[i].Name == name {
			return &pack.People[i], true
		}
	}
	return nil, false
}

// maxTitles bounds how many works a filter on words of a title may name.
const maxTitles = 200

// work finds a work by id, else the works whose id or title has all the words.
func (r *reading) work(ctx context.Context, name string, ids []string) ([]string, error) {
	if _, ok := slices.BinarySearch(ids, strings.ToLower(name)); ok {
		return []string{strings.ToLower(name)}, nil
	}
	if slices.Contains(ids, name) {
		return []string{name}, nil
	}
	var out []string
	asked := nameWords(name)
	for _, id := range ids {
		if len(asked) > 0 && subset(asked, nameWords(id)) {
			out = append(out, id)
		}
	}
	var all And
	for _, t := range r.s.words().Tokens(name) {
		if !t.Extra {
			all = append(all, Term{Fields: []FieldWeight{{Title, 1}}, Tokens: []string{t.Stem}, Weight: 1})
		}
	}
	if len(all) == 0 {
		return out, nil
	}
	found, err := r.s.finder.Find(ctx, &Plan{Match: all, BM25: r.s.policy().BM25, Limit: maxTitles, GroupByWork: true, WorkWeights: []float64{1}})
	if err != nil {
		return nil, fmt.Errorf("look for the title %q: %w", name, err)
	}
	if found.Total > maxTitles {
		r.note("“%s” is in the titles of %d works; the first %d were taken.", name, found.Total, maxTitles)
	}
	for _, h := range found.Hits {
		out = append(out, string(h.Work.ID))
	}
	slices.Sort(out)
	return out, nil
}

func subset(part, whole []string) bool {
	for _, p := range part {
		if !slices.Contains(whole, p) {
			return false
		}
	}
	return true
}

// exactly finds the values that fold to the same as the name, or would with a
// plural s taken off.
func exactly(name string, among []string) []string {
	folded := words.Fold(name)
	for _, v := range among {
		if f := words.Fold(v); f == folded || f == strings.TrimSuffix(folded, "s") {
			return []string{v}
		}
	}
	return nil
}

func workTypes() []string {
	return []string{corpus.TypeEssay, corpus.TypeChapter, corpus.TypeArticle, corpus.TypeEncyclopedia, corpus.TypePaper,
		corpus.TypeBook, corpus.TypeReport, corpus.TypeThesis, corpus.TypeWebpage, corpus.TypeRecord}
}

func kinds() []string {
	var out []string
	for _, k := range []corpus.Kind{corpus.Body, corpus.Abstract, corpus.List, corpus.Table, corpus.Figure,
		corpus.Footnote, corpus.Quotation, corpus.ReferenceK, corpus.Front} {
		out = append(out, string(k))
	}
	return out
}

// union joins lists without repeats, in order.
func union(lists ...[]string) []string {
	var out []string
	seen := map[string]bool{}
	for _, l := range lists {
		for _, v := range l {
			if !seen[v] {
				seen[v] = true
				out = append(out, v)
			}
		}
	}
	return out
}

// names rewrites the filters of a question with the values they stand for. A
// name that nothing goes by becomes words, with a note. A filter that several
// values answer becomes all of them, side by side or as alternatives.
func (r *reading) rename(ctx context.Context, n language.Node) (language.Node, error) {
	switch n := n.(type) {
	case language.Filter:
		nodes, err := r.filter(ctx, n)
		if err != nil || len(nodes) == 1 {
			return first(nodes), err
		}
		return language.Or(nodes), nil
	case language.Must:
		inner, err := r.rename(ctx, n.Node)
		return language.Must{Node: inner}, err
	case language.Never:
		inner, err := r.rename(ctx, n.Node)
		return language.Never{Node: inner}, err
	case language.Near:
		left, err := r.rename(ctx, n.Left)
		if err != nil {
			return nil, err
		}
		right, err := r.rename(ctx, n.Right)
		return language.Near{Left: left, Right: right, Within: n.Within}, err
	case language.Seq:
		nodes, err := r.renameAll(ctx, n, true)
		return language.Seq(nodes), err
	case language.And:
		nodes, err := r.renameAll(ctx, n, false)
		return language.And(nodes), err
	case language.Or:
		nodes, err := r.renameAll(ctx, n, false)
		return language.Or(nodes), err
	}
	return n, nil
}

func first(nodes []language.Node) language.Node {
	if len(nodes) == 0 {
		return nil
	}
	return nodes[0]
}

func (r *reading) renameAll(ctx context.Context, nodes []language.Node, flat bool) ([]language.Node, error) {
	var out []language.Node
	for _, n := range nodes {
		if f, ok := n.(language.Filter); ok && flat {
			filters, err := r.filter(ctx, f)
			if err != nil {
				return nil, err
			}
			out = append(out, filters...)
			continue
		}
		m, err := r.rename(ctx, n)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// filter gives the filters that one typed in the question stands for.
func (r *reading) filter(ctx context.Context, f language.Filter) ([]language.Node, error) {
	values, err := r.resolve(ctx, f.Field, f.Value)
	if unknown, ok := err.(*UnknownError); ok {
		nearest := ""
		if len(unknown.Nearest) > 0 {
			nearest = "; near it: " + either(unknown.Nearest)
		}
		r.note("There is no %s “%s”%s. It was looked for as words.", f.Field, f.Value, nearest)
		return []language.Node{language.Word{Text: f.Value}}, nil
	}
	if err != nil {
		return nil, err
	}
	var out []language.Node
	for _, v := range values {
		out = append(out, language.Filter{Field: f.Field, Value: v})
	}
	return out, nil
}

// flags gives the filters that the request's own fields ask for.
func (r *reading) flags(ctx context.Context, req *Request) ([]language.Node, error) {
	var out []language.Node
	for _, f := range []struct {
		field string
		names []string
	}{{"theory", req.Theory}, {"author", req.Author}, {"person", req.Person}, {"work", req.Work}, {"type", req.Type}, {"section", req.Section}, {"voice", req.Voice}} {
		for _, name := range f.names {
			values, err := r.resolve(ctx, f.field, name)
			if err != nil {
				return nil, err
			}
			for _, v := range values {
				out = append(out, language.Filter{Field: f.field, Value: v})
			}
		}
	}
	if req.Year != nil && (req.Year.From != nil || req.Year.To != nil) {
		out = append(out, language.Filter{Field: "year", Value: language.Range{From: req.Year.From, To: req.Year.To}.String()})
	}
	return out, nil
}
