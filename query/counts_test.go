package query

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
)

// lengths is a finder in which as many passages have a word as it has letters;
// it tells how many words it was asked for.
type lengths struct {
	Finder
	asked int
	fails error
}

func (l *lengths) Frequencies(_ context.Context, _ TextField, tokens []string) ([]int, error) {
	if l.fails != nil {
		return nil, l.fails
	}
	l.asked += len(tokens)
	out := make([]int, len(tokens))
	for i, t := range tokens {
		out[i] = len(t)
	}
	return out, nil
}

func TestFrequenciesAreCountedOnce(t *testing.T) {
	l := &lengths{}
	n := &names{finder: l}
	for _, step := range []struct {
		field  TextField
		tokens []string
		want   []int
		asked  int // in all
	}{
		{Text, []string{"war", "peace"}, []int{3, 5}, 2},
		{Text, []string{"peace", "state", "war"}, []int{5, 5, 3}, 3},
		{Text, nil, []int{}, 3},
		{Exact, []string{"war", "war"}, []int{3, 3}, 5},
		{Exact, []string{"war"}, []int{3}, 5},
	} {
		got, err := n.frequencies(t.Context(), step.field, step.tokens)
		if err != nil || !slices.Equal(got, step.want) || l.asked != step.asked {
			t.Errorf("%s %q: %d, %v, %d asked for; want %d, %d", step.field, step.tokens, got, err, l.asked, step.want, step.asked)
		}
	}
	l.fails = errors.New("no index")
	if _, err := n.frequencies(t.Context(), Text, []string{"war", "new"}); !errors.Is(err, l.fails) {
		t.Errorf("the error is %v", err)
	}
}

func TestFrequenciesKeptAreBounded(t *testing.T) {
	n := &names{finder: &lengths{}}
	for i := range 3 * mostCounted / 1000 {
		tokens := make([]string, 1000)
		for k := range tokens {
			tokens[k] = fmt.Sprint(i, k)
		}
		if _, err := n.frequencies(t.Context(), Text, tokens); err != nil {
			t.Fatal(err)
		}
	}
	if held := len(n.counts.kept[Text]); held > mostCounted+1000 || held == 0 {
		t.Errorf("%d words are kept, want at most %d", held, mostCounted+1000)
	}
}
