package bleve

// ladder says where every so many postings of a word begin in the segment: a
// skip list (Moffat and Zobel 1996) of one level, built when a frequent word is
// first looked up in single passages. It takes an eighth of a byte for a posting,
// where decoded postings take sixteen, so that those of all frequent words stay at
// hand.
type ladder []rung

// rung is the place of a posting, from where the first begins.
type rung struct{ freq, loc uint32 }

const (
	rungPostings = 64
	rungBytes    = 8
)

// ladder reads through a source that has more than one passage.
func (s *source) ladder() ladder {
	out := make(ladder, 0, s.count/rungPostings+1)
	freqs, locs := s.freqs.all(s.mem), s.locs.all(s.mem)
	at, loc := 0, 0
	for i := range s.count {
		if i%rungPostings == 0 {
			out = append(out, rung{uint32(at), uint32(loc)})
		}
		freq, _, next := readPosting(freqs, at)
		if at = next; freq&1 != 0 {
			size, from := uvarint(locs, loc)
			loc = from + int(size)
		}
	}
	return out
}

// readPosting reads what the segment keeps as a posting's frequency, whether it
// has a location in the lowest bit, the length of its field, and the place after.
func readPosting(b []byte, at int) (freq, length uint64, next int) {
	freq = uint64(b[at])
	if at++; freq >= 0x80 {
		freq, at = longUvarint(b, at-1)
	}
	if freq > 1 {
		length = uint64(b[at])
		if at++; length >= 0x80 {
			length, at = longUvarint(b, at-1)
		}
	}
	return freq, length, at
}

// find reads the posting of a passage of a coded field, all zero where the
// passage does not have the word.
func (l ladder) find(s *source, doc uint32) posting {
	if !s.docs.Contains(doc) {
		return posting{}
	}
	nth := int(s.docs.Rank(doc)) - 1
	freqs, locs := s.freqs.all(s.mem), s.locs.all(s.mem)
	r := l[nth/rungPostings]
	at, loc := int(r.freq), int(r.loc)
	for range nth % rungPostings {
		freq, _, next := readPosting(freqs, at)
		if at = next; freq&1 != 0 {
			size, from := uvarint(locs, loc)
			loc = from + int(size)
		}
	}
	freq, length, _ := readPosting(freqs, at)
	p := newPosting(doc, freq>>1, uint32(length), true)
	if freq&1 != 0 {
		_, loc = uvarint(locs, loc)
		p.loc = uint32(loc)
	}
	return p
}

// ladder is that of a word of a coded field, kept while it is used.
func (s *shard) ladder(field, term string, from *source) ladder {
	key := cacheKey{s.serial, "ladder:" + field, term}
	if v, ok := s.cache.get(key); ok {
		return v.(ladder)
	}
	out := from.ladder()
	s.cache.put(key, out, rungBytes*len(out))
	return out
}
