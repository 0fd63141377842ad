package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

// Vocabulary lists words of a field with the number of passages that have them, the
// most frequent first. Which words there are a list in the cluster tells; how
// many passages have each is counted, word by word.
func (x *Index) Vocabulary(ctx context.Context, l query.Lookup) ([]corpus.Count, error) {
	if l.Near != "" && (l.Edits < 1 || l.Edits > 2) {
		return nil, fmt.Errorf("look up words near %q: %d edits, not 1 or 2", l.Near, l.Edits)
	}
	out := []corpus.Count{}
	if _, _, ok := indexed(l.Field, ""); !ok {
		return out, ctx.Err()
	}
	err := x.consistent(ctx, func(v view) error {
		forms, err := x.listed(ctx, v, l)
		if err != nil {
			return fmt.Errorf("list the words of the index: %w", err)
		}
		words := make([]word, len(forms))
		for i, f := range forms {
			words[i] = word{l.Field, []string{f}}
		}
		counts, err := x.frequencies(ctx, v, words)
		if err != nil {
			return err
		}
		out = out[:0]
		for i, w := range words {
			if n := counts[w.key()]; n > 0 {
				out = append(out, corpus.Count{Value: forms[i], Count: n})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, mostFirst)
	if l.Limit > 0 && len(out) > l.Limit {
		out = out[:l.Limit]
	}
	return out, nil
}

// listed are the words that were ever in a field, as the lookup asks.
func (x *Index) listed(ctx context.Context, v view, l query.Lookup) ([]string, error) {
	filter := []object{{"term": object{"kind": kindWord}}, {"term": object{"field": string(l.Field)}}}
	if l.Prefix != "" {
		filter = append(filter, object{"prefix": object{"word": l.Prefix}})
	}
	if l.Near != "" {
		filter = append(filter, object{"fuzzy": object{"word": object{
			"value": l.Near, "fuzziness": l.Edits, "transpositions": false, "rewrite": "constant_score"}}})
	}
	body := object{"query": every(filter...), "size": pageOfValues, "sort": []object{{"word": "asc"}}, "_source": []string{"word"}}
	var out []string
	for {
		var p struct {
			Hits struct {
				Hits []struct {
					Source struct {
						Word string `json:"word"`
					} `json:"_source"`
				} `json:"hits"`
			} `json:"hits"`
		}
		if err := x.c.do(ctx, call{method: http.MethodPost, path: searchPath(v.works), body: body, out: &p}); err != nil {
			return nil, err
		}
		for _, h := range p.Hits.Hits {
			if l.Near == "" || index.Distance(h.Source.Word, l.Near) <= l.Edits {
				out = append(out, h.Source.Word)
			}
		}
		if len(p.Hits.Hits) < pageOfValues {
			return out, nil
		}
		body["search_after"] = []any{p.Hits.Hits[len(p.Hits.Hits)-1].Source.Word}
	}
}
