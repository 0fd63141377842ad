package markup

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// attr is the value of an element's attribute, "" where it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf is all text below a node, however deep.
func textOf(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
			out.WriteByte(' ')
		}
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	return strings.TrimSuffix(out.String(), " ")
}

func hasLink(n *html.Node) bool { return firstHref(n) != "" }

func firstHref(n *html.Node) string {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			return attr(d, "href")
		}
	}
	return ""
}

// furniture says why an element is no part of the text, "" for one that is.
func furniture(n *html.Node) string {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Head, atom.Iframe, atom.Object, atom.Embed, atom.Canvas,
		atom.Audio, atom.Video:
		return "program"
	case atom.Nav, atom.Dialog:
		return "navigation"
	case atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Option:
		return "form"
	}
	switch attr(n, "role") {
	case "navigation", "banner", "search", "contentinfo", "dialog", "alertdialog", "doc-toc":
		return "navigation"
	}
	if attr(n, "epub:type") == "toc" || attr(n, "id") == "TOC" || attr(n, "id") == "toc" {
		return "navigation"
	}
	class := " " + attr(n, "class") + " "
	for _, c := range []string{" mw-editsection ", " noprint ", " navbox ", " catlinks ", " sr-only ", " visually-hidden ", " screen-reader-text "} {
		if strings.Contains(class, c) {
			return "navigation"
		}
	}
	style := strings.ReplaceAll(attr(n, "style"), " ", "")
	if hasAttr(n, "hidden") || strings.Contains(style, "display:none") {
		return "hidden"
	}
	if pictureLabel(n) {
		return "picture"
	}
	return clutter(n)
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// pageBreak reads the printed label of the page that begins at an element.
func pageBreak(n *html.Node) (string, bool) {
	if attr(n, "role") != "doc-pagebreak" && attr(n, "epub:type") != "pagebreak" {
		return "", false
	}
	for _, label := range []string{attr(n, "aria-label"), attr(n, "title"), textOf(n), strings.TrimLeft(attr(n, "id"), "pageP_-")} {
		if label = strings.TrimSpace(label); label != "" {
			return label, true
		}
	}
	return "", true
}

// isNote reports whether an element is a footnote or an endnote.
func isNote(n *html.Node, called map[string]bool) bool {
	switch attr(n, "role") {
	case "doc-footnote", "doc-endnote":
		return true
	}
	switch attr(n, "epub:type") {
	case "footnote", "endnote", "rearnote":
		return true
	}
	return attr(n, "id") != "" && called[attr(n, "id")]
}

// noteTargets collects the ids that note calls link to: the targets of raised
// links and of links that say they call a note, where the target is an element
// that can hold a note.
func noteTargets(root *html.Node) map[string]bool {
	wanted := map[string]bool{}
	for n := range root.Descendants() {
		if n.DataAtom != atom.A {
			continue
		}
		href := attr(n, "href")
		if !strings.HasPrefix(href, "#") || len(href) < 2 || attr(n, "role") == "doc-backlink" {
			continue
		}
		says := attr(n, "role") == "doc-noteref" || attr(n, "epub:type") == "noteref" || strings.Contains(attr(n, "class"), "footnote-ref")
		raisedLink := n.Parent != nil && n.Parent.DataAtom == atom.Sup || n.FirstChild != nil && n.FirstChild.DataAtom == atom.Sup
		if says || raisedLink && isMark(strings.Trim(strings.TrimSpace(textOf(n)), "[]()")) {
			wanted[href[1:]] = true
		}
	}
	return withoutEntries(root, wanted)
}

// withoutEntries are the wanted targets that can be notes. Those below a heading
// that names a list of references are its entries where most of them have a year;
// else the section has its name from the notes that stand there. What links back to
// its call is a note wherever it stands.
func withoutEntries(root *html.Node, wanted map[string]bool) map[string]bool {
	out := map[string]bool{}
	listed, dated := false, 0
	var entries []string
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			listed = meta.Standard(strings.TrimSpace(textOf(n))) == "references"
		case atom.Li, atom.P, atom.Div, atom.Aside, atom.Dd, atom.Section:
			id := attr(n, "id")
			switch {
			case id == "" || !wanted[id]:
			case listed && attr(n, "role") != "doc-endnote" && attr(n, "role") != "doc-footnote" && !linksBack(n):
				entries = append(entries, id)
				if yearly().MatchString(textOf(n)) {
					dated++
				}
			default:
				out[id] = true
			}
		}
	}
	if dated*3 < len(entries)*2 {
		for _, id := range entries {
			out[id] = true
		}
	}
	return out
}

// linksBack reports whether a note has a link, or its place, back to where it is
// called.
func linksBack(n *html.Node) bool {
	for d := range n.Descendants() {
		class := attr(d, "class")
		if strings.Contains(class, "backlink") || strings.Contains(class, "footnote-back") || attr(d, "role") == "doc-backlink" {
			return true
		}
		if d.DataAtom == atom.A {
			switch strings.TrimSpace(textOf(d)) {
			case "^", "↩", "↩︎", "↑":
				return true
			}
		}
	}
	return false
}

// entryTargets are the paragraphs and items below a heading that names a list of
// references, by their ids: those to which the text above links.
func entryTargets(root *html.Node, notes map[string]bool) map[string]bool {
	linked, out := map[string]bool{}, map[string]bool{}
	listed := false
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			listed = meta.Standard(strings.TrimSpace(textOf(n))) == "references"
		case atom.A:
			if _, at, ok := strings.Cut(attr(n, "href"), "#"); ok && !listed {
				linked[at] = true
			}
		case atom.Li, atom.P, atom.Div, atom.Dd, atom.Dt:
			if id := attr(n, "id"); listed && id != "" && linked[id] && !notes[id] && len(strings.Fields(textOf(n))) < 150 {
				out[id] = true
			}
		}
	}
	return out
}

var yearly = pattern.Lazy(`\b(?:1[5-9]|20)[0-9]{2}[a-z]?\b`)

// numbers gives the items of a list their printed marks, one after the other.
type numbers struct {
	ordered    bool
	next       int
	kind, stop string
}

func newNumbers(list *html.Node) numbers {
	n := numbers{ordered: list.DataAtom == atom.Ol, next: 1, kind: attr(list, "type"), stop: attr(list, "data-stop")}
	if s, err := strconv.Atoi(attr(list, "start")); err == nil {
		n.next = s
	}
	if n.stop == "" {
		n.stop = "."
	}
	return n
}

// mark is the printed mark of the next item: "" for a bullet, the number with
// its stop for an ordered list.
func (n *numbers) mark(li *html.Node) string {
	if !n.ordered {
		return ""
	}
	if v, err := strconv.Atoi(attr(li, "value")); err == nil {
		n.next = v
	}
	n.next++
	return numeral(n.next-1, n.kind) + n.stop
}

// taskSign is the box with which an item of a list of tasks begins, "" for any
// other item.
func taskSign(li *html.Node) string {
	for n := li.FirstChild; n != nil; n = n.FirstChild {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" && n.NextSibling != nil {
			n = n.NextSibling
		}
		if n.DataAtom == atom.Input && attr(n, "type") == "checkbox" {
			if hasAttr(n, "checked") {
				return "☑"
			}
			return "☐"
		}
	}
	return ""
}

// numeral writes n as an ordered list of the given type prints it.
func numeral(n int, kind string) string {
	switch {
	case (kind == "a" || kind == "A") && n >= 1 && n <= 26:
		return string(rune(kind[0]) + rune(n-1))
	case (kind == "i" || kind == "I") && n >= 1 && n < 4000:
		return roman(n, kind == "I")
	}
	return fmt.Sprint(n)
}

func roman(n int, upper bool) string {
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}
	var out strings.Builder
	for i, v := range values {
		for n >= v {
			out.WriteString(signs[i])
			n -= v
		}
	}
	if upper {
		return strings.ToUpper(out.String())
	}
	return out.String()
}
