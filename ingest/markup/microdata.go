package markup

import (
	"cmp"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// microdata reads what a page says of its text in attributes beside the words
// (itemscope, itemprop), as a value of JSON-LD; nil where it says nothing, or
// speaks of several texts alike, as a list of teasers does.
func microdata(root *html.Node) map[string]any {
	var found map[string]any
	for n := range root.Descendants() {
		if !hasAttr(n, "itemscope") || hasAttr(n, "itemprop") {
			continue
		}
		item := scope(n, 0)
		kind := kindOf(item["@type"])
		if !strings.HasSuffix(kind, "Article") && kind != "BlogPosting" && kind != "Book" && kind != "Chapter" && kind != "Report" && kind != "Thesis" && kind != "CreativeWork" {
			continue
		}
		if found != nil {
			return nil
		}
		found = item
	}
	return found
}

// scope reads the properties of an item, those of items within it apart.
func scope(n *html.Node, depth int) map[string]any {
	item := map[string]any{"@type": path.Base(strings.TrimRight(attr(n, "itemtype"), "/"))}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			var value any
			switch inner := hasAttr(c, "itemscope"); {
			case inner && depth < 6:
				value = scope(c, depth+1)
			case inner:
				continue
			default:
				value = property(c)
				walk(c)
			}
			for name := range strings.FieldsSeq(attr(c, "itemprop")) {
				put(item, path.Base(name), value)
			}
		}
	}
	walk(n)
	return item
}

// property is the value of a property: what an attribute says, else the words.
func property(n *html.Node) string {
	said := cmp.Or(attr(n, "content"), attr(n, "datetime"))
	if said == "" && (n.Data == "a" || n.Data == "link") && strings.Contains(attr(n, "itemprop"), "sameAs") {
		said = attr(n, "href")
	}
	if said == "" {
		said = strings.Join(strings.Fields(textOf(n)), " ")
	}
	return said
}

// put sets a property; one given several times is a list.
func put(item map[string]any, name string, value any) {
	switch before := item[name].(type) {
	case nil:
		item[name] = value
	case []any:
		item[name] = append(before, value)
	default:
		item[name] = []any{before, value}
	}
}
