package bleve

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"locus/query"
)

// place is a position of a word in a passage.
type place struct{ doc, pos uint32 }

// phrase are the passages that have a phrase, with how often as their frequency.
func (r *run) phrase(s *shard, c *query.Phrase) ([]posting, error) {
	if len(c.Steps) == 0 {
		return nil, nil
	}
	key := cacheKey{s.serial, "phrase", signature(c)}
	if v, ok := s.cache.get(key); ok {
		return v.([]posting), nil
	}
	out, err := r.readPhrase(s, c)
	if err != nil {
		return nil, err
	}
	s.cache.put(key, out, postingBytes*len(out))
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

// readPhrase finds a phrase: first the passages that have all of its words, then
// the words' positions in these, then, where forms are asked for in a passage in
// which a form has several stems, the words of the passage itself.
func (r *run) readPhrase(s *shard, c *query.Phrase) ([]posting, error) {
	candidates, err := s.candidates(c)
	if err != nil || len(candidates) == 0 {
		return nil, err
	}
	places := make([][]place, len(c.Steps))
	for i, step := range c.Steps {
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		if places[i], err = s.places(step, candidates); err != nil {
			return nil, err
		}
	}
	verify, err := r.verifier(s, c)
	if err != nil {
		return nil, err
	}
	var out []posting
	at := make([][]uint32, len(c.Steps))
	for n, p := range candidates {
		if n%256 == 0 {
			if err := r.ctx.Err(); err != nil {
				return nil, err
			}
		}
		for i := range places {
			at[i], places[i] = take(at[i][:0], places[i], p.doc)
		}
		tf := occurrences(at, c)
		if tf > 0 && verify != nil {
			if tf, err = verify(p.doc, tf); err != nil {
				return nil, err
			}
		}
		if tf > 0 {
			out = append(out, posting{doc: p.doc, tf: uint32(tf), length: p.length})
		}
	}
	return out, nil
}

// candidates are the passages that have every step's words.
func (s *shard) candidates(c *query.Phrase) ([]posting, error) {
	lists := make([][]posting, len(c.Steps))
	for i, step := range c.Steps {
		var err error
		if lists[i], err = s.anyOf(string(query.Text), distinct(step.Stems)); err != nil || len(lists[i]) == 0 {
			return nil, err
		}
	}
	for _, step := range c.Steps {
		if step.Form == "" {
			continue
		}
		list, err := s.postings(string(query.Exact), step.Form)
		if err != nil || len(list) == 0 {
			return nil, err
		}
		lists = append(lists, list)
	}
	// The length must be the text field's, so the first list is a step's.
	slices.SortStableFunc(lists[1:], func(a, b []posting) int { return len(a) - len(b) })
	both := lists[0]
	for _, l := range lists[1:] {
		both = intersect(both, l)
	}
	return both, nil
}

// intersect keeps the postings of a whose passages b has too.
func intersect(a, b []posting) []posting {
	out := make([]posting, 0, min(len(a), len(b)))
	for _, p := range a {
		n := gallop(b, p.doc)
		b = b[n:]
		if len(b) == 0 {
			break
		}
		if b[0].doc == p.doc {
			out = append(out, p)
		}
	}
	return out
}

// gallop is the index of the first posting at or after a document.
func gallop(list []posting, doc uint32) int {
	high := 1
	for high < len(list) && list[high].doc < doc {
		high *= 2
	}
	low := high / 2
	n, _ := slices.BinarySearchFunc(list[low:min(high+1, len(list))], doc, func(p posting, d uint32) int {
		return int(int64(p.doc) - int64(d))
	})
	return low + n
}

// places are the positions of a step's words in the given passages, by passage,
// then position, none twice: of its stems, or of its form.
func (s *shard) places(step query.Step, in []posting) ([]place, error) {
	var out []place
	add := func(field, term string, list []posting, err error) error {
		if err != nil {
			return err
		}
		some, err := s.placesOf(field, term, intersect(list, in))
		out = mergePlaces(out, some)
		return err
	}
	text, exact := string(query.Text), string(query.Exact)
	if step.Form != "" {
		list, err := s.read(exact, step.Form)
		if err := add(exact, step.Form, list, err); err != nil {
			return nil, err
		}
		list, err = s.plain(step.Form)
		if err := add(text, step.Form, list, err); err != nil {
			return nil, err
		}
		return slices.Compact(out), nil
	}
	for _, stem := range distinct(step.Stems) {
		list, err := s.read(text, stem)
		if err := add(text, stem, list, err); err != nil {
			return nil, err
		}
	}
	return slices.Compact(out), nil
}

// placesOf are the positions of a term in some of its passages.
func (s *shard) placesOf(field, term string, in []posting) ([]place, error) {
	once := make([]place, 0, len(in))
	several := roaring.New()
	for _, p := range in {
		if p.tf == 1 {
			once = append(once, place{p.doc, p.at()})
		} else {
			several.Add(p.doc)
		}
	}
	if several.IsEmpty() {
		return once, nil
	}
	often, err := s.locations(field, term, several)
	return mergePlaces(once, often), err
}

// mergePlaces merges two ordered lists.
func mergePlaces(a, b []place) []place {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 {
		return a
	}
	out := make([]place, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].doc < b[0].doc || a[0].doc == b[0].doc && a[0].pos <= b[0].pos {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// locations are the positions of a term in passages where it stands several
// times, by passage, then position; see positioned.
func (s *shard) locations(field, term string, in *roaring.Bitmap) (out []place, err error) {
	list, err := s.raw(field, term)
	if err != nil {
		return nil, err
	}
	it := list.Iterator(true, true, true, nil)
	narrow, ok := it.(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, damaged("positions", s, fmt.Errorf("%T", it))
	}
	if bitmap := narrow.ActualBitmap(); bitmap != nil {
		narrow.ReplaceActual(roaring.And(bitmap, in))
	}
	for {
		p, err := it.Next()
		if err != nil {
			return nil, damaged("positions", s, err)
		}
		if p == nil {
			return out, nil
		}
		doc := uint32(p.Number())
		for _, l := range p.Locations() {
			out = append(out, place{doc, uint32(l.Pos())}, place{doc, uint32(l.Start())})
			if l.End() > 0 {
				out = append(out, place{doc, uint32(l.End())})
			}
			for _, pos := range l.ArrayPositions() {
				out = append(out, place{doc, uint32(pos)})
			}
		}
	}
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

// find is the posting of a document.
func find(list []posting, doc uint32) (posting, bool) {
	i, ok := slices.BinarySearchFunc(list, doc, func(p posting, d uint32) int {
		return int(int64(p.doc) - int64(d))
	})
	if !ok {
		return posting{}, false
	}
	return list[i], true
}
