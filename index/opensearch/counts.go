package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"locus/query"
)

// word names what a document frequency is of: passages that have any of the tokens
// in a field.
type word struct {
	field  query.TextField
	tokens []string
}

func (w word) key() string { return string(w.field) + "\x00" + strings.Join(w.tokens, "\x00") }

// words gathers what a plan's score needs the frequencies of.
func wordsOf(plan *query.Plan) []word {
	var out []word
	seen := map[string]bool{}
	add := func(f query.TextField, tokens []string) {
		w := word{f, tokens}
		if k := w.key(); !seen[k] {
			seen[k] = true
			out = append(out, w)
		}
	}
	var walk func(query.Clause)
	walk = func(clause query.Clause) {
		switch k := clause.(type) {
		case query.Term:
			for _, f := range k.Fields {
				add(f.Field, k.Tokens)
			}
		case query.Phrase:
			for _, s := range k.Steps {
				if s.Form != "" {
					add(query.Exact, []string{s.Form})
				} else {
					add(query.Text, s.Stems)
				}
			}
		case query.And:
			for _, c := range k {
				walk(c)
			}
		case query.Or:
			for _, c := range k {
				walk(c)
			}
		}
	}
	walk(plan.Match)
	for _, b := range plan.Boosts {
		if !b.Constant {
			walk(b.Clause)
		}
	}
	return out
}

// mostCounts is how many counts are asked for at once. Up to cheapCounts passages
// times words the engine goes over the passages once and looks for each word in each,
// which is soon done; above it is asked one question a word.
const (
	mostCounts  = 1000
	cheapCounts = 4_000_000
)

// keptCounts bounds what is remembered.
const keptCounts = 200_000

// frequencies counts for each word the passages that have it.
func (x *Index) frequencies(ctx context.Context, v view, words []word) (map[string]int, error) {
	out := make(map[string]int, len(words))
	var ask []word
	x.mu.Lock()
	if x.of != v.generation() || len(x.counts) > keptCounts {
		x.of, x.counts = v.generation(), map[string]int{}
	}
	for _, w := range words {
		if n, ok := x.counts[w.key()]; ok {
			out[w.key()] = n
		} else {
			ask = append(ask, w)
		}
	}
	x.mu.Unlock()
	for some := range slices.Chunk(ask, mostCounts) {
		counts, err := x.count(ctx, v, some)
		if err != nil {
			return nil, fmt.Errorf("count the passages of words: %w", err)
		}
		for i, w := range some {
			out[w.key()] = counts[i]
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.of == v.generation() && len(ask) > 0 {
		for _, w := range ask {
			x.counts[w.key()] = out[w.key()]
		}
	}
	return out, nil
}

// count asks for some counts in one request.
func (x *Index) count(ctx context.Context, v view, words []word) ([]int, error) {
	out := make([]int, len(words))
	var queries []object
	var at []int
	for i, w := range words {
		var tokens []string
		field := ""
		for _, t := range w.tokens {
			if f, token, ok := indexed(w.field, t); ok {
				field, tokens = f, append(tokens, token)
			}
		}
		switch len(tokens) {
		case 0:
			continue
		case 1:
			queries = append(queries, object{"term": object{field: tokens[0]}})
		default:
			queries = append(queries, object{"terms": object{field: tokens}})
		}
		at = append(at, i)
	}
	if len(queries) == 0 {
		return out, nil
	}
	ask := x.oneByOne
	if v.Sums.Passages*len(queries) <= cheapCounts {
		ask = x.together
	}
	counts, err := ask(ctx, v, queries)
	for i, n := range counts {
		out[at[i]] = n
	}
	return out, err
}

// together counts the passages of each query in one search.
func (x *Index) together(ctx context.Context, v view, queries []object) ([]int, error) {
	q := object{"match_all": object{}}
	if v.strict {
		q = every(v.conditions()...)
	}
	var says struct {
		Aggregations struct {
			All struct {
				Buckets []struct {
					Count int `json:"doc_count"`
				} `json:"buckets"`
			} `json:"all"`
		} `json:"aggregations"`
	}
	err := x.c.do(ctx, call{method: http.MethodPost, path: searchPath(v.Passages) + "&filter_path=aggregations", out: &says,
		body: object{"size": 0, "query": q, "aggs": object{"all": object{"filters": object{"filters": queries}}}}})
	if err != nil {
		return nil, err
	}
	buckets := says.Aggregations.All.Buckets
	if len(buckets) != len(queries) {
		return nil, fmt.Errorf("the cluster answers %d counts of %d", len(buckets), len(queries))
	}
	out := make([]int, len(queries))
	for i := range buckets {
		out[i] = buckets[i].Count
	}
	return out, nil
}

// oneByOne counts the passages of each query by a search of its own.
func (x *Index) oneByOne(ctx context.Context, v view, queries []object) ([]int, error) {
	var lines bytes.Buffer
	for _, q := range queries {
		if v.strict {
			q = every(append(v.conditions(), q)...)
		}
		if err := asLines(&lines, object{"allow_partial_search_results": false},
			object{"size": 0, "track_total_hits": true, "query": q}); err != nil {
			return nil, err
		}
	}
	var says struct {
		Responses []struct {
			Status int             `json:"status"`
			Error  json.RawMessage `json:"error"`
			Hits   struct {
				Total total `json:"total"`
			} `json:"hits"`
		} `json:"responses"`
	}
	err := x.c.do(ctx, call{method: http.MethodPost, path: "/" + v.Passages + "/_msearch", body: lines.Bytes(), out: &says})
	if err != nil {
		return nil, err
	}
	if len(says.Responses) != len(queries) {
		return nil, fmt.Errorf("the cluster answers %d questions of %d", len(says.Responses), len(queries))
	}
	out := make([]int, len(queries))
	for i, r := range says.Responses {
		if r.Error != nil {
			return nil, refusal(r.Status, fmt.Appendf(nil, `{"error":%s}`, r.Error))
		}
		out[i] = r.Hits.Total.Value
	}
	return out, nil
}

// asLines writes values as lines of JSON.
func asLines(b *bytes.Buffer, values ...object) error {
	for _, v := range values {
		line, err := json.Marshal(v)
		if err != nil {
			return err
		}
		b.Write(line)
		b.WriteByte('\n')
	}
	return nil
}

// Frequencies counts, for each token, the passages that have it in a field.
func (x *Index) Frequencies(ctx context.Context, f query.TextField, tokens []string) ([]int, error) {
	out := make([]int, len(tokens))
	words := make([]word, len(tokens))
	for i, t := range tokens {
		words[i] = word{f, []string{t}}
	}
	err := x.consistent(ctx, func(v view) error {
		counts, err := x.frequencies(ctx, v, words)
		for i, w := range words {
			out[i] = counts[w.key()]
		}
		return err
	})
	return out, err
}
