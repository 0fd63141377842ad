package corpus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Correction is one line of a corrections file: something that a person puts
// right in what was read of a work. With an Anchor it concerns one passage, else
// the work. Passage is where it was placed, and Fault why it is not applied; a
// correction that is applied has none.
type Correction struct {
	Line    int       `json:"line"` // in the file, from 1
	Anchor  *Anchor   `json:"anchor,omitempty"`
	Field   string    `json:"field"`
	Value   string    `json:"value"`
	Passage PassageID `json:"passage,omitempty"`
	Fault   string    `json:"fault,omitempty"`
}

// String is the correction as its line stands in the file.
func (c Correction) String() string { return strings.TrimRight(c.Field+": "+c.Value, " ") }

// Anchor says which passage a correction concerns: by its first words, and as a
// help where several passages begin so by the span it had (zero where not told).
type Anchor struct {
	Span  Span   `json:"span,omitzero"`
	Words string `json:"words"`
}

// String is the anchor as the file has it: "10432-11027 The first words".
func (a Anchor) String() string {
	if a.Span.Empty() {
		return a.Words
	}
	return fmt.Sprintf("%d-%d %s", a.Span.Start, a.Span.End, a.Words)
}

// The fields of a corrections file that are none of a record.
const (
	passageField = "passage" // begins what is said of one passage
	workField    = "work"    // goes back to what is said of the work
	theoryField  = "theory"
	personField  = "person"
	voiceField   = "voice"
	pageField    = "page"
)

// recordFields are the fields of a work's record that can be corrected, named as
// in its JSON form but for author, editor and translator, which stand one a line.
var recordFields = []string{"title", "author", "editor", "translator", "year", "original_year", "type", "genre", "container",
	"volume", "issue", "number", "pages", "series", "issn", "isbn", "doi", "url", "accessed", "publisher", "place", "edition", "language"}

// RecordFields lists the fields of a work's record that can be corrected, by the
// names they have in a corrections file. Author, editor and translator stand once
// for each name.
func RecordFields() []string { return slices.Clone(recordFields) }

// nameField reports whether a field holds names, of which several may stand.
func nameField(field string) bool {
	return field == "author" || field == "editor" || field == "translator"
}

// passageFields are the fields that can be corrected for one passage.
var passageFields = []string{theoryField, personField, voiceField, pageField}

// Corrections is the content of a corrections file, lines that say nothing
// included, so that writing it again keeps what a person wrote beside. The file
// holds a line for each correction, "field: value"; lines that begin with '#' and
// empty lines are passed over. A line "passage: FIRST WORDS" begins what is said
// of one passage, a line "work:" goes back to the work.
//
// For a work: the fields of its record, author, editor and translator once for each name
// ("Family, Given"; a body's name in braces), with an empty value where the work
// has no such field; and person, "NAME = OTHER" where two names are one person,
// "\"Printed\" = NAME" where a printed form means somebody else, "- NAME" where
// it names nobody. For a passage: theory, "+ ID" or "- ID"; person as above and
// "+ NAME" or "+ NAME as PRINTED"; voice, "author", "quotes NAME; NAME" or
// "reports NAME"; page, the printed label.
type Corrections struct {
	lines []string
}

// ParseCorrections reads the content of a corrections file. It never fails: what
// cannot be read is told as the Fault of its line.
func ParseCorrections(text string) *Corrections {
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if text == "" {
		return &Corrections{}
	}
	return &Corrections{lines: strings.Split(text, "\n")}
}

// String is the content of the file, "" where it holds nothing.
func (c *Corrections) String() string {
	if len(c.lines) == 0 {
		return ""
	}
	return strings.Join(c.lines, "\n") + "\n"
}

// List gives the corrections in the order of the file. A line that cannot be
// read has a Fault.
func (c *Corrections) List() []Correction {
	var out []Correction
	var in *Anchor
	first := map[string]int{} // of fields that have one value
	for i, line := range c.lines {
		field, value, ok := splitLine(line)
		switch {
		case field == "" && ok:
			continue
		case !ok:
			out = append(out, Correction{Line: i + 1, Anchor: in, Field: squeeze(line), Fault: "is no line of the form field: value"})
		case field == passageField:
			anchor, fault := parseAnchor(value)
			in = &anchor
			first = map[string]int{}
			if fault != "" {
				out = append(out, Correction{Line: i + 1, Anchor: in, Field: field, Value: value, Fault: fault})
			}
		case field == workField:
			in = nil
		default:
			one := Correction{Line: i + 1, Anchor: in, Field: field, Value: value}
			one.Fault = one.check()
			if at, told := first[field]; told && one.Fault == "" && single(field) {
				one.Fault = fmt.Sprintf("%s is said in line %d already, which counts", field, at)
			} else if !told && one.Fault == "" {
				first[field] = i + 1
			}
			out = append(out, one)
		}
	}
	return out
}

// single reports whether a field has one value only.
func single(field string) bool {
	switch field {
	case theoryField, personField:
		return false
	}
	return !nameField(field)
}

// splitLine splits a line at its first colon. A line that says nothing has no
// field and is ok.
func splitLine(line string) (field, value string, ok bool) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return "", "", true
	}
	field, value, ok = strings.Cut(line, ":")
	field = strings.ToLower(strings.TrimSpace(field))
	return field, squeeze(value), ok && field != ""
}

// parseAnchor reads what stands behind "passage:".
func parseAnchor(value string) (a Anchor, fault string) {
	a.Words = value
	if head, rest, ok := strings.Cut(value, " "); ok {
		from, to, dash := strings.Cut(head, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if dash && err1 == nil && err2 == nil && 0 <= start && start < end {
			a = Anchor{Span: Span{start, end}, Words: rest}
		}
	}
	if len(plainWords(a.Words)) == 0 {
		return a, "names no words of the passage"
	}
	return a, ""
}

// check says what is wrong with a correction by itself, "" where nothing is.
func (c *Correction) check() string {
	known := recordFields
	if c.Anchor != nil {
		known = passageFields
	} else if c.Field == personField {
		known = []string{personField}
	}
	if !slices.Contains(known, c.Field) {
		switch {
		case c.Anchor == nil && slices.Contains(passageFields, c.Field):
			return c.Field + " is said of a passage; a line \"passage: FIRST WORDS\" before it names which"
		case c.Anchor != nil && slices.Contains(recordFields, c.Field):
			return c.Field + " is said of the work; a line \"work:\" before it goes back to the work"
		}
		s := "there is no field " + strconv.Quote(c.Field)
		if near := Nearest(c.Field, append(slices.Clone(recordFields), passageFields...), 2); len(near) > 0 {
			s += "; did you mean " + strings.Join(near, " or ") + "?"
		}
		return s
	}
	return c.checkValue()
}

// checkValue says what is wrong with the value for its field.
func (c *Correction) checkValue() string {
	switch c.Field {
	case "accessed":
		if !IsDate(c.Value) && c.Value != "" {
			return strconv.Quote(c.Value) + " is no day; write it as in 2024-05-17"
		}
	case "year", "original_year":
		if n, err := strconv.Atoi(c.Value); c.Value != "" && (err != nil || n < 1 || n > 9999) {
			return strconv.Quote(c.Value) + " is no year; write it as in 1979"
		}
	case "type":
		if c.Value != "" && !slices.Contains(Types(), c.Value) {
			return strconv.Quote(c.Value) + " is no type; there are " + strings.Join(Types(), ", ")
		}
	case theoryField:
		if sign, id := signed(c.Value); sign == 0 || id == "" || strings.Contains(id, " ") {
			return "write + or - and the theory's id, as in + realism/defensive"
		}
	case personField:
		_, fault := parsePerson(c.Value, c.Anchor != nil)
		return fault
	case voiceField:
		_, _, fault := parseVoice(c.Value)
		return fault
	case pageField:
		if c.Value == "" {
			return "names no page"
		}
	}
	return ""
}

// Types lists the types of work that a person can give; a record's own type is
// not among them.
func Types() []string {
	return []string{TypeEssay, TypeChapter, TypeArticle, TypeEncyclopedia, TypePaper, TypeBook, TypeReport, TypeThesis, TypeWebpage}
}
