package cite

import (
	"strconv"
	"strings"

	"locus/corpus"
)

// export writes one document of all works in a record form.
func export(works []corpus.Work, keys []string, f Form) (string, error) {
	if f == CSLJSON {
		return cslJSON(works, keys)
	}
	var out []string
	for i := range works {
		switch f {
		case RIS:
			out = append(out, ris(&works[i], keys[i]))
		default:
			out = append(out, bibtex(&works[i], keys[i], f == BibLaTeX))
		}
	}
	if f == RIS {
		return strings.Join(out, "\r\n"), nil
	}
	return strings.Join(out, "\n"), nil
}

// bibtex writes an entry, in the fields of BibTeX or those of BibLaTeX. Letters
// beyond ASCII stay as they are, as today's programs read them.
func bibtex(w *corpus.Work, key string, lab bool) string {
	var b strings.Builder
	kind := bibtexType(w, lab)
	b.WriteString("@" + kind + "{" + key)
	put := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = {" + value + "}")
		}
	}
	field := func(old, lab2 string) string {
		if lab {
			return lab2
		}
		return old
	}
	container := "booktitle"
	switch shapeOf(w) {
	case article:
		container = field("journal", "journaltitle")
	case webpage, book, report, thesis, manuscript:
		container = field("howpublished", "organization")
	}
	put("author", texNames(w.Authors))
	put("editor", texNames(w.Editors))
	put("translator", texNames(w.Translators))
	put("title", protected(w.Title))
	put(container, protected(w.Container))
	if w.Year != nil {
		put(field("year", "date"), strconv.Itoa(*w.Year))
	}
	put(field("origyear", "origdate"), originally(w))
	put("volume", escapeTeX(w.Volume))
	if shapeOf(w) == article {
		put("number", escapeTeX(w.Issue))
		put("eid", escapeTeX(w.Number))
	} else {
		put("number", escapeTeX(list(", ", w.Issue, w.Number)))
	}
	put("series", protected(w.Series))
	put("pages", strings.ReplaceAll(escapeTeX(dashed(w.Pages)), "–", "--"))
	put(texHouse(w, lab), escapeTeX(w.Publisher))
	put(field("address", "location"), escapeTeX(w.Place))
	nth, other := ordinal(w.Edition)
	if lab {
		nth = strings.TrimRight(nth, "stndrh")
	}
	put("edition", escapeTeX(nth+other))
	put("type", texKind(w, lab))
	put("issn", escapeTeX(w.ISSN))
	put("isbn", escapeTeX(w.ISBN))
	put("doi", texAddress(bareDOI(w.DOI)))
	put("url", texAddress(w.URL))
	if corpus.IsDate(w.Accessed) {
		put("urldate", w.Accessed)
	}
	put(field("language", "langid"), texLanguage(w.Language, lab))
	if strings.HasSuffix(b.String(), "{"+key) {
		b.WriteByte(',') // an entry of no fields; without it readers miss the end of the key
	}
	b.WriteString("\n}\n")
	return b.String()
}

// texKind is what a thesis or report calls itself; BibLaTeX has words of its own
// for the two degrees, which it prints in the document's language.
func texKind(w *corpus.Work, lab bool) string {
	switch shapeOf(w) {
	case report:
		return escapeTeX(w.Genre)
	case thesis:
		kind := degree(w, Harvard)
		switch {
		case lab && kind == "PhD thesis":
			return "phdthesis"
		case lab && kind == "Master’s thesis":
			return "mathesis"
		}
		return escapeTeX(kind)
	}
	return ""
}

func bibtexType(w *corpus.Work, lab bool) string {
	old, own := "misc", "misc"
	switch shapeOf(w) {
	case article:
		old, own = "article", "article"
	case chapter:
		old, own = "incollection", "incollection"
	case entryOf:
		old, own = "incollection", "inreference"
	case book:
		old, own = "book", "book"
		if len(w.Authors) == 0 && len(w.Editors) > 0 {
			own = "collection"
		}
	case report:
		old, own = "techreport", "report"
	case thesis:
		old, own = "phdthesis", "thesis"
		if strings.HasPrefix(degree(w, APA), "Master") {
			old = "mastersthesis"
		}
	case webpage:
		own = "online"
	case manuscript:
		if unpublished(w, APA) != "" {
			own = "unpublished"
		}
	}
	if lab {
		return own
	}
	return old
}

// texHouse is the field for who published the work.
func texHouse(w *corpus.Work, lab bool) string {
	switch shapeOf(w) {
	case report:
		return "institution"
	case thesis:
		if lab {
			return "institution"
		}
		return "school"
	case webpage:
		if lab && w.Container == "" {
			return "organization"
		}
	}
	return "publisher"
}

// texLanguage is the name that babel has for the commonest languages in
// BibLaTeX, and the tag in BibTeX.
func texLanguage(tag string, lab bool) string {
	if !lab {
		return escapeTeX(tag)
	}
	switch strings.ToLower(strings.SplitN(tag, "-", 2)[0]) {
	case "en":
		return "english"
	case "de":
		return "german"
	case "fr":
		return "french"
	case "es":
		return "spanish"
	}
	return ""
}

// texNames joins names with "and"; a body stands between braces.
func texNames(names []corpus.Name) string {
	return strings.Join(spread(names, func(_ int, n corpus.Name) string {
		if n.Given == "" {
			return "{" + escapeTeX(n.Family) + "}"
		}
		family, given := escapeTeX(n.Family), escapeTeX(n.Given)
		if strings.Contains(strings.ToLower(family), " and ") || strings.Contains(family, ",") {
			family = "{" + family + "}"
		}
		if strings.Contains(strings.ToLower(given), " and ") || strings.Contains(given, ",") {
			given = "{" + given + "}"
		}
		if rest, after := suffixed(n.Given); after != "" {
			return family + ", " + after + ", " + escapeTeX(rest)
		}
		return family + ", " + given
	}), " and ")
}

// protected escapes a title and braces the words that a style must not take
// down: those with a capital after their first letter, and in a title with
// small letters otherwise every capitalized word but the first. In a title of
// capitalized words names cannot be told from others; those of the commonest
// places are braced.
func protected(title string) string {
	words := strings.Split(title, " ")
	if shouting(title) {
		words = strings.Split(headline(title, true, MLA), " ")
	}
	lows := 0
	for _, w := range words {
		if f := first(w); f != "" && f == strings.ToLower(f) && f != strings.ToUpper(f) && !small(w) {
			lows++
		}
	}
	begin := true
	for i, w := range words {
		f := first(w)
		capital := f != "" && f != strings.ToLower(f)
		_, rest, _ := strings.Cut(w, f)
		odd := rest != strings.ToLower(rest) && !strings.Contains(w, "-")
		words[i] = escapeTeX(w)
		if capital && (odd || (lows > 0 || proper(w)) && !begin) {
			words[i] = "{" + words[i] + "}"
		}
		begin = strings.HasSuffix(w, ":") || strings.HasSuffix(w, "?")
	}
	return strings.Join(words, " ")
}

// texAddress keeps an address whole: only what would end the field is encoded.
func texAddress(s string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20").Replace(s)
}

func escapeTeX(s string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "&", `\&`, "%", `\%`, "$", `\$`, "#", `\#`,
		"_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`).Replace(s)
}
