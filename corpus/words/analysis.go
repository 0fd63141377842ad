package words

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode"
)

// version grows when the same text gives other tokens than before, so that an
// index made earlier is seen to be stale.
const version = "1"

// Rules is what a field knows of its words. Every list of Same holds words that
// count as one; every list of Apart holds words none of which counts as another,
// though a stemmer may think so. The zero value leaves the general rules alone.
type Rules struct {
	Same, Apart [][]string
}

// Analysis turns text into tokens. It is made by New and safe for concurrent use.
type Analysis struct {
	general  *general
	stems    stems
	cache    *cache
	identity string
}

// New makes an analysis from the general rules and those of a field. The error
// names the rule that contradicts another: a list of Same that makes one word of
// two that an Apart list holds, or a rule whose entry is not a single word.
func New(r Rules) (*Analysis, error) {
	g, err := readGeneral()
	if err != nil {
		return nil, err
	}
	a := &Analysis{general: g, cache: new(cache)}
	b := newBuilder(g)
	for _, rules := range []Rules{g.rules, r} {
		if err := b.add(rules); err != nil {
			return nil, err
		}
	}
	if a.stems, err = b.build(); err != nil {
		return nil, err
	}
	a.identity = identity(r)
	return a, nil
}

// Tokens reads the words of a text, in order. See Token for what each holds;
// positions count from 0.
func (a *Analysis) Tokens(text string) []Token {
	return a.Append(make([]Token, 0, len(text)/6+1), text)
}

// Append appends the tokens of a text to dst and returns it. It allocates only
// where dst must grow and where a word is met for the first time. The strings of
// the tokens do not hold on to the text.
func (a *Analysis) Append(dst []Token, text string) []Token {
	s := scan{a: a, text: text, dst: dst}
	s.run()
	return s.dst
}

// Stem is the stem of one folded form, the same as Tokens gives a token with
// this form. A stem is not a form: it must not be stemmed again.
func (a *Analysis) Stem(form string) string {
	b := []byte(form)
	return a.word(b, hash(b)).stem
}

// Fingerprint changes whenever the same text could give other tokens: with the
// rules, the general word data, and the version of the analysis.
func (a *Analysis) Fingerprint() string { return a.identity }

func identity(r Rules) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", version, unicode.Version)
	for _, text := range generalData() {
		fmt.Fprintf(h, "%d\n%s", len(text), text)
	}
	for _, list := range r.Same {
		fmt.Fprintf(h, "same %q\n", list)
	}
	for _, list := range r.Apart {
		fmt.Fprintf(h, "apart %q\n", list)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
