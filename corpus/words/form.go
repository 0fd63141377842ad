package words

// form is the folded form of the part: small letters, no accents, no invisible
// characters, no hyphen of a line end, no full stops of an acronym, no commas
// of a number, no possessive. The result is valid until the next call.
func (s *scan) form(p part) []byte {
	s.buf = appendFolded(s.buf[:0], s.text[p.start:p.end])
	b := s.buf[:0]
	for i, c := range s.buf {
		switch c {
		case ' ', '\t', '\r', '\n', '-', ',':
			continue
		case '.':
			if i == 0 || i+1 == len(s.buf) || kinds[s.buf[i-1]]&digitByte == 0 || kinds[s.buf[i+1]]&digitByte == 0 {
				continue
			}
		}
		b = append(b, c)
	}
	b = possessive(b)
	if len(b) == 2 && b[0] == 'u' && b[1] == 's' && s.country(p) {
		b = append(b[:0], usForm...)
	}
	s.buf = b
	return b
}

// usForm is the folded form of "US" and "U.S.": no other word has it, so the
// country is never taken for the pronoun.
const usForm = "u.s."

// country reports whether the part, whose letters are "us", names the United
// States: both letters are capitals, or full stops stand between them. A
// heading in capitals is no exception: there, too, "US" is the country, since
// scholarly headings speak of it far more often than of ourselves.
func (s *scan) country(p part) bool {
	t := s.text[p.start:p.end]
	return len(t) >= 2 && (t[:2] == "US" || t[1] == '.')
}

// possessive drops 's from a form, but not from the contractions in which it is
// a verb. The 's of a number is a plural: 1990's is 1990s.
func possessive(b []byte) []byte {
	n := len(b) - 2
	if n < 1 || b[n] != '\'' || b[n+1] != 's' {
		return b
	}
	switch string(b[:n]) {
	case "it", "he", "she", "that", "there", "here", "what", "who", "where", "when", "how", "why", "let":
		return b
	}
	if kinds[b[n-1]]&digitByte != 0 {
		return append(b[:n], 's')
	}
	return b[:n]
}
