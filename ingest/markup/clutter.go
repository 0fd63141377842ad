package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/pattern"
)

// clutter says why an element of a page is none of its text though its tag does
// not tell: a banner on cookies, buttons to share, an offer to subscribe, the
// comments of readers, other articles. Its class or id names it, and it is short
// or made of links, so that an essay on cookies is none.
func clutter(n *html.Node) string {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.Article, atom.H1, atom.Table, atom.Td, atom.Tr, atom.Tbody, atom.Ol, atom.Li:
		return ""
	case atom.Aside:
		if attr(n, "role") == "" && attr(n, "epub:type") == "" && attr(n, "id") == "" && (linkShare(n) >= 0.3 || relatedHead(n)) {
			return "navigation"
		}
	case atom.Footer:
		if inBody(n) && wordsIn(n) < 150 && linkShare(n) >= 0.3 && !strings.ContainsAny(textOf(n), "©") {
			return "navigation"
		}
	case atom.A:
		if strings.Contains(attr(n, "href"), "/login") {
			return "navigation"
		}
	}
	names := namesOf(n)
	if len(names) == 0 {
		return ""
	}
	size := -1
	small := func(limit int) bool {
		if size < 0 {
			size = wordsIn(n)
		}
		return size <= limit
	}
	switch {
	case named(names, "cookie", "cookies", "gdpr", "consent") && small(150),
		named(names, "share", "sharing", "social", "addthis", "sharedaddy") && small(40),
		named(names, "newsletter", "subscribe", "subscription", "signup", "paywall", "promo", "advert", "advertisement", "sponsored") && small(80),
		named(names, "topbar", "navbar", "topnav", "masthead", "menu", "toolbar") && small(60) && linkShare(n) >= 0.6,
		named(names, "related", "recommended", "trending", "outbrain", "taboola", "breadcrumb", "breadcrumbs") && small(250) && linkShare(n) >= 0.3,
		hasName(names, "field-label") && small(4):
		return "navigation"
	case hasName(names, "mw-head", "mw-panel", "mw-navigation", "sitesub", "contentsub", "catlinks", "printfooter", "mw-editsection", "mw-footer", "mw-jump-link"),
		hasName(names, "footer", "site-footer", "page-footer") && inBody(n) && small(150):
		return "navigation"
	case hasName(names, "comments", "comment-list", "comments-area", "comment-section", "disqus_thread", "respond") && n.DataAtom != atom.Span:
		return "comments"
	}
	return ""
}

// namesOf lists the classes and the id of an element, in small letters.
func namesOf(n *html.Node) []string {
	return strings.Fields(strings.ToLower(attr(n, "class") + " " + attr(n, "id")))
}

func hasName(names []string, wanted ...string) bool {
	return slices.ContainsFunc(names, func(s string) bool { return slices.Contains(wanted, s) })
}

// named reports whether a part of a name, between hyphens and underscores, is one
// of those wanted.
func named(names []string, wanted ...string) bool {
	for _, name := range names {
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' }) {
			if slices.Contains(wanted, part) {
				return true
			}
		}
	}
	return false
}

// inBody reports whether an element is a part of the page, not of an article or
// a quotation in it.
func inBody(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Article, atom.Blockquote, atom.Section, atom.Figure:
			return false
		}
	}
	return true
}

func wordsIn(n *html.Node) int { return len(strings.Fields(textOf(n))) }

// linkShare is the share of an element's letters that stand in links.
func linkShare(n *html.Node) float64 {
	linked, all := 0, 0
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			all += len(strings.TrimSpace(d.Data))
		case d.DataAtom == atom.A:
			linked += len(strings.TrimSpace(textOf(d)))
		}
	}
	if all == 0 {
		return 0
	}
	return float64(linked) / float64(all)
}

var related = pattern.Lazy(`(?i)^(?:related|recommended|more (?:from|on|stories)|read (?:more|next|also)|most (?:read|popular)|you may also|see also|trending|latest)\b`)

// relatedHead reports whether an element's first words announce other articles.
func relatedHead(n *html.Node) bool { return related().MatchString(strings.TrimSpace(textOf(n))) }

// pictureLabel reports whether an element only says to a reader who does not see
// a figure that there is one.
func pictureLabel(n *html.Node) bool {
	if n.DataAtom != atom.Span && n.DataAtom != atom.Div {
		return false
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Figure {
			return slices.Contains([]string{"Photo", "Image", "Video", "Picture", "Credit"}, strings.TrimSpace(textOf(n)))
		}
	}
	return false
}

// prune takes what is no text out of a tree, for readability forgets the classes
// that tell it.
func prune(root *html.Node) {
	var gone []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom != atom.Head && furniture(n) != "" {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}
