package words

import (
	"os"
	"strings"
	"testing"
)

// fieldRules are rules as a pack of security studies gives them, beside the
// general ones.
var fieldRules = Rules{
	Same: [][]string{
		{"securitization", "securitize"},
		{"hegemony", "hegemonic", "hegemon"},
		{"anarchy", "anarchic"},
		{"neorealism", "neo-realist"},
		{"neoliberalism", "neoliberal"},
	},
	Apart: [][]string{
		{"organ", "organization"},
		{"realism", "real", "reality"},
		{"Walt", "Waltz"},
		{"security", "securitization"},
		{"identity", "identify"},
		{"politics", "polite", "policy", "police"},
	},
}

func analysis(t testing.TB, r Rules) *Analysis {
	t.Helper()
	a, err := New(r)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// wordStem is the stem of one word as printed, a compound's joined.
func wordStem(t *testing.T, a *Analysis, word string) string {
	t.Helper()
	tokens := a.Tokens(word)
	if len(tokens) == 0 {
		t.Fatalf("%q has no token", word)
	}
	for _, k := range tokens {
		if k.Start == 0 && k.End == len(word) {
			return k.Stem
		}
	}
	t.Fatalf("no token of %q covers it: %v", word, tokens)
	return ""
}

// TestPairs checks the table of words that count as one or as two.
func TestPairs(t *testing.T) {
	data, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	a, count := analysis(t, fieldRules), map[string]int{}
	for n, line := range strings.Split(string(data), "\n") {
		line, _, _ = strings.Cut(line, " # ")
		line, _, _ = strings.Cut(line, "   #")
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if len(f) != 3 || f[0] != "same" && f[0] != "apart" {
			t.Errorf("line %d: %q is no pair", n+1, line)
			continue
		}
		count[f[0]]++
		one, two := wordStem(t, a, f[1]), wordStem(t, a, f[2])
		if (one == two) != (f[0] == "same") {
			t.Errorf("line %d: %s: stems %q, %q", n+1, line, one, two)
		}
	}
	if count["same"] < 75 || count["apart"] < 75 {
		t.Errorf("the table has shrunk: %v", count)
	}
}
