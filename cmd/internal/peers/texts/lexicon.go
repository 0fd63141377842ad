package texts

import (
	"math/rand/v2"
	"strings"
)

// functionWords are the commonest words of English, the commonest first.
const functionWords = `the of and to in a is that for it as was with be by on not he this are or his from at which but have an they had their
were been has one all would its who when there more if no will can so them other into than may some these only any such`

// fieldWords are words that writers on international security use, strewn
// among the commoner words.
const fieldWords = `state security power war international system states political theory nations national world order peace military
united actors threat interests policy social economic human development rights conflict force economy identity anarchy cooperation
institutions sovereignty nuclear weapons balance dilemma climate change council treaty alliance democracy trade norms terrorism
intervention deterrence justice freedom duty law reform regional global poverty climate migration resources energy technology`

// phrases come back word for word, the commonest first.
const phrases = `balance of power|the security dilemma|human security|collective security|the international system|the united nations
the use of force|nuclear weapons|economic interdependence|the democratic peace|the speech act|a state of nature
relative gains|climate change|the arms race|self determination of peoples|the rule of law|great powers
Kenneth Waltz|Barry Buzan|Alexander Wendt|Robert Keohane|Hans Morgenthau|the security council|small island states
weapons of mass destruction|the logic of anarchy|an instrument of policy|common but differentiated responsibilities`

// A vocabulary has two parts (Ferrer i Cancho and Solé 2001): words that everybody
// knows, drawn after the Zipf-Mandelbrot law f(rank) = (rank + shift)^-exponent, and the
// endless rest, of which each draw in rareIn takes one after a steeper law. With
// these parameters eight million words have some eighty thousand different ones, as in real
// prose, and ten times as many words four times as many.
const (
	core         = 20_000
	coreExponent = 1.08
	coreShift    = 2.7
	rareIn       = 50
	rareExponent = 1.7
	rareShift    = 12_000
	rareRanks    = 8 << 20
)

// lexicon gives the word of a rank, 0 being the commonest.
type lexicon struct {
	common  []string // function and field words, in the order of their ranks
	phrases []string
	salt    uint64
}

func newLexicon(seed uint64) *lexicon {
	l := &lexicon{salt: seed}
	l.common = strings.Fields(functionWords)
	field := strings.Fields(fieldWords)
	for rank := len(l.common); len(field) > 0; rank++ {
		if rank%3 == 0 {
			l.common, field = append(l.common, field[0]), field[1:]
		} else {
			l.common = append(l.common, l.invented(uint64(rank)))
		}
	}
	for line := range strings.Lines(phrases) {
		l.phrases = append(l.phrases, strings.Split(strings.TrimSpace(line), "|")...)
	}
	return l
}

// word is the word of a rank.
func (l *lexicon) word(rank uint64) string {
	if rank < uint64(len(l.common)) {
		return l.common[rank]
	}
	return l.invented(rank)
}

// invented spells a rank in syllables: commoner words are shorter, different
// ranks have different words, and words alike are far apart in rank.
func (l *lexicon) invented(rank uint64) string {
	const consonants, vowels = "bdfghklmnprstvwz", "aiou"
	syllables := 3
	switch {
	case rank >= 400_000:
		syllables = 5
	case rank >= 2_000:
		syllables = 4
	}
	// A bijection of the codes of so many syllables, six bits each.
	bits := uint(6 * syllables)
	mask := uint64(1)<<bits - 1
	code := (rank + l.salt) & mask
	for range 3 {
		code = code * 0x9e3779b97f4a7c15 & mask
		code ^= code >> (bits / 2)
	}
	var b [10]byte
	for i := range syllables {
		b[2*i], b[2*i+1] = consonants[code&15], vowels[code>>4&3]
		code >>= 6
	}
	return string(b[:2*syllables])
}

// drawer draws words, phrases and names for one work.
type drawer struct {
	*lexicon
	r     *rand.Rand
	core  *rand.Zipf
	rare  *rand.Zipf
	own   []string // words that this work repeats
	place []byte
}

func (l *lexicon) drawer(r *rand.Rand) *drawer {
	d := &drawer{lexicon: l, r: r, core: rand.NewZipf(r, coreExponent, coreShift, core-1), rare: rand.NewZipf(r, rareExponent, rareShift, rareRanks)}
	for range 24 {
		d.own = append(d.own, l.word(100+d.r.Uint64N(10_000)))
	}
	return d
}

// next draws a word or, now and then, one of the work's own words or a phrase.
func (d *drawer) next() string {
	switch n := d.r.IntN(100); {
	case n < 6:
		return skewed(d.r, d.own)
	case n < 8:
		return skewed(d.r, d.phrases)
	}
	return d.word(d.rank())
}

// rank draws a word's rank.
func (d *drawer) rank() uint64 {
	if d.r.IntN(rareIn) == 0 {
		return core + d.rare.Uint64()
	}
	return d.core.Uint64()
}

// words draws about n words and puts blanks between them.
func (d *drawer) words(n int) string {
	d.place = d.place[:0]
	for i := range n {
		if i > 0 {
			d.place = append(d.place, ' ')
		}
		d.place = append(d.place, d.next()...)
	}
	return string(d.place)
}

// skewed draws from a list, the first most often.
func skewed(r *rand.Rand, list []string) string { return list[r.IntN(1+r.IntN(len(list)))] }

// capital makes the first letter of an ASCII text large.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
