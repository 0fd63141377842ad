package draft

import (
	"regexp"
	"strings"
	"sync"

	"locus/corpus"
)

// How far behind a quotation its citation or note may begin, in bytes, when its
// sentence has ended.
const behind = 4

// citedFor finds the citations that belong to a quotation of a leaf. At is the
// stretch of its sentences; floor and ceiling are where the quotations beside it
// end and begin.
func (r *reader) citedFor(q Quotation, l leaf, at corpus.Span, floor, ceiling int) []Citation {
	until := min(ceiling, max(at.End, r.bracketBehind(at.End, l.span.End)))
	after := r.after(q.Span.End, until)
	noted := r.noted(q.Span.End, min(at.End, ceiling)+behind)
	ahead := r.before(max(at.Start, floor), q.Span.Start)
	switch {
	case len(after) > 0 && after[0].Author == "" && after[0].Key == "" && len(ahead) > 0 && after[0].Reference == 0:
		ahead[0].Pages = after[0].Pages
		return ahead
	case len(after) > 0:
		return after
	case len(noted) > 0:
		return noted
	case len(ahead) > 0:
		return r.withPages(ahead, q.Span.End, until)
	case floor > l.span.Start:
		return r.withPages(r.before(at.Start, q.Span.Start), q.Span.End, until)
	}
	return nil
}

// bracketBehind is the end of a bracket that begins right behind a sentence, or
// the sentence's end: "“...” (Waltz, 1979)" may follow the stop.
func (r *reader) bracketBehind(from, end int) int {
	rest := r.doc.Text[from:end]
	trimmed := strings.TrimLeft(rest, " ")
	if len(rest)-len(trimmed) < behind && strings.HasPrefix(trimmed, "(") {
		if i := strings.IndexByte(trimmed, ')'); i > 0 {
			return from + len(rest) - len(trimmed) + i + 1
		}
	}
	return from
}

// The citations that a reader of names and years does not see: keys of programs,
// a name with a page, pages alone.
var (
	keyed = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(\[[^\[\]]*-?@[A-Za-z0-9_][^\[\]]*\]|@[A-Za-z0-9_][A-Za-z0-9_:.#$%&+?<>~/-]*(?:\s\[[^\[\]]*\])?)`)
	})
	key = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`@\{?([A-Za-z0-9_](?:[A-Za-z0-9_:.#$%&+?<>~/-]*[A-Za-z0-9_])?)\}?`)
	})
	keyPages = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[,;\s{\[]*(?:pp?\.|pages?|S\.)?[\s\x{a0}]*([0-9ivxlcIVXLC]+(?:\s?[-–,]\s?[0-9ivxlcIVXLC]+)*)`)
	})
	namePage = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\(((?:\p{Lu}[\p{L}’'-]+(?:,? (?:and|&|et al\.?))? ?){1,4}),?[ \x{a0}]((?:pp?\.[ \x{a0}]?)?[0-9]+(?:[-–][0-9]+)?)\)`)
	})
	pagesOnly = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\((?:(?i:pp?\.|pages?|at)[ \x{a0}]*)?([0-9]+[a-z]?(?:[-–][0-9]+)?|(?i:pp?\.)[ \x{a0}]*[ivxlc]+(?:[-–][ivxlc]+)?)\)`)
	})
)

// after are the citations that begin in a stretch behind a quotation: those of
// the first bracket or the first name.
func (r *reader) after(from, to int) []Citation {
	text := r.doc.Text[from:to]
	at := len(text)
	for _, c := range r.doc.Citations {
		if c.Span.Start >= from && c.Span.Start < to {
			at = min(at, c.Span.Start-from)
			break
		}
	}
	if m := keyed().FindStringIndex(text); m != nil && m[0] <= at {
		return keysIn(text[m[0]:m[1]])
	}
	if m := namePage().FindStringSubmatchIndex(text); m != nil && m[0] < at {
		return []Citation{{Text: text[m[0]:m[1]], Author: strings.TrimSpace(text[m[2]:m[3]]), Pages: text[m[4]:m[5]]}}
	}
	if m := pagesOnly().FindStringSubmatchIndex(text); m != nil && m[0] < at {
		return []Citation{{Text: text[m[0]:m[1]], Pages: text[m[2]:m[3]]}}
	}
	if at == len(text) {
		return nil
	}
	return r.bracket(from+at, to)
}

// bracket are the citations from the one that begins at or behind from, as far as
// they stand in one bracket; the work in which another is quoted comes first.
func (r *reader) bracket(from, to int) []Citation {
	var out []Citation
	end := -1
	for _, c := range r.doc.Citations {
		if c.Span.Start < from || c.Span.Start >= to {
			continue
		}
		if end >= 0 {
			between := r.doc.Text[end:max(end, c.Span.Start)]
			if strings.ContainsAny(between, ")]“”\"") {
				break
			}
			if through().MatchString(between) {
				host := cited(c)
				host.Through = true
				out = append([]Citation{host}, out...)
				end = c.Span.End
				continue
			}
		}
		one := cited(c)
		if end < 0 && through().MatchString(lead(r.doc.Text, c.Span.Start)) {
			one.Through = true
		}
		out = append(out, one)
		end = max(end, c.Span.End)
	}
	return out
}

// through are the words that name the work in which another is quoted.
var through = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:cited|quoted|qtd\.?|reported|referenced) (?:in|by|from)\b|\bapud\b|^\W*in\W*$`)
})

// lead is what stands in a bracket before its citation.
func lead(text string, at int) string {
	from := max(0, at-60)
	if i := strings.LastIndexAny(text[from:at], "()[]"); i >= 0 {
		return text[from+i+1 : at]
	}
	return ""
}

func cited(c corpus.Citation) Citation {
	return Citation{Text: strings.Join(strings.Fields(c.Text), " "), Author: c.Author, Year: c.Year, Pages: c.Locator, Reference: c.Reference}
}

// keysIn are the citations of a program's command: "[@waltz1979, p. 12; @walt1987]".
func keysIn(text string) []Citation {
	var out []Citation
	ms := key().FindAllStringSubmatchIndex(text, -1)
	for i, m := range ms {
		end := len(text)
		if i+1 < len(ms) {
			end = ms[i+1][0]
		}
		c := Citation{Text: text, Key: text[m[2]:m[3]]}
		if p := keyPages().FindStringSubmatch(text[m[1]:end]); p != nil {
			c.Pages = p[1]
		}
		out = append(out, c)
	}
	return out
}

// before are the citations in a stretch before a quotation, the nearest first.
func (r *reader) before(from, to int) []Citation {
	var out []Citation
	for i := len(r.doc.Citations) - 1; i >= 0; i-- {
		c := r.doc.Citations[i]
		if c.Span.Start >= from && c.Span.End <= to {
			out = append(out, cited(c))
		}
	}
	if len(out) == 0 && from < to {
		if ms := keyed().FindAllString(r.doc.Text[from:to], -1); len(ms) > 0 {
			return keysIn(ms[len(ms)-1])
		}
	}
	return out
}

// withPages gives the nearest citation the pages that stand in a bracket of their
// own behind the quotation.
func (r *reader) withPages(list []Citation, from, to int) []Citation {
	if len(list) == 0 || list[0].Pages != "" || from >= to {
		return list
	}
	if m := pagesOnly().FindStringSubmatch(r.doc.Text[from:to]); m != nil {
		list[0].Pages = m[1]
	}
	return list
}

// noted are the citations of the footnotes that are called in a stretch.
func (r *reader) noted(from, to int) []Citation {
	for _, p := range r.doc.Parts {
		if p.Kind == corpus.PartFootnote && p.Call >= from && p.Call <= to {
			if list := r.bracket(p.Span.Start, p.Span.End); len(list) > 0 {
				return list
			}
			if m := keyed().FindString(p.Span.Of(r.doc.Text)); m != "" {
				return keysIn(m)
			}
		}
	}
	return nil
}
