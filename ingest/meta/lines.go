package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// look is what a line before the text looks like.
type look int

// The looks, in the order in which they are tried.
const (
	lookText      look = iota // the text has begun
	lookTitle                 // a bare line that could be a title
	lookNames                 // a list of persons, or one word that could be one
	lookBy                    // "by" with names, or alone
	lookDate                  // a date or a year and nothing else
	lookCourse                // a teacher, a course, a word count
	lookPlace                 // an institution, an address
	lookIssue                 // volume, issue, pages, ISSN, DOI; how to cite
	lookSubmitted             // "submitted in partial fulfilment of"
	lookHead                  // "Running head: ..."
	lookNote                  // a note on the authors
	lookLabel                 // "Subject: ...", a line of a header
	lookReviewed              // the book that a review is of
	lookCredit                // a translator, a writer's office, the kind of text

	lookTrail  // the path that a site prints above a page
	lookRepeat // the title, where it stands again below a cover

	// What a line is among others.
	lookSite       // who issues the text, or where it stands: a ministry, a journal
	lookSubtitle   // what the title says after a colon
	lookStandfirst // what the text says, above its byline
)

const (
	month = `(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|Spring|Summer|Autumn|Fall|Winter|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)`
	year  = `(?:1[4-9][0-9]{2}|20[0-9]{2})`
	date  = `(?:(?:[0-9]{1,2}(?:st|nd|rd|th|\.)?\s+)?` + month + `(?:\s?[/–-]\s?` + month + `)?(?:\s+[0-9]{1,2}(?:st|nd|rd|th)?(?:\s?[-–]\s?[0-9]{1,2})?)?,?\s+` + year + `|` + year + `(?:-[0-9]{2}){0,2}|[0-9]{1,2}[./][0-9]{1,2}[./]` + year + `)`
)

var (
	dateLine   = pattern.Lazy(`^(?:(?i:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*),?\s+|(?i:\p{L}+ (?:term|semester)),?\s+)?(?i:(?:first )?published(?: online)?(?: on)?|dated?|submitted(?: on)?|date of submission|draft(?: of)?|version(?: of)?|last (?:updated|modified)|updated|presented|this version|©|copyright|\(c\))?[:,]?\s*\(?(` + date + `)(?:,?\s+(?i:at )?[0-9]{1,2}[:.][0-9]{2}\s?(?i:[ap]\.?m\.?|h)?(?:\s\p{Lu}{2,4})?)?\)?\.?$`)
	dateTail   = pattern.Lazy(`[\s,(·|–—-]+` + date + `\)?\.?$`)
	history    = pattern.Lazy(`^(?i:received|accepted|revised|submitted on|available online|first received)\b`)
	courseLine = pattern.Lazy(`^(?:(?:Professor|Prof\.?|Dr\.?|Instructor|Lecturer|Tutor|Supervisor|Mr\.|Ms\.|Mrs\.)\s+\S.{0,60}|[A-Z]{2,8}[ -]?[0-9]{2,4}[A-Z]?\b.{0,60}|[A-Z][a-z]+(?: [A-Z&][a-z]*){0,4},? [0-9]{3}[A-Z]?|(?i:course|class|module|instructor|professor|tutor|supervisor|student(?: (?:id|number|no\.?))?|word count|words)\s*:.{0,80}|(?i:student|matriculation|candidate|registration) (?i:id|number|no\.?)\s*[:#]?\s*[\p{L}0-9/-]*[0-9][\p{L}0-9/-]*)$`)
	submitted  = pattern.Lazy(`(?i)^(?:doctor|master|bachelor|magister|licentiate)s? (?:of|in) \p{L}+(?: \p{L}+)?$|\b(?:in partial (?:fulfil|satisf|completion)|(?:thesis|dissertation) (?:submitted|presented)|submitted (?:to|for|in) .{0,60}(?:degree|requirement|course|department|faculty))`)
	delivered  = pattern.Lazy(`^(?i:(?:a )?(?:draft |revised |invited )?(?:paper|essay|chapter|text|article|talk|lecture|keynote)?\s?(?:prepared|presented|delivered|given|written|read|submitted)\b.{0,60}\b(?:meeting|conference|workshop|convention|congress|symposium|colloquium|seminar|panel)\b)`)
	headLine   = pattern.Lazy(`^(?i:running\s+(?:head|title)|short(?:ened)? title)\s*:`)
	citeLine   = pattern.Lazy(`^(?i:to cite this (?:article|paper|chapter|work|version)|cite (?:this (?:article|paper) )?as|how to cite|suggested citation|recommended citation|citation|please cite)\s*[:.]?\s`)
	creditLine = pattern.Lazy(`^(?i:(?:translated(?: from (?:the )?\p{L}+)?|edited|illustrat(?:ed|ions?)|photo(?:graph(?:s|ed|y)?)?|image|foreword|introduction|preface|compiled|revised|selected) by\b.{2,80}|(?:staff|senior|special|contributing|guest) (?:writer|reporter|correspondent|editor|columnist)s?|special to .{2,40}|[0-9]+ min(?:ute)?s? read|(?:book|film|literature) review(?: essay)?|review essay|research article|open access|free access|full (?:text|length article)|original (?:article|research)|article|essay|paper|editorial|commentary|opinion|feature)$`)
	delivery   = pattern.Lazy(`^\(?(?i:check against delivery|(?:as )?(?:delivered|prepared)(?: for delivery)?|(?:please )?do not (?:cite|quote|circulate)\b.*|not for (?:citation|quotation|circulation)\b.*|for immediate release|embargoed\b.*|draft\b.{0,80}(?:cite|quote|comments?|permission).*|(?:very )?preliminary\b.{0,60}|(?:panel|session|track|roundtable) [0-9A-Z]{1,3}\s?[:.–-]\s?.{0,80}|[0-9]{1,2}[:.][0-9]{2}\s?[ap]\.?m\.?(?: [a-z]{2,4})?)\)?\.?$`)
	firstPrint = pattern.Lazy(`^(?i:(?:this \p{L}+ )?(?:was )?(?:first|originally) (?:published|printed|appeared|issued)\b).{0,120}`)
	seriesLine = pattern.Lazy(`^(?i:[\p{L}’' -]{0,60}\b(?:working paper|discussion paper|occasional paper|policy (?:paper|brief|note|memo)|briefing(?: paper)?|research (?:paper|report|note)|technical report|issue brief|report|monograph|lecture|series))s?,?\s*(?i:series)?,?\s*(?i:no\.?|number|nr\.?|#)?\s*[0-9]+(?:[/-][0-9]+)?$`)
	authored   = pattern.Lazy(`^[Aa]uthors?:\s`)
	labelled   = pattern.Lazy(`^(To|From|Date|Subject|Re|Cc|Title|Author|Authors|Author\(s\)|Year|Published|Published by|Journal|Source|Publisher|DOI|Type|Language|Stable URL|URL|Accessed|Retrieved|Reviewed work(?:\(s\)|s)?)\s*:\s*(\S.*)$`)
	imprint    = pattern.Lazy(`\b(?:Press|Publishers?|Publishing|Books|Verlag|PRESS|PUBLISHERS)\b,? ` + year + `$`)
	printer    = pattern.Lazy(`^(?:(?i:(?:printed|imprinted|published|sold|re-?printed)(?: and sold)? (?:for|by|at|in))\s.*|\p{Lu}{4,}:)$`)
	placeDate  = pattern.Lazy(`^\p{Lu}[\p{L} .]{1,30}, (?:(?:[0-9]{1,2}\.?(?:\s?[-–]\s?[0-9]{1,2})?\s+)?` + month + `(?:\s+[0-9]{1,2}(?:\s?[-–]\s?[0-9]{1,2})?)?,?\s+` + year + `)$`)
	reviewed   = pattern.Lazy(`(?:\b(?:1[5-9]|20)[0-9]{2}\b.{0,60}\b(?:[Pp]p?\.\s?(?:[ivxlc]+\s?[+,]\s?)?[0-9]{2,4}|[0-9]{2,4}\s?(?:pp?\.|pages)|ISBN)|\b[0-9]{2,4}\s?(?:pp\.?|pages)[.,;].{0,40}(?:[$£€]|ISBN))`)
	freeSite   = pattern.Lazy(`^(?:From|Source:|Retrieved from) (?:the )?(\p{Lu}[\p{L} ]{2,50}), the (?:free|open|online)\b.{0,40}$`)
	archived   = pattern.Lazy(`^(?:arXiv|[a-z]{2,8}Rxiv|SSRN|OSF|hal)\s?[:-]\s?\S*[0-9]{4}\S*`)
	running    = pattern.Lazy(`(?:^|\s)\p{Ll}+(?:,? \p{Ll}+){4,}`) // words of a sentence, one after the other
	ruled      = pattern.Lazy(`^(?i:(?:judg(?:e)?ment|order|decision|ruling|award|advisory opinion|opinion|resolution|decree)s? (?:of|dated|delivered on|adopted on) (?:the )?)(?:` + date + `)$`)
	lifetime   = pattern.Lazy(`\b1[5-9][0-9]{2}\s?[-–]\s?(?:1[5-9]|20)[0-9]{2}\b`)
	byAlone    = pattern.Lazy(`^(?i:by|von|par|por|(?:vorgelegt|verfasst|eingereicht) von|présentée? par|(?:written|presented|submitted|prepared|authored) by)\s?:?$`)
	noteLine   = pattern.Lazy(`^(?:[*†‡§∗¹²³⁴-⁹]|\^?[0-9]\^|\[[0-9]\])\s?\S|^(?i:corresponding author|correspondence|author(?:'|’)?s?(?:'|’)? notes?|contact|e-?mail|orcid|affiliations?|acknowledg(?:e)?ments? of the authors?)\b`)
	address    = pattern.Lazy(`(?i)@|https?://|\bdoi\b|\borcid\b`)
	metrics    = pattern.Lazy(`^(?i:(?:[0-9][0-9.,]*k?\s+(?:accesses|citations?|altmetric|views?|downloads?|shares?|reads?|comments?|likes?|followers?)\b[\s|·•,]*)+)$`)
	places     = pattern.Lazy(`(?i)\buniversit\p{L}*|\b(?:institute?|department|faculty|college|school of|laborator(?:y|ies)|academy|polytechnic|centre for|center for)\b`)
)

// lookOf says what a line before the text looks like.
func lookOf(b block.Block) look {
	text := strings.Trim(b.Text, " *_")
	n := len(strings.Fields(text))
	ends := sentence(text)
	switch {
	case b.Kind == block.Note && n <= 40:
		return lookNote
	case b.Kind == block.Item && n <= 40 && (b.Mark == "" && address().MatchString(text) || b.Mark != "" && !ends && places().MatchString(text)):
		return lookNote
	case b.Kind != block.Paragraph && b.Kind != block.Heading || n == 0 || n > 90:
		return lookText
	case headLine().MatchString(text):
		return lookHead
	case participants().MatchString(text) && n <= 40:
		return lookCredit
	case n <= 25 && trail(text) != "", n <= 10 && freeSite().MatchString(text):
		return lookTrail
	case n <= 16 && metrics().MatchString(text), archived().MatchString(text) && n <= 16:
		return lookIssue
	case n <= 30 && authored().MatchString(text) && bylined(text):
		return lookBy
	case n <= 30 && labelled().MatchString(text):
		return lookLabel
	case n <= 15 && (creditLine().MatchString(text) || delivery().MatchString(text)):
		return lookCredit
	case n <= 20 && firstPrint().MatchString(text) && yearPattern().MatchString(text):
		return lookIssue
	case n <= 15 && seriesLine().MatchString(text) && !chapterAlone().MatchString(text):
		return lookIssue
	case citeLine().MatchString(text), history().MatchString(text), n <= 60 && printedIssue(text) != (issued{}):
		return lookIssue
	case n > 60:
		return lookText
	case n >= 8 && reviewed().MatchString(text) && !running().MatchString(text):
		return lookReviewed
	case submitted().MatchString(text), n <= 40 && delivered().MatchString(text):
		return lookSubmitted
	case dateLine().MatchString(text), n <= 12 && dated(text), n <= 7 && !by().MatchString(text) && placeDate().MatchString(text):
		return lookDate
	case n <= 4 && (volumeAlone().MatchString(text) || numbering().MatchString(text)):
		return lookIssue
	case n <= 12 && ruled().MatchString(text):
		return lookDate
	case n <= 8 && courseLine().MatchString(text) && !chapterAlone().MatchString(text) && !lifetime().MatchString(text):
		return lookCourse
	case by().MatchString(text) && bylined(text), byAlone().MatchString(text):
		return lookBy
	case strings.HasSuffix(text, ",") && n <= 12 && len(b.Calls) == 0 && !strings.ContainsAny(text, "¹²³*†‡"):
		return lookText // a salutation, or a sentence that goes on
	case piped(text) != "":
		return lookBy
	case n <= 25 && !ends && officed(text) != "":
		return lookBy
	case !strings.HasPrefix(text, "¹") && NameLook(plainNames(text)):
		return lookNames
	case n <= 40 && (noteLine().MatchString(b.Text) && n > 1 || address().MatchString(text) && n <= 20):
		return lookNote
	case n <= 25 && !ends && places().MatchString(text) && !by().MatchString(text):
		return lookPlace
	case n <= 8 && imprint().MatchString(text), n <= 14 && printer().MatchString(text):
		return lookPlace
	case (n <= 25 || n <= 45 && shouting(text)) && !ends && !strings.ContainsAny(text, "\n{}<>"):
		return lookTitle
	}
	return lookText
}

// sentence reports whether a line ends as a sentence of prose does. A title may
// end with a question mark.
func sentence(s string) bool {
	if shouting(s) && !strings.HasSuffix(s, ",") || bracketEnd().MatchString(s) {
		return false // a title in capitals may end with a stop; "(ret.)" is an abbreviation
	}
	s = strings.TrimRight(s, "\"'”’»)*†‡ ")
	return len(strings.Fields(s)) >= 4 && (strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, ",") || strings.HasSuffix(s, "!"))
}

var bracketEnd = pattern.Lazy(`\(\p{L}{1,6}\.\)$`)

var markTail = pattern.Lazy(`\(\p{Lu}[^()]* [^()]*\)|\(?(?i:orcid)[:\s]*(?:https?://orcid\.org/)?[0-9X-]{8,}\)?|\([^()]*(?:@|[0-9]|(?i:university|college|institute))[^()]*\)|\^[0-9a-z*,]{1,5}\^|[¹²³⁰⁴-⁹*†‡§¶∗^]+|,?\s*\b(?:Ph\.?\s?D\.?|M\.?A\.?|M\.?Sc\.?|MD|DPhil|(?i:Esq|LL\.?D|F\.?R\.?S|D\.?D))\b\.?`)

var gluedMark = pattern.Lazy(`(\p{Ll})[0-9]{1,2}(?:,\s?[0-9]{1,2})*(\s|,|;|$)`)

// setMark is the number of an affiliation that a blank sets off from the name.
var setMark = pattern.Lazy(`(\p{L}\p{Ll}) [0-9]{1,2}(?:,\s?[0-9]{1,2}\b)*(\s?,|\s?;| and | & |\s*$)`)

// plainNames is a line of names without affiliation marks, degrees, ORCIDs and
// what stands in brackets.
func plainNames(s string) string {
	s = strings.NewReplacer(" · ", ", ", " • ", ", ", "•", "").Replace(s)
	s = markTail().ReplaceAllString(s, "")
	s = gluedMark().ReplaceAllString(s, "$1$2")
	if m := setMark().FindAllString(s, 2); len(m) == 2 {
		s = setMark().ReplaceAllString(s, "$1$2")
	}
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), " "), " ,", ",")
	for strings.Contains(s, ",,") {
		s = strings.ReplaceAll(s, ",,", ",")
	}
	return strings.Trim(s, " ,;.*_—–")
}

// bylined reports whether the names that follow "by" are names: persons, a
// single word, or a body.
func bylined(text string) bool {
	rest := byNames(text)
	if n := len(strings.Fields(rest)); n == 0 || n > 40 {
		return false
	}
	return NameLook(rest) || singleName(rest) || Body(rest)
}

// piped gives the names of a byline whose pieces are parted by signs ("Ann Bell |
// May 3, 2017"), "" for any other line: one piece is names, another a date.
func piped(text string) string {
	names, dated := "", false
	for _, p := range strings.FieldsFunc(text, func(c rune) bool { return c == '|' || c == '·' || c == '•' }) {
		p = strings.TrimSpace(p)
		switch {
		case dateLine().MatchString(p):
			dated = true
		case names == "" && (NameLook(p) || by().MatchString(p)):
			names = plainNames(by().ReplaceAllString(p, ""))
		}
	}
	if !dated {
		return ""
	}
	return names
}

// dated reports whether a line is a date among numbers of a series and the like
// ("Report 14 | September 2021"): every piece is one of them.
func dated(text string) bool {
	found := false
	for _, p := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("|·•,;–—/", c) }) {
		p = strings.TrimSpace(p)
		switch {
		case dateLine().MatchString(p):
			found = true
		case clock().MatchString(p), numbering().MatchString(p), genre(p), creditLine().MatchString(p), seriesLine().MatchString(p), dayMonth().MatchString(p):
		default:
			return false
		}
	}
	return found
}

var (
	clock     = pattern.Lazy(`^(?i:(?:at )?[0-9]{1,2}[:.][0-9]{2}\s?(?:[ap]\.?m\.?|h)?(?:\s[a-z]{2,4})?)$`)
	numbering = pattern.Lazy(`^(?i:no|nr|number|issue|vol|volume|version|v)\.?\s*[0-9]+(?:\.[0-9]+)*$`)
	dayMonth  = pattern.Lazy(`^(?i:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|` + month + `|` + month + `\s[0-9]{1,2}(?:st|nd|rd|th)?)$`)
)

// office is a word of what somebody is.
var office = pattern.Lazy(`(?i)\b(?:fellow|professor|director|researcher|lecturer|minister|ambassador|editor|analyst|correspondent|secretary|chair|candidate|student|advis[oe]r|associate|president|historian|economist|officer|scholar)\b`)

// officed gives the names of a line that says who its persons are ("Ann Bell,
// Senior Fellow, Institute for Locks"), "" for any other line.
func officed(text string) string {
	pieces := strings.FieldsFunc(strings.NewReplacer(" and ", ",", " & ", ",").Replace(text), func(c rune) bool { return c == ',' || c == ';' })
	if len(pieces) < 2 || by().MatchString(text) {
		return ""
	}
	var names []string
	told := false
	for i, p := range pieces {
		plain := plainNames(p)
		is := office().MatchString(p) || places().MatchString(p) || Body(strings.TrimSpace(p))
		switch {
		case !is && NameLook(plain) && (i == 0 || told):
			names = append(names, plain)
		case i == 0:
			return ""
		}
		told = told || is
	}
	if !told {
		return ""
	}
	return strings.Join(names, "; ")
}

// byNames is what a byline says after "by", without the date behind it.
func byNames(text string) string {
	if names := piped(text); names != "" {
		return names
	}
	if names := officed(strings.Trim(text, " *_")); names != "" {
		return names
	}
	text = by().ReplaceAllString(strings.Trim(text, " *_"), "")
	text = dateTail().ReplaceAllString(text, "")
	if m := filed().FindStringSubmatch(text); m != nil && NameLook(plainNames(m[1])) {
		text = m[1] // "by Ann Bell in Essays"
	}
	if rest, ok := strings.CutPrefix(text, "the "); ok {
		text = rest
	}
	if name, place, ok := strings.Cut(text, ", "); ok && (places().MatchString(place) || Body(place)) && NameLook(plainNames(name)) {
		text = name // "by Ann Bell, University of Port Elm"
	}
	return plainNames(text)
}

var filed = pattern.Lazy(`^(.{3,60}?) (?:in|for|at|on) \S`)

func singleName(s string) bool {
	return len(strings.Fields(s)) == 1 && utf8.RuneCountInString(s) >= 2 && nameWord(s)
}

// inCapitals reports whether a line of two words and more has no small letter.
func inCapitals(s string) bool {
	return len(strings.Fields(s)) >= 2 && strings.IndexFunc(s, unicode.IsLower) < 0 && strings.IndexFunc(s, unicode.IsUpper) >= 0
}

// foreign reports whether a word of a line stands in small letters in the text,
// as a word of a title does and a person's name hardly ever.
func (r *reading) foreign(line string) bool {
	for _, w := range strings.FieldsFunc(line, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if utf8.RuneCountInString(w) >= 3 && !strings.EqualFold(w, "and") && !particle(w) && r.small()[strings.ToLower(w)] {
			return true
		}
	}
	return false
}

// small holds the words that stand in small letters in the text.
func (r *reading) small() map[string]bool {
	if r.words == nil {
		r.words = map[string]bool{}
		for _, b := range r.page.Blocks {
			for w := range strings.FieldsFuncSeq(b.Text, func(c rune) bool { return !unicode.IsLetter(c) }) {
				if unicode.IsLower(firstRune(w)) {
					r.words[w] = true
				}
			}
		}
	}
	return r.words
}

func firstRune(s string) rune { c, _ := utf8.DecodeRuneInString(s); return c }
