package tag

import (
	"strings"
)

// cutIn gives what follows "In", "in" or "In:" at the head of a tail.
func cutIn(s string) (string, bool) {
	for _, in := range []string{"In: ", "in: ", "In ", "in ", "In, "} {
		if rest, ok := strings.CutPrefix(s, in); ok {
			return rest, true
		}
	}
	return s, false
}

// chapter reads the book a chapter stands in, its editors before or behind.
func (e *reading) chapter(s string) {
	e.within = true
	e.pages(s)
	if rest, ok := cutEditorsFirst(s); ok {
		s = rest
	}
	end := bookEnd(s)
	e.Container = strings.Trim(s[:end], " .,(:;")
	e.imprint(strings.TrimPrefix(s[end:], editorsBehind().FindString(s[end:])))
}

// editorNames is a row of editors behind a book, as IEEE prints them.
const editorNames = `,\s+(?:\p{Lu}\.\s*)+[\p{L}'’-]+(?:(?:,|,? and|,? &) (?:\p{Lu}\.\s*)+[\p{L}'’-]+)*,\s+[Ee]ds?\.`

var editorsBehind = form(`^` + editorNames + `,?\s*`)

// cutEditorsFirst takes editors off the head of a book: "R. D. Lipschutz (Ed.),
// On Security", "Katzenstein PJ, editor. The Culture".
func cutEditorsFirst(s string) (string, bool) {
	if m := editorsMark().FindStringIndex(s); m != nil {
		head, mark := s[:m[0]], strings.ToLower(s[m[0]:m[1]])
		if strings.HasPrefix(mark, ",") && !strings.Contains(mark, "editor") && (placeFirst(s[m[1]:]) || !middleStop(head)) {
			return s, false
		}
		if len(strings.Fields(head)) <= 30 && !strings.Contains(head, ":") && editorsLike(head) {
			return strings.TrimLeft(s[m[1]:], " .,:;"), true
		}
	}
	return s, false
}

// middleStop reports whether a stretch has an initial with its stop.
func middleStop(s string) bool {
	for _, w := range strings.Fields(s) {
		if initialsOnly(strings.TrimRight(w, ",")) {
			return true
		}
	}
	return false
}

// editorsLike reports whether a stretch is a row of names and nothing else.
func editorsLike(s string) bool {
	return authorsLike(s) && !bodyName(strings.TrimSpace(s))
}

var editorsMark = form(`\s*(?:\((?:[Ee]ds?|[Hh]rsg|[Hh]g|[Ee]ditors?)\.?\)|,\s*(?:[Ee]ditors?|[Ee]ds?)\b\.?)[\s.,:]*`)

// bookEnd is where the title of a book ends that holds a chapter.
func bookEnd(s string) int {
	end := len(s)
	for _, f := range []int{indexOf(s, " ("), stopAt(s)} {
		if f >= 0 {
			end = min(end, f)
		}
	}
	if m := bookMark().FindStringIndex(s); m != nil {
		end = min(end, m[0])
	}
	parts := splitCommas(s[:end])
	at := 0
	for i, p := range parts {
		if i > 0 && (houseLike(strings.ToLower(p)) && houseTail(parts, i) || placeFirst(p) || houseTail(parts, i)) {
			return at
		}
		at = min(end, strings.Index(s[at:], p)+at+len(p))
		if i+1 < len(parts) && at < end {
			continue
		}
	}
	return end
}

// bookMark is what follows the title of a book: editors, pages, a volume; and
// an editor's name before "Ed.".
var bookMark = form(`,?\s+(?:edited by|ed\. by|eds?\. |edited\b|pp?\.\s*[0-9ivx]|vol\. )|,\s+` + pageRange + `|` + editorNames + `|,\s+` + yearForm + `(?:$|[,.])|,\s+[0-9]{1,2}\s+(?:` + months + `)|,\s+(?:` + months + `)[a-z]{0,6}\.?\s+[0-9]`)

const months = `Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec`

func indexOf(s, sub string) int { return strings.Index(s, sub) }

// firstContainer reads a tail behind a title in quotation marks: its first part
// names what the work stands in. It says whether that is a book.
func (e *reading) firstContainer(s string) bool {
	end := bookEnd(s)
	name := strings.Trim(s[:end], " .,(:;")
	switch {
	case name == "" || yearAlone().MatchString(name) || monthForm().MatchString(name) || surePlace(name):
		e.imprint(s)
		return false
	}
	e.Container = containerName(name)
	rest := strings.TrimLeft(s[end:], " .,;")
	if monthForm().MatchString(rest) || dayForm().MatchString(rest) {
		return false
	}
	e.imprint(rest)
	return e.Publisher != "" && e.URL == ""
}

var dayForm = form(`^[0-9]{1,2}\s+\p{L}+`)

// imprint reads place and publisher.
func (e *reading) imprint(s string) {
	s = strings.Trim(s, " .,;")
	if m := bracketImprint().FindStringIndex(s); m != nil {
		s = strings.Trim(s[m[0]:m[1]], " ()")
	}
	for _, seg := range segments(s) {
		seg = strings.Trim(seg, " .,;()")
		seg = cutHands(strings.TrimLeft(seg[len(ordinalEd().FindString(seg)):], " .,;"))
		if seg == "" || e.Publisher != "" && e.Place != "" {
			continue
		}
		if e.placeColon(seg) || e.Publisher != "" {
			continue
		}
		e.houseParts(seg)
	}
}

// surePlace reports whether a part is a known place, or one before a known
// publisher, with a colon behind it.
func surePlace(p string) bool {
	left, right, ok := strings.Cut(p, ":")
	return ok && placeLike(left) && (cities()[trimmedPlace(strings.ToLower(left))] || houseLike(strings.ToLower(right)))
}

// cutHands takes editions, translators, years and pages off a segment's parts.
func cutHands(seg string) string {
	parts := splitCommas(seg)
	var keep []string
	for _, p := range parts {
		t := strings.Trim(p, " .")
		switch {
		case ordinalEd().MatchString(t), handForm().MatchString(t), pagesOnly().MatchString(t), monthForm().MatchString(t) && len(t) < 20:
			continue
		case yearAlone().MatchString(t), editorWord(t), dayForm().MatchString(t) && len(t) < 20:
			continue
		}
		if i := strings.Index(t, ";"); i > 0 {
			t = t[:i]
		}
		if i := strings.LastIndexByte(t, ' '); i > 0 && yearAlone().MatchString(t[i+1:]) {
			t = strings.TrimRight(t[:i], " ")
		}
		keep = append(keep, t)
	}
	return strings.Join(keep, ", ")
}

var pagesOnly = form(`(?i)^(?:(?:pp?|chap|ch|at)\b\.?\s*.*|` + pageRange + `|[0-9]{1,4}|[0-9]+ ?(?:pp?|pages)\.?)$`)

// placeColon reads "Place: Publisher".
func (e *reading) placeColon(seg string) bool {
	colon := strings.Index(seg, ":")
	if colon <= 0 || !placeLike(seg[:colon]) {
		return false
	}
	place := seg[:colon]
	if i := strings.LastIndex(place, "("); i >= 0 {
		place = place[i+1:]
	}
	e.Place = strings.Trim(place, " .,")
	e.Publisher = houseName(seg[colon+1:])
	if m := numberWords().FindStringIndex(seg[colon+1:]); m != nil && e.Container == "" && !houseLike(strings.ToLower(e.Publisher)) {
		e.Container, e.Publisher = containerName(seg[colon+1:]), ""
	}
	return true
}

// houseName cleans a publisher: years, pages and issues behind it go.
func houseName(s string) string {
	if y := anyYear().FindStringIndex(s); y != nil {
		s = s[:y[0]]
	}
	if i := strings.IndexAny(s, ";)"); i > 0 {
		s = s[:i]
	}
	return strings.Trim(notHouse().ReplaceAllString(strings.Trim(s, " .,"), ""), " ,:(")
}

var notHouse = form(`,\s+(?:\p{L}+\s+)?(?:[Yy]ear|[Ii]ssue|[Vv]ol|[Nn]o\b|[Nn]umber|[Ff]all|[Ss]pring|[Ss]ummer|[Ww]inter|pp?\b).*$`)

// placeLike reports whether a stretch before a colon is a place.
func placeLike(s string) bool {
	if i := strings.LastIndex(s, "("); i >= 0 {
		s = s[i+1:]
	}
	s = strings.TrimSpace(s)
	low := strings.ToLower(s)
	if s == "" || len(s) > 60 || !upperFirst(s) || strings.ContainsAny(s, "0123456789?!“\"") {
		return false
	}
	if cities()[trimmedPlace(low)] {
		return true
	}
	words := strings.Fields(s)
	if low != "the hague" && words[0] == "The" {
		return false
	}
	for _, w := range words {
		if !upperFirst(w) && w != "and" && w != "&" && w != "/" && !particle(w) && w != "am" && w != "on" {
			return false
		}
	}
	return len(words) <= 4 && !serialForm().MatchString(s) && !houseWordsIn(s)
}

// trimmedPlace is a place folded, without state or country and stops.
func trimmedPlace(low string) string {
	low = strings.ReplaceAll(strings.TrimSpace(low), ".", "")
	if cities()[low] {
		return low
	}
	if i := strings.IndexAny(low, ",;/(&"); i > 0 {
		low = strings.TrimSpace(low[:i])
	}
	if cities()[low] {
		return low
	}
	if i := strings.LastIndexByte(low, ' '); i > 0 && len(low)-i <= 4 {
		return low[:i]
	}
	return low
}

// houseWordsIn reports whether a word of a publisher's name stands in s.
func houseWordsIn(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w = strings.Trim(w, ".,;:()"); w {
		case "press", "publications", "publishers", "publishing", "verlag", "books", "university", "editions":
			return true
		}
	}
	return false
}

// houseLike reports whether a folded stretch can be a publisher.
func houseLike(low string) bool {
	low = strings.Trim(low, " .,")
	if houses()[low] || houses()[strings.TrimSuffix(strings.TrimSuffix(low, " press"), " publishers")] {
		return true
	}
	for _, w := range strings.Fields(low) {
		if houseWords()[strings.Trim(w, ".,&()")] {
			return true
		}
	}
	return false
}

// houseParts reads a segment without a colon: publisher and place between
// commas, in either order.
func (e *reading) houseParts(seg string) {
	var house []string
	for _, p := range splitCommas(seg) {
		t := strings.Trim(p, " .")
		switch {
		case t == "":
		case cities()[trimmedPlace(strings.ToLower(t))] && e.Place == "" && !houseWordsIn(t) && (len(house) > 0 || strings.Contains(seg, ",")):
			e.Place = t
		case stateLike(t) && len(house) == 0 && e.Place != "":
			e.Place += ", " + t
		case upperFirst(t):
			house = append(house, t)
		}
	}
	e.Publisher = houseName(strings.Join(house, ", "))
}

// stateLike reports whether a part is the short name of a state or a country.
func stateLike(s string) bool {
	letters := strings.ReplaceAll(s, ".", "")
	switch letters {
	case "MA", "NY", "CA", "CT", "NJ", "CO", "IL", "PA", "DC", "MD", "VA", "NC", "IN", "MI", "MN", "TX", "UK", "USA", "US", "Mass", "Conn", "Calif", "England", "Iran", "KY", "OH", "GA", "FL", "WA", "RI", "NH", "VT", "Ont", "ON":
		return true
	}
	return false
}

// segments cuts a stretch at its stops.
func segments(s string) []string {
	var out []string
	for {
		s = strings.TrimLeft(s, " ")
		stop := stopAt(s)
		if stop < 0 {
			break
		}
		out = append(out, s[:stop])
		s = s[stop+1:]
	}
	if s != "" {
		out = append(out, s)
	}
	return out
}

// tailLike reports whether a segment behind a title is a journal, a place with a
// publisher or a book.
func tailLike(seg string) bool {
	if _, in := cutIn(seg); in {
		return true
	}
	return placeFirst(seg) || numbersForm().MatchString(seg) || houseLike(strings.ToLower(seg)) || serialForm().MatchString(seg) && len(strings.Fields(seg)) <= 8
}
