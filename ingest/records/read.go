package records

import (
	"strings"
)

// Read reads a library whose format its content tells; false where it is none.
func Read(src string) (list []Record, faults []Fault, ok bool) {
	switch Format(src) {
	case "bibtex":
		list, faults = BibTeX(src)
	case "ris":
		list, faults = RIS(src)
	case "json":
		list, faults = JSON(src)
	case "rdf":
		list, faults = RDF(src)
	default:
		return nil, nil, false
	}
	return list, faults, true
}

// Format is how a library is written: "bibtex", "ris", "json" or "rdf"; "" where
// a text is none.
func Format(src string) string {
	head := strings.TrimLeft(strings.TrimPrefix(src, "\uFEFF"), " \t\r\n")
	switch {
	case strings.HasPrefix(head, "[") || strings.HasPrefix(head, "{"):
		if jsonLibrary(head) {
			return "json"
		}
	case strings.HasPrefix(head, "<"):
		if rdfLibrary(head) {
			return "rdf"
		}
	case risStart().MatchString(head):
		return "ris"
	case entryStart().MatchString(head):
		return "bibtex"
	}
	return ""
}

// jsonLibrary reports whether JSON is of items: it has their names within its
// first bytes.
func jsonLibrary(head string) bool {
	head = head[:min(len(head), 1<<16)]
	if strings.Contains(head, `"itemType"`) {
		return true
	}
	return strings.Contains(head, `"title"`) && (strings.Contains(head, `"type"`) || strings.Contains(head, `"author"`) || strings.Contains(head, `"DOI"`)) && !strings.Contains(head, `"text"`)
}

// lineAt is the number of the line, from 1, on which byte at of a text stands.
type lineAt struct {
	src  string
	last int
	line int
}

func (l *lineAt) of(at int) int {
	if at < l.last {
		l.last, l.line = 0, 0
	}
	l.line += strings.Count(l.src[l.last:at], "\n")
	l.last = at
	return l.line + 1
}
