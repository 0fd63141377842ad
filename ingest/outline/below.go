package outline

import (
	"strings"

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
