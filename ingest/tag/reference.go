package tag

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
)

// References parses the entries of a document's reference list: its passages of
// kind reference, in order. An entry that a page or a list mark broke in two,
// the rest beginning in lower case, is one again; its span covers both pieces.
// An entry whose names are a dash ("———.") has the authors of the one before, or
// the first of them where others follow the dash.
func References(doc *corpus.Document) []corpus.Reference { return references(doc, nil) }

// references is References where the file marks the beginnings of some entries,
// byte offsets in order: none of them goes on in another.
func references(doc *corpus.Document, marked []int) []corpus.Reference {
	var spans []corpus.Span
	for _, p := range doc.Passages {
		if p.Kind != corpus.ReferenceK {
			continue
		}
		_, begins := slices.BinarySearch(marked, p.Span.Start)
		if n := len(spans); n > 0 && !begins && continues(spans[n-1].Of(doc.Text), p.Text) {
			spans[n-1].End = p.Span.End
			continue
		}
		spans = append(spans, p.Span)
	}
	var out []corpus.Reference
	for i, s := range spans {
		r := ParseReference(s.Of(doc.Text))
		r.Index, r.Span = i+1, s
		if _, again := cutDash(cutMark(r.Raw)); again && i > 0 {
			before := out[i-1].Authors
			if r.Authors != nil { // "———, and Joseph S. Nye."
				before = before[:min(1, len(before))]
			}
			r.Authors = slices.Concat(before, r.Authors)
		}
		out = append(out, r)
	}
	return out
}

// continues reports whether an entry goes on in the next piece; a piece that bears
// the next number begins one.
func continues(before, next string) bool {
	if a, b := entryNo(before), entryNo(next); a > 0 && b == a+1 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	if unicode.IsLower(r) {
		word := strings.ToLower(strings.Fields(next)[0])
		return !particle(word) && !strings.HasPrefix(word, "al-")
	}
	if strings.HasPrefix(next, "and ") || strings.HasPrefix(next, "And ") {
		return true
	}
	_, _, _, dated := cutYear(next)
	return strings.HasSuffix(before, ",") && !dated
}

// entryNo is the number that an entry bears, 0 where it bears none.
func entryNo(entry string) int {
	n, err := strconv.Atoi(strings.Trim(markForm().FindString(entry), "[](). "))
	if err != nil {
		return 0
	}
	return n
}

// ParseReference reads one entry of a reference list in whatever style: APA,
// Chicago (notes or author-date), MLA, Harvard, IEEE, Vancouver, or none in
// particular. Raw is the entry with its line ends joined; what could not be read
// stays empty. Index and Span are left to the caller.
func ParseReference(entry string) corpus.Reference {
	r := corpus.Reference{Raw: strings.Join(strings.Fields(entry), " ")}
	e := reading{Reference: &r}
	s := e.identifiers(strings.ReplaceAll(cutMark(r.Raw), " .", "."))
	s = e.head(s)
	s = e.title(s)
	e.tail(s)
	r.Type = e.kind()
	return r
}

// reading is a reference being read, and what was seen on the way.
type reading struct {
	*corpus.Reference
	quoted bool // the title stands in quotation marks
	dated  bool // the year has a month or a day, as an article of a newspaper has
	edited bool // the names are those of editors
	within bool // the work stands in another ("In ...")
	thesis bool
}

// cutMark takes the number or the list mark off the head of an entry.
func cutMark(s string) string {
	s = strings.TrimLeft(s, " ")
	if m := markForm().FindString(s); m != "" {
		return s[len(m):]
	}
	return s
}

// cutDash takes the dash that stands for the names of the entry before off the
// head of an entry, and says whether there was one.
func cutDash(s string) (string, bool) {
	rest := strings.TrimLeft(s, "—–―_-⸺⸻")
	if n := utf8.RuneCountInString(s[:len(s)-len(rest)]); n < 2 && !strings.HasPrefix(s, "⸺") && !strings.HasPrefix(s, "⸻") {
		return s, false
	}
	return strings.TrimLeft(rest, " .,"), true
}

// identifiers takes the DOI and the address out of an entry.
func (e *reading) identifiers(s string) string {
	if m := doiForm().FindStringSubmatchIndex(s); m != nil {
		e.DOI = strings.TrimRight(s[m[2]:m[3]], ".,;)]")
		s = strings.TrimSpace(s[:m[0]]) + " " + strings.TrimLeft(s[m[1]:], ".,; ")
	}
	if u := urlForm().FindStringIndex(s); u != nil {
		e.URL = strings.TrimRight(s[u[0]:u[1]], ".,;)]>")
		s = s[:u[0]] + s[u[1]:]
	}
	if e.DOI != "" || e.URL != "" {
		s = fetchedForm().ReplaceAllString(s, "")
	}
	return strings.TrimSpace(s)
}

// kind says what an entry describes, "" where nothing tells.
func (e *reading) kind() string {
	body := len(e.Authors) > 0 && e.Authors[0].Given == "" && bodyLike(e.Authors[0].Family)
	switch {
	case e.thesis:
		return corpus.TypeThesis
	case e.within && e.Volume == "" && e.Issue == "":
		return corpus.TypeChapter
	case meetingForm().MatchString(e.Raw) && e.Volume == "" && e.Issue == "":
		return corpus.TypePaper
	case e.Volume != "" || e.Issue != "":
		return corpus.TypeArticle
	case e.Container != "" && e.Publisher != "" && !strongSerial().MatchString(e.Container):
		return corpus.TypeChapter
	case e.URL != "" && e.Publisher == "":
		return corpus.TypeWebpage
	case e.Container != "":
		return corpus.TypeArticle
	case e.Publisher != "" && body:
		return corpus.TypeReport
	case e.Publisher != "":
		return corpus.TypeBook
	}
	return ""
}
