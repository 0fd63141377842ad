package cite

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"locus/corpus"
)

// Finding is something in a work's record that a reference cannot be right with.
// Rule is "missing", "doi", "isbn", "issn", "url", "year", "pages", "type", "name" or
// "duplicate"; Field the field of the record by its JSON name; What a sentence.
type Finding struct {
	Work  corpus.WorkID   `json:"work"`
	Rule  string          `json:"rule"`
	Field string          `json:"field,omitempty"`
	What  string          `json:"what"`
	Also  []corpus.WorkID `json:"also,omitempty"` // the others of a duplicate
}

var doiForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+$`) })

// Lint looks through records and tells, in the order of ws, what a full reference
// lacks (as Missing has it), identifiers that are none, pages that run backwards,
// years that contradict each other, and works that are in the list twice. It knows
// no clock: a year is only held against the record's own.
func Lint(ws []corpus.Work) []Finding {
	var out []Finding
	twice := duplicates(ws)
	for i := range ws {
		w := tidy(&ws[i])
		say := func(rule, field, what string, args ...any) {
			out = append(out, Finding{Work: w.ID, Rule: rule, Field: field, What: fmt.Sprintf(what, args...)})
		}
		for _, field := range Missing(w) {
			say("missing", field, "A full reference needs %s.", strings.ReplaceAll(field, "_", " "))
		}
		lintIdentifiers(w, say)
		lintDates(w, say)
		if from, to, ok := backwards(w.Pages); ok {
			say("pages", "pages", "The pages %s run backwards, from %d to %d.", w.Pages, from, to)
		}
		if w.Type != "" && w.Type != corpus.TypeRecord && !slices.Contains(corpus.Types(), w.Type) {
			say("type", "type", "%q is no type of work; there are %s.", w.Type, strings.Join(corpus.Types(), ", "))
		}
		lintNames(w, say)
		if d, ok := twice[i]; ok {
			out = append(out, d)
		}
	}
	return out
}

// lintIdentifiers checks DOI, ISBN, ISSN and address.
func lintIdentifiers(w *corpus.Work, say func(rule, field, what string, args ...any)) {
	if doi := bareDOI(w.DOI); w.DOI != "" && !doiForm().MatchString(doi) {
		say("doi", "doi", "%q is no DOI; one begins with 10., a number and a slash.", w.DOI)
	}
	for _, isbn := range strings.FieldsFunc(w.ISBN, func(r rune) bool { return strings.ContainsRune(" ,;", r) }) {
		if !validISBN(isbn) {
			say("isbn", "isbn", "The check digit of the ISBN %s does not fit.", isbn)
		}
	}
	for _, issn := range strings.FieldsFunc(w.ISSN, func(r rune) bool { return strings.ContainsRune(" ,;", r) }) {
		if !validISSN(issn) {
			say("issn", "issn", "The check digit of the ISSN %s does not fit.", issn)
		}
	}
	if w.URL != "" && !strings.HasPrefix(w.URL, "http://") && !strings.HasPrefix(w.URL, "https://") {
		say("url", "url", "%q is no address on the web.", w.URL)
	}
}

// lintDates holds a record's years against each other.
func lintDates(w *corpus.Work, say func(rule, field, what string, args ...any)) {
	if w.Year == nil {
		return
	}
	if w.OriginalYear != nil && *w.OriginalYear > *w.Year {
		say("year", "original_year", "It first appeared in %d and is dated %d, before that.", *w.OriginalYear, *w.Year)
	}
	if day := dayParts(w.Accessed); day != nil && day[0] < *w.Year {
		say("year", "accessed", "It was read in %d and is dated %d, after that.", day[0], *w.Year)
	}
}

// lintNames tells names that were read in capitals, or as a list in one.
func lintNames(w *corpus.Work, say func(rule, field, what string, args ...any)) {
	for _, role := range []struct {
		field string
		names []corpus.Name
	}{{"authors", w.Authors}, {"editors", w.Editors}, {"translators", w.Translators}} {
		for _, n := range role.names {
			switch {
			case n.Given != "" && shouting(n.Family+" "+n.Given):
				say("name", role.field, "%s is written in capitals.", displayed(n))
			case strings.ContainsAny(n.Family+n.Given, ";&@0123456789") && n.Given != "":
				say("name", role.field, "%q looks like no person's name.", displayed(n))
			}
		}
	}
}

// LintYear tells where a work's own reference list names works that are later
// than the work; nil where none is. Entries that are dated one year later are let
// pass, since they may have been forthcoming.
func LintYear(d *corpus.Document) []Finding {
	if d.Work.Year == nil {
		return nil
	}
	latest, raw := 0, ""
	for _, r := range d.References {
		if n, err := strconv.Atoi(strings.TrimRight(yearPrinted().FindString(r.Year), "abcdefghijklmnopqrstuvwxyz")); err == nil && n > latest {
			latest, raw = n, line(r.Raw)
		}
	}
	if latest <= *d.Work.Year+1 {
		return nil
	}
	return []Finding{{Work: d.Work.ID, Rule: "year", Field: "year",
		What: fmt.Sprintf("It is dated %d and its list names a work of %d: %s", *d.Work.Year, latest, raw)}}
}

// backwards reads a range of pages; ok where its end comes before its start. An
// end with fewer digits is the end of a shortened number: 391-5 is 391 to 395.
func backwards(pages string) (from, to int, ok bool) {
	first, last, cut := strings.Cut(dashed(pages), "–")
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if !cut || err1 != nil || err2 != nil || len(last) < len(first) {
		return 0, 0, false
	}
	return from, to, to < from
}

// duplicates finds the works that are in a list more than once: with one DOI, or
// with one title, first author and year. Each is told with the others.
func duplicates(ws []corpus.Work) map[int]Finding {
	groups := map[string][]int{}
	for i := range ws {
		w := &ws[i]
		if doi := strings.ToLower(bareDOI(line(w.DOI))); doiForm().MatchString(doi) {
			groups["doi "+doi] = append(groups["doi "+doi], i)
		}
		if title := plainKey(w.Title); title != "" {
			key := fmt.Sprintf("title %s %s %d", title, family(w), yearOf(w))
			groups[key] = append(groups[key], i)
		}
	}
	out := map[int]Finding{}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		at := groups[key]
		if len(at) < 2 {
			continue
		}
		why := "title, author and year"
		if strings.HasPrefix(key, "doi ") {
			why = "DOI"
		}
		for _, i := range at {
			if _, told := out[i]; told {
				continue // by the DOI, which sorts first
			}
			f := Finding{Work: ws[i].ID, Rule: "duplicate"}
			for _, j := range at {
				if j != i {
					f.Also = append(f.Also, ws[j].ID)
				}
			}
			slices.SortFunc(f.Also, func(a, b corpus.WorkID) int { return cmp.Compare(a, b) })
			f.What = fmt.Sprintf("It has the %s of %s.", why, joined(f.Also))
			out[i] = f
		}
	}
	return out
}

func joined(ids []corpus.WorkID) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return series(all, "and", false)
}
