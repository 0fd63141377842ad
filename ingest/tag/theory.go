package tag

import (
	"math"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
)

// The numbers of the decision. What speaks for a theory adds up, a cue of
// weight 1 sufficing alone; a tag's weight is 1 - 2^-sum, so that it grows with
// every cue and never reaches 1.
const (
	threshold    = 1.0  // a theory with a smaller sum is no tag
	conceptual   = 1.5  // nor a concept with less, where no heading names it
	together     = 1.0  // two different cues of so much weight are enough to rest on,
	half         = 0.5  // each of so much
	agreeing     = 1.7  // three different ones of so much together,
	manifold     = 2.0  // and three for a concept
	relative     = 0.75 // nor one with less than this share of the best sum,
	named        = 0.5  // or, where it is named outright, of this share
	ofParent     = 0.65 // nor a child with less than this share of its parent's sum
	mostTags     = 4    // of a passage
	again        = 0.5  // each repeat of a cue counts this share of the last
	insists      = 0.8  // each repeat of a concept's name this share
	rejected     = 0.6  // share of a name behind "unlike", "rather than", ...
	denied       = 0.3  // share of a name behind "not a", "neither", "nor"
	topical      = 1.5  // a concept's name of which something is said
	outcast      = 0.5  // share of a doctrine's name or a sufficing word in a text of another field
	inCitation   = 0.3  // share of a cue within a citation's brackets
	personWeight = 0.3  // naming somebody who speaks for one theory
	speaker      = 2.0  // times as much where the passage reports that person
	heading      = 1.2  // a heading that names one theory
	concept      = 0.6  // a heading that names a concept
	outer        = 0.9  // share of the heading of an enclosing section
	faint        = 0.25 // share of the loudest below which the heading's theory says nothing itself
	outweighed   = 1.5  // another theory's own sum that silences a heading
	ofNamed      = 0.85 // or of this share, where the parent is named and the child is not
	generalises  = 2.0  // by how much a parent must exceed its child to stay
	mostEvidence = 8    // spans kept for a tag
)

// score is what speaks for one theory in one passage.
type score struct {
	theory   int
	sum      float64 // of the cues, those against it taken off
	named    bool    // outright
	set      bool    // against another, by words of contrast
	strong   bool    // by a cue that suffices alone
	weights  float64 // of the different cues, each counted once
	smallest float64 // of these
	head     float64 // of the headings
	evidence []corpus.Evidence
	heads    []corpus.Evidence
	seen     map[int]float64 // the next weight's share, by pattern
}

func (s *score) own() float64 { return math.Max(0, s.sum) }

func (s *score) total() float64 { return math.Max(0, s.sum+s.head) }

// tag decides the theories of a passage.
func (t *Tagger) tag(p *corpus.Passage, tokens []words.Token, heads []headingTag, c *cast) []corpus.Tag {
	if len(t.theories) == 0 || p.Kind == corpus.ReferenceK || p.Kind == corpus.Front {
		return []corpus.Tag{}
	}
	scores := t.scores(p, tokens, c)
	if p.Kind != corpus.Footnote {
		t.weighHeads(scores, heads)
	}
	return t.choose(p, scores)
}

// scores weighs the cues of a passage.
func (t *Tagger) scores(p *corpus.Passage, tokens []words.Token, c *cast) map[int]*score {
	scores := map[int]*score{}
	var stems map[string]bool
	foreign := !c.knowsOne(p) && t.strange(tokens)
	said := c.saying(p.Text)
	for _, f := range t.find(p.Text, tokens) {
		pat := t.patterns[f.pattern]
		if pat.needs != nil {
			if stems == nil {
				stems = stemSet(tokens)
			}
			if !anyOf(pat.needs, stems) {
				continue
			}
		}
		s := t.score(scores, pat.theory)
		share, ok := s.seen[f.pattern]
		if !ok {
			share = 1
			if s.weights += pat.weight; len(s.seen) == 0 || pat.weight < s.smallest {
				s.smallest = pat.weight
			}
		}
		s.seen[f.pattern] = share * again
		if pat.alias && t.theories[pat.theory].Concept {
			s.seen[f.pattern] = share * insists
		}
		w := pat.weight * share
		if cited(p, f) {
			w *= inCitation
		}
		if w > 0 {
			w *= turned(p.Text, tokens, f.first)
		}
		switch {
		case pat.alias && t.theories[pat.theory].Concept && (strings.Contains(pat.text, " of ") || ofIt(p.Text, f)):
			w = math.Max(w, topical*share)
		case foreign && pat.single != "" && pat.weight >= 1 && (!pat.alias || doctrine(pat.single) || strings.HasSuffix(pat.single, "als")):
			w *= outcast
		}
		s.sum += w
		s.named = s.named || pat.alias
		s.strong = s.strong || pat.weight >= 1
		s.set = s.set || pat.alias && (contrasted(p.Text, f) || slices.Contains(said, f.start))
		if w > 0 {
			span := corpus.Span{Start: p.Span.Start + f.start, End: p.Span.Start + f.end}
			s.show(corpus.Evidence{Span: span, Text: p.Text[f.start:f.end]})
		}
	}
	t.peopleSpeak(p, scores, c)
	return scores
}

// saying lists where schools are named to whom a text ascribes a view: byte
// offsets of the names.
func (c *cast) saying(text string) []int {
	var out []int
	for _, h := range c.named {
		if _, ok := schooled(text, h); ok {
			out = append(out, h.start)
		}
	}
	return out
}

// knowsOne reports whether a passage names a person of the pack who speaks for a
// theory.
func (c *cast) knowsOne(p *corpus.Passage) bool {
	return slices.ContainsFunc(p.People, func(m corpus.Mention) bool { return len(c.roster.theories[m.Name]) > 0 })
}

// strange reports whether a text has none of the words that cues of several
// theories share, but one: it is of another field, whose realism is a way of
// painting.
func (t *Tagger) strange(tokens []words.Token) bool {
	if len(t.field) < fewestOfField {
		return false
	}
	met := map[string]bool{}
	for _, tok := range tokens {
		if t.field[tok.Stem] {
			met[tok.Stem] = true
		}
	}
	return len(met) < 2
}

func (t *Tagger) score(scores map[int]*score, theory int) *score {
	s := scores[theory]
	if s == nil {
		s = &score{theory: theory, seen: map[int]float64{}}
		scores[theory] = s
	}
	return s
}

// show adds a stretch to the evidence, once.
func (s *score) show(e corpus.Evidence) {
	if len(s.evidence) < mostEvidence && !slices.Contains(s.evidence, e) {
		s.evidence = append(s.evidence, e)
	}
}

// peopleSpeak lets the persons a passage names speak for their theories,
// weakly: less where they speak for several.
func (t *Tagger) peopleSpeak(p *corpus.Passage, scores map[int]*score, c *cast) {
	for _, m := range p.People {
		theories := c.roster.theories[m.Name]
		for _, id := range theories {
			i := t.index(id)
			if i < 0 {
				continue
			}
			w := personWeight / float64(len(theories))
			if p.Voice == corpus.Reports && slices.Contains(p.VoiceOf, m.Name) {
				w *= speaker
			}
			if m.Role == corpus.Cited {
				w *= inCitation
			}
			s := t.score(scores, i)
			s.sum += w
			s.show(corpus.Evidence{Span: m.Span, Text: m.As})
		}
	}
}

func (t *Tagger) index(id corpus.TheoryID) int {
	for i := range t.theories {
		if t.theories[i].ID == id {
			return i
		}
	}
	return -1
}

func stemSet(tokens []words.Token) map[string]bool {
	m := make(map[string]bool, len(tokens))
	for _, tok := range tokens {
		m[tok.Stem] = true
	}
	return m
}

func anyOf(want, have map[string]bool) bool {
	for w := range want {
		if have[w] {
			return true
		}
	}
	return false
}

// cited reports whether a cue stands within a citation.
func cited(p *corpus.Passage, f found) bool {
	at := corpus.Span{Start: p.Span.Start + f.start, End: p.Span.Start + f.end}
	for _, c := range p.Citations {
		if c.Span.Contains(at) {
			return true
		}
	}
	return false
}

// turned is the share that is left of what follows token i where the words
// before it set it aside or deny it.
func turned(text string, tokens []words.Token, i int) float64 {
	from := max(0, i-4)
	if i == from {
		return 1
	}
	before := " " + strings.ToLower(text[tokens[from].Start:tokens[i].Start]) + " "
	if j := strings.LastIndexAny(before, ".;:"); j >= 0 {
		before = before[j+1:]
	}
	for _, w := range []string{" not a ", " not an ", " neither ", " nor ", " never a ", " no ", " hardly a "} {
		if strings.Contains(before, w) && !strings.Contains(before, " no doubt ") && !strings.Contains(before, " no longer ") {
			return denied
		}
	}
	for _, w := range []string{" unlike ", " contrast to ", " contrast with ", " rather than ", " opposed to ",
		" instead of ", " not ", " against ", " reject ", " rejects ", " beyond "} {
		if strings.Contains(before, w) {
			return rejected
		}
	}
	return 1
}

// ofIt reports whether something is said of the concept that is named at f: it
// is what a sentence speaks of, or the words before it say that it is meant.
func ofIt(text string, f found) bool {
	before, after := text[max(0, f.start-40):f.start], text[f.end:min(len(text), f.end+30)]
	return (predicated().MatchString(after) || meant().MatchString(before)) && !asWord().MatchString(before)
}

var predicated = form(`^(?:\s+\([^()]{0,20}\))?\s+(?:is|was|were|are|has|had|asks?|means?|meant|refers?|concerns?|begins?|began|cannot|can|could|must|should|ought|` +
	`remains?|became|becomes?|includes?|implies|covers?|stands?|depends?|rests?|rested|focus(?:es)?|emphasi[sz]es|takes?|makes?|puts?|offers?|seeks?|aims?|differs?|` +
	`doctrine|policy|policies|strategy|provides?|requires?|changed|changes|promises|widens?|failed|fails|works|worked|does|did|did not|whose|will|would|may|might|looks?|starts?|treats?|challenges?|shifts?|shifted|moves?|moved|places?|placed|began|counts?)\b`)

var meant = form(`(?i)(?:\b(?:concepts?|ideas?|notions?|definitions?|understandings?|meaning|terms?|heading|system|principles?|instrument|discourse|label|agenda|` +
	`critics|advocates|critique|age|era|process|effects|impact|consequences|forces|theory|doctrine|scheme|because|outcome|result|critics|challenge) of (?:the |a |an )?(?:\p{Ll}+ )?|\b(?:focus(?:ed|es)?(?: was| is)?|emphasis|debates?|literature|writings?) (?:on|about) (?:the )?)["“'‘]?$`)

// asWord is what stands before a name that is meant as a word.
var asWord = form(`(?i)\b(?:words?|phrase|letters|name|title|archive|book|article) ["“'‘]?$`)

// weighHeads adds what the headings say. A heading is silenced where the
// passage speaks for another theory clearly and for this one not at all.
func (t *Tagger) weighHeads(scores map[int]*score, heads []headingTag) {
	loudest := 0.0
	for _, s := range scores {
		if !t.theories[s.theory].Concept {
			loudest = math.Max(loudest, s.own())
		}
	}
	for _, h := range heads {
		s := t.score(scores, h.theory)
		w := h.weight
		if s.own() < max(0.2, faint*loudest) && !t.familySpeaks(scores, h.theory) && loudest >= outweighed {
			w *= 0.4
		}
		s.head = math.Max(s.head, w)
		s.heads = append(s.heads, h.at)
	}
}

// familySpeaks reports whether a theory below or above speaks in the passage.
func (t *Tagger) familySpeaks(scores map[int]*score, theory int) bool {
	id := t.theories[theory].ID
	for i, s := range scores {
		other := t.theories[i].ID
		if s.own() >= 0.5 && (other.Within(id) || id.Within(other)) {
			return true
		}
	}
	return false
}
