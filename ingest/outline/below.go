package outline

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// mien is how a heading looks apart from its words: headings below others often
// differ from them in it.
type mien struct{ capitals, asks, counts bool }

var counting = pattern.Lazy(`^(?i:option|step|phase|stage|case|scenario|lesson|question|theme|principle|recommendation|hypothesis|proposition|finding|study|experiment|model)\s+(?:[0-9]+|[A-Z]|[IVX]+)\b`)

func mienOf(h string) mien {
	return mien{inCapitals(h), strings.HasSuffix(h, "?"), counting().MatchString(h)}
}

// below reports whether heading i goes on in the run of headings that begins with
// child, which stands right below parent: it looks as child does and as parent does
// not, or says the same in parallel words.
func below(hs []*block.Block, parent, child, i int) bool {
	p, c, h := mienOf(hs[parent].Text), mienOf(hs[child].Text), mienOf(hs[i].Text)
	if c != p {
		return h == c
	}
	return h == c && parallel(hs[child].Text, hs[i].Text) && !parallel(hs[parent].Text, hs[i].Text)
}

// parallel reports whether two headings are said alike: they begin with one longer
// word, or have as many words, an article first, and end with one word.
func parallel(a, b string) bool {
	wa, wb := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	if len(wa) < 2 || len(wb) < 2 {
		return false
	}
	if len(wa[0]) >= 4 && wa[0] == wb[0] {
		return true
	}
	last := wa[len(wa)-1]
	return len(wa) == len(wb) && len(wa) <= 5 && wa[0] == "the" && wb[0] == "the" && len(last) >= 4 && last == wb[len(wb)-1]
}

// pairs finds the headings that stand below the one before because they are said
// alike and it is not: "Six straits", then "Pilots before 1945" and "Pilots after
// 1945". What comes first in a text, and the fixed names, have none below them so.
func pairs(hs []*block.Block) map[int]bool {
	out := map[int]bool{}
	for i := 1; i+1 < len(hs); i++ {
		n := 1
		for i+n < len(hs) && parallel(hs[i].Text, hs[i+n].Text) && meta.Standard(hs[i+n].Text) == "" {
			n++
		}
		if n < 2 || n*2 > len(hs) || meta.Standard(hs[i].Text) != "" || meta.Standard(hs[i-1].Text) != "" || out[i-1] || parallel(hs[i-1].Text, hs[i].Text) {
			continue
		}
		for k := i; k < i+n; k++ {
			out[k] = true
		}
		i += n - 1
	}
	return out
}

// partOfMethod reports whether a heading names a part of the section on method of an
// empirical paper, whose own name is before.
func partOfMethod(before, h string) bool {
	if !methods().MatchString(before) {
		return false
	}
	switch strings.ToLower(strings.Trim(h, " .:")) {
	case "participants", "sample", "subjects", "respondents", "measures", "measurement", "materials", "procedure", "procedures", "data collection", "data analysis", "instruments", "instrument",
		"design", "research design", "data", "coding", "variables", "case selection", "dependent variable", "independent variables", "independent variable", "control variables", "analytic strategy", "sampling", "limitations", "ethics":
		return true
	}
	return false
}

var methods = pattern.Lazy(`^(?i:methods?|methodology|data and methods?|methods? and data|materials and methods|research design(?: and data)?|empirical strategy)$`)

var chapterHead = pattern.Lazy(`^(?i:chapter|part)\s+(?:[0-9]{1,2}|[IVXL]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b`)

var chapterBare = pattern.Lazy(`^(?i:chapter|part)\s+(?:[0-9]{1,2}|[IVXL]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))[.:]?$`)

// chapters joins the number of a chapter and its name below into one heading.
func chapters(page *block.Page) {
	blocks := page.Blocks
	kept := blocks[:0:0]
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		if i+1 < len(blocks) && (b.Kind == block.Heading || b.Kind == block.Paragraph) && b.Zone != block.Front && chapterBare().MatchString(b.Text) && chapterName(blocks[i+1]) {
			b.Kind, b.Text = block.Heading, strings.TrimRight(b.Text, ".:")
			if b.Level == 0 {
				b.Level = 1
			}
			b.Join(blocks[i+1], ": ")
			i++
		}
		kept = append(kept, b)
	}
	page.Blocks = kept
}

func chapterName(b block.Block) bool {
	if b.Kind != block.Heading && b.Kind != block.Paragraph || b.Zone == block.Front || len(strings.Fields(b.Text)) > 12 || b.Text == "" {
		return false
	}
	first := []rune(b.Text)[0]
	return unicode.IsUpper(first) && !strings.ContainsAny(b.Text[len(b.Text)-1:], ".,;:")
}

// chaptered puts what stands between two chapters below the former.
func chaptered(hs []*block.Block) {
	from := -1
	for i := 0; i <= len(hs); i++ {
		if i < len(hs) && !chapterHead().MatchString(hs[i].Text) {
			continue
		}
		if from >= 0 {
			under(hs[from], hs[from+1:i], i == len(hs))
		}
		from = i
	}
}

// under gives a chapter the first level and its headings those below; fixed names
// behind the last chapter are the book's.
func under(chapter *block.Block, hs []*block.Block, last bool) {
	chapter.Level = 1
	least := 99
	for i, h := range hs {
		if name := meta.Standard(h.Text); last && (name == "references" || name == "appendix" || name == "acknowledgements") {
			hs = hs[:i]
			break
		}
		least = min(least, h.Level)
	}
	for _, h := range hs {
		h.Level += max(0, 2-least)
	}
}
