package tag

import (
	"cmp"
	"iter"
	"slices"

	"locus/corpus"
	"locus/corpus/words"
)

// Sampling for repeats across works: of a passage's shingles those whose hash
// is divisible by sampled are kept (Manber 1994), and the least few besides, so
// that short passages are not left out.
const (
	sampled = 16
	least   = 4
)

// sample is one kept shingle: its hash, and the number of the passage.
type sample struct {
	hash    uint64
	passage uint32
}

// Repeats finds near repeats between different works: for every passage that
// has any, the passages of other works that say nearly the same words, in the
// order of the documents. The measure is that of AlsoIn within a work: four
// fifths of the shorter passage's runs of five stems stand in the longer.
//
// The documents are read twice, one at a time: first a sample of each passage's
// runs is kept (about 16 bytes for every 16 words), then the passages whose samples meet are
// compared in full. A run that more than fifty passages share suggests no pair.
// Passages need their final ids (Document.Stamp). The same documents in the same
// order give the same answer; an error of the sequence ends the search and is
// returned.
func (t *Tagger) Repeats(docs iter.Seq2[*corpus.Document, error]) (map[corpus.PassageID][]corpus.PassageID, error) {
	samples, works, err := t.sample(docs)
	if err != nil {
		return nil, err
	}
	pairs := meetings(samples, works)
	if len(pairs) == 0 {
		return nil, nil
	}
	wanted := map[uint32]sketch{}
	for _, p := range pairs {
		wanted[p[0]], wanted[p[1]] = nil, nil
	}
	ids := map[uint32]corpus.PassageID{}
	err = t.each(docs, func(n uint32, _ int, p *corpus.Passage, tokens func() []words.Token) {
		if _, ok := wanted[n]; ok {
			wanted[n], ids[n] = sketchOf(p, tokens()), p.ID
		}
	})
	if err != nil {
		return nil, err
	}
	out := map[corpus.PassageID][]corpus.PassageID{}
	tie := func(a, b uint32) { out[ids[a]] = append(out[ids[a]], ids[b]) }
	var found [][2]uint32
	for _, p := range pairs {
		if a, b := wanted[p[0]], wanted[p[1]]; repeats(a, b, shared(a, b)) {
			found = append(found, p, [2]uint32{p[1], p[0]})
		}
	}
	slices.SortFunc(found, comparePairs)
	for _, p := range found {
		tie(p[0], p[1])
	}
	return out, nil
}

// each tells every passage of the documents with its number, the number of its
// document, and its tokens on demand.
func (t *Tagger) each(docs iter.Seq2[*corpus.Document, error], tell func(n uint32, doc int, p *corpus.Passage, tokens func() []words.Token)) error {
	var tokens []words.Token
	n, at := uint32(0), 0
	for doc, err := range docs {
		if err != nil {
			return err
		}
		for i := range doc.Passages {
			p := &doc.Passages[i]
			tell(n, at, p, func() []words.Token {
				tokens = t.words.Append(tokens[:0], p.Text)
				return tokens
			})
			n++
		}
		at++
	}
	return nil
}

// sample keeps some shingles of every passage, and the document of each passage.
func (t *Tagger) sample(docs iter.Seq2[*corpus.Document, error]) ([]sample, []int32, error) {
	var samples []sample
	var works []int32
	err := t.each(docs, func(n uint32, doc int, p *corpus.Passage, tokens func() []words.Token) {
		works = append(works, int32(doc))
		s := sketchOf(p, tokens())
		if len(s) < fewest {
			return
		}
		for i, h := range s {
			if i < least || h%sampled == 0 {
				samples = append(samples, sample{h, n})
			}
		}
	})
	return samples, works, err
}

// meetings lists the pairs of passages of different documents that share a
// sampled shingle, in order and each once.
func meetings(samples []sample, works []int32) [][2]uint32 {
	slices.SortFunc(samples, func(a, b sample) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.passage, b.passage))
	})
	var pairs [][2]uint32
	for i := 0; i < len(samples); {
		j := i
		for j < len(samples) && samples[j].hash == samples[i].hash {
			j++
		}
		if j-i <= crowd {
			for a := i; a < j; a++ {
				for b := a + 1; b < j; b++ {
					if p, q := samples[a].passage, samples[b].passage; works[p] != works[q] {
						pairs = append(pairs, [2]uint32{p, q})
					}
				}
			}
		}
		i = j
	}
	slices.SortFunc(pairs, comparePairs)
	return slices.Compact(pairs)
}

func comparePairs(a, b [2]uint32) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}
