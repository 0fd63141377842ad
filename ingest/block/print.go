package block

import (
	"strings"
)

// Print writes an entry that the file gives in fields alone, in one plain order:
// names, year, title, container with volume, issue and pages, publisher, DOI or
// address. What is missing is passed over.
func (e Entry) Print() string {
	var out strings.Builder
	part := func(s, end string) {
		if s = strings.TrimSpace(s); s == "" {
			return
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(s)
		if end == "." && strings.ContainsAny(s[len(s)-1:], ".?!") {
			return
		}
		out.WriteString(end)
	}
	var names []string
	for _, n := range e.Authors {
		name := n.Family
		if n.Given != "" {
			name += ", " + n.Given
		}
		names = append(names, name)
	}
	head := strings.Join(names, "; ")
	if e.Year != "" {
		head = strings.TrimSpace(head + " (" + e.Year + ")")
	}
	part(head, ".")
	part(e.Title, ".")
	part(e.container(), ".")
	publisher := e.Publisher
	if e.Place != "" && publisher != "" {
		publisher = e.Place + ": " + publisher
	} else if publisher == "" {
		publisher = e.Place
	}
	part(publisher, ".")
	switch {
	case e.DOI != "":
		part("https://doi.org/"+e.DOI, "")
	case e.URL != "":
		part(e.URL, "")
	}
	return out.String()
}

// container is where the work of an entry stands: "Journal, 4(2), 1–9".
func (e Entry) container() string {
	numbers := e.Volume
	if e.Issue != "" {
		numbers += "(" + e.Issue + ")"
	}
	pages := e.Pages
	if pages != "" && numbers == "" {
		pages = "pp. " + pages
		if !strings.ContainsAny(e.Pages, "-–,") {
			pages = "p. " + e.Pages
		}
	}
	var parts []string
	for _, s := range []string{e.Container, numbers, pages} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}
