package tag

import "strings"

// scholarly are verbs, besides those that report, with which authors are spoken of,
// and works are the things that authors make.
const (
	scholarly = `compar(?:es?|ed)|follow(?:s|ed)?|teach(?:es)?|taught|made us|makes us|would have us|reminds? us|analy[sz](?:es?|ed)|stud(?:y|ies|ied)|` +
		`examin(?:es?|ed)|survey(?:s|ed)?|review(?:s|ed)?|estimat(?:es?|ed)|measur(?:es|ed)|test(?:s|ed)|model(?:s|led|ed)?|trac(?:es|ed)|coin(?:s|ed)|` +
		`develop(?:s|ed)?|offer(?:s|ed)?|us(?:es|ed) the (?:term|word|phrase)|provid(?:es?|ed)|present(?:s|ed)?|discuss(?:es|ed)?|explor(?:es?|ed)|address(?:es|ed)?|` +
		`focus(?:es|ed)|draws? on|drew on|builds? on|built on|differs?|went (?:further|on)|goes (?:further|on)|had in mind|formulat(?:es|ed)|criti(?:que|ques|qued)|revisit(?:s|ed)`
	products = `work|model|theory|theories|argument|account|view|analysis|study|book|essay|article|paper|chapter|definition|concept|notion|framework|approach|` +
		`findings?|data|terms?|words|sense|spirit|critique|typology|classification|measure|method|image|insights?|idea|distinction|thesis|phrase|that|those|formula|index|data ?set`
	made = `put|given|made|offered|developed|used|advanced|formulated|coined|popularised|popularized|introduced|inspired|influenced|studied|examined|written|` +
		`raised|set out|laid out|taken up|followed|collected|defended|refined|extended|summarised|summarized|drawn|shared|anticipated|explored|analysed|analyzed|discussed`
)

var (
	vouchedBehind = form(`^(?:\s+and\s+\p{Lu}[\p{L}'’-]+\s+\([0-9]{4}[a-z]?\))?(?:,\s[^.;:,()]{1,60},|,?\s+who)?\s+` + adverbs + `(?i:` + verbs + `|` + weak + `|` + scholarly + `)(?:$|[^\p{L}])`)
	vouchedBefore = form(`(?:^|[\s(])(?i:according to|cf\.?|see(?: also| for example| e\.g\.)?,?|drawing on|draw on|draws on|building on|builds on|build on|following|follow|follows|unlike|like|pace|contra|echo(?:es|ing)?|` +
		`ow(?:e|es|ed) (?:\p{L}+ ){0,4}to|cit(?:e|es|ing)|quot(?:e|es|ing)|(?:critics|scholars|authors|writers|theorists|thinkers|researchers) (?:such as|like|including)|` +
		`(?:` + products + `) (?:of|in|by|from)|(?:` + participles + `|` + made + `)(?: \p{Ll}+ly)? (?:in|by))\s+$`)
	// vouchedWhole is a clause that says "as Herz (1950) saw".
	vouchedAs = form(`(?:^|[\s(])(?i:as|what|how|where)\s+$`)
	anyVerb   = form(`^\s+` + adverbs + `\p{Ll}{2,}(?:s|ed|w)\b`)
)

// vouched reports whether the sentence shows that the name before the bracketed
// year of text[start:end] is an author's, where nothing else is known of it: what
// stands behind is said of those who write ("Ruggie (1982) showed that"), or what
// stands before says that a work or its author comes ("the model of Singer (1972)",
// "according to Jervis (1978)", "Putnam's (1988) image"). At is where the name begins.
func vouched(text string, at, start, end int) bool {
	before, behind := text[max(0, at-60):at], text[end:]
	behind = behind[:min(len(behind), 160)]
	if article := lastWord(strings.TrimSpace(before)); strings.EqualFold(article, "the") || ofPlaces(before) && !vouchedBefore().MatchString(before) {
		return false // "The Dreadnought (1906)", "in Vienna (1815)"
	}
	if name := strings.TrimRight(text[at:start], " "); strings.HasSuffix(name, "'s") || strings.HasSuffix(name, "’s") {
		return true
	}
	return vouchedBehind().MatchString(behind) || vouchedBefore().MatchString(before) || vouchedAs().MatchString(before) && anyVerb().MatchString(behind)
}
