package markup

import (
	"encoding/json"
	"strconv"
	"strings"
)

// linkedPlace reads where a JSON-LD value says that a text was printed: in an
// issue of a volume of a journal, which stand in each other, or in a book; and the
// numbers by which it is known.
func linkedPlace(v map[string]any, add func(key, value string)) {
	for _, name := range names(v["editor"]) {
		add("ld:editor", name)
	}
	pages := scalarOf(v["pagination"])
	if first, last := scalarOf(v["pageStart"]), scalarOf(v["pageEnd"]); pages == "" && first != "" {
		pages = first
		if last != "" && last != first {
			pages += "-" + last
		}
	}
	for _, name := range names(v["translator"]) {
		add("ld:translator", name)
	}
	for _, key := range []string{"translationOfWork", "exampleOfWork"} {
		if first, ok := v[key].(map[string]any); ok {
			add("ld:original", scalarOf(first["datePublished"]))
		}
	}
	add("ld:genre", scalarOf(v["inSupportOf"]))
	add("ld:number", scalarOf(v["reportNumber"]))
	add("ld:pages", pages)
	add("ld:edition", scalarOf(v["bookEdition"]))
	add("ld:language", scalarOf(v["inLanguage"]))
	add("ld:doi", doiOf(v["identifier"], v["sameAs"], v["@id"], v["doi"]))
	for depth := 0; v != nil && depth < 5; depth++ {
		add("ld:volume", scalarOf(v["volumeNumber"]))
		add("ld:issue", scalarOf(v["issueNumber"]))
		add("ld:issn", scalarOf(v["issn"]))
		add("ld:isbn", scalarOf(v["isbn"]))
		part := v["isPartOf"]
		if list, ok := part.([]any); ok && len(list) > 0 {
			part = list[0]
		}
		v, _ = part.(map[string]any)
		if kindOf(v["@type"]) == "BookSeries" {
			add("ld:series", scalarOf(v["name"]))
		}
	}
}

// containerOf lists the names of what a text stands in: of the journal, where an
// issue and a volume without names stand between.
func containerOf(part any, depth int) []string {
	if series, ok := part.(map[string]any); ok && kindOf(series["@type"]) == "BookSeries" {
		return nil
	}
	if list := names(part); len(list) > 0 || depth > 4 {
		return list
	}
	if list, ok := part.([]any); ok && len(list) > 0 {
		part = list[0]
	}
	if inner, ok := part.(map[string]any); ok {
		return containerOf(inner["isPartOf"], depth+1)
	}
	return nil
}

// scalarOf is a string or a number, of several the first, of an object its name
// or value.
func scalarOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case json.Number:
		return v.String()
	case []any:
		if len(v) > 0 {
			return scalarOf(v[0])
		}
	case map[string]any:
		for _, key := range []string{"value", "name", "alternateName"} {
			if s := scalarOf(v[key]); s != "" {
				return s
			}
		}
	}
	return ""
}

// doiOf finds a DOI among values that may hold one.
func doiOf(values ...any) string {
	for _, v := range values {
		if list, ok := v.([]any); ok {
			if doi := doiOf(list...); doi != "" {
				return doi
			}
			continue
		}
		s := scalarOf(v)
		if i := strings.Index(s, "10."); i >= 0 && strings.Contains(s[i:], "/") && (i == 0 || strings.Contains(strings.ToLower(s[:i]), "doi")) {
			return s[i:]
		}
	}
	return ""
}
