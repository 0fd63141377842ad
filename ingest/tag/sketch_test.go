package tag

import (
	"hash/fnv"
	"slices"
	"strings"
	"testing"

	"locus/corpus"
	"locus/corpus/words"
)

func TestSketchesAreHashesOfFiveStems(t *testing.T) {
	a, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	text := "The well-kept ledgers of the harbour list every ship twice, and every ship twice lists the harbour, as the ledgers of the harbour list every ship."
	var stems []string
	for _, tok := range a.Tokens(text) {
		if !tok.Extra {
			stems = append(stems, tok.Stem)
		}
	}
	var want []uint64
	for i := 0; i+5 <= len(stems); i++ {
		h := fnv.New64a()
		h.Write([]byte(strings.Join(stems[i:i+5], "\x00") + "\x00"))
		want = append(want, h.Sum64())
	}
	slices.Sort(want)
	want = slices.Compact(want)
	if got := sketchOf(&corpus.Passage{Kind: corpus.Body}, a.Tokens(text)); !slices.Equal([]uint64(got), want) || len(want) < 15 {
		t.Errorf("got %d shingles, want %d", len(got), len(want))
	}
	if got := sketchOf(&corpus.Passage{}, a.Tokens("Of four words only")); got != nil {
		t.Errorf("four words have %v", got)
	}
}
