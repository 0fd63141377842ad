package latex

import (
	"cmp"
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/tex"
)

// references writes the list of references where the document prints it: out of
// the .bbl file that BibTeX has made, else the works of the .bib files that are
// cited, in the order of authors and years.
func (r *reader) references() {
	if r.listed || r.fragile > 0 {
		return
	}
	if r.bbl != "" {
		r.run(r.bbl, 1)
		return
	}
	var list []block.Entry
	seen := map[string]bool{}
	add := func(key string) {
		if e, ok := r.entries[key]; ok && !seen[key] {
			seen[key] = true
			list = append(list, e)
		}
	}
	for _, key := range r.cited {
		add(key)
	}
	if r.all {
		for _, key := range r.bib {
			add(key)
		}
	}
	if len(list) == 0 {
		return
	}
	r.listed = true
	slices.SortStableFunc(list, func(a, b block.Entry) int {
		return cmp.Or(strings.Compare(sortName(a), sortName(b)), strings.Compare(a.Year, b.Year), strings.Compare(a.Title, b.Title))
	})
	r.Flush()
	r.Heading(1, "", func() { r.Text("References") })
	for _, e := range list {
		entry := e
		r.Within(block.Block{Zone: block.References, Anchor: e.Key, Entry: &entry}, func() { r.Text(e.Print()) })
	}
}

// numbered finds the entries of a list that the document, or without .bib files
// its .bbl file, holds, before they are cited: their numbers or, where the list
// gives them labels, names and years.
func (r *reader) numbered(body string) {
	if !strings.Contains(body, `\bibitem`) && len(r.bib) == 0 {
		base := strings.TrimSuffix(r.name[strings.LastIndexAny(r.name, `/\`)+1:], ".tex")
		if text, ok := r.file(base, ".bbl"); ok && strings.Contains(text, `\bibitem`) {
			r.bbl = uncommented(text)
			body = r.bbl
		}
	}
	c := &cursor{s: body}
	for n := 1; ; n++ {
		at := strings.Index(c.s[c.i:], `\bibitem`)
		if at < 0 {
			return
		}
		c.i += at + len(`\bibitem`)
		label, labelled := c.optional()
		key, _ := c.group()
		key = strings.TrimSpace(key)
		ref := labelOf(tex.Plain(label))
		switch {
		case ref.Year != "":
			r.printed[key] = ref
		case !labelled:
			r.numbers[key] = n
		}
	}
}

// labelOf reads the label of an entry as natbib writes it: "Bell and Dorn(1990)".
func labelOf(label string) corpus.Reference {
	names, rest, ok := strings.Cut(label, "(")
	year, _, closed := strings.Cut(rest, ")")
	if !ok || !closed || len(year) < 4 || len(year) > 12 {
		return corpus.Reference{}
	}
	ref := corpus.Reference{Year: strings.TrimSpace(year)}
	names = strings.TrimSpace(names)
	if first, more := strings.CutSuffix(names, " et al."); more {
		ref.Authors = []corpus.Name{{Family: first}, {Family: "al."}, {Family: "al."}}
		return ref
	}
	for _, n := range strings.Split(strings.NewReplacer(", and ", " and ", " & ", " and ", ", ", " and ").Replace(names), " and ") {
		ref.Authors = append(ref.Authors, corpus.Name{Family: strings.TrimSpace(n)})
	}
	return ref
}

func sortName(e block.Entry) string {
	return strings.ToLower(authorsOf(e.Reference))
}

// bibliographyOf writes the entries of a list that the document itself holds.
func (r *reader) bibliographyOf(body string, depth int) {
	r.Flush()
	r.listed = true
	r.Heading(1, "", func() { r.Text("References") })
	saved := r.Shape
	r.Shape = block.Block{Zone: block.References}
	before := len(r.Page.Blocks)
	at := strings.Index(body, `\bibitem`)
	r.run(body[max(at, 0):], depth+1)
	r.Flush()
	for i := before; i < len(r.Page.Blocks); i++ {
		if b := &r.Page.Blocks[i]; b.Kind == block.Paragraph {
			b.Zone = block.References
		}
	}
	r.Shape = saved
}
