package web

import (
	"strconv"
	"strings"

	"locus/corpus"
)

// placeText says where a passage stands: the page or pages where they are known,
// else section and paragraph.
func placeText(p *corpus.Passage) string {
	var parts []string
	switch at := p.Locator; {
	case at.Page != nil && at.PageEnd != nil:
		parts = append(parts, "pp. "+*at.Page+"–"+*at.PageEnd)
	case at.Page != nil:
		parts = append(parts, "p. "+*at.Page)
	}
	if len(p.Section) > 0 {
		parts = append(parts, strings.Join(p.Section, " › "))
	}
	if p.Locator.Paragraph > 0 {
		parts = append(parts, "para. "+strconv.Itoa(p.Locator.Paragraph))
	}
	if p.Kind != corpus.Body {
		parts = append(parts, string(p.Kind))
	}
	return strings.Join(parts, " · ")
}

// voiceText says whose words a passage gives where they are not the author's.
func voiceText(p *corpus.Passage) string {
	of := strings.Join(p.VoiceOf, ", ")
	switch {
	case p.Voice == corpus.Quotes && of != "":
		return "quotes " + of
	case p.Voice == corpus.Reports && of != "":
		return "reports " + of
	case p.Voice == corpus.Quotes, p.Voice == corpus.Reports:
		return string(p.Voice) + " somebody"
	}
	return ""
}

// names are persons in the order of a record.
func names(list []corpus.Name) string {
	var out []string
	for _, n := range list {
		out = append(out, n.Display())
	}
	return strings.Join(out, ", ")
}

// authors are a work's, or where it names none its editors.
func authors(w corpus.Work) string {
	switch {
	case len(w.Authors) > 0:
		return names(w.Authors)
	case len(w.Editors) == 1:
		return names(w.Editors) + " (editor)"
	case len(w.Editors) > 0:
		return names(w.Editors) + " (editors)"
	}
	return "no author stated"
}

// yearText is a work's year, with the year in which it first appeared where that
// is another.
func yearText(w corpus.Work) string {
	switch first := w.OriginalYear; {
	case w.Year == nil && first == nil:
		return "no year stated"
	case w.Year == nil:
		return "first " + strconv.Itoa(*first)
	case first != nil && *first != *w.Year:
		return strconv.Itoa(*w.Year) + " (first " + strconv.Itoa(*first) + ")"
	}
	return strconv.Itoa(*w.Year)
}
