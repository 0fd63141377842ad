package cite

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"locus/corpus"
)

// place is where a passage stands, as far as there is evidence.
type place struct {
	page    string // the printed label, a range with an en dash; "" without evidence
	doubt   bool   // the page is worked out with low confidence
	many    bool   // page is a range
	note    string // the number of the footnote the passage is; "" where not known
	isNote  bool
	float   string     // "Table 2", "Figure 1" as the caption numbers it
	parts   []division // by which it is found in any edition, the outermost first
	heading string     // the innermost
	para    int        // within the innermost section, from 1
}

var floatNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:(table|figure|fig\.))\s+([0-9]+(?:[.–-][0-9]+)*|[IVX]+)\b`)
})
var pageRange = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[0-9]+|[ivxlc]+) ?[-–—] ?(?:[0-9]+|[ivxlc]+)$`)
})
var headingNumber = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+|[IVX]{1,5}[.)]) +`)
})
var noteNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\[?\^?([0-9]{1,4})[\].]?\s`) })

// unnumbered is a heading without the number that its outline gives it ("4.",
// "2.1", "IV."); a heading that is nothing else stays.
func unnumbered(heading string) string {
	if n := headingNumber().FindString(heading); n != "" && n != heading {
		return heading[len(n):]
	}
	return heading
}

// placeOf reads a passage's locator. A page counts only where the record has
// one. The number of a footnote is the mark it begins with, else the one number
// that its record has among Notes.
func placeOf(p *corpus.Passage) place {
	var at place
	if p == nil {
		return at
	}
	at.para = p.Locator.Paragraph
	if at.parts = divisions(p.Section); len(at.parts) == 0 && len(p.Section) > 0 {
		n := len(p.Section)
		at.heading = unnumbered(strings.TrimRight(line(p.Section[n-1]), " :."))
		if shouting(at.heading) || len(strings.Fields(at.heading)) == 1 && strings.ToUpper(at.heading) == at.heading && len(at.heading) > 5 {
			at.heading = headline(at.heading, true, MLA)
		}
	}
	if p.Locator.Page != nil {
		at.page = line(*p.Locator.Page)
		if at.many = pageRange().MatchString(at.page); at.many {
			at.page = dashed(at.page)
		} else if end := p.Locator.PageEnd; end != nil && line(*end) != at.page {
			at.page, at.many = at.page+"–"+line(*end), true
		}
		at.doubt = p.Locator.PageConfidence != nil && *p.Locator.PageConfidence == "low"
	}
	switch p.Kind {
	case corpus.Footnote:
		at.isNote = true
		if m := noteNumber().FindStringSubmatch(p.Text); m != nil {
			at.note = m[1]
		} else if len(p.Notes) == 1 {
			at.note = strconv.Itoa(p.Notes[0])
		}
	case corpus.Table, corpus.Figure:
		if m := floatNumber().FindStringSubmatch(p.Text); m != nil {
			name := "Table"
			if m[1][0] == 'f' || m[1][0] == 'F' {
				name = "Figure"
			}
			at.float = name + " " + m[2]
		}
	}
	return at
}

// locator is the place as the style writes it in a citation, "" where nothing
// is known.
func (at place) locator(style Style) string {
	switch style {
	case MLA:
		return at.mla()
	case ChicagoNote, ChicagoAuthorDate:
		return at.chicago()
	case Harvard:
		return at.harvard()
	}
	return at.apa()
}

// pages is the page with "p." or "pp.".
func (at place) pages() string {
	if at.page == "" {
		return ""
	}
	if at.many {
		return "pp. " + at.shown(at.page)
	}
	return "p. " + at.shown(at.page)
}

// shown is a page between square brackets with a question mark where it is not
// sure, as scholars mark what is not printed.
func (at place) shown(page string) string {
	if at.doubt {
		return "[" + page + "?]"
	}
	return page
}

// paragraph is "para. 2" with the style's word.
func (at place) paragraph(word string) string {
	if at.para < 1 {
		return ""
	}
	return word + " " + strconv.Itoa(at.para)
}

// footnote is the note with the style's word, without a number where it is
// not known.
func (at place) footnote(word string) string {
	if !at.isNote {
		return ""
	}
	return strings.TrimSpace(word + " " + at.note)
}

// apa: page, else the heading with "section" and the paragraph; a long heading
// is cut and then stands between quotation marks (Publication Manual 8.28).
func (at place) apa() string {
	end := list(", ", at.float, at.footnote("Footnote"))
	if at.page != "" {
		return list(", ", at.pages(), end)
	}
	section := canonical(at.parts, APA)
	if at.heading != "" {
		short, cut := shortened(at.heading, false)
		if cut {
			short = "“" + inner(short) + "”"
		}
		section = short + " section"
	}
	if end != "" {
		return list(", ", section, end)
	}
	return list(", ", section, at.paragraph("para."))
}

// mla: the bare page, a note as 118n3; else section and paragraph (Handbook 6.16
// to 6.22).
func (at place) mla() string {
	if at.page != "" {
		return list(", ", at.shown(abbreviated(at.page, MLA))+at.nth(), lower(at.float))
	}
	section := canonical(at.parts, MLA)
	if at.heading != "" {
		short, _ := shortened(at.heading, false)
		section = "sec. “" + inner(short) + "”"
	}
	if end := list(", ", lower(at.float), at.footnote("note")); end != "" {
		return comma(section, end)
	}
	return comma(section, at.paragraph("par."))
}

// chicago: the bare page, a note as 118n3; else "under" the heading, and the
// paragraph (Manual 13.23, 14.17).
func (at place) chicago() string {
	if at.page != "" {
		return list(", ", at.shown(abbreviated(at.page, ChicagoNote))+at.nth(), lower(at.float))
	}
	section := canonical(at.parts, ChicagoNote)
	if at.heading != "" {
		section = "under “" + inner(at.heading) + "”"
	}
	if end := list(", ", lower(at.float), at.footnote("note")); end != "" {
		return comma(section, end)
	}
	return comma(section, at.paragraph("para."))
}

// harvard: page with "p."; else the heading between single marks and the
// paragraph.
func (at place) harvard() string {
	end := list(", ", lower(at.float), at.footnote("note"))
	if at.page != "" {
		return list(", ", at.pages(), end)
	}
	section := canonical(at.parts, Harvard)
	if at.heading != "" {
		section = "‘" + outer(at.heading) + "’"
	}
	if end != "" {
		return list(", ", section, end)
	}
	return list(", ", section, at.paragraph("para."))
}

// nth is a note on a page: "n3", or "n" where its number is not known.
func (at place) nth() string {
	if at.isNote {
		return "n" + at.note
	}
	return ""
}

func lower(s string) string { return strings.ToLower(s) }

// comma joins two parts, the comma inside a closing quotation mark as American
// styles have it.
func comma(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	if strings.HasSuffix(a, "”") {
		return strings.TrimSuffix(a, "”") + ",” " + b
	}
	return a + ", " + b
}

// abbreviated shortens the second number of a page range as MLA (Handbook
// 5.93) and Chicago (Manual 9.63) do; other labels stay, with an en dash.
func abbreviated(pages string, style Style) string {
	pages = dashed(pages)
	from, to, ok := strings.Cut(pages, "–")
	a, err1 := strconv.Atoi(from)
	b, err2 := strconv.Atoi(to)
	if !ok || err1 != nil || err2 != nil || len(from) != len(to) || b <= a || a < 100 {
		return pages
	}
	same := 0
	for same < len(from) && from[same] == to[same] {
		same++
	}
	short := to[same:]
	switch {
	case style == MLA:
		if len(short) < 2 {
			short = to[len(to)-2:]
		}
	case a%100 == 0:
		short = to
	case a%100 < 10:
		short = strings.TrimLeft(short, "0")
	default:
		if len(short) < 2 {
			short = to[len(to)-2:]
		}
	}
	return from + "–" + short
}

// dashed writes a range with an en dash and without blanks around it.
func dashed(pages string) string {
	pages = strings.TrimSpace(pages)
	for _, head := range []string{"pp.", "p.", "pages "} {
		pages = strings.TrimSpace(strings.TrimPrefix(pages, head))
	}
	for _, d := range []string{" - ", " – ", "--", "—", "−", "-"} {
		pages = strings.ReplaceAll(pages, d, "–")
	}
	return pages
}
