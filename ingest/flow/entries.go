package flow

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// entryStart is how the line begins with which an entry of a reference list
// begins: a number, a dash for the author before, a family name and a given one,
// a body's name with a year, or a title in quotation marks.
var entryStart = pattern.Lazy(`^(?:\[[0-9]{1,3}\]|\([0-9]{1,3}\)\s|[0-9]{1,3}[.)]\s|[-—–_]{2,}|["“]\p{Lu}|(?:[a-z]{1,4}\s){0,2}\p{Lu}[\p{L}’'.-]*(?:\s\p{L}[\p{L}’'.-]*){0,3},\s+\p{Lu}|\p{Lu}[^()]{2,80}\((?:n\.d\.|(?:1[4-9]|20)[0-9]{2}))`)

// Entries parts the entries of a reference list that stand one a line, with no
// blank line between. It must run before line ends are cleaned away.
func Entries(page *block.Page) {
	listed, bracketed := false, false // in a list; its entries bear numbers in brackets
	var out []block.Block
	for i, b := range page.Blocks {
		if heading := b.Kind == block.Heading || b.Kind == block.Paragraph && len(b.Text) < 40; heading && meta.Standard(b.Text) != "" {
			listed = meta.Standard(b.Text) == "references" && i > 0
			bracketed = i+1 < len(page.Blocks) && bracketNumber().MatchString(page.Blocks[i+1].Text)
		} else if b.Kind == block.Heading {
			listed = false
		}
		if !listed || b.Kind != block.Paragraph || b.Zone != block.Body {
			out = append(out, b)
			continue
		}
		if n := len(out); bracketed && n > 0 && out[n-1].Kind == block.Paragraph && !bracketNumber().MatchString(b.Text) && !closed(out[n-1].Text) {
			out[n-1].Join(b, "\n")
			continue
		}
		if n := len(out); n > 0 && out[n-1].Kind == block.Paragraph && open(out[n-1].Text) && !entryStart().MatchString(b.Text) {
			out[n-1].Join(b, "\n")
			continue
		}
		out = append(out, entries(b, bracketed)...)
	}
	page.Blocks = out
}

// open reports whether an entry goes on in the next line: it breaks off at a
// word.
func open(s string) bool {
	s = strings.TrimSpace(s)
	return len(strings.Fields(s)) >= 4 && (unicode.IsLetter(lastRune(s)) || strings.HasSuffix(s, ",")) && !strings.Contains(s[strings.LastIndexByte(s, ' ')+1:], "/")
}

// bracketNumber begins the entries of a list that is numbered in brackets.
var bracketNumber = pattern.Lazy(`^\s*\[[0-9]{1,3}\]\s`)

// closed reports whether an entry has come to its end: with a stop that ends no
// abbreviation, or with an address.
func closed(s string) bool {
	s = strings.TrimSpace(s)
	last := strings.ToLower(s[strings.LastIndexByte(s, ' ')+1:])
	switch last {
	case "pp.", "p.", "vol.", "no.", "ed.", "eds.", "in:", "trans.", "ser.", "vols.", "nos.":
		return false
	}
	return strings.Contains(last, "/") || !strings.HasSuffix(s, ":") && endsSentence(s)
}

// entries parts a block where a line ends as an entry does and the next begins
// as one.
func entries(b block.Block, bracketed bool) []block.Block {
	var out []block.Block
	from := 0
	for i := 0; i < len(b.Text); i++ {
		if b.Text[i] != '\n' {
			continue
		}
		last := strings.TrimSpace(b.Text[from:i])
		if last == "" || !strings.ContainsRune(".)]”\"/", lastRune(last)) && !strings.Contains(last[strings.LastIndexByte(last, ' ')+1:], "/") {
			continue
		}
		next := strings.TrimSpace(b.Text[i+1:])
		if entryStart().MatchString(next) && (!bracketed || bracketNumber().MatchString(next)) {
			out = append(out, b.Slice(from, i))
			from = i + 1
		}
	}
	return append(out, b.Slice(from, len(b.Text)))
}
