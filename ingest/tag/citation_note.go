package tag

import (
	"strings"
	"unicode/utf8"

	"locus/corpus"
)

var (
	noteYear  = form(`(` + familyForm + `(?:(?:,\s+` + familyForm + `)*,?\s+(?:and|&)\s+` + familyForm + `|\s+et al\.?)?)(?:,\s*|\s+)(` + yearCited + `)(?::\s*|,\s*pp?\.\s*)(` + locatorsForm + `)`)
	noteShort = form(`^(.{2,200}?),\s+(?:(?:["“‘']([^"”]{2,200}?)[,.]?["”’'],?)|([\p{Lu}][^"“”()]{2,150}?),)\s+(` + locatorsForm + `)\.?$`)
	noteBook  = form(`\([^()]*` + yearForm + `[^()]*\)(?:[,:]\s*(?:at\s+)?(` + locatorsForm + `))?(?:,\s+(?:at|esp\.|here)\s+(` + locatorsForm + `))?\.?$`)
)

// ParseNote finds the citations in the text of a footnote: those of
// ParseCitations, works as notes print them in full ("Kenneth N. Waltz, Theory of
// International Politics (Reading: Addison-Wesley, 1979), 88."), in short
// ("Waltz, Theory, 88."), "Ibid., 90." and "Waltz, 1979, p. 88". Spans and
// promises are those of ParseCitations; a work cited in short has no year.
func ParseNote(text string, known func(family string) bool) []corpus.Citation {
	var out []corpus.Citation
	for _, s := range notePieces(text) {
		if x, ok := oneNote(text, s, known); ok {
			out = append(out, x)
			continue
		}
		found := ParseCitations(s.Of(text), known)
		if len(found) == 0 {
			found = datedNote(s.Of(text))
		}
		for _, x := range found {
			x.Span.Start += s.Start
			x.Span.End += s.Start
			out = append(out, x)
		}
	}
	return out
}

// datedNote reads names with a year and a page in running text.
func datedNote(text string) []corpus.Citation {
	var out []corpus.Citation
	for _, m := range noteYear().FindAllStringSubmatchIndex(text, -1) {
		if name := text[m[2]:m[3]]; namesAuthor(name) {
			out = append(out, cite(text, corpus.Span{Start: m[0], End: m[1]}, name, text[m[4]:m[5]], pages(text[m[6]:m[7]])))
		}
	}
	return out
}

// notePieces cuts a note at its semicolons and stops outside brackets and
// quotation marks.
func notePieces(text string) []corpus.Span {
	var out []corpus.Span
	start, depth := 0, 0
	add := func(end int) {
		if s := trimSpan(text, corpus.Span{Start: start, End: end}); !s.Empty() && s.Start < s.End {
			out = append(out, s)
		}
	}
	for i, r := range text {
		switch r {
		case '(', '[', '“':
			depth++
		case ')', ']', '”':
			depth = max(0, depth-1)
		case ';':
			if depth == 0 {
				add(i)
				start = i + 1
			}
		case '.':
			after := strings.TrimLeft(text[i+1:], " \n")
			if depth == 0 && (after == "" || len(after) < len(text[i+1:]) && upperFirst(after) && !shortWord(text[:i])) {
				add(i + 1)
				start = i + 1
			}
		}
	}
	add(len(text))
	return out
}

// oneNote reads a piece of a note that is one work, or "Ibid.".
func oneNote(text string, s corpus.Span, known func(string) bool) (corpus.Citation, bool) {
	if m := leadIn().FindStringIndex(s.Of(text)); m != nil && upperFirst(text[s.Start+m[1]:]) {
		s.Start += m[1]
	}
	part := s.Of(text)
	bare := corpus.Span{Start: s.Start, End: s.End - (len(part) - len(strings.TrimRight(part, ".")))}
	if m := ibidForm().FindStringSubmatch(part); m != nil && strings.HasPrefix(strings.ToLower(part), "i") {
		if m[1] == "" {
			bare = s
		}
		return cite(text, bare, "ibid.", "", pages(m[1])), true
	}
	if m := opCitForm().FindStringSubmatch(part); m != nil && namesAuthor(m[1]) {
		return cite(text, bare, strings.Trim(m[1], " ,"), "", pages(m[2])), true
	}
	if m := noteBook().FindStringSubmatch(part); m != nil {
		if end, _ := namesEnd(part); end > 0 && utf8.RuneCountInString(part[:end]) < 120 {
			r := ParseReference(part)
			if name := strings.TrimRight(part[:end], " ,."); r.Year != "" && r.Title != "" && (namesAuthor(name) || known != nil && known(name)) {
				locator := m[1]
				if m[2] != "" {
					locator = m[2]
				}
				return cite(text, bare, name, r.Year, pages(locator)), true
			}
		}
	}
	if m := noteShort().FindStringSubmatch(part); m != nil {
		if name, _ := shortNames(m); shortAuthor(name, known) {
			return cite(text, bare, name, "", pages(m[4])), true
		}
	}
	return corpus.Citation{}, false
}

// shortNames separates the names of a note in short form from the title: a row
// of names with "and" goes on behind the first comma.
func shortNames(m []string) (names, title string) {
	names, title = m[1], m[2]+m[3]
	parts := strings.Split(m[3], ", ")
	for i := 0; i < len(parts)-1 && i < 4; i++ {
		if strings.HasPrefix(parts[i], "and ") || strings.HasPrefix(parts[i], "& ") {
			return names + ", " + strings.Join(parts[:i+1], ", "), strings.Join(parts[i+1:], ", ")
		}
	}
	return names, title
}

// shortAuthor reports whether the head of a note in short form is a known
// author, or a row of names that begins with one.
func shortAuthor(name string, known func(string) bool) bool {
	if known == nil || !namesAuthor(name) || len(strings.Fields(name)) > 8 {
		return false
	}
	list := splitCited(name)
	return len(list) > 0 && (known(list[0]) || known(name))
}
