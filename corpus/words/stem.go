package words

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/kljensen/snowball/english"
)

// stems is what the rules make of the stemmer's classes. A class is all words
// to which the stemmer gives one stem. A class in which words are to stay apart
// is split: each of them, and each that a Same rule names, gets a class of its
// own, and every other word goes to the nearest. Then classes are joined.
type stems struct {
	split  map[string][]string // class to the standard forms it is split into, sorted
	joined map[string]string   // class to the class it counts as
}

// stem is the stem of a form; without rules, the form.
func (a *Analysis) stem(form string) string {
	if a.general == nil {
		return form
	}
	std := a.general.standard(form)
	class := a.stems.class(std, snowball(std))
	if as, ok := a.stems.joined[class]; ok {
		return as
	}
	return class
}

// class is the class of a standard form with this stem of the stemmer's.
func (s *stems) class(std, stem string) string {
	if members := s.split[stem]; members != nil {
		return nearest(members, std)
	}
	return stem
}

// snowball is the stem of the Snowball English stemmer (Porter 2001), but for
// words it is not for: those with other than ASCII letters, those of one or two
// letters, acronyms without a vowel, which only lose the s of the plural, and
// doctrines in -alism, which it would confuse with the adjective (socialism,
// nationalism).
func snowball(std string) string {
	vowel := false
	for i := 0; i < len(std); i++ {
		switch c := std[i]; {
		case c == '\'':
		case c < 'a' || c > 'z':
			return std
		case strings.IndexByte("aeiouy", c) >= 0:
			vowel = true
		}
	}
	switch {
	case len(std) <= 2, len(std) > 6 && strings.HasSuffix(std, "alism"):
		return std
	case !vowel:
		return strings.TrimSuffix(std, "s")
	}
	return english.Stem(std, true)
}

// nearest is the member that is the form, whose regular inflection the form is, or else the one
// with which it shares the longest beginning; the shorter among equals.
func nearest(members []string, form string) string {
	if slices.Contains(members, form) {
		return form
	}
	best, shared := "", -1
	for _, m := range members {
		if inflects(m, form) {
			return m
		}
		n := 0
		for n < len(m) && n < len(form) && m[n] == form[n] {
			n++
		}
		if n > shared || n == shared && len(m) < len(best) {
			best, shared = m, n
		}
	}
	return best
}

// inflects reports whether the form is the word itself with or without one of
// the regular endings.
func inflects(word, form string) bool {
	rest, ok := strings.CutPrefix(form, word)
	if ok {
		switch rest {
		case "", "s", "es", "ed", "d", "ing", "ly":
			return true
		}
	}
	n := len(word) - 1
	if n < 2 || !strings.HasPrefix(form, word[:n]) {
		return false
	}
	switch rest = form[n:]; word[n] {
	case 'e':
		return rest == "ing" || rest == "ed" || rest == "y"
	case 'y':
		return rest == "ies" || rest == "ied"
	}
	return false
}

// rule is a list of Same or Apart.
type rule struct {
	words []string // as given
	std   []string // in standard form
	stem  []string // as the stemmer has them
	class []string // as the split classes have them
}

// builder collects rules and makes stems of them.
type builder struct {
	general     *general
	scratch     *Analysis // reads the words of rules
	same, apart []rule
}

func newBuilder(g *general) *builder {
	return &builder{general: g, scratch: &Analysis{cache: new(cache)}}
}

// add takes in rules.
func (b *builder) add(r Rules) error {
	for _, list := range r.Same {
		one, err := b.rule(list)
		if err != nil {
			return fmt.Errorf("same %q: %w", list, err)
		}
		b.same = append(b.same, one)
	}
	for _, list := range r.Apart {
		one, err := b.rule(list)
		if err != nil {
			return fmt.Errorf("apart %q: %w", list, err)
		}
		b.apart = append(b.apart, one)
	}
	return nil
}

func (b *builder) rule(list []string) (rule, error) {
	r := rule{words: list}
	for _, word := range list {
		form, err := b.form(word)
		if err != nil {
			return r, err
		}
		std := b.general.standard(form)
		r.std = append(r.std, std)
		r.stem = append(r.stem, snowball(std))
	}
	return r, nil
}

// form is the form of a rule's word as the scanner gives it, the parts of a
// hyphenated word joined.
func (b *builder) form(word string) (string, error) {
	tokens := b.scratch.Tokens(word)
	if len(tokens) > 0 {
		start, end := tokens[0].Start, tokens[len(tokens)-1].End
		for _, t := range tokens {
			if t.Start == start && t.End == end {
				return t.Form, nil
			}
		}
	}
	return "", fmt.Errorf("%q is not a single word", word)
}

// build makes the stems. The error names the rules that contradict each other.
func (b *builder) build() (stems, error) {
	s := stems{split: b.splits(), joined: map[string]string{}}
	for _, rules := range [][]rule{b.same, b.apart} {
		for i := range rules {
			rules[i].class = make([]string, len(rules[i].std))
			for k, std := range rules[i].std {
				rules[i].class[k] = s.class(std, rules[i].stem[k])
			}
		}
	}
	for _, r := range b.same {
		s.joinAll(r)
	}
	for c := range s.joined {
		s.joined[c] = s.root(c)
	}
	if b.check(&s) != nil {
		return s, b.blame(stems{split: s.split, joined: map[string]string{}})
	}
	return s, nil
}

// blame joins one rule after the other to name the first that contradicts.
func (b *builder) blame(s stems) error {
	err := b.check(&s)
	for i := 0; err == nil && i < len(b.same); i++ {
		s.joinAll(b.same[i])
		if err = b.check(&s); err != nil {
			err = fmt.Errorf("same %q: %w", b.same[i].words, err)
		}
	}
	return err
}

// check reports an Apart rule that does not hold.
func (b *builder) check(s *stems) error {
	for _, r := range b.apart {
		seen := make(map[string]string, len(r.std))
		for i, c := range r.class {
			c = s.root(c)
			if other, ok := seen[c]; ok {
				return fmt.Errorf("apart %q: %q and %q count as one word", r.words, other, r.words[i])
			}
			seen[c] = r.words[i]
		}
	}
	return nil
}

// splits finds the classes to divide and the words they are divided into: those
// that Same rules name and those that an Apart rule keeps from another word of
// the class. A word that is only kept from words of other classes divides none.
func (b *builder) splits() map[string][]string {
	group := b.groups()
	named := map[string]map[string]bool{}  // class to the words of Same rules in it
	groups := map[string]map[string]bool{} // class to the groups of all rules' words in it
	for n, rules := range [][]rule{b.same, b.apart} {
		for _, r := range rules {
			for i, c := range r.stem {
				if named[c] == nil {
					named[c], groups[c] = map[string]bool{}, map[string]bool{}
				}
				groups[c][rootIn(group, r.std[i])] = true
				if n == 0 {
					named[c][r.std[i]] = true
				}
			}
		}
	}
	divided := map[string]bool{}
	for _, r := range b.apart {
		for i, c := range r.stem {
			for k := range r.std {
				if k != i && groups[c][rootIn(group, r.std[k])] {
					divided[c], named[c][r.std[i]] = true, true
				}
			}
		}
	}
	out := make(map[string][]string, len(divided))
	for c := range divided {
		out[c] = slices.Sorted(maps.Keys(named[c]))
	}
	return out
}

// groups joins the words of Same rules: each to another of its group, but one.
func (b *builder) groups() map[string]string {
	group := map[string]string{}
	for _, r := range b.same {
		for _, std := range r.std {
			if one, two := rootIn(group, r.std[0]), rootIn(group, std); one != two {
				group[two] = one
			}
		}
	}
	return group
}

// rootIn follows a word to the end of its links.
func rootIn(links map[string]string, word string) string {
	for links[word] != "" {
		word = links[word]
	}
	return word
}

// root is the class that a class counts as.
func (s *stems) root(c string) string { return rootIn(s.joined, c) }

// joinAll makes one class of those of a rule.
func (s *stems) joinAll(r rule) {
	for _, c := range r.class {
		s.join(r.class[0], c)
	}
}

// join makes the second class count as the first.
func (s *stems) join(one, two string) {
	if one, two = s.root(one), s.root(two); one != two {
		s.joined[two] = one
	}
}
