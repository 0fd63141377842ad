package query

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"locus/corpus/words"
)

// part is a word of a question as its person sees it: one token, or the tokens
// of a hyphenated compound.
type part struct {
	text     string // as typed
	tokens   []words.Token
	joined   *words.Token // the compound in one word
	function bool
	light    bool     // only frames the question
	general  bool     // fits any subject
	times    int      // how often it is asked
	idf      float64  // of the word, or the sum over a compound's
	absent   bool     // in no passage
	unit     int      // index in reading.units, -1 for none
	clauses  Or       // what matches for it beside its own words
	also     [][]step // what is marked for it beside its own words

	corrected string   // the word looked for in its place
	people    []string // whom it names
}

func (p *part) forms() []string {
	out := make([]string, len(p.tokens))
	for i, t := range p.tokens {
		out[i] = t.Form
	}
	return out
}

func (p *part) steps(exact bool) []step {
	out := make([]step, len(p.tokens))
	for i, t := range p.tokens {
		if exact {
			out[i] = step{form: t.Form}
		} else {
			out[i] = step{stems: []string{t.Stem}}
		}
	}
	return out
}

// parts cuts a text into words and compounds.
func (r *reading) parts(text string) []*part {
	var out []*part
	var joined []words.Token
	for _, t := range r.s.words().Tokens(text) {
		if t.Extra {
			joined = append(joined, t)
		}
	}
	within := func(t words.Token) *words.Token {
		for i := range joined {
			if joined[i].Start <= t.Start && t.End <= joined[i].End {
				return &joined[i]
			}
		}
		return nil
	}
	var last *words.Token
	for _, t := range r.s.words().Tokens(text) {
		if t.Extra {
			continue
		}
		j := within(t)
		if j != nil && j == last {
			p := out[len(out)-1]
			p.tokens = append(p.tokens, t)
			continue
		}
		last = j
		p := &part{text: text[t.Start:t.End], tokens: []words.Token{t}, joined: j, times: 1, unit: -1}
		if j != nil {
			p.text = text[j.Start:j.End]
		} else {
			p.function = words.Function(t.Form)
		}
		out = append(out, p)
	}
	return out
}

// asked is a run of words side by side, sorted by what they are worth.
type asked struct {
	all     []*part // as typed
	content []*part // different words, in order of first mention
	light   []*part
	intent  intent
}

// ask sorts the words of a run: what it is about, and what only frames it. Where
// there is nothing but frame, the frame is what it is about.
func (r *reading) ask(text string) *asked {
	a := &asked{all: r.parts(text)}
	light := make([]bool, len(a.all))
	forms := make([]string, len(a.all))
	for i, p := range a.all {
		forms[i] = p.tokens[0].Form
		light[i] = p.function
	}
	a.intent = frame(forms, light)
	if allLight(light) {
		for i, p := range a.all {
			light[i] = p.function
		}
	}
	if allLight(light) {
		clear(light)
	}
	seen := map[string]*part{}
	for i, p := range a.all {
		p.light = light[i]
		p.general = len(p.tokens) == 1 && slices.Contains(general, p.tokens[0].Form)
		key := strings.Join(p.forms(), " ")
		if !r.exact {
			key = p.tokens[0].Stem
			for _, t := range p.tokens[1:] {
				key += " " + t.Stem
			}
		}
		if o := seen[key]; o != nil && o.light == p.light {
			o.times++
			a.all[i] = o
			continue
		}
		seen[key] = p
		if p.light {
			a.light = append(a.light, p)
		} else {
			a.content = append(a.content, p)
		}
	}
	return a
}

// measure finds out how rare the words are, and keeps the rarest where there
// are more than a plan should have.
func (r *reading) measure(ctx context.Context, a *asked) error {
	var tokens []string
	for _, p := range a.content {
		for _, t := range p.tokens {
			if r.exact {
				tokens = append(tokens, t.Form)
			} else {
				tokens = append(tokens, t.Stem)
			}
		}
	}
	field := Text
	if r.exact {
		field = Exact
	}
	counts, err := r.names.frequencies(ctx, field, tokens)
	if err != nil {
		return fmt.Errorf("count the words of the question: %w", err)
	}
	at, rarity := 0, map[string]float64{}
	for _, p := range a.content {
		for range p.tokens {
			p.idf += r.idf(counts[at])
			p.absent = p.absent || counts[at] == 0
			rarity[tokens[at]] = r.idf(counts[at])
			at++
		}
		if p.general {
			p.idf *= r.s.policy().General
		}
	}
	if err := r.placing(ctx, tokens, rarity); err != nil {
		return err
	}
	most := r.s.policy().MostWords
	if len(a.content) <= most {
		return nil
	}
	r.note("The question has %d different words; the %d rarest that the texts have were looked for.", len(a.content), most)
	byWorth := slices.Clone(a.content)
	slices.SortStableFunc(byWorth, func(x, y *part) int {
		switch a, b := x.worth(), y.worth(); {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	kept := map[*part]bool{}
	for _, p := range byWorth[:most] {
		kept[p] = true
	}
	a.content = slices.DeleteFunc(a.content, func(p *part) bool { return !kept[p] })
	return nil
}

// placing weighs the words of a question in titles, where most are rarer than in
// the texts: a title never makes a common word worth more than it is. A heading
// may; it is about the passages below it alone.
func (r *reading) placing(ctx context.Context, tokens []string, rarity map[string]float64) error {
	if r.exact {
		return nil
	}
	counts, err := r.names.frequencies(ctx, Title, tokens)
	if err != nil {
		return fmt.Errorf("count the words of the question in titles: %w", err)
	}
	for i, t := range tokens {
		r.entitled[t] = instead(rarity[t], r.idf(counts[i]))
	}
	return nil
}

// entitle weighs a stem in a title, 1 where it was not counted.
func (r *reading) entitle(stem string) float64 {
	if w, ok := r.entitled[stem]; ok {
		return w
	}
	return 1
}

func (p *part) worth() float64 {
	if p.absent {
		return 0
	}
	return p.idf * float64(p.times)
}

// idf is the weight of a word by the number of passages that have it.
func (r *reading) idf(df int) float64 {
	n := float64(r.size.Passages)
	return math.Log(1 + (n-float64(df)+0.5)/(float64(df)+0.5))
}
