package query

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"locus/corpus"
)

// Misspelling is judged by length: a short word has too many neighbours.
const (
	shortestCorrected = 4 // letters; shorter words are never corrected
	sureLength        = 7 // letters below which only the slips of a hasty hand count
	twoEdits          = 8 // letters from which two slips are allowed
	shortestVariant   = 8 // letters from which a text's slips are looked for
)

// spell looks after the words that no text has: each is replaced by the word
// nearest to it, with a note, or named as absent.
func (r *reading) spell(ctx context.Context, a *asked) error {
	var absent []string
	tries := 0
	for _, p := range a.content {
		if len(p.clauses) > 0 { // another wording may be there
			if p.absent {
				r.missing = append(r.missing, "“"+p.text+"”")
			}
			continue
		}
		if !p.absent || len(p.tokens) > 1 {
			if p.absent && !r.known(ctx, p) {
				absent = append(absent, "“"+p.text+"”")
			}
			continue
		}
		better := ""
		if tries++; tries <= r.s.policy().MostLookups {
			var err error
			if better, err = r.correction(ctx, p.tokens[0].Form); err != nil {
				return err
			}
		}
		if better == "" {
			absent = append(absent, "“"+p.text+"”")
			continue
		}
		stem := r.s.words().Stem(better)
		p.idf = r.rarity(ctx, stem)
		p.clauses = append(p.clauses, r.term([]string{stem}, float64(p.times)*r.s.policy().Correction))
		p.also = append(p.also, []step{{stems: []string{stem}}})
		p.corrected = better
		r.note("“%s” is in none of the texts; “%s” was looked for instead.", p.text, better)
	}
	r.absent(absent, "in none of the texts")
	return nil
}

// absent notes words that are not there, the first few by name.
func (r *reading) absent(quoted []string, where string) {
	n := len(quoted)
	switch {
	case n == 1:
		r.note("%s is %s.", quoted[0], where)
	case n > 8:
		r.note("%s and %d other words are %s.", strings.Join(quoted[:8], ", "), n-8, where)
	case n > 1:
		r.note("%s and %s are %s.", strings.Join(quoted[:n-1], ", "), quoted[n-1], where)
	}
}

// known reports whether a compound with an absent part is in the texts in one
// word.
func (r *reading) known(ctx context.Context, p *part) bool {
	if p.joined == nil {
		return false
	}
	counts, err := r.names.frequencies(ctx, Text, []string{p.joined.Stem})
	return err == nil && counts[0] > 0
}

func (r *reading) rarity(ctx context.Context, stem string) float64 {
	counts, err := r.names.frequencies(ctx, Text, []string{stem})
	if err != nil {
		return r.idf(0)
	}
	return r.idf(counts[0])
}

// correction is the word of the texts that a word was probably meant to be: the
// one with the fewest slips, then with the same first letter, then the most
// frequent. It is "" where none is near enough.
func (r *reading) correction(ctx context.Context, form string) (string, error) {
	n := len([]rune(form))
	if n < shortestCorrected || strings.ContainsFunc(form, unicode.IsDigit) {
		return "", nil
	}
	near, err := r.near(ctx, form, 2)
	if err != nil {
		return "", err
	}
	most := 1
	if n >= twoEdits {
		most = 2
	}
	best, least := "", 0
	for _, c := range near {
		if c.Value == form || strings.ContainsFunc(c.Value, unicode.IsDigit) || len([]rune(c.Value)) < shortestCorrected-1 {
			continue
		}
		far := edits(form, c.Value)
		if far > most || n < sureLength && !slip(c.Value, form) {
			continue
		}
		far *= 2
		if c.Value[0] != form[0] {
			far++
		}
		if best == "" || far < least {
			best, least = c.Value, far
		}
	}
	return best, nil
}

// near lists the words of the texts within so many slips, the most frequent
// first.
func (r *reading) near(ctx context.Context, form string, slips int) ([]corpus.Count, error) {
	near, err := r.s.finder.Vocabulary(ctx, Lookup{Field: Exact, Near: form, Edits: slips, Limit: 200})
	if err != nil {
		return nil, fmt.Errorf("look for words near %q: %w", form, err)
	}
	return near, nil
}

// slips finds the misspellings of a rightly spelt word that some text has: rare
// words one slip away, of the kinds that writers and scanners make. They are
// looked for only where the word itself is not abundant.
func (r *reading) slips(ctx context.Context, a *asked) error {
	policy := r.s.policy()
	tries := 0
	for _, p := range a.content {
		if len(p.tokens) > 1 || p.absent || p.corrected != "" || tries == policy.MostLookups {
			continue
		}
		t := p.tokens[0]
		if len([]rune(t.Form)) < shortestVariant || strings.ContainsFunc(t.Form, unicode.IsDigit) || p.idf < r.idf(policy.Abundant) {
			continue
		}
		tries++
		near, err := r.near(ctx, t.Form, 1)
		if err != nil {
			return err
		}
		own := 0
		for _, c := range near {
			if c.Value == t.Form {
				own = c.Count
			}
		}
		var found []string
		for _, c := range near {
			stem := r.s.words().Stem(c.Value)
			if c.Count > policy.RareSlip || c.Count > own || stem == t.Stem || !slip(t.Form, c.Value) {
				continue
			}
			found = append(found, "“"+c.Value+"”")
			p.clauses = append(p.clauses, r.term([]string{stem}, float64(p.times)*policy.Slip*instead(p.idf, r.idf(c.Count))))
			p.also = append(p.also, []step{{form: c.Value}})
		}
		if len(found) > 0 {
			r.note("%s was looked for too, in case it is “%s” misspelt.", strings.Join(found, ", "), p.text)
		}
	}
	return nil
}

// slip reports whether b is a as a hasty hand writes it: a letter left out,
// doubled or exchanged with its neighbour, or one vowel for another, after the
// first letter and before the ending.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 || x[0] != y[0] {
		return false
	}
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	j := 0
	for j < len(x)-i && j < len(y)-i && x[len(x)-1-j] == y[len(y)-1-j] {
		j++
	}
	if j < 2 && len(x) != len(y)+1 || j == 0 {
		return false
	}
	switch {
	case len(x) == len(y)+1 && len(x)-i-j == 1: // left out
		return true
	case len(y) == len(x)+1 && len(y)-i-j == 1: // put in: only a doubling
		return i > 0 && y[i] == y[i-1] || i+1 < len(y) && y[i] == y[i+1]
	case len(x) == len(y) && len(x)-i-j == 2: // exchanged
		return x[i] == y[i+1] && x[i+1] == y[i]
	case len(x) == len(y) && len(x)-i-j == 1:
		vowels := []rune("aeiouy")
		return slices.Contains(vowels, x[i]) && slices.Contains(vowels, y[i])
	}
	return false
}
