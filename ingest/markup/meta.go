package markup

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
)

// metaOf collects what an HTML document says about itself: its title, its meta
// tags (name or property, lower case) and the main fields of its JSON-LD, or of its
// microdata where it has none, the
// latter with the prefix "ld:".
func metaOf(root *html.Node) []block.Meta {
	var out []block.Meta
	add := func(key, value string) {
		if value = strings.Join(strings.Fields(value), " "); value != "" && len(value) < 2000 {
			out = append(out, block.Meta{Key: strings.ToLower(key), Value: value})
		}
	}
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Title:
			if n.Parent != nil && n.Parent.DataAtom == atom.Head {
				add("html:title", textOf(n))
			}
		case atom.Html:
			add("language", attr(n, "lang"))
		case atom.Meta:
			key := attr(n, "name")
			if key == "" {
				key = attr(n, "property")
			}
			if key != "" {
				add(key, attr(n, "content"))
			}
		case atom.Script:
			if attr(n, "type") == "application/ld+json" {
				var v any
				if json.Unmarshal([]byte(textOf(n)), &v) == nil {
					linked(v, add)
				}
			}
		}
	}
	if !slices.ContainsFunc(out, func(m block.Meta) bool { return strings.HasPrefix(m.Key, "ld:") }) {
		linked(microdata(root), add)
	}
	return out
}

// linked reads the fields of a JSON-LD value that describe a text.
func linked(v any, add func(key, value string)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			linked(e, add)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			linked(graph, add)
		}
		kind := kindOf(v["@type"])
		if !strings.HasSuffix(kind, "Article") && kind != "BlogPosting" && kind != "WebPage" && kind != "Book" && kind != "Chapter" && kind != "Report" && kind != "Thesis" && kind != "CreativeWork" {
			return
		}
		add("ld:type", kind)
		title, named := v["name"].(string) // where both stand, the headline may be a description
		if !named {
			title, _ = v["headline"].(string)
		}
		add("ld:headline", title)
		if s, ok := v["datePublished"].(string); ok {
			add("ld:datePublished", s)
		}
		for _, name := range names(v["author"]) {
			add("ld:author", name)
		}
		linkedPlace(v, add)
		for _, name := range containerOf(v["isPartOf"], 0) {
			add("ld:container", strings.Trim(name, "{}"))
		}
		for _, name := range names(v["publisher"]) {
			add("ld:publisher", strings.Trim(name, "{}"))
		}
	}
}

// kindOf reads a type, of several the first.
func kindOf(v any) string {
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	kind, _ := v.(string)
	return kind
}

// names reads the names of a JSON-LD value: a string, an object, or several. The
// name of an organisation stands in braces.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{strings.TrimPrefix(strings.TrimPrefix(v, "By "), "by ")}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, names(e)...)
		}
		return out
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			if strings.HasSuffix(kindOf(v["@type"]), "Organization") {
				s = "{" + s + "}" // a body's name is no person's
			}
			return []string{s}
		}
	}
	return nil
}
