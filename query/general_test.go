package query_test

import (
	"testing"

	"locus/corpus/corpustest"
)

func TestWordsThatFitAnySubjectCountLess(t *testing.T) {
	s := searcher(t, corpustest.Must(t, `id: floods

= Floods

A good lock will prevent thieves from entering.

Dikes hold back the floods of spring.

The floods of autumn came over the dikes.

Ropes are kept in the long shed.`))
	first(t, ask(t, s, "how do dikes prevent damage"), "Dikes hold back")
	first(t, ask(t, s, "prevent"), "A good lock")
}
