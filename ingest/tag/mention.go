package tag

import (
	"slices"
	"sort"
	"strings"

	"locus/corpus"
)

// people names the persons of a passage, by their first places, and keeps the
// places for the decision about the voice.
func (c *cast) people(p *corpus.Passage, list []nameWord) []corpus.Mention {
	c.before, c.hits, c.named = c.hits, nil, c.schools.scan(p.Text, list)
	c.signs = c.signsOf(p)
	found := map[string]*corpus.Mention{}
	note := func(name string, start, end int, role corpus.Role) {
		m := found[name]
		if m == nil {
			m = &corpus.Mention{Name: name, Role: corpus.Mentioned, Span: corpus.Span{Start: p.Span.Start + start, End: p.Span.Start + end}, As: p.Text[start:end]}
			found[name] = m
		}
		if start+p.Span.Start < m.Span.Start {
			m.Span, m.As = corpus.Span{Start: p.Span.Start + start, End: p.Span.Start + end}, p.Text[start:end]
		}
		if role == corpus.Cited && m.Role == corpus.Mentioned {
			m.Role = corpus.Cited
		}
	}
	c.hits = c.scan(p.Text, list, nil)
	for _, h := range c.hits {
		note(h.name, h.start, h.end, corpus.Mentioned)
	}
	for _, x := range p.Citations {
		for _, who := range c.citedIn(x) {
			start := x.Span.Start - p.Span.Start
			note(who.name, start+who.start, start+who.end, corpus.Cited)
			c.hear(hit{start: start + who.start, end: start + who.end, name: who.name, aside: strings.HasPrefix(x.Text, "(") || strings.HasPrefix(x.Text, "[")})
		}
	}
	out := make([]corpus.Mention, 0, len(found))
	for _, m := range found {
		out = append(out, *m)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Span.Start != out[j].Span.Start {
			return out[i].Span.Start < out[j].Span.Start
		}
		return out[i].Name < out[j].Name
	})
	return out
}

// signsOf is the theories that a passage or the headings above it name, with
// those above and below them.
func (c *cast) signsOf(p *corpus.Passage) map[corpus.TheoryID]bool {
	signs := map[corpus.TheoryID]bool{}
	mark := func(hits []hit) {
		for _, h := range hits {
			for _, id := range c.schools.within[h.name] {
				signs[id] = true
			}
		}
	}
	mark(c.named)
	for _, heading := range p.Section {
		mark(c.schools.scan(heading, nameWords(heading)))
	}
	return signs
}

// citedIn names the persons of a citation, with their places in its text. An
// author whom nothing else tells of is known by the name printed; a body is none.
func (c *cast) citedIn(x corpus.Citation) []hit {
	var out []hit
	at := 0
	for _, printed := range splitCited(x.Author) {
		i := strings.Index(x.Text[at:], printed)
		if i < 0 {
			return out
		}
		start := at + i
		at = start + len(printed)
		name := c.citedName(x, printed, len(out))
		if name != "" {
			out = append(out, hit{start: start, end: at, name: name})
		}
	}
	return out
}

// citedName is the canonical name of the n-th author of a citation.
func (c *cast) citedName(x corpus.Citation, printed string, n int) string {
	if x.Reference > 0 && x.Reference <= len(c.entries) {
		authors := c.entries[x.Reference-1].Authors
		if n < len(authors) && (n == 0 || likeName(authors[n].Family, lastWord(printed)) > 0 || likeName(authors[n].Family, printed) > 0) {
			return c.meet(authors[n])
		}
	}
	for _, form := range []string{printed, lastWord(printed)} {
		for _, v := range c.roster.first[key(form)] {
			if p := c.roster.persons[v.person]; v.alone && !p.common {
				return p.name
			}
		}
	}
	for _, p := range c.roster.family[key(printed)] {
		if !p.common || slices.ContainsFunc(c.roster.theories[p.name], func(t corpus.TheoryID) bool { return c.signs[t] }) {
			return p.name
		}
	}
	if name := c.spelt(printed); name != "" {
		return name
	}
	if s := skeleton(printed); len(s) >= 4 && len(c.roster.family[key(printed)]) == 0 {
		if p := c.roster.only(s); p != nil && spellsFamily(key(printed), p.family) {
			return p.name
		}
	}
	if printed == strings.ToUpper(printed) || len(strings.Fields(printed)) > 3 {
		return ""
	}
	return printed
}

// spelt is the one person learnt from the document whose family name is the
// printed one in another spelling, "" where there is none or more than one.
func (c *cast) spelt(printed string) string {
	name := ""
	for _, p := range c.local.persons {
		for _, family := range p.printed {
			if likeName(family, printed) == 0 && !tailOf(key(family), key(printed)) && !tailOf(key(printed), key(family)) {
				continue
			}
			if name != "" && name != p.name {
				return ""
			}
			name = p.name
		}
	}
	return name
}

// tailOf reports whether a long family name is another without its first letters:
// "Haj Zargarbashi" of "Vahaj Zargarbashi".
func tailOf(long, short string) bool {
	return len(short) >= 10 && len(long)-len(short) <= 4 && strings.HasSuffix(long, short)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// enumerated reports whether word i stands in a row with a family name of the
// pack that names nobody else: "Morgenthau, Kissinger and Huntington".
func (c *cast) enumerated(text string, list []nameWord, i int) bool {
	sure := func(j int) bool {
		return j >= 0 && j < len(list) && list[j].upper && slices.ContainsFunc(c.roster.first[list[j].key], func(v variant) bool {
			return v.alone && !c.roster.persons[v.person].common
		})
	}
	binds := func(j int) bool {
		return j >= 0 && j < len(list) && slices.Contains([]string{"and", "or"}, text[list[j].start:list[j].end])
	}
	row := func(a, b int) bool {
		return b < len(list) && a >= 0 && strings.TrimSpace(text[list[a].end:list[b].start]) == ","
	}
	before := row(i-1, i) && sure(i-1) || binds(i-1) && sure(i-2)
	after := row(i, i+1) && sure(i+1) || binds(i+1) && sure(i+2)
	opens := i == 0 || endsSentence(text[list[i-1].end:list[i].start])
	return before || after && !opens
}

// hear adds a place where a citation names somebody to those that may speak.
func (c *cast) hear(h hit) {
	at := len(c.hits)
	for i, o := range c.hits {
		if o.start < h.end && h.start < o.end {
			return
		}
		if o.start > h.start && at == len(c.hits) {
			at = i
		}
	}
	c.hits = slices.Insert(c.hits, at, h)
}
