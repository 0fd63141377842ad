package tag

import (
	"math"
	"sort"
	"strings"

	"locus/corpus"
)

// choose keeps the theories that pass, strongest first.
func (t *Tagger) choose(p *corpus.Passage, scores map[int]*score) []corpus.Tag {
	t.rollUp(scores)
	var all []*score
	for _, s := range scores {
		if s.total() >= t.least(s) && t.anchored(s) {
			all = append(all, s)
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if a, b := all[i].total(), all[j].total(); a != b {
			return a > b
		}
		return t.theories[all[i].theory].ID < t.theories[all[j].theory].ID
	})
	var list []*score
	for _, s := range all {
		if s.total() >= s.share()*t.rival(s, all) && (s.set || t.stands(s, all)) {
			list = append(list, s)
		}
	}
	out := []corpus.Tag{}
	for _, s := range list {
		if len(out) < mostTags && !t.implied(s, list) {
			out = append(out, t.made(p, s))
		}
	}
	return out
}

// stands reports whether a theory holds its own beside the strongest of those
// above it: by a share of its sum, a larger one where that one is named outright
// and this one is not.
func (t *Tagger) stands(s *score, all []*score) bool {
	id := t.theories[s.theory].ID
	for _, o := range all { // strongest first
		if other := t.theories[o.theory].ID; o != s && id.Within(other) {
			if o.named && !s.named && len(s.heads) == 0 {
				return s.total() >= ofNamed*o.total()
			}
			return s.total() >= ofParent*o.total()
		}
	}
	return true
}

// rival is the best sum among the theories that are neither above nor below.
func (t *Tagger) rival(s *score, all []*score) float64 {
	id := t.theories[s.theory].ID
	for _, o := range all { // strongest first
		if other := t.theories[o.theory].ID; !other.Within(id) && !id.Within(other) {
			return o.total()
		}
	}
	return 0
}

// anchored reports whether a score rests on more than weak cues: the theory is
// named, a heading says it, a cue suffices alone, three different cues of
// some weight agree, or two of more; for a concept, three of weight.
func (t *Tagger) anchored(s *score) bool {
	if s.named || s.strong || len(s.heads) > 0 {
		return true
	}
	if t.theories[s.theory].Concept {
		return len(s.seen) >= 3 && s.weights >= manifold
	}
	return len(s.seen) >= 3 && s.weights >= agreeing || len(s.seen) == 2 && s.weights >= together && s.smallest >= half
}

// least is the sum that suffices: what is set against another theory need not
// be argued for.
func (t *Tagger) least(s *score) float64 {
	if s.set {
		return threshold * 0.75
	}
	if t.theories[s.theory].Concept && len(s.heads) == 0 {
		return conceptual
	}
	return threshold
}

// share is the part of the best sum that a score must reach.
func (s *score) share() float64 {
	switch {
	case s.set:
		return 0
	case s.named:
		return named
	}
	return relative
}

// contrasted reports whether a place stands near words that set two sides
// against each other.
func contrasted(text string, f found) bool {
	around := strings.ToLower(text[max(0, f.start-50):min(len(text), f.end+30)])
	for _, w := range []string{"unlike ", "contrast", "diverge", "differs from", "differ from", "as opposed to", "opposed to", "versus", " vs", "critique of"} {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

// made is the tag of a score. The cues vouch for it where they would suffice
// or the headings say nothing; else the heading does, and gives the evidence.
func (t *Tagger) made(p *corpus.Passage, s *score) corpus.Tag {
	tag := corpus.Tag{Theory: t.theories[s.theory].ID, Weight: math.Round(100*(1-math.Exp2(-s.total()))) / 100}
	if s.own() >= threshold || len(s.heads) == 0 {
		tag.By, tag.Evidence = corpus.ByCues, s.evidence
		return tag
	}
	tag.By = corpus.ByHeading
	tag.Evidence = append(append([]corpus.Evidence(nil), s.heads...), s.evidence...)
	return tag
}

// rollUp lets the children of a theory that do not pass by themselves, or are
// divided, speak for the parent.
func (t *Tagger) rollUp(scores map[int]*score) {
	for i := range t.theories {
		child := scores[i]
		parent := t.index(t.theories[i].ID.Parent())
		if child == nil || parent < 0 || child.own() <= 0 || child.total() >= threshold && !t.divided(scores, child) {
			continue
		}
		s := t.score(scores, parent)
		s.sum += 0.6 * child.own()
		s.evidence = append(s.evidence, child.evidence...)
		if len(s.evidence) > mostEvidence {
			s.evidence = s.evidence[:mostEvidence]
		}
	}
}

// divided reports whether a child speaks no more clearly than a sibling does:
// neither is named and a cue or two speak for each, so that together they speak
// for their parent only.
func (t *Tagger) divided(scores map[int]*score, child *score) bool {
	parent := t.theories[child.theory].ID.Parent()
	faint := func(s *score) bool {
		return !s.named && len(s.heads) == 0 && s.total() >= threshold && s.total() < 1.5
	}
	for i, o := range scores {
		if o != child && t.theories[i].ID.Parent() == parent && faint(child) && faint(o) {
			return true
		}
	}
	return false
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
		case other.Within(id) && s.total()-o.total() < generalises && !(o.set && s.named && s.total() > o.total()):
			return true
		case id.Within(other) && o.total()-s.total() >= generalises && s.total() < 1.5:
			return true
		}
	}
	return false
}
