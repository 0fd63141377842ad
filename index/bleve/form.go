package bleve

import "locus/query"

// countForm counts the living passages with a form as the exact field has it, and
// those where its stem stands for it (see postings), without decoding either.
func (s *shard) countForm(form string) (int, error) {
	from, err := s.source(string(query.Exact), form)
	if err != nil {
		return 0, err
	}
	plain, err := s.source(string(query.Text), form)
	if err != nil {
		return 0, err
	}
	live, _, err := s.alive()
	if err != nil {
		return 0, err
	}
	// Only where a form belongs to several stems can a passage have it in both ways.
	odd, err := s.keyed(oddField, "1")
	if err != nil {
		return 0, err
	}
	n := 0
	if from != nil {
		n = from.living(live, len(s.entry.Dead) > 0)
	}
	if plain != nil {
		plain.codes(func(doc uint32, c code) {
			if c.plain() && live.has(doc) && !(from != nil && odd.has(doc) && from.has(doc)) {
				n++
			}
		})
	}
	return n, nil
}

// codes calls do with the passages of a word of a coded field and its codes.
func (s *source) codes(do func(doc uint32, c code)) {
	if s.docs == nil {
		do(s.one, 1)
		return
	}
	b, at := s.freqs.all(s.mem), 0
	it := s.docs.ManyIterator()
	var buffer [512]uint32
	for n := it.NextMany(buffer[:]); n > 0; n = it.NextMany(buffer[:]) {
		for _, doc := range buffer[:n] {
			var freq uint64
			freq, _, at = readPosting(b, at)
			do(doc, code(freq>>1))
		}
	}
}

// living counts the passages that live; dead says that some do not.
func (s *source) living(live set, dead bool) int {
	if !dead {
		return s.count
	}
	n := 0
	for _, doc := range s.append(nil) {
		if live.has(doc) {
			n++
		}
	}
	return n
}
