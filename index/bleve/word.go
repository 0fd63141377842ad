package bleve

import (
	"slices"

	"locus/query"
)

// wholeList is up to how many passages a word's postings are decoded whole. More
// frequent words are looked up by a ladder and read through as a stream.
const wholeList = 1 << 12

// word is a word of a field in a shard as one run looks it up, passage by
// passage: what it last found is kept, since several phrases have the same words.
type word struct {
	*source
	shard *shard
	field string
	term  string
	most  int // see wholeList
	list  []posting
	whole bool // list is decoded
	climb *climber
	next  int // the first posting of list not before doc

	asked  bool
	doc    uint32
	found  posting // all zero where the passage does not have the word
	placed bool
	spots  []uint32
}

// wordKey names a word in a run.
type wordKey struct {
	shard *shard
	field query.TextField
	term  string
}

// word finds a word, nil where the shard does not have it.
func (r *run) word(s *shard, field query.TextField, term string) (*word, error) {
	key := wordKey{s, field, term}
	if w, ok := r.words[key]; ok {
		return w, nil
	}
	from, err := s.source(string(field), term)
	if err != nil {
		return nil, err
	}
	var w *word
	if from != nil {
		w = &word{source: from, shard: s, field: string(field), term: term, most: r.index.wholeList}
	}
	r.words[key] = w
	return w, nil
}

// posting is the word's in a passage; its length is 0 where there is none.
func (w *word) posting(doc uint32) (posting, error) {
	if w.asked && w.doc == doc {
		return w.found, nil
	}
	if !w.whole && w.climb == nil && (w.docs == nil || w.count <= w.most) {
		list, err := w.shard.read(w.field, w.term)
		if err != nil {
			return posting{}, err
		}
		w.list, w.whole = list, true
	}
	if doc < w.doc {
		w.next = 0
	}
	w.asked, w.placed, w.doc, w.found = true, false, doc, posting{}
	if !w.whole {
		if w.climb == nil {
			w.climb = w.shard.climber(w.field, w.term, w.source)
		}
		w.found = w.climb.find(doc)
		return w.found, nil
	}
	w.next += gallop(w.list[w.next:], doc)
	if w.next < len(w.list) && w.list[w.next].doc == doc {
		w.found = w.list[w.next]
	}
	return w.found, nil
}

// at gives the positions of the word in a passage, ascending, none twice; where
// plain is asked for only those of a word that is. They hold until the next call.
func (w *word) at(doc uint32, plain bool) ([]uint32, error) {
	p, err := w.posting(doc)
	if err != nil || p.length == 0 || plain && !p.code.plain() {
		return nil, err
	}
	if !w.placed {
		w.spots = w.positions(w.spots[:0], p)
		w.placed = true
	}
	w.spots = slices.Compact(w.spots)
	return w.spots, nil
}

// strewn reports whether so many passages are few beside the word's, so that these
// are looked up one by one rather than read through.
func (w *word) strewn(passages int) bool {
	return w.docs != nil && w.count > w.most && passages < w.count/(2*rungPostings)
}

// places is that of the source; see strewn.
func (w *word) places(out []place, in []uint32, plain bool) ([]place, error) {
	if !w.strewn(len(in)) {
		return w.source.places(out, in, plain), nil
	}
	for _, doc := range in {
		at, err := w.at(doc, plain)
		if err != nil {
			return nil, err
		}
		for _, pos := range at {
			out = append(out, place{doc, pos})
		}
	}
	return out, nil
}
