package cite

import (
	"strconv"
	"strings"

	"locus/corpus"
)

// ris writes a record; lines end with CR LF, as the format's description asks.
func ris(w *corpus.Work, key string) string {
	var b strings.Builder
	put := func(tag, value string) {
		if value != "" {
			b.WriteString(tag + "  - " + value + "\r\n")
		}
	}
	put("TY", risType(w))
	put("ID", key)
	for _, n := range w.Authors {
		put("AU", inverted(n, n.Given))
	}
	for _, n := range w.Editors {
		put("ED", inverted(n, n.Given))
	}
	for _, n := range w.Translators {
		put("A4", inverted(n, n.Given))
	}
	if w.Year != nil {
		put("PY", strconv.Itoa(*w.Year))
	}
	put("OP", originally(w))
	put("TI", w.Title)
	put("T2", w.Container)
	if shapeOf(w) == article {
		put("JO", w.Container)
	}
	put("VL", w.Volume)
	put("IS", w.Issue)
	from, to, _ := strings.Cut(dashed(w.Pages), "–")
	put("SP", strings.TrimSpace(from))
	put("EP", strings.TrimSpace(to))
	nth, other := ordinal(w.Edition)
	put("ET", nth+other)
	put("PB", w.Publisher)
	put("CY", w.Place)
	put("T3", w.Series)
	put("M3", w.Genre)
	put("Y2", strings.ReplaceAll(w.Accessed, "-", "/"))
	switch {
	case w.Number != "" && shapeOf(w) == report:
		put("SN", w.Number)
	case w.Number != "" && shapeOf(w) == article:
		put("C7", w.Number)
		put("SN", w.ISSN)
	case w.ISSN != "":
		put("SN", w.ISSN)
	default:
		put("SN", w.ISBN)
	}
	put("DO", bareDOI(w.DOI))
	put("UR", w.URL)
	put("LA", w.Language)
	b.WriteString("ER  - \r\n")
	return b.String()
}

func risType(w *corpus.Work) string {
	switch shapeOf(w) {
	case article:
		return "JOUR"
	case chapter:
		return "CHAP"
	case entryOf:
		return "ENCYC"
	case book:
		if len(w.Authors) == 0 && len(w.Editors) > 0 {
			return "EDBOOK"
		}
		return "BOOK"
	case report:
		return "RPRT"
	case thesis:
		return "THES"
	case webpage:
		return "ELEC"
	}
	return "GEN"
}
