package quote

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/words"
)

// What a place must share with a quotation to be what the writer had in mind: the
// part of the words in order, and the run of them side by side. A place in a work
// that is not cited must share more.
const (
	likely     = 0.6
	elsewhere  = 0.75
	sideBySide = 3
)

// mostCompared is the number of words up to which a quotation is laid beside a text
// word by word: room and time for that grow with the product of both.
const mostCompared = 2000

// explain gives the verdict on a quotation that stands nowhere word for word.
func (c *Checker) explain(ctx context.Context, f *Finding, claim Claim, q quotation, read []candidate) error {
	if q.words > mostCompared {
		f.Verdict, f.Why = NotFound, fmt.Sprintf("No work of the library has all of its %d words. Where a text of more than %d words differs is not looked for: check it in parts.", q.words, mostCompared)
		return nil
	}
	read, err := c.likest(ctx, claim, q, read)
	if err != nil {
		return err
	}
	near := c.ranked(claim, q, read)
	if len(near) == 0 || !near[0].whole() {
		if done, err := c.stitched(f, claim, q, read); done || err != nil {
			return err
		}
	}
	if len(near) > 0 {
		best := near[0]
		cited := len(claim.Works) == 0 && claim.Source == "" || slices.Contains(claim.Works, best.work.ID)
		enough := best.share >= likely && cited || best.share >= elsewhere
		if enough && (best.run >= sideBySide || best.same == q.words-1) && best.same >= Least && (best.share >= 0.85 || best.substance() >= likely) {
			return c.altered(f, claim, q, best, cited)
		}
	}
	slices.SortStableFunc(near, func(a, b likened) int {
		return cmp.Compare(b.share+b.substance(), a.share+a.substance())
	})
	for _, n := range first(near, 3) {
		f.Nearest = append(f.Nearest, c.near(n))
	}
	if claim.Source != "" && len(claim.Works) == 0 {
		f.Verdict, f.Why = NoSource, fmt.Sprintf("The library does not hold %s, and no other work has these words.", claim.Source)
		return nil
	}
	f.Verdict, f.Why = NotFound, "No work of the library has these words, nor words near enough to them."
	return nil
}

// likest adds to the passages read those that share the rarest words, and the
// texts around the best of them, over whose passages a quotation may go.
func (c *Checker) likest(ctx context.Context, claim Claim, q quotation, read []candidate) ([]candidate, error) {
	seen := map[corpus.PassageID]bool{}
	for _, r := range read {
		seen[r.passage.ID] = true
	}
	for _, within := range scopes(claim.Works) {
		hits, err := c.like(ctx, q, within)
		if err != nil {
			return nil, err
		}
		read = append(read, passages(hits, seen)...)
	}
	return read, nil
}

// likened is a place that is like a quotation.
type likened struct {
	*candidate
	aligned
	share         float64
	draft, source []side
}

// ranked gives the places most like a quotation, those of the works cited first
// among equals. The best passages are read again with the text around them.
func (c *Checker) ranked(claim Claim, q quotation, read []candidate) []likened {
	draft := drafted(q)
	var out []likened
	for i := range read {
		if l := liken(draft, &read[i]); l.same > 0 {
			out = append(out, l)
		}
	}
	sorted(out, claim)
	for i := range first(out, mostWide) {
		if wide := c.widened(out[i].candidate); wide != out[i].candidate {
			if l := liken(draft, wide); l.same > out[i].same {
				out[i] = l
			}
		}
	}
	sorted(out, claim)
	return slices.CompactFunc(out, func(a, b likened) bool { return a.work.ID == b.work.ID && a.at().Overlaps(b.at()) })
}

// liken aligns a draft's words with a candidate's.
func liken(draft []side, in *candidate) likened {
	source := worded(in.letters, 0, len(in.letters.stream))
	a := align(draft, source)
	return likened{candidate: in, aligned: a, share: float64(a.same) / float64(max(1, len(draft))), draft: draft, source: source}
}

func sorted(list []likened, claim Claim) {
	slices.SortStableFunc(list, func(a, b likened) int {
		return cmp.Or(cmp.Compare(b.weight(claim), a.weight(claim)), cmp.Compare(b.run, a.run), cmp.Compare(a.work.ID, b.work.ID), cmp.Compare(a.base, b.base))
	})
}

// weight prefers the works cited a little.
func (l likened) weight(claim Claim) float64 {
	if slices.Contains(claim.Works, l.work.ID) {
		return l.share + 0.1
	}
	return l.share
}

// at is the place in the work's text.
func (l likened) at() corpus.Span {
	if l.to <= l.from {
		return corpus.Span{Start: l.base, End: l.base}
	}
	return l.span(l.source[l.from].start, l.source[l.to-1].end)
}

// whole reports whether nearly all of the quotation stands at one place, with
// little left out: then it is that place's, however else it could be put together.
func (l likened) whole() bool {
	dropped := 0
	for _, s := range l.steps {
		if s.d < 0 {
			dropped++
		}
	}
	return l.share >= 0.85 && dropped <= len(l.draft)
}

// substance is the part of the quotation's words that carry meaning which stand
// at the place, 0 to 1.
func (l likened) substance() float64 {
	all, same := 0, 0
	for _, d := range l.draft {
		if !words.Function(d.key) {
			all++
		}
	}
	for _, s := range l.steps {
		if s.d >= 0 && s.s >= 0 && l.draft[s.d].key == l.source[s.s].key && !words.Function(l.draft[s.d].key) {
			same++
		}
	}
	if all == 0 {
		return l.share
	}
	return float64(same) / float64(all)
}

// beyond is how many bytes of the text on either side of a passage are read with
// it.
const beyond = 600

// widened is a passage with the running text around it, since a quotation may
// begin in one passage and end in the next. It is the passage alone where the
// text cannot be read.
func (c *Checker) widened(r *candidate) *candidate {
	if r.passage == nil {
		return r
	}
	held, err := c.text(r.work.ID)
	if err != nil || r.passage.Span.End > len(held.running) {
		return r
	}
	text := held.running
	from, to := max(0, r.base-beyond), min(len(text), r.passage.Span.End+beyond)
	if r.passage.Kind != corpus.Body && r.passage.Kind != corpus.Quotation && r.passage.Kind != corpus.List {
		return r
	}
	for from < r.base && text[from] != ' ' && text[from] != '\n' {
		from++
	}
	for to > r.passage.Span.End && text[to-1] != ' ' && text[to-1] != '\n' {
		to--
	}
	return &candidate{work: r.work, passage: r.passage, base: from, letters: fold(text[from:to])}
}

// altered tells what differs at the place the writer had in mind.
func (c *Checker) altered(f *Finding, claim Claim, q quotation, best likened, cited bool) error {
	p := found{candidate: best.candidate, match: match{start: best.source[best.from].start, end: best.source[best.to-1].end}}
	if err := c.place(f, p, q); err != nil {
		return err
	}
	f.Diff = diff(best.aligned, best.draft, best.source)
	f.Of = c.spokenBy(p)
	f.Verdict, f.Why = Altered, told(f.Diff)
	if !cited && claim.Source != "" {
		f.Verdict = WrongSource
		f.Why = fmt.Sprintf("Words like these stand in %s, not in %s. %s", named(p.work), claim.Source, f.Why)
	}
	return nil
}

// told says what differs, word by word.
func told(list []Difference) string {
	var out []string
	for _, d := range list {
		switch d.Op {
		case Changed:
			out = append(out, fmt.Sprintf("has “%s” for “%s”", d.Draft, d.Source))
		case Added:
			out = append(out, fmt.Sprintf("adds “%s”", d.Draft))
		case Dropped:
			out = append(out, fmt.Sprintf("leaves out “%s” without an ellipsis", clipped(d.Source)))
		case Stops:
			out = append(out, "has other stops")
		}
	}
	if len(out) == 0 {
		return "The words are the source's, not as marked."
	}
	more := ""
	if len(out) > 4 {
		more = fmt.Sprintf(", and %d more", len(out)-4)
	}
	return "It " + strings.Join(unique(first(out, 4)), ", ") + more + "."
}

// clipped is the beginning and the end of a long stretch.
func clipped(s string) string {
	ws := strings.Fields(s)
	if len(ws) <= 12 {
		return s
	}
	return strings.Join(ws[:5], " ") + " … " + strings.Join(ws[len(ws)-5:], " ")
}

func (c *Checker) near(l likened) Near {
	n := Near{Work: l.work.ID, Likeness: float64(int(l.share*100+.5)) / 100}
	span := l.at()
	n.Passage = corpus.Address{Work: l.work.ID, Revision: l.work.Revision, Span: span}.ID()
	n.SourceText = shown(l.letters.source(l.source[l.from].start, l.source[l.to-1].end))
	if l.passage != nil {
		at := l.passage.Locator
		n.Locator = &at
	}
	return n
}
