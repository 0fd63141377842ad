package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// style is how a heading is printed; a text prints its headings in one or two
// styles, so that a style which recurs above text vouches for its other lines.
type style struct {
	scheme scheme
	asks   bool // it ends with a question mark
	titled bool // most of its longer words have capitals
}

func styleOf(text string) style {
	s := style{scheme: schemeOf(text), asks: strings.HasSuffix(text, "?")}
	all, capitals := 0, 0
	for _, w := range strings.Fields(text) {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		all++
		if first, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(first) {
			capitals++
		}
	}
	s.titled = all > 1 && capitals*3 >= all*2 && s.scheme != byCapitals
	return s
}

// weigh is what speaks for block i being a heading where what stands behind it is
// shorter than the text that headings stand above: its style is that of headings
// already found, it is set apart by capitals, a number or its brevity, and a
// sentence follows.
func weigh(blocks []block.Block, i int, count map[style]int) int {
	b := blocks[i]
	if i+1 >= len(blocks) || blocks[i+1].Kind != block.Paragraph && blocks[i+1].Kind != block.Item {
		return 0
	}
	next, words := blocks[i+1].Text, len(strings.Fields(b.Text))
	s := styleOf(b.Text)
	sum := 0
	if n := len(strings.Fields(next)); n >= 6 && strings.ContainsRune(".!?”\"", lastRune(next)) {
		sum++
	} else if n < 4 {
		sum--
	}
	switch n := count[s]; {
	case n >= 2:
		sum += 2
	case n == 1:
		sum++
	}
	if s.scheme != unshown {
		sum++
	}
	if words <= 6 {
		sum++
	}
	if strings.ContainsAny(b.Text, signs) {
		sum -= 3
	}
	if s.asks && s.scheme == unshown && count[s] < 2 {
		sum -= 2
	}
	if i > 0 && blocks[i-1].Kind == block.Paragraph && !strings.ContainsRune(".!?:”\"’)]", lastRune(blocks[i-1].Text)) {
		sum -= 2 // a sentence is open, or lines like it stand together
	}
	if meta.NameLook(b.Text) && s.scheme == unshown {
		sum -= 2
	}
	return sum
}

// signs stand in what machines say to each other, and hardly in headings.
const signs = "<>{}=/\\"

// enough is the weight from which a line is a heading though little stands below it.
const enough = 4

// vouched makes headings of the lines that weigh enough by the headings found. A
// text with fewer than two has no style to go by.
func vouched(blocks []block.Block, look []bool) {
	count, begun := map[style]int{}, len(blocks)
	for i, b := range blocks {
		if b.Kind == block.Heading && i+1 < len(blocks) && blocks[i+1].Kind != block.Heading {
			count[styleOf(b.Text)]++
		}
		if begun == len(blocks) && len(strings.Fields(b.Text)) >= 15 && (b.Kind == block.Paragraph || b.Kind == block.Item) {
			begun = i
		}
	}
	for i := begun; i < len(blocks); i++ {
		b := &blocks[i]
		item := b.Kind == block.Item && b.Mark != ""
		if !look[i] || b.Kind != block.Paragraph && !item {
			continue
		}
		plain := *b
		if item {
			b.Text, b.Mark = b.Mark+" "+b.Text, ""
		}
		if weigh(blocks, i, count) < enough {
			*b = plain
			continue
		}
		b.Kind, b.Level = block.Heading, 1
	}
}

// Headings finds the headings among the blocks of a text whose file marks none
// though it could, by their look and by how they recur: Markdown whose marks are lost.
func Headings(blocks []block.Block) []block.Block {
	for _, b := range blocks {
		if b.Kind == block.Heading || len(b.Bold) > 0 && allOf(b) {
			return blocks
		}
	}
	return headings(blocks)
}

// allOf reports whether a block is printed bold throughout, as headings may be.
func allOf(b block.Block) bool {
	n := 0
	for _, r := range b.Bold {
		n += r.End - r.Start
	}
	return n+2 >= len(b.Text)
}

// edited is the mark that wikis print behind their headings.
var edited = pattern.Lazy(`\s*\[edit(?: source)?\]\s*$`)

// listing is what a table of contents tells: the headings it lists, by their
// letters, each with the depth of its number.
type listing map[string]int

var numberedEntry = pattern.Lazy(`^\s*([0-9]{1,2}(?:\.[0-9]{1,2}){0,4})\.?\s+(\S.{0,90}?)(?:\s*\.{2,}\s*[0-9]{1,4}|\s{2,}[0-9]{1,4})?\s*$`)

// listed finds a table of contents that numbers headings which the text prints
// without their numbers: three lines and more in sequence, all of them said again
// below. The lines are taken away; what they tell is kept.
func (r *reader) listed(lines []string) listing {
	again := map[string]int{} // where a line's letters stand last
	for i, l := range lines {
		if utf8.RuneCountInString(l) <= 110 {
			again[spelt(edited().ReplaceAllString(l, ""))] = i
		}
	}
	for i := 0; i < len(lines); i++ {
		n, found := i, listing{}
		for ; n < len(lines); n++ {
			m := numberedEntry().FindStringSubmatch(lines[n])
			if m == nil {
				break
			}
			name := spelt(m[2])
			if at, ok := again[name]; !ok || at <= n || name == "" {
				break
			}
			found[name] = strings.Count(m[1], ".") + 1
		}
		if n-i < 3 || len(found) < 3 {
			i = max(i, n-1) // no part of the run lists more
			continue
		}
		for k := i; k < n; k++ {
			r.page.Omitted = append(r.page.Omitted, block.Omitted{Why: "table of contents", Text: strings.TrimSpace(lines[k])})
			lines[k] = ""
		}
		return found
	}
	return nil
}

// spelt is a line by its letters and digits alone, in small letters.
func spelt(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}

// shown makes a heading of a line that a table of contents lists, or that a wiki
// marks as one, and tells whether it is.
func (r *reader) shown(line string) bool {
	bare := strings.TrimSpace(edited().ReplaceAllString(line, ""))
	depth := r.contents[spelt(bare)]
	marked := len(bare) < len(strings.TrimSpace(line)) && bare != ""
	if utf8.RuneCountInString(bare) > 100 || !marked && depth == 0 {
		return false
	}
	if marked {
		r.page.Omitted = append(r.page.Omitted, block.Omitted{Why: "anchor", Text: strings.TrimSpace(strings.TrimSpace(line)[len(bare):])})
	}
	r.add(block.Block{Kind: block.Heading, Level: max(1, depth), Text: bare, Marked: depth > 0})
	return true
}
