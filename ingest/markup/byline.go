package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

var byWord = pattern.Lazy(`(?i)^(?:written\s+)?by:?\s+`)

// bylineOf reads the author of a page that no meta tag names from the element
// that the page marks as the author's name or as its byline. Where several do,
// the first behind the article's heading counts; bylines of other articles stand
// with theirs. The statements' keys are "author".
func bylineOf(root *html.Node, meta []block.Meta) []block.Meta {
	for _, m := range meta {
		switch m.Key {
		case "author", "authors", "citation_author", "dc.creator", "dcterms.creator", "ld:author":
			if !strings.Contains(m.Value, "://") {
				return nil
			}
		}
	}
	heading := headingOf(root, meta)
	var out []block.Meta
	seen := map[string]bool{}
	behind := heading == nil
	for n := range root.Descendants() {
		if n == heading {
			behind = true
		}
		if !behind || n.Type != html.ElementNode {
			continue
		}
		rank := bylineRank(n)
		if rank == 0 || len(out) > 0 && rank != 1 && heading != nil {
			continue
		}
		for _, name := range bylineNames(n) {
			if !seen[name] {
				seen[name] = true
				out = append(out, block.Meta{Key: "author", Value: name})
			}
		}
		if len(out) > 0 && rank != 1 && heading != nil {
			break
		}
	}
	if len(out) > 4 {
		return nil // a list of articles, not one with its authors
	}
	return out
}

// bylineRank says how surely an element names an author: 1 for one marked as
// such by its property, 2 for a link or a byline, 0 for any other.
func bylineRank(n *html.Node) int {
	switch {
	case strings.Contains(" "+attr(n, "itemprop")+" ", " author "):
		return 1
	case n.DataAtom == atom.A && attr(n, "rel") == "author":
		return 2
	case n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Article || n.DataAtom == atom.Img:
		return 0
	case named(namesOf(n), "byline") && wordsIn(n) <= 12:
		return 2
	}
	return 0
}

// bylineNames reads the names in a byline: those of its parts that are marked as
// names, else what stands behind "By".
func bylineNames(n *html.Node) []string {
	for d := range n.Descendants() {
		if attr(d, "itemprop") == "name" && d.DataAtom != atom.Meta {
			if name := strings.TrimSpace(squeezed(d)); personal(name) {
				return []string{name}
			}
		}
	}
	text := byWord().ReplaceAllString(squeezed(n), "")
	text, _, _ = strings.Cut(text, " | ")
	var out []string
	for _, name := range strings.Split(strings.NewReplacer(" and ", "\n", " & ", "\n", ", ", "\n").Replace(text), "\n") {
		if name = strings.TrimSpace(name); personal(name) {
			out = append(out, name)
		}
	}
	return out
}

// personal reports whether a text can be a person's name: two to five words, the
// first and the last with a capital, no figures.
func personal(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || len(s) > 60 || strings.ContainsAny(s, "0123456789@:/") {
		return false
	}
	for _, w := range []string{words[0], words[len(words)-1]} {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// dropStated takes away the lines at the head of a page that only repeat what its
// statements say: the byline of an author whom they name, and the date of an
// element of time. A date that no statement gives becomes one.
func dropStated(page *block.Page, root *html.Node) {
	authors, dated := map[string]bool{}, false
	for _, m := range page.Meta {
		switch m.Key {
		case "author", "authors", "citation_author", "dc.creator", "ld:author":
			authors[strings.ToLower(m.Value)] = true
		case "article:published_time", "ld:datepublished", "date", "dc.date", "citation_date", "citation_publication_date":
			dated = true
		}
	}
	times := map[string]string{}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Time {
			times[squeezed(n)] = attr(n, "datetime")
		}
	}
	if stamp := stampBehind(headingOf(root, page.Meta), root); !dated && stamp != "" {
		page.Meta, dated = append(page.Meta, block.Meta{Key: "date", Value: stamp}), true
	}
	var kept []block.Block
	for i, b := range page.Blocks {
		_, isTime := times[b.Text]
		name := strings.ToLower(byWord().ReplaceAllString(b.Text, ""))
		switch {
		case i >= 8 || b.Kind != block.Paragraph:
		case isTime:
			if stamp := times[b.Text]; !dated && len(stamp) >= 4 {
				page.Meta, dated = append(page.Meta, block.Meta{Key: "date", Value: stamp}), true
			}
			if dated {
				page.Omitted = append(page.Omitted, block.Omitted{Why: "date", Text: b.Text})
				continue
			}
		case authors[name]:
			page.Omitted = append(page.Omitted, block.Omitted{Why: "byline", Text: b.Text})
			continue
		}
		kept = append(kept, b)
	}
	page.Blocks = kept
}

// stampBehind is the date of the element of time that stands right behind the
// article's heading, before its text; "" where none does.
func stampBehind(heading, root *html.Node) string {
	if heading == nil {
		return ""
	}
	words, behind := 0, false
	for n := range root.Descendants() {
		switch {
		case n == heading:
			behind, words = true, -wordsIn(n)
		case !behind:
		case n.DataAtom == atom.Time:
			if stamp := attr(n, "datetime"); len(stamp) >= 4 {
				return stamp
			}
		case n.Type == html.TextNode:
			if words += len(strings.Fields(n.Data)); words > 30 {
				return ""
			}
		}
	}
	return ""
}
