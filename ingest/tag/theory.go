package tag

import (
	"math"
	"sort"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
)

// The numbers of the decision. A theory's score is 1 - prod(1 - w) over its
// cues (noisy or, Pearl 1988), so that small cues add up and none exceeds 1.
const (
	threshold    = 0.5  // a theory scoring less is no tag
	relative     = 0.4  // nor one scoring less than this share of the best
	mostTags     = 4    // of a passage
	again        = 0.5  // each repeat of a cue counts this share of the last
	rejected     = 0.75 // share of a name behind "unlike", "rather than", ...
	inCitation   = 0.3  // share of a cue within a citation's brackets
	personWeight = 0.2  // naming somebody who speaks for one theory
	heading      = 0.55 // a heading that names one theory
	concept      = 0.35 // a heading that names a concept
	outer        = 0.9  // share of the heading of an enclosing section
	outweighed   = 0.6  // another theory's own score that silences a heading
	generalises  = 0.3  // by how much a parent must exceed its child to stay
	mostEvidence = 8    // spans kept for a tag
)

// score is what speaks for one theory in one passage.
type score struct {
	theory   int
	miss     float64 // product of 1-w over the cues
	against  float64 // product of 1-|w| over the cues against
	head     float64 // of the headings
	evidence []corpus.Evidence
	heads    []corpus.Evidence
	seen     map[int]float64 // the next weight's share, by pattern
}

func (s *score) own() float64 { return (1 - s.miss) * s.against }

func (s *score) total() float64 { return (1 - s.miss*(1-s.head)) * s.against }

// headingTag is what a heading says of the passages below it.
type headingTag struct {
	theory int
	weight float64
	at     corpus.Evidence
}

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
		}
		s.seen[f.pattern] = share * again
		w := pat.weight * share
		if cited(p, f) {
			w *= inCitation
		}
		if w > 0 && turned(p.Text, tokens, f.first) {
			w *= rejected
		}
		s.weigh(w)
		if w > 0 && len(s.evidence) < mostEvidence {
			span := corpus.Span{Start: p.Span.Start + f.start, End: p.Span.Start + f.end}
			s.evidence = append(s.evidence, corpus.Evidence{Span: span, Text: p.Text[f.start:f.end]})
		}
	}
	t.peopleSpeak(p, scores, c)
	return scores
}

func (s *score) weigh(w float64) {
	if w >= 0 {
		s.miss *= 1 - math.Min(w, 1)
		return
	}
	s.against *= 1 - math.Min(-w, 1)
}

func (t *Tagger) score(scores map[int]*score, theory int) *score {
	s := scores[theory]
	if s == nil {
		s = &score{theory: theory, miss: 1, against: 1, seen: map[int]float64{}}
		scores[theory] = s
	}
	return s
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
			if m.Role == corpus.Cited {
				w *= inCitation
			}
			s := t.score(scores, i)
			s.weigh(w)
			if len(s.evidence) < mostEvidence {
				s.evidence = append(s.evidence, corpus.Evidence{Span: m.Span, Text: m.As})
			}
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

// turned reports whether the words before token i set what follows aside.
func turned(text string, tokens []words.Token, i int) bool {
	from := max(0, i-4)
	if i == from {
		return false
	}
	before := " " + strings.ToLower(text[tokens[from].Start:tokens[i].Start]) + " "
	if j := strings.LastIndexAny(before, ".;:"); j >= 0 {
		before = before[j+1:]
	}
	for _, w := range []string{" unlike ", " contrast to ", " contrast with ", " rather than ", " opposed to ",
		" instead of ", " not ", " against ", " reject ", " rejects ", " beyond "} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

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
		if s.own() < 0.1 && !t.familySpeaks(scores, h.theory) && loudest >= outweighed {
			w *= 0.4
		}
		s.head = 1 - (1-s.head)*(1-w)
		s.heads = append(s.heads, h.at)
	}
}

// familySpeaks reports whether a theory below or above speaks in the passage.
func (t *Tagger) familySpeaks(scores map[int]*score, theory int) bool {
	id := t.theories[theory].ID
	for i, s := range scores {
		other := t.theories[i].ID
		if s.own() >= 0.3 && (other.Within(id) || id.Within(other)) {
			return true
		}
	}
	return false
}

// choose keeps the theories that pass, strongest first.
func (t *Tagger) choose(p *corpus.Passage, scores map[int]*score) []corpus.Tag {
	t.rollUp(scores)
	var list []*score
	best := 0.0
	for _, s := range scores {
		if s.total() >= threshold && len(s.evidence)+len(s.heads) > 0 {
			list = append(list, s)
			best = math.Max(best, s.total())
		}
	}
	sort.Slice(list, func(i, j int) bool {
		if a, b := list[i].total(), list[j].total(); a != b {
			return a > b
		}
		return t.theories[list[i].theory].ID < t.theories[list[j].theory].ID
	})
	out := []corpus.Tag{}
	for _, s := range list {
		if s.total() < relative*best || len(out) == mostTags || t.implied(s, list) {
			continue
		}
		out = append(out, t.made(p, s))
	}
	return out
}

// made is the tag of a score. The cues vouch for it where they would suffice
// or the headings say nothing; else the heading does, and gives the evidence.
func (t *Tagger) made(p *corpus.Passage, s *score) corpus.Tag {
	tag := corpus.Tag{Theory: t.theories[s.theory].ID, Weight: math.Round(s.total()*100) / 100}
	if s.own() >= threshold || len(s.heads) == 0 {
		tag.By, tag.Evidence = corpus.ByCues, s.evidence
		return tag
	}
	tag.By = corpus.ByHeading
	tag.Evidence = append(append([]corpus.Evidence(nil), s.heads...), s.evidence...)
	return tag
}

// rollUp lets the children of a theory, where none of them passes by itself,
// speak for the parent.
func (t *Tagger) rollUp(scores map[int]*score) {
	for i := range t.theories {
		child := scores[i]
		if child == nil || child.total() >= threshold {
			continue
		}
		parent := t.index(t.theories[i].ID.Parent())
		if parent < 0 || child.own() <= 0 {
			continue
		}
		s := t.score(scores, parent)
		s.weigh(0.6 * child.own())
		s.evidence = append(s.evidence, child.evidence...)
		if len(s.evidence) > mostEvidence {
			s.evidence = s.evidence[:mostEvidence]
		}
	}
}

// implied reports whether another tag of the list says what s says: a child of
// s, which brings its ancestors, unless s is clearly stronger; and a child that
// its stronger parent leaves behind.
func (t *Tagger) implied(s *score, list []*score) bool {
	id := t.theories[s.theory].ID
	for _, o := range list {
		other := t.theories[o.theory].ID
		switch {
		case o == s:
		case other.Within(id) && s.total()-o.total() < generalises:
			return true
		case id.Within(other) && o.total()-s.total() >= generalises && s.total() < 0.6:
			return true
		}
	}
	return false
}

// headings gives for each passage what the headings above it say.
func (t *Tagger) headings(doc *corpus.Document) [][]headingTag {
	out := make([][]headingTag, len(doc.Passages))
	var open []int
	next := 0
	said := map[int][]headingTag{}
	for i := range doc.Passages {
		at := doc.Passages[i].Span.Start
		for next < len(doc.Parts) && doc.Parts[next].Span.Start <= at {
			if doc.Parts[next].Kind == corpus.PartSection {
				open = append(open, next)
				said[next] = t.says(doc.Text, doc.Parts[next].Heading)
			}
			next++
		}
		kept := open[:0]
		for _, s := range open {
			if doc.Parts[s].Span.End > at {
				kept = append(kept, s)
			}
		}
		open = kept
		share := 1.0
		for j := len(open) - 1; j >= 0; j-- {
			for _, h := range said[open[j]] {
				h.weight *= share
				out[i] = append(out[i], h)
			}
			if general(doc.Parts[open[j]].Name) {
				break
			}
			share *= outer
		}
	}
	return out
}

// says reads a heading. One that names several theories says less of each.
func (t *Tagger) says(text string, span corpus.Span) []headingTag {
	if span.Empty() || span.End > len(text) {
		return nil
	}
	in := span.Of(text)
	var out []headingTag
	seen := map[int]bool{}
	for _, f := range t.find(in, t.words.Tokens(in)) {
		p := t.patterns[f.pattern]
		if seen[p.theory] || !p.alias && p.weight < 0.5 {
			continue
		}
		seen[p.theory] = true
		w := heading
		if t.theories[p.theory].Concept {
			w = concept
		}
		span := corpus.Span{Start: span.Start + f.start, End: span.Start + f.end}
		out = append(out, headingTag{p.theory, w, corpus.Evidence{Span: span, Text: in[f.start:f.end]}})
	}
	for i := range out {
		out[i].weight *= math.Pow(0.8, float64(len(out)-1))
	}
	return out
}

// general reports whether a heading names a part of any text (a conclusion, a
// summary), which does not inherit what the section around it is about.
func general(name string) bool {
	name = strings.Trim(strings.ToLower(name), " .:0123456789")
	switch name {
	case "conclusion", "conclusions", "concluding remarks", "summary", "introduction", "discussion",
		"abstract", "references", "bibliography", "further reading", "notes", "acknowledgements",
		"acknowledgments", "appendix", "exercises", "questions", "review questions", "key terms":
		return true
	}
	return false
}
