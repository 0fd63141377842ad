package bleve

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"locus/query"
)

// place is a position of a word in a passage.
type place struct{ doc, pos uint32 }

// batchPlaces is how many passages' positions are looked at together.
const batchPlaces = 4096

// steps are the words of a phrase in a shard.
type steps struct {
	shard  *shard
	phrase *query.Phrase
	each   []wanted
	verify func(doc uint32, tf int) (int, error) // nil where positions tell all
	empty  bool                                  // some step has no word here
}

// wanted is a step: any of some stems, and where a form is asked for this form,
// which the exact field has, or where it is its own stem the text field.
type wanted struct {
	stems       []*word
	form        bool
	exact, same *word
}

// steps finds the words of a phrase.
func (r *run) steps(s *shard, c *query.Phrase) (*steps, error) {
	out := &steps{shard: s, phrase: c, empty: len(c.Steps) == 0}
	for _, step := range c.Steps {
		w := wanted{form: step.Form != ""}
		for _, stem := range distinct(step.Stems) {
			from, err := r.word(s, query.Text, stem)
			if err != nil {
				return nil, err
			}
			if from != nil {
				w.stems = append(w.stems, from)
			}
		}
		if w.form {
			var err error
			if w.exact, err = r.word(s, query.Exact, step.Form); err != nil {
				return nil, err
			}
			if w.same, err = r.word(s, query.Text, step.Form); err != nil {
				return nil, err
			}
		}
		if len(w.stems) == 0 || w.form && w.exact == nil && w.same == nil {
			out.empty = true
			return out, nil
		}
		out.each = append(out.each, w)
	}
	var err error
	out.verify, err = r.verifier(s, c)
	return out, err
}

// has reports whether a passage may have the step's word.
func (w *wanted) has(doc uint32) bool {
	if w.form && (w.exact == nil || !w.exact.has(doc)) && (w.same == nil || !w.same.has(doc)) {
		return false
	}
	return slices.ContainsFunc(w.stems, func(s *word) bool { return s.has(doc) })
}

// count is how many passages have the step at most.
func (w *wanted) count() int {
	n := 0
	for _, s := range w.stems {
		n += s.count
	}
	return n
}

// has reports whether a passage may have every step's word.
func (s *steps) has(doc uint32) bool {
	return !s.empty && !slices.ContainsFunc(s.each, func(w wanted) bool { return !w.has(doc) })
}

// candidates are the living passages that may have every step's word: those of
// the rarest step, narrowed by the others.
func (s *steps) candidates() ([]uint32, error) {
	if s.empty {
		return nil, nil
	}
	order := slices.Clone(s.each)
	slices.SortStableFunc(order, func(a, b wanted) int { return a.count() - b.count() })
	var out []uint32
	for _, from := range order[0].stems {
		out = from.append(out)
	}
	if len(order[0].stems) > 1 {
		slices.Sort(out)
		out = slices.Compact(out)
	}
	if len(s.shard.entry.Dead) > 0 {
		live, _, err := s.shard.alive()
		if err != nil {
			return nil, err
		}
		out = slices.DeleteFunc(out, func(doc uint32) bool { return !live.has(doc) })
	}
	for i := range order {
		out = order[i].narrow(out, s.shard.docs(), i == 0)
	}
	return out, nil
}

// narrow keeps the passages that may have the step; stems says that they are
// known to have one of its stems.
func (w *wanted) narrow(in []uint32, docs int, stems bool) []uint32 {
	if len(in) < batchPlaces {
		return slices.DeleteFunc(in, func(doc uint32) bool { return !w.has(doc) })
	}
	keep := func(of ...*word) {
		some := newSet(docs)
		for _, from := range of {
			if from != nil {
				from.addTo(some)
			}
		}
		in = slices.DeleteFunc(in, func(doc uint32) bool { return !some.has(doc) })
	}
	if !stems {
		keep(w.stems...)
	}
	if w.form {
		keep(w.exact, w.same)
	}
	return in
}

// places adds the positions of the step's word in some passages, by passage,
// then position, none twice.
func (w *wanted) places(out []place, in []uint32) ([]place, error) {
	of := 0
	add := func(from *word, plain bool) (err error) {
		if from != nil {
			of++
			out, err = from.places(out, in, plain)
		}
		return err
	}
	var err error
	if w.form {
		err = errors.Join(add(w.exact, false), add(w.same, true))
	} else {
		for _, from := range w.stems {
			err = errors.Join(err, add(from, false))
		}
	}
	if err != nil {
		return nil, err
	}
	if of > 1 {
		slices.SortFunc(out, func(a, b place) int {
			if a.doc != b.doc {
				return int(int64(a.doc) - int64(b.doc))
			}
			return int(int64(a.pos) - int64(b.pos))
		})
	}
	return slices.Compact(out), nil
}

// find gives those of some passages, ascending, that have the phrase, with how
// often.
func (s *steps) find(in []uint32) ([]posting, error) {
	places := make([][]place, len(s.each))
	for i := range s.each {
		var err error
		if places[i], err = s.each[i].places(nil, in); err != nil || len(places[i]) == 0 {
			return nil, err
		}
	}
	var out []posting
	at := make([][]uint32, len(s.each))
	for _, doc := range in {
		for i := range places {
			at[i], places[i] = take(at[i][:0], places[i], doc)
		}
		tf := occurrences(at, s.phrase)
		if tf > 0 && s.verify != nil {
			var err error
			if tf, err = s.verify(doc, tf); err != nil {
				return nil, err
			}
		}
		if tf > 0 {
			out = append(out, posting{doc: doc, code: tally(uint32(tf))})
		}
	}
	return out, s.measure(out)
}

// at gives how often a passage has the phrase.
func (s *steps) at(doc uint32) (posting, error) {
	at := make([][]uint32, len(s.each))
	var length uint32
	for i := range s.each {
		w := &s.each[i]
		var err error
		if at[i], err = w.at(doc); err != nil || len(at[i]) == 0 {
			return posting{}, err
		}
	}
	tf := occurrences(at, s.phrase)
	if tf > 0 && s.verify != nil {
		var err error
		if tf, err = s.verify(doc, tf); err != nil {
			return posting{}, err
		}
	}
	if tf == 0 {
		return posting{}, nil
	}
	for _, w := range s.each[0].stems {
		p, err := w.posting(doc)
		if err != nil {
			return p, err
		}
		length = max(length, p.length)
	}
	return posting{doc: doc, code: tally(uint32(tf)), length: length}, nil
}

// at gives the positions of the step's word in a passage, ascending, none twice.
func (w *wanted) at(doc uint32) ([]uint32, error) {
	if len(w.stems) == 1 && !w.form {
		return w.stems[0].at(doc, false)
	}
	var out []uint32
	add := func(of *word, plain bool) error {
		if of == nil {
			return nil
		}
		at, err := of.at(doc, plain)
		out = append(out, at...)
		return err
	}
	if w.form {
		if err := errors.Join(add(w.exact, false), add(w.same, true)); err != nil {
			return nil, err
		}
	} else {
		for _, of := range w.stems {
			if err := add(of, false); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// measure fills in the lengths of the passages' texts.
func (s *steps) measure(found []posting) error {
	if len(found) == 0 {
		return nil
	}
	docs := make([]uint32, len(found))
	for i, p := range found {
		docs[i] = p.doc
	}
	for _, from := range s.each[0].stems {
		if from.strewn(len(docs)) {
			for i, doc := range docs {
				p, err := from.posting(doc)
				if err != nil {
					return err
				}
				found[i].length = max(found[i].length, p.length)
			}
			continue
		}
		i := 0
		from.visit(docs, func(doc uint32, _ uint64, length uint32, _ []byte) {
			for found[i].doc < doc {
				i++
			}
			found[i].length = length
		})
	}
	return nil
}

// phrase are the passages that have a phrase, with how often as their frequency.
func (r *run) phrase(h *hand, c *query.Phrase) ([]posting, error) {
	key := cacheKey{h.shard.serial, "phrase", signature(c)}
	if v, ok := h.shard.cache.get(key); ok {
		return v.([]posting), nil
	}
	candidates, err := h.steps.candidates()
	if err != nil {
		return nil, err
	}
	var out []posting
	for some := range slices.Chunk(candidates, batchPlaces) {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		found, err := h.steps.find(some)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	h.shard.cache.put(key, out, postingBytes*len(out))
	return out, nil
}

// signature writes a phrase so that two different ones never look the same.
func signature(c *query.Phrase) string {
	var b strings.Builder
	fmt.Fprint(&b, c.Slop, c.Unordered)
	for _, s := range c.Steps {
		b.WriteString("\x00" + strconv.Quote(s.Form))
		for _, t := range s.Stems {
			b.WriteString(strconv.Quote(t))
		}
	}
	return b.String()
}

// take moves the positions in a passage from the front of places to at, skipping
// passages before it.
func take(at []uint32, places []place, doc uint32) ([]uint32, []place) {
	for len(places) > 0 && places[0].doc < doc {
		places = places[1:]
	}
	for len(places) > 0 && places[0].doc == doc {
		at = append(at, places[0].pos)
		places = places[1:]
	}
	return at, places
}

// verifier gives a function that settles a phrase's occurrences where forms are
// asked for, nil where none are. The positions at hand are those of the forms;
// what is open is whether the words there have the steps' stems too. Where every
// form has one stem, which is nearly everywhere, that is the form's own. In a
// passage marked odd the text is read and analysed again.
func (r *run) verifier(s *shard, c *query.Phrase) (func(doc uint32, tf int) (int, error), error) {
	plain, own := true, true
	for _, step := range c.Steps {
		if step.Form != "" {
			plain = false
			own = own && slices.Contains(step.Stems, r.index.o.Analysis.Stem(step.Form))
		}
	}
	if plain {
		return nil, nil
	}
	odd, err := s.keyed(oddField, "1")
	if err != nil {
		return nil, err
	}
	return func(doc uint32, tf int) (int, error) {
		switch {
		case !odd.has(doc) && own:
			return tf, nil
		case !odd.has(doc):
			return 0, nil
		}
		k, err := s.stored(doc)
		if err != nil {
			return 0, err
		}
		return occurrences(positions(r.index.o.Analysis.Tokens(k.text), c), c), nil
	}, nil
}
