package pdftest

import (
	"fmt"
	"strings"
)

// Words invents sentences: the same ones for the same seed, each one different
// from all others of its seed.
type Words struct {
	Seed int
	n    int
}

var (
	subjects = []string{"the harbour council", "a patient ferryman", "the northern valley", "every second cartographer", "the old brewery", "her younger colleague", "a travelling clockmaker", "the winter parliament", "our cautious treasurer", "the eastern lighthouse"}
	verbs    = []string{"describes", "postpones", "measures", "reconsiders", "borrows", "defends", "abandons", "inherits", "catalogues", "repaints"}
	objects  = []string{"the narrow staircase", "an unfinished treaty", "seven wooden barrels", "the customs ledger", "a disputed orchard", "the lower meadow", "two faded portraits", "the collective archive", "a modest pension", "the borrowed telescope"}
	tails    = []string{"before the autumn market opens", "without asking the neighbouring villages", "although nobody remembers the reason", "because the river has changed its course", "in the presence of three reluctant witnesses", "whenever the bell rings twice", "as the charter of the guild demands", "until the snow has melted completely", "so that the accounts may be closed", "long after the musicians have gone home"}
)

// Sentence is the next sentence.
func (w *Words) Sentence() string {
	k := w.n + w.Seed*7919
	w.n++
	s := fmt.Sprintf("%s %s %s %s", subjects[k%10], verbs[(k/10+k)%10], objects[(k/100+3*k)%10], tails[(k/1000+7*k)%10])
	if w.n%3 == 0 {
		s += fmt.Sprintf(", and %s %s %s", subjects[(k+w.n/3+1)%10], verbs[(k+w.n/30+4)%10], objects[(k+w.n/300+6)%10])
	}
	s += fmt.Sprintf(", as entry %s tells", spelled(w.n+w.Seed*1000))
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// Paragraph is n sentences.
func (w *Words) Paragraph(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = w.Sentence()
	}
	return strings.Join(out, " ")
}

// spelled writes a number in words, digit by digit.
func spelled(n int) string {
	names := []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}
	var out []string
	for _, d := range fmt.Sprint(n) {
		out = append(out, names[d-'0'])
	}
	return strings.Join(out, " ")
}
