package tag

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// References parses the entries of a document's reference list: its passages of
// kind reference, in order. An entry that a page or a list mark broke in two,
// the rest beginning in lower case, is one again; its span covers both pieces.
func References(doc *corpus.Document) []corpus.Reference {
	var spans []corpus.Span
	for _, p := range doc.Passages {
		if p.Kind != corpus.ReferenceK {
			continue
		}
		if n := len(spans); n > 0 && continues(spans[n-1].Of(doc.Text), p.Text) {
			spans[n-1].End = p.Span.End
			continue
		}
		spans = append(spans, p.Span)
	}
	var out []corpus.Reference
	for i, s := range spans {
		r := ParseReference(s.Of(doc.Text))
		r.Index, r.Span = i+1, s
		out = append(out, r)
	}
	return out
}

// continues reports whether an entry goes on in the next piece.
func continues(before, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) {
		word := strings.ToLower(strings.Fields(next)[0])
		return word != "van" && word != "von" && word != "de" && !strings.HasPrefix(word, "al-")
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.HasPrefix(next, "and ") || strings.HasPrefix(next, "And ") || last == ',' && !earlyYear.MatchString(next)
}

const yearForm = `(?:1[0-9]{3}|20[0-9]{2})[a-z]?`

var (
	entryMark  = regexp.MustCompile(`^\s*(?:\[\d{1,3}\]|\d{1,3}[.)]|[-–•*])\s+`)
	earlyYear  = regexp.MustCompile(`^([^(\[]{2,220}?)[\s,.]*[(\[]\s*((?:` + yearForm + `)|n\.?\s?d\.?|forthcoming|in press)(?:[\s,/\-–][^)\]]{0,30})?[)\]][.,:]?\s*`)
	plainYear  = regexp.MustCompile(`^([^("“]{2,220}?)[.,]\s+(` + yearForm + `)[.,:]\s+(\S)`)
	anyYear    = regexp.MustCompile(`(?:^|[\s(,.])(` + yearForm + `)(?:$|[\s),.;:])`)
	doiForm    = regexp.MustCompile(`(?i)(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.[0-9]{4,9}/[^\s"<>]+)`)
	urlForm    = regexp.MustCompile(`https?://[^\s<>"]+`)
	fetched    = regexp.MustCompile(`(?i)[\s,.(\[]*(?:available (?:at|from|online)|retrieved(?: [^.]{0,30})? from|accessed(?: on)?[^.;)\]]{0,30}|last accessed[^.;)\]]{0,30}|url)[:\s]*[)\]]?`)
	volIssue   = regexp.MustCompile(`(?:^|[\s,])(?:[Vv]ol(?:ume|\.)?\s*)?([0-9]{1,4})\s*\(([^()]{1,20})\)`)
	volForm    = regexp.MustCompile(`(?:^|[\s,.(])[Vv]ol(?:ume|\.)?\s*([0-9]{1,4}|[IVXLC]+)(?:$|[^\p{L}0-9])`)
	issueForm  = regexp.MustCompile(`(?:^|[\s,.(])(?:[Nn]os?\.?|[Nn]umber|[Ii]ssue)\s*([0-9]{1,4}(?:\s*(?:and|&|[-–/])\s*[0-9]{1,4})?|[IVXLC]+(?:$|[^\p{L}]))`)
	bareVolume = regexp.MustCompile(`\s([0-9]{1,4}),?\s+[Nn]o\.?\s*[0-9]`)
	pageForm   = regexp.MustCompile(`(?:[Pp]p?\.?\s*|[:,]\s*)([0-9]{1,5}\s*[-–—]{1,2}\s*[0-9]{1,5}|[ivxlc]{1,7}\s*[-–]\s*[ivxlc]{1,7})(?:$|[^0-9])`)
	onePage    = regexp.MustCompile(`[Pp]p?\.\s*([0-9]{1,5})(?:$|[^0-9])`)
	inBook     = regexp.MustCompile(`(?:^|[.,]\s*)[Ii]n:?\s+(.{3,160}?)\s*\((?:[Ee]ds?|[Hh]rsg)\.?\)[.,:]?\s*([^.(]{3,160})`)
	inVolume   = regexp.MustCompile(`(?:^|[.,]\s*)[Ii]n:?\s+([^.,]{3,160})(?:, edited by|, eds?\.)`)
	placeColon = regexp.MustCompile(`(?:^|[.,(]\s*)([\p{Lu}][\p{L} .'’-]{1,40}(?:,\s*[\p{L}. ]{2,20})?(?:\s*(?:;|/|and|&)\s*[\p{Lu}][\p{L} ]+)?):\s*((?:\p{Lu}\.\s*)*[\p{Lu}][^.;:(]{1,80})`)
	house      = regexp.MustCompile(`([\p{Lu}][\p{L}\-&' ]{0,40},\s+)?([\p{Lu}][^.,]*(?:Press|Publications?|Publish(?:er|ers|ing)|Verlag|Books|Institute|Organi[sz]ation|University)[^.,]*)`)
	titleTail  = regexp.MustCompile(`,\s+([\p{Lu}][\p{L} ]{2,30}:\s+[\p{Lu}][^.:;,]{2,50})$`)
	thesisForm = regexp.MustCompile(`(?i)\b(?:thesis|dissertation)\b`)
	serialForm = regexp.MustCompile(`(?i)\b(?:journal|quarterly|review|monthly|annals|bulletin|magazine|proceedings|studies|yearbook|weekly)\b`)
	journal    = regexp.MustCompile(`^(?:\p{Lu}[\p{L}']+ (?:(?:of|and|for|the|in|on) )*){0,6}(?:Journal|Quarterly|Review|Monthly|Annals|Bulletin)(?: of .{3,60})?$`)
	notHouse   = regexp.MustCompile(`,\s+(?:\p{L}+\s+)?(?:[Yy]ear|[Ii]ssue|[Vv]ol|[Nn]o\b|[Nn]umber|[Ff]all|[Ss]pring|[Ss]ummer|[Ww]inter|pp?\b).*$`)
	issueWords = regexp.MustCompile(`\s+[Nn]os?\.?\s.*$`)
	meeting    = regexp.MustCompile(`(?i)\b(?:conference|congress|symposium|workshop)\b`)
)

// ParseReference reads one entry of a reference list in whatever style: APA,
// Chicago, MLA, Harvard, numbered, or none in particular. Raw is the entry with
// its line ends joined; what could not be read stays empty. Index and Span are
// left to the caller.
func ParseReference(entry string) corpus.Reference {
	r := corpus.Reference{Raw: strings.Join(strings.Fields(entry), " ")}
	s := entryMark.ReplaceAllString(r.Raw, "")
	s = identifiers(s, &r)
	rest := s
	if m := earlyYear.FindStringSubmatchIndex(s); m != nil && authorsLike(s[m[2]:m[3]]) {
		r.Authors, r.Year, rest = splitAuthors(s[m[2]:m[3]]), s[m[4]:m[5]], s[m[1]:]
	} else if m := plainYear.FindStringSubmatchIndex(s); m != nil && authorsLike(s[m[2]:m[3]]) {
		r.Authors, r.Year, rest = splitAuthors(s[m[2]:m[3]]), s[m[4]:m[5]], s[m[6]:]
	} else {
		r.Authors, rest = leadingAuthors(s)
		if all := anyYear.FindAllStringSubmatch(strings.ReplaceAll(rest, " ", "  "), -1); len(all) > 0 {
			r.Year = all[len(all)-1][1]
		}
	}
	var after string
	r.Title, after = cutTitle(rest)
	after = shortenTitle(&r, after)
	readPlace(after, &r)
	r.Type = typeOf(&r)
	return r
}

// shortenTitle moves what commas alone set off from a title, a journal or a
// place with a publisher, to what follows it.
func shortenTitle(r *corpus.Reference, after string) string {
	if parts := strings.Split(r.Title, ", "); len(parts) > 1 {
		for i := len(parts) - 1; i > 0; i-- {
			if journal.MatchString(parts[i]) {
				r.Title, after = strings.Join(parts[:i], ", "), strings.Join(parts[i:], ", ")+". "+after
				break
			}
		}
	}
	if m := titleTail.FindStringSubmatchIndex(r.Title); m != nil && strings.Contains(r.Title[:m[0]], " ") {
		r.Title, after = r.Title[:m[0]], strings.TrimSpace(r.Title[m[2]:m[3]]+". "+after)
	}
	return after
}

// identifiers takes the DOI and the address out of an entry.
func identifiers(s string, r *corpus.Reference) string {
	if m := doiForm.FindStringSubmatchIndex(s); m != nil {
		r.DOI = strings.TrimRight(s[m[2]:m[3]], ".,;)]")
		s = strings.TrimSpace(s[:m[0]]) + " " + strings.TrimLeft(s[m[1]:], ".,; ")
	}
	if u := urlForm.FindStringIndex(s); u != nil {
		r.URL = strings.TrimRight(s[u[0]:u[1]], ".,;)]>")
		s = s[:u[0]] + s[u[1]:]
	}
	if r.DOI != "" || r.URL != "" {
		s = fetched.ReplaceAllString(s, "")
	}
	return strings.TrimSpace(s)
}

// authorsLike reports whether what stands before a year can be a row of names.
func authorsLike(s string) bool {
	if strings.ContainsAny(s, "\"“”«:?!0123456789") {
		return false
	}
	if !strings.Contains(s, ",") && !strings.Contains(s, ".") {
		return len(strings.Fields(s)) <= 12
	}
	low := " " + strings.ToLower(s) + " "
	return !strings.Contains(low, " the ") && !strings.Contains(low, " of ") && len(strings.Fields(s)) <= 40
}

// cutTitle takes the title off the head of what follows authors and year.
func cutTitle(s string) (title, rest string) {
	s = strings.TrimLeft(s, " .,:;")
	if s == "" {
		return "", ""
	}
	if open, size := utf8.DecodeRuneInString(s); closing(open) != 0 {
		if end := strings.LastIndex(s, string(closing(open))); end > size {
			if first := strings.IndexRune(s[size:], closing(open)); open != '‘' {
				end = size + first
			}
			return strings.Trim(s[size:end], " .,"), strings.TrimLeft(s[end+utf8.RuneLen(closing(open)):], " .,")
		}
	}
	for i, r := range s {
		if r != '.' && r != '?' && r != '!' {
			continue
		}
		next := i + 1
		if next < len(s) && s[next] != ' ' || r == '.' && shortWord(s[:i]) {
			continue
		}
		if r != '.' {
			return strings.TrimSpace(s[:next]), strings.TrimSpace(s[next:])
		}
		return strings.TrimSpace(s[:i]), strings.TrimSpace(s[next:])
	}
	parts := strings.Split(s, ", ")
	for i := 1; i < len(parts); i++ {
		if serialForm.MatchString(parts[i]) || meeting.MatchString(parts[i]) || placeColon.MatchString(parts[i]) {
			return strings.Join(parts[:i], ", "), strings.Join(parts[i:], ", ")
		}
	}
	return strings.Trim(s, " .,"), ""
}

// shortWord reports whether the stop after s ends an initial or an abbreviation.
func shortWord(s string) bool {
	word := s[strings.LastIndexAny(s, " (-")+1:]
	switch strings.ToLower(word) {
	case "vol", "no", "ed", "eds", "vs", "st", "dr", "pp", "p", "u.s", "u.n":
		return true
	}
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}

// readPlace reads what follows the title: container, volume, issue, pages,
// place and publisher.
func readPlace(s string, r *corpus.Reference) {
	first := len(s)
	take := func(re *regexp.Regexp, group int) string {
		m := re.FindStringSubmatchIndex(s)
		if m == nil {
			return ""
		}
		first = min(first, m[0])
		return strings.Trim(s[m[2*group]:m[2*group+1]], " .,")
	}
	if m := volIssue.FindStringSubmatchIndex(s); m != nil && !anyYear.MatchString(s[m[4]:m[5]]) {
		r.Volume, r.Issue = take(volIssue, 1), take(volIssue, 2)
	} else {
		r.Volume, r.Issue = take(volForm, 1), take(issueForm, 1)
		if r.Volume == "" {
			r.Volume = take(bareVolume, 1)
		}
	}
	if r.Pages = take(pageForm, 1); r.Pages == "" {
		r.Pages = take(onePage, 1)
	}
	r.Pages = strings.Join(strings.Fields(r.Pages), "")
	if m := inBook.FindStringSubmatch(s); m != nil {
		r.Container = strings.Trim(m[2], " ,")
	} else if m := inVolume.FindStringSubmatch(s); m != nil {
		r.Container = strings.Trim(m[1], " ,")
	} else if r.Volume != "" || r.Issue != "" || serialForm.MatchString(s[:first]) && !house.MatchString(s) {
		r.Container = container(s[:first])
	}
	readHouse(s, r)
}

// container is the journal's name at the head of what follows the title.
func container(s string) string {
	s = strings.Trim(s, " .,(")
	if m := anyYear.FindStringIndex(s); m != nil && m[0] > 0 {
		s = s[:m[0]]
	}
	s = strings.TrimSuffix(strings.Trim(s, " .,"), ", Year")
	if i := strings.LastIndex(s, " of the "); i > 0 && strings.HasSuffix(strings.ToLower(s), "year") {
		s = s[:i]
	}
	return strings.Trim(issueWords.ReplaceAllString(s, ""), " .,(:")
}

// readHouse reads the publisher and its place.
func readHouse(s string, r *corpus.Reference) {
	if m := placeColon.FindStringSubmatch(s); m != nil && !serialForm.MatchString(m[1]) {
		r.Place = strings.Trim(m[1], " ,")
		r.Publisher = m[2]
		if y := anyYear.FindStringIndex(r.Publisher); y != nil {
			r.Publisher = r.Publisher[:y[0]]
		}
		r.Publisher = strings.Trim(notHouse.ReplaceAllString(r.Publisher, ""), " ,")
		return
	}
	if m := house.FindStringSubmatch(s); m != nil && r.Container == "" {
		r.Place = strings.Trim(m[1], " ,")
		r.Publisher = strings.TrimSpace(m[2])
		if r.Place != "" && strings.HasSuffix(r.Publisher, r.Place) {
			r.Place = ""
		}
	}
}

// typeOf says what an entry describes, "" where nothing tells.
func typeOf(r *corpus.Reference) string {
	switch {
	case thesisForm.MatchString(r.Raw):
		return corpus.TypeThesis
	case strings.Contains(r.Raw, "(Ed") || inBook.MatchString(r.Raw) || inVolume.MatchString(r.Raw):
		return corpus.TypeChapter
	case meeting.MatchString(r.Raw) && r.Volume == "":
		return corpus.TypePaper
	case r.Volume != "" || r.Issue != "" || r.Container != "":
		return corpus.TypeArticle
	case r.Publisher != "":
		return corpus.TypeBook
	case r.URL != "":
		return corpus.TypeWebpage
	}
	return ""
}
