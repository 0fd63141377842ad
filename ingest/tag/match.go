package tag

import (
	"math"
	"strings"

	"locus/corpus/words"
)

// pattern is a cue or an alias as it is matched: the theory it speaks for and
// its strength.
type pattern struct {
	theory int // index in the tagger's theories
	weight float64
	alias  bool
	exact  bool
	single string // the folded form, where the pattern is one word
	text   string
	needs  map[string]bool // stems, one of which must stand in the passage
}

// trie holds the patterns by their words: a step follows a stem, or, marked
// with an equals sign, a form.
type trie struct {
	next map[string]*trie
	ends []int // patterns that end here
}

func newTrie() *trie { return &trie{next: map[string]*trie{}} }

func (t *trie) add(path []string, id int) {
	for _, step := range path {
		n := t.next[step]
		if n == nil {
			n = newTrie()
			t.next[step] = n
		}
		t = n
	}
	t.ends = append(t.ends, id)
}

// Strengths of naming a theory outright. A concept's name is often used in
// passing, so it takes more than one.
const (
	aliasWeight   = 1.0
	conceptWeight = 0.6
)

// compile reads the theories' aliases and cues into the trie.
func (t *Tagger) compile() {
	t.cues = newTrie()
	for i, th := range t.theories {
		alias := aliasWeight
		if th.Concept {
			alias = conceptWeight
		}
		for _, a := range th.Aliases {
			t.pattern(pattern{theory: i, weight: alias, alias: true, text: a})
		}
		for _, c := range th.Cues {
			p := pattern{theory: i, weight: c.Weight, exact: c.Exact, text: c.Text}
			for _, n := range c.Needs {
				if p.needs == nil {
					p.needs = map[string]bool{}
				}
				for _, tok := range t.words.Tokens(n) {
					p.needs[tok.Stem] = true
				}
			}
			t.pattern(p)
		}
	}
}

// A word belongs to the field where cues of so many theories have it; a pack of
// which fewer words do says nothing of what is foreign to it.
const (
	sharedBy      = 4
	fewestOfField = 40
)

// gatherField notes the words that the cues of several theories share.
func (t *Tagger) gatherField() {
	holders := map[string]map[int]bool{}
	for _, p := range t.patterns {
		for _, tok := range t.words.Tokens(p.text) {
			if words.Function(tok.Form) || tok.Extra {
				continue
			}
			if holders[tok.Stem] == nil {
				holders[tok.Stem] = map[int]bool{}
			}
			holders[tok.Stem][p.theory] = true
		}
	}
	t.field = map[string]bool{}
	for stem, by := range holders {
		if len(by) >= sharedBy {
			t.field[stem] = true
		}
	}
}

// pattern adds a pattern in its parts and, where it has a hyphenated compound,
// with the compound joined.
func (t *Tagger) pattern(p pattern) {
	tokens := t.words.Tokens(p.text)
	apart, joined, skip := []string{}, []string{}, -1
	for _, tok := range tokens {
		step := tok.Stem
		if p.exact {
			step = "=" + tok.Form
		}
		if tok.Extra {
			joined = append(joined, step)
			skip = tok.End
			continue
		}
		apart = append(apart, step)
		if tok.Start >= skip {
			joined = append(joined, step)
		}
	}
	if len(apart) == 0 {
		return
	}
	if len(apart) == 1 {
		p.single = plainForm(tokens[0].Form)
	}
	t.patterns = append(t.patterns, p)
	t.cues.add(apart, len(t.patterns)-1)
	if len(joined) < len(apart) && skip >= 0 {
		t.cues.add(t.compound(tokens, p.exact), len(t.patterns)-1)
	}
}

// compound lists the steps of a pattern with each compound as one word.
func (t *Tagger) compound(tokens []words.Token, exact bool) []string {
	var out []string
	for i, tok := range tokens {
		inside := false
		for j, x := range tokens {
			inside = inside || j != i && x.Extra && x.Start <= tok.Start && tok.End <= x.End
		}
		if inside {
			continue
		}
		if exact {
			out = append(out, "="+tok.Form)
		} else {
			out = append(out, tok.Stem)
		}
	}
	return out
}

// found is a place where a pattern stands: byte offsets into the text matched.
type found struct {
	pattern    int
	start, end int
	first      int // index of its first token
}

// find lists where patterns stand in a text, in order. Of the patterns that
// begin at one word only the longest counts, and none that begins inside it:
// "structural realism" is not also "realism".
func (t *Tagger) find(text string, tokens []words.Token) []found {
	var out []found
	covered := 0
	for i := 0; i < len(tokens); i++ {
		if tokens[i].Start < covered {
			continue
		}
		best := found{pattern: -1, end: -1}
		var ends []int
		t.walk(t.cues, text, tokens, i, func(node *trie, end int) {
			if end > best.end {
				best, ends = found{end: end}, node.ends
			} else if end == best.end {
				ends = append(ends[:len(ends):len(ends)], node.ends...)
			}
		})
		if tokens[i].End == best.end {
			ends = t.near(tokens[i].Form, ends)
		}
		for _, id := range t.strongest(ends) {
			out = append(out, found{pattern: id, start: tokens[i].Start, end: best.end, first: i})
		}
		if len(ends) > 0 {
			covered = best.end
		}
	}
	return out
}

// near keeps, of the patterns that end at one word, those of one word that is a
// near form of it. A stem alone would make a term of art of its plain relative:
// "governmentality" of "government", "performativity" of "performance",
// "realism" of "realistic", "liberalism" of a "liberal" use.
func (t *Tagger) near(form string, ids []int) []int {
	var out []int
	form = plainForm(form)
	for _, id := range ids {
		single := t.patterns[id].single
		n := 0
		for n < len(form) && n < len(single) && form[n] == single[n] {
			n++
		}
		if strings.HasSuffix(single, "als") && !strings.HasSuffix(form, "s") {
			continue // "liberals" are adherents, "liberal" may be anything
		}
		if single == "" || len(form)-n <= mostEnding && len(single)-n <= mostEnding && (!doctrine(single) || doctrine(form)) {
			out = append(out, id)
		}
	}
	return out
}

// doctrine reports whether a word ends as a doctrine or its adherents do.
func doctrine(form string) bool {
	form = strings.TrimSuffix(form, "s")
	return strings.HasSuffix(form, "ism") || strings.HasSuffix(form, "ist")
}

// mostEnding is the length of the ending in which near forms may differ.
const mostEnding = 3

// plainForm is a form with one spelling of -ise and -ize.
func plainForm(form string) string { return strings.ReplaceAll(form, "z", "s") }

// strongest keeps, of the patterns that end at one place, the one with the
// largest weight for each theory: an alias may be printed in two forms of one
// stem, and is said once.
func (t *Tagger) strongest(ids []int) []int {
	if len(ids) < 2 {
		return ids
	}
	var out []int
next:
	for _, id := range ids {
		p := &t.patterns[id]
		for j, o := range out {
			if q := &t.patterns[o]; q.theory == p.theory && (q.needs == nil) == (p.needs == nil) {
				if math.Abs(p.weight) > math.Abs(q.weight) {
					out[j] = id
				}
				continue next
			}
		}
		out = append(out, id)
	}
	return out
}

// walk follows the trie from token i and tells every node with an end.
func (t *Tagger) walk(node *trie, text string, tokens []words.Token, i int, tell func(*trie, int)) {
	tok := tokens[i]
	for _, step := range [2]string{tok.Stem, "=" + tok.Form} {
		n := node.next[step]
		if n == nil {
			continue
		}
		if len(n.ends) > 0 && (node != t.cues || !words.Function(tok.Form)) {
			tell(n, tok.End)
		}
		if len(n.next) == 0 {
			continue
		}
		for j := i + 1; j < len(tokens); j++ {
			if tokens[j].Start < tok.End {
				continue
			}
			if breaks(text[tok.End:tokens[j].Start]) {
				break
			}
			t.walk(n, text, tokens, j, tell)
			if j+1 >= len(tokens) || tokens[j+1].Start != tokens[j].Start {
				break
			}
		}
	}
}

// breaks reports whether what stands between two words keeps them from being
// one phrase.
func breaks(gap string) bool {
	return len(gap) > 12 || strings.ContainsAny(gap, ".!?;:\t") || strings.Contains(gap, "\n\n")
}
