package tag

import "strings"

// tail reads what follows the title: container, volume, issue, pages, place and
// publisher.
func (e *reading) tail(s string) {
	s = e.thesisTail(strings.TrimLeft(s, " .,;"))
	s = cutAsides(s)
	if in, ok := cutIn(s); ok && !e.journalIn(in) {
		e.chapter(in)
		return
	}
	if low := strings.ToLower(s); strings.HasPrefix(low, "in:") {
		s = strings.TrimLeft(s[3:], " ")
	} else {
		s = strings.TrimPrefix(s, "In ")
	}
	if m := imprint().FindStringIndex(s); m != nil && !e.quoted {
		s = s[:m[1]] // pages behind it are those of the passage cited
	}
	first := e.numbers(s)
	if e.Volume != "" || e.Issue != "" {
		e.serial(s, first)
		return
	}
	if e.quoted && !e.thesis {
		e.within = e.firstContainer(s)
		return
	}
	if name, rest := firstSegment(s); !e.thesis && (strongSerial().MatchString(name) && !houseWordsIn(name) || meetingForm().MatchString(name)) && !placeFirst(name) {
		e.Container = containerName(name)
		e.imprint(rest)
		return
	}
	if e.dated && e.Publisher == "" && !placeFirst(s) {
		e.Container = strings.TrimRight(beforeNumber(s), " .,")
		return
	}
	if first < len(s) && serialForm().MatchString(s[:first]) && !houseWordsIn(s) {
		e.Container = containerName(s[:first])
		return
	}
	e.imprint(s)
}

// journalIn reports whether what stands behind "In" is a journal.
func (e *reading) journalIn(in string) bool {
	copied := *e.Reference
	probe := reading{Reference: &copied}
	probe.numbers(in)
	return probe.Volume != "" && !strings.Contains(in, "ed") && !placeColonIn(in)
}

// placeColonIn reports whether a place and a publisher stand in a stretch.
func placeColonIn(s string) bool {
	for _, seg := range segments(s) {
		if i := strings.LastIndex(seg, "("); i >= 0 && placeFirst(seg[i+1:]) || placeFirst(seg) {
			return true
		}
	}
	return false
}

// thesisTail reads a thesis: its university is its publisher.
func (e *reading) thesisTail(s string) string {
	m := thesisForm().FindStringIndex(s)
	if m == nil {
		return s
	}
	e.thesis = true
	for _, p := range splitCommas(strings.NewReplacer("[", ", ", "]", ", ", "(", ", ", ")", ", ", ". ", ", ").Replace(s)) {
		p = strings.Trim(p, " .,")
		low := " " + strings.ToLower(p) + " "
		if strings.Contains(low, " university ") || strings.Contains(low, " college ") || strings.Contains(low, " institute ") {
			if i := strings.Index(low, " thesis "); i >= 0 {
				p = strings.TrimSpace(p[i+len("thesis"):])
			}
			e.Publisher = strings.TrimPrefix(p, "at the ")
			break
		}
	}
	return ""
}

// cutAsides takes editions, translators and editors out of a tail, in brackets
// or as a sentence of their own.
func cutAsides(s string) string {
	for from := 0; ; {
		open := strings.IndexAny(s[from:], "([")
		if open < 0 {
			break
		}
		open += from
		end := strings.IndexAny(s[open:], ")]")
		if end < 0 {
			break
		}
		in := s[open+1 : open+end]
		if asideOnly(in) && !editorWord(in) {
			s = strings.TrimRight(s[:open], " ") + s[open+end+1:]
			continue
		}
		from = open + end
	}
	return strings.TrimLeft(s, " .,;")
}

// asideOnly reports whether a bracket of a tail says nothing that is kept.
func asideOnly(in string) bool {
	low := strings.ToLower(in)
	for _, w := range []string{"trans.", "translated", "original work", "report no", "working paper", "eds. &"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return ordinalEd().MatchString(in)
}

// numbers reads volume, issue and pages, and gives the offset of the first.
func (e *reading) numbers(s string) int {
	first := len(s)
	take := func(at []int, group int) string {
		if at == nil || at[2*group] < 0 {
			return ""
		}
		first = min(first, at[0])
		return strings.Trim(s[at[2*group]:at[2*group+1]], " .,")
	}
	for _, f := range []func() [][]int{
		func() [][]int { return one(journalYear().FindStringSubmatchIndex(s)) },
		func() [][]int { return one(volumeDot().FindStringSubmatchIndex(s)) },
		func() [][]int { return issued(s) },
		func() [][]int { return one(volumeNo().FindStringSubmatchIndex(s)) },
		func() [][]int { return one(volumePair().FindStringSubmatchIndex(s)) },
		func() [][]int { return one(volumeYear().FindStringSubmatchIndex(s)) },
	} {
		if m := f(); m != nil {
			e.Volume, e.Issue = take(m[0], 1), take(m[0], 2)
			break
		}
	}
	if e.Volume == "" {
		e.Volume = take(volumeWord().FindStringSubmatchIndex(s), 1)
		if e.Volume == "" {
			e.Volume = take(ordinalYear().FindStringSubmatchIndex(s), 1)
		}
		e.Issue = take(issueWord().FindStringSubmatchIndex(s), 1)
	}
	if e.Volume == "" && e.Issue == "" {
		e.Volume = take(volumeBefore(s), 1)
		if m := e.articleNumber(s); e.Volume == "" && m != nil {
			e.Volume, e.Pages = take(m, 1), take(m, 2)
			return first
		}
	} else if e.Issue == "" && e.Volume != "" {
		e.Issue = take(issueWord().FindStringSubmatchIndex(s), 1)
	}
	first = min(first, e.pages(s))
	return first
}

// issued finds "46(2)", the bracket no year.
func issued(s string) [][]int {
	for _, m := range volumeIssue().FindAllStringSubmatchIndex(s, -1) {
		if !anyYear().MatchString(s[m[4]:m[5]]) {
			return [][]int{m}
		}
	}
	return nil
}

// articleNumber finds "6, e149" or "7: 34" at the end, the number of an article
// or a single page behind a volume; or, in an entry with a DOI, a volume alone.
func (e *reading) articleNumber(s string) []int {
	m := volumeArticle().FindStringSubmatchIndex(s)
	if m == nil && e.DOI != "" {
		m = volumeLast().FindStringSubmatchIndex(s)
	}
	if m == nil || yearAlone().MatchString(s[m[2]:m[3]]) || yearAlone().MatchString(s[m[4]:m[5]]) {
		return nil // a date
	}
	m[0] = m[2]
	return m
}

// volumeBefore finds "30, 5998-6008" behind a journal, the number no year.
func volumeBefore(s string) []int {
	m := volumePages().FindStringSubmatchIndex(s)
	if m == nil || yearAlone().MatchString(s[m[2]:m[3]]) {
		return nil
	}
	m[0] = m[2]
	return m
}

func one(m []int) [][]int {
	if m == nil {
		return nil
	}
	return [][]int{m}
}

// pages reads the pages and gives the offset where they begin.
func (e *reading) pages(s string) int {
	all := pagesForm().FindAllStringSubmatchIndex(s, -1)
	for i := len(all) - 1; i >= 0; i-- {
		m := all[i]
		text := strings.Join(strings.Fields(s[m[2]:m[3]]), "")
		if e.Volume == "" && yearRange(text) && !strings.ContainsAny(s[m[0]:m[2]], "pP:") {
			continue
		}
		e.Pages = text
		return m[0]
	}
	if m := onePage().FindStringSubmatchIndex(s); m != nil {
		e.Pages = s[m[2]:m[3]]
		return m[0]
	}
	return len(s)
}

// yearRange reports whether a range of pages looks like years: "1919-1939".
func yearRange(s string) bool {
	return len(s) >= 9 && yearAlone().MatchString(s[:4]) && yearAlone().MatchString(s[len(s)-4:])
}

var (
	journalYear   = form(`(?:^|[\s,.])` + yearForm + `[^;.()]{0,12};\s*([0-9]{1,4})\s*(?:\(([^()]{1,20})\))?`)
	volumeIssue   = form(`(?:^|[\s,.])(?:[Vv]ol(?:ume|\.)?\s*)?([0-9]{1,4})\s*\(((?:[0-9]|[Ss]uppl|[Nn]o|[Ss]pecial)[0-9]{0,2}[^()]{0,14}|[0-9]{4,5})\)\s*(?:$|[,.:;\s])`)
	volumeNo      = form(`(?:^|[\s,(])(?:[Vv]ol(?:ume|\.)?\s*)?([0-9]{1,4}),?\s+(?:[Nn]os?\.?|[Ii]ssue|[Hh]eft|[Nn]r\.?)\s*([0-9]{1,5}(?:\s*[-–/]\s*[0-9]{1,4})?)`)
	volumeDot     = form(`(?:^|[\s,])([0-9]{1,4})\.([0-9]{1,3})\s*\((?:\p{L}+\.?\s+)?` + yearForm + `\)`)
	volumePair    = form(`(?:^|[\s,])([0-9]{1,4})(?:[:/]|,\s+)([0-9]{1,3})(?:,\s+(?:pp?\.?\s*)?[0-9]+\s*[-–]|\s+\(` + yearForm + `\))`)
	volumeYear    = form(`(?:^|[\s,])([0-9]{1,4})\s*\((?:[\p{L}]+\.?\s+)?` + yearForm + `\)()`)
	volumeWord    = form(`(?:^|[\s,.(])(?:[Vv]ol(?:ume)?|[Bb]d|[Yy]ear|[Tt]ome|[Jj]g)\.?\s*([0-9]{1,4}|[IVXLC]+)(?:$|[^\p{L}0-9])`)
	issueWord     = form(`(?:^|[\s,.(])(?:[Nn]os?\.?|[Nn][°º]|[Nn]umber|[Ii]ssue|[Nn]r\.?|[Hh]eft)\s*([0-9]{1,5}(?:\s*(?:and|&|[-–/])\s*[0-9]{1,4})?|[IVXLC]+(?:$|[^\p{L}]))`)
	ordinalYear   = form(`(?:of the\s+|,\s*)([0-9]{1,3})(?:st|nd|rd|th)\s+[Yy]ear\b`)
	volumePages   = form(`[\p{L}.],?\s+([0-9]{1,4})(?:,\s*(?:pp?\.\s*)?|:\s*)` + pageRange)
	volumeArticle = form(`[\p{L}.],?\s+([0-9]{1,4})(?:,\s*(?:[Aa]rt(?:icle|\.)\s*)?|:\s*)([A-Za-z]{0,3}[0-9]{1,8})\s*\.?\s*$`)
	volumeLast    = form(`^\p{Lu}[^.:;()0-9]*\p{L},?\s+([0-9]{1,4})()\s*\.?\s*$`)
	pagesForm     = form(`(?:^|[Pp]p?\.?\s*|[Ss]\.\s*|[:,]\s*|\s)(` + pageRange + `)(?:$|[^0-9\p{L}])`)
	onePage       = form(`(?:^|[\s,(.:])[Pp]p?\.\s*([0-9]{1,5})(?:$|[^0-9])`)
)

// serial names the journal, which stands before its numbers.
func (e *reading) serial(s string, first int) {
	e.Container = containerName(s[:first])
	if e.Volume == "" && e.Pages == "" && houseWordsIn(e.Container) && !serialForm().MatchString(e.Container) {
		e.Publisher, e.Container = e.Container, ""
		return
	}
	if e.Container != "" || e.quoted {
		if e.quoted && e.Container == "" {
			e.Container = containerName(afterNumbers(s))
		}
		e.serialHouse(s[:first])
		return
	}
	// The journal was taken for the end of the title.
	if i := strings.LastIndexAny(e.Title, ",.?"); i > 0 && upperFirst(strings.TrimLeft(e.Title[i+1:], " ")) {
		title := e.Title[:i]
		if e.Title[i] == '?' {
			title = e.Title[:i+1]
		}
		e.Container, e.Title = containerName(e.Title[i+1:]), title
	}
}

// firstSegment is what stands before the first stop of a tail, and the rest.
func firstSegment(s string) (name, rest string) {
	if stop := stopAt(s); stop > 0 {
		return s[:stop], s[stop+1:]
	}
	return s, ""
}

// strongSerial is a word that only the names of journals have.
var strongSerial = form(`(?i)\b(?:journal|quarterly|monthly|annals|bulletin|magazine|weekly)\b`)

// serialHouse takes a place and a publisher off a journal's name, as untidy
// lists print them: "Quarterly. Tehran, College Press".
func (e *reading) serialHouse(s string) {
	segs := segments(s)
	if len(segs) < 2 {
		return
	}
	last := strings.Trim(segs[len(segs)-1], " .,")
	place, rest, _ := strings.Cut(last, ",")
	if !cities()[trimmedPlace(strings.ToLower(place))] && !placeFirst(last) {
		return
	}
	e.Container = containerName(strings.Join(segs[:len(segs)-1], ". "))
	if placeFirst(last) {
		e.imprint(last)
		return
	}
	e.Place, e.Publisher = place, cutNumberWords(strings.TrimSpace(rest))
}

// afterNumbers is what stands behind the numbers of a journal printed first.
func afterNumbers(s string) string {
	if i := strings.LastIndexByte(s, ')'); i >= 0 {
		return s[i+1:]
	}
	return ""
}

// containerName cleans the name of a journal.
func containerName(s string) string {
	s = strings.Trim(s, " .,(:;")
	for _, in := range []string{"In: ", "in: ", "In ", "in "} {
		s = strings.TrimPrefix(s, in)
	}
	if m := anyYear().FindStringIndex(s); m != nil && m[0] > 0 && m[1] > len(s)-2 {
		s = s[:m[0]]
	}
	s = cutNumberWords(strings.Trim(s, " .,(:;"))
	return strings.Trim(strings.Trim(s, " .,(:;*_"), " ")
}

// cutNumberWords cuts what counts years and numbers in words off a name: "of
// the 24th year", ", seventh year", " No. Third".
func cutNumberWords(s string) string {
	if m := numberWords().FindStringIndex(s); m != nil && m[0] > 0 {
		s = s[:m[0]]
	}
	return strings.Trim(s, " .,(:;")
}

var numberWords = form(`(?i)(?:,\s*|\s+of the\s+|\s+)(?:(?:[0-9]+(?:st|nd|rd|th)|[\p{L}-]+(?:th|first|second|third))\s+(?:year|volume|issue)\b|(?:vol(?:ume)?|no|number|nos|issue|year)\b\.?(?:\s|$|,)).*$`)

// beforeNumber is a stretch up to its first digit.
func beforeNumber(s string) string {
	if i := strings.IndexAny(s, "0123456789"); i >= 0 {
		return s[:i]
	}
	return s
}
