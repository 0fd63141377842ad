package tag

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/words"
)

// assemblies are further words that stand in the names of bodies, of their
// documents and of countries, and in no person's.
var assemblies = wordSet("bank commission committee corporation union organisation organization international agency ministry " +
	"parliament congress senate assembly court tribunal nations states kingdom party movement group association society federation " +
	"republic government office department board conference fund charter constitution covenant convention report statute declaration " +
	"resolution protocol agreement accord pact alliance league bureau cabinet authority administration panel network forum initiative " +
	"watch embassy community confederation brotherhood army navy guard police academy chamber directive law code watchdog secretariat " +
	"times post news herald tribune gazette standard")

// regions are words that open or make the names of countries, peoples and places.
var regions = wordSet("north south east west northern southern eastern western central new great united saudi soviet white red black green " +
	"european african asian american british french german russian chinese indian iranian israeli turkish arab islamic sri costa rica " +
	"sierra leone burkina faso cape ivory hong kong puerto saint san santa el salvador los las middle far gulf cold world silicon wall " +
	"york zealand korea africa arabia america asia europe britain ireland lanka verde atlantic pacific mediterranean monday tuesday " +
	"wednesday thursday friday saturday sunday january february march april june july august september october november december")

// officers are words of rank or trade that may stand before a person's name.
var officers = wordSet("minister prime foreign vice chief king queen prince princess pope bishop chancellor ambassador director senator " +
	"governor judge justice captain colonel major admiral historian philosopher economist sociologist chairman chairwoman spokesman " +
	"spokeswoman congressman mayor emperor sultan sheikh ayatollah imam rabbi commissioner deputy former lady madame madam monsieur herr frau")

// leadIns are words that open a sentence before a name and are no name.
var leadIns = wordSet("following unlike like contrary according quoting citing paraphrasing pace asked says said later today once meanwhile recently " +
	"finally here nevertheless however moreover furthermore similarly likewise consequently instead interestingly echoing drawing building " +
	"against contra besides writing speaking despite article chapter section figure table part volume page appendix no yes dear")

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// spoken are the words around a name that tell that somebody speaks.
type spoken struct {
	after, possessed, colon, before, inverted, signed *regexp.Regexp
	anonymous, impersonal, bodily                     *regexp.Regexp
}

var speaking = sync.OnceValue(func() *spoken {
	return &spoken{
		after:     regexp.MustCompile(`^(?:\s+et al\.?)?(?:\s*\([^()]{0,60}\))?(?:\s+(?:and|&)\s+\p{Lu}[^.;:,()]{2,40}?)?(?:,[^,.;:"“]{1,90},|,?\s+who\b[^.;:"“]{0,60}?)?\s+` + adverbs + verb),
		possessed: ascribing().possessed,
		colon:     regexp.MustCompile(`^[^.;:"“”«„‘]{0,70}[:,–—]\s*["“«„‘]`),
		before: regexp.MustCompile(`(?i)(?:\baccording to|\bin the (?:words?|views?|opinion|eyes|phrase|terms) of|\bfrom the (?:point of view|perspective|viewpoint|standpoint) of|` +
			`\bto (?:quote|cite|paraphrase|follow)|\bpace|\b(?:` + participles + `) by|\bas far as)\s+(?:(?:the|a|an)\s+)?(?:\p{Ll}+\s+){0,3}$`),
		inverted:   regexp.MustCompile(`["”»’“]\s*,?(?:\s*\[[0-9]+\],?|[¹²³⁰-⁹]*)?\s*(?i:` + verbs + `|` + weak + `)\s+(?:(?:the|a|an)\s+(?:\p{Ll}+\s+){0,3}\p{Ll}+,\s+)?$`),
		signed:     regexp.MustCompile(`(?:[—–―]\s*|\n-\s*)$`),
		anonymous:  regexp.MustCompile(`(?i)(?:^|[,;]\s+|\b(?:but|yet|and|while|although|whereas)\s+)(?:` + crowdWords + `)(?:,[^,.;:]{1,60},)?\s+` + adverbs + verb),
		impersonal: regexp.MustCompile(`(?i)\bit (?:is|was|has been|had been|has also been|may be|can be|could be)\s+(?:(?:\p{L}+ly|often|also|sometimes|even|still|once|thus|therefore|frequently)\s+){0,2}(?:` + participles + `)\b(?:\s*\([^()]{0,60}\))?,?\s+(?:by (?:some|many|others|critics)\s+)?(?:that|how|why)\b`),
		bodily: regexp.MustCompile(`^(?:\s*\([^()]{0,60}\))?(?:,[^,.;:"“]{1,80},)?\s+` + adverbs + `(?:` +
			`(?i:argues?|argued|claims?|claimed|maintains?|maintained|believes?|believed|insists?|insisted|contends?|contended|asserts?|asserted|concludes?|concluded|warns?|warned|recommends?|recommended|states?|stated)\b` +
			`|(?i:` + verbs + `|` + weak + `|provid(?:es?|ed)|stipulat(?:es?|ed)|reads?|rul(?:es?|ed)|estimat(?:es?|ed)|affirm(?:s|ed)?|report(?:s|ed)?)(?:\s+that\b|\s*[:,]?\s*["“«‘„]))`),
	}
})

// participles are those by which a view is ascribed in the passive; crowdWords
// name those who are not named.
const (
	participles = `argued|claimed|maintained|believed|held|said|stated|noted|observed|contended|asserted|suggested|proposed|described|defined|` +
		`alleged|assumed|objected|thought|defended|advanced|developed|put forward|advocated|explained|expressed|formulated|shown|criticised|criticized`
	// what is held of somebody's view in the passive.
	passive = `\b(?:is|are|was|were|been|being)\s+(?:\p{Ll}+ly\s+)?(?:argued|claimed|maintained|believed|held|said|stated|contended|asserted|suggested|described|defined|seen|regarded|portrayed|characteri[sz]ed) by|` +
		`\b(?:views?|arguments?|claims?|thesis|position|belief|opinion)\s+(?:\p{Ll}+\s+)?(?:put forward|held|defended|advanced|proposed|expressed|maintained) by`
	crowdWords = `(?:(?:some|many|most|several|certain|other|numerous|a few|more recent|early|later|the|its|his|her|their)\s+)?(?:\p{L}+\s+)?` +
		`(?:scholars|authors|writers|critics|opponents|proponents|supporters|advocates|adherents|defenders|detractors|sceptics|skeptics|observers|analysts|` +
		`commentators|theorists|experts|historians|researchers|thinkers|economists|philosophers|strategists|academics|followers)(?:\s+of\s+[^,.;:]{1,50}?)?|` +
		`(?:some|others|many|several)(?:\s+of\s+(?:them|these|those|his \p{L}+|its \p{L}+))?|one school(?:\s+of\s+thought)?|another school(?:\s+of\s+thought)?`
)

// speakers lists the persons of whom nothing is known but that they speak: two
// to four words with capitals, with words around them that ascribe.
func (c *cast) speakers(text string, list []nameWord) []fullName {
	var out []fullName
	quoted := mostlyQuoted(text)
	for i := 0; i < len(list); i++ {
		j := c.nameRun(text, list, i)
		if j-i < 2 || !told(text, list, i, j, quoted) {
			continue
		}
		family := j - 1
		out = append(out, fullName{first: i, after: j, given: text[list[i].start:list[family-1].end] + stop(text, list[family-1]), family: text[list[family].start:list[family].end]})
		i = j - 1
	}
	return out
}

// nameRun is the index behind a row of words that can be a person's name and
// begins at word i, i where there is none.
func (c *cast) nameRun(text string, list []nameWord, i int) int {
	if !c.nameLike(text, list[i]) || i > 0 && nextTo(text, list, i) && list[i-1].upper && c.nameLike(text, list[i-1]) {
		return i
	}
	j := i + 1
	for j < len(list) && list[j].upper && nextTo(text, list, j) {
		if !c.nameLike(text, list[j]) && !isInitial(text, list[j]) {
			return i
		}
		j++
	}
	if i > 0 && strings.EqualFold(text[list[i-1].start:list[i-1].end], "the") || j-i > 4 || isInitial(text, list[j-1]) || len(c.roster.family[list[j-1].key]) > 0 {
		return i // of the pack's families scan knows more
	}
	return j
}

// nameLike reports whether a word can be part of the name of a person who is not
// known: a capital and small letters, no word of a body, a place, a rank or a
// school, and none that the document prints small.
func (c *cast) nameLike(text string, w nameWord) bool {
	if !w.upper || w.end-w.start < 2 || bodies[w.key] || assemblies[w.key] || regions[w.key] || officers[w.key] || leadIns[w.key] || titles[w.key] {
		return false
	}
	printed := text[w.start:w.end]
	low := strings.ToLower(printed)
	if words.Function(low) || c.lower[low] || strings.HasSuffix(low, "ism") || strings.HasSuffix(low, "ist") || strings.HasSuffix(low, "ists") || len(c.schools.first[low]) > 0 {
		return false
	}
	_, size := utf8.DecodeRuneInString(printed)
	return strings.IndexFunc(printed[size:], unicode.IsLower) >= 0
}

// told reports whether the words around a row of capitals ascribe to it; at the
// head of a sentence of a text that mostly quotes, the row itself does.
func told(text string, list []nameWord, i, j int, quoted bool) bool {
	start, end := list[i].start, list[j-1].end
	before, after := text[max(0, start-70):start], text[end:min(len(text), end+170)]
	w := speaking()
	opens := i == 0 || endsSentence(text[list[i-1].end:start]) || strings.ContainsAny(text[list[i-1].end:start], "\"”»")
	lead := ""
	if i > 0 {
		lead = strings.ToLower(text[list[i-1].start:list[i-1].end])
	}
	switch {
	case w.after.MatchString(after), w.possessed.MatchString(after), w.before.MatchString(before), w.inverted.MatchString(before):
		return true
	case w.signed.MatchString(before):
		return len(text)-end < 80
	case w.colon.MatchString(after):
		return opens || lead == "for" || lead == "as" || lead == "says"
	}
	return lead == "for" && strings.HasPrefix(after, ",") || lead == "following" && strings.HasPrefix(after, ",") ||
		lead == "if" && strings.HasPrefix(after, " is right") || opens && quoted
}

// mostlyQuoted reports whether most of a text stands between quotation marks.
func mostlyQuoted(text string) bool {
	if !strings.ContainsAny(text, "\"“«„‘") {
		return false
	}
	length := 0
	for _, q := range quotedSpans(text) {
		length += q.Len()
	}
	return 2*length > len(text)
}

// bodyHits lists the bodies and documents that a text names: words with
// capitals, "of" and "for" between them, one of which names such things; or an
// acronym.
func bodyHits(text string, list []nameWord) []hit {
	var out []hit
	for i := 0; i < len(list); i++ {
		if !list[i].upper {
			continue
		}
		j, body := bodyRun(text, list, i)
		first := i
		for first < j && words.Function(strings.ToLower(text[list[first].start:list[first].end])) {
			first++
		}
		if body && first < j {
			out = append(out, hit{start: list[first].start, end: list[j-1].end, name: text[list[first].start:list[j-1].end]})
		}
		i = j - 1
	}
	return out
}

// bodyRun is the index behind the row of capitalised words at word i and whether
// it names a body.
func bodyRun(text string, list []nameWord, i int) (int, bool) {
	j, end, body := i, i, false
	for j < len(list) && (j == i || nextTo(text, list, j)) {
		printed := text[list[j].start:list[j].end]
		switch {
		case list[j].upper:
			single := allCapitals(printed) && (j == i || !list[j-1].upper)
			body = body || single || (assemblies[list[j].key] || bodies[list[j].key]) && !words.Function(strings.ToLower(printed))
			end = j + 1
		case printed != "of" && printed != "for" && printed != "on" && printed != "the" && printed != "and":
			return end, body && (end > i+1 || allCapitals(text[list[i].start:list[i].end]))
		}
		j++
	}
	return end, body && (end > i+1 || allCapitals(text[list[i].start:list[i].end]))
}

// allCapitals reports whether a word is three to six capitals that are no Roman
// number.
func allCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n >= 3 && n <= 6 && strings.Trim(s, "IVXLCDM") != ""
}

// bodySpeaks finds what is ascribed to the body named at h.
func bodySpeaks(text string, h hit) (ascription, bool) {
	before, after := text[max(0, h.start-60):h.start], text[h.end:min(len(text), h.end+200)]
	w := speaking()
	if m := w.leadIn(before); m != "" {
		return ascription{h.start - len(m), h.end, h.name}, true
	}
	if m := w.bodily.FindString(after); m != "" && !strings.Contains(m, " show") && !strings.Contains(m, "demonstrat") {
		return ascription{h.start, h.end + len(strings.TrimRight(m, " ,:;.\n\"“«‘„(")), h.name}, true
	}
	return ascription{}, false
}

// unnamed finds views in a sentence that are ascribed to nobody by name: "some
// scholars argue", "it is often said that".
func unnamed(text string, s corpus.Span) (ascription, bool) {
	in := s.Of(text)
	low := strings.ToLower(in)
	w := speaking()
	if mayBeImpersonal(low) {
		if m := w.impersonal.FindStringIndex(in); m != nil {
			return ascription{s.Start + m[0], s.Start + m[1], ""}, true
		}
	}
	if !namesCrowd(low) {
		return ascription{}, false
	}
	if m := w.anonymous.FindStringIndex(in); m != nil {
		found := in[m[0]:m[1]]
		return ascription{s.Start + m[0] + len(found) - len(strings.TrimLeft(found, " ,;")), s.Start + m[0] + len(strings.TrimRight(found, " ,:;.\n\"“«‘(")), ""}, true
	}
	return ascription{}, false
}
