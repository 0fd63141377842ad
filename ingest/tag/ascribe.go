package tag

import (
	"regexp"
	"strings"
	"sync"
)

// verbs are those with which somebody's view or words are reported; weak are
// those that do so only with what was said behind them.
const (
	verbs = `argu(?:es?|ed|ing)|claim(?:s|ed|ing)?|maintain(?:s|ed)?|believ(?:es?|ed)|hold(?:s)?|held|say(?:s)?|said|` +
		`state(?:s|d)|not(?:es|ed)|observ(?:es?|ed)|contend(?:s|ed)?|assert(?:s|ed)?|suggest(?:s|ed)?|insist(?:s|ed)?|` +
		`conclud(?:es?|ed)|defin(?:es?|ed)|describ(?:es?|ed)|sees?|saw|view(?:s|ed)?|regard(?:s|ed)?|propos(?:es?|ed)|posit(?:s|ed)?|` +
		`explain(?:s|ed)?|point(?:s|ed)? out|emphasi[sz](?:es?|ed)|stress(?:es|ed)?|warn(?:s|ed)?|remark(?:s|ed)|` +
		`declar(?:es?|ed)|thinks?|thought|consider(?:s|ed)?|reject(?:s|ed)?|den(?:y|ies|ied)|object(?:s|ed)|repl(?:y|ies|ied)|` +
		`put(?:s)? it|shown|demonstrat(?:es?|ed)|enumerat(?:es?|ed)|rewrit(?:es?)|advocat(?:es?|ed)|predict(?:s|ed)?|expects?|` +
		`distinguish(?:es|ed)?|identif(?:y|ies|ied)|understand(?:s)?|understood|credit(?:s|ed)|criticiz(?:es?|ed)|criticis(?:es?|ed)|` +
		`recommend(?:s|ed)?|urg(?:es?|ed)|imagin(?:es?|ed)|interpret(?:s|ed)?|conceiv(?:es?|ed)|answer(?:s|ed)|stat(?:es|ed)|` +
		`testif(?:y|ies|ied)|swears?|swore|agrees?|agreed|disagrees?|disagreed|doubt(?:s|ed)?|suspect(?:s|ed)?|complain(?:s|ed)?|acknowledg(?:es?|ed)|` +
		`reason(?:s|ed)|assum(?:es?|ed)|recall(?:s|ed)?|recount(?:s|ed)?|judg(?:es|ed)|deem(?:s|ed)?|demand(?:s|ed)|disput(?:es?|ed)|dismiss(?:es|ed)?|` +
		`affirm(?:s|ed)?|alleg(?:es?|ed)|attribut(?:es?|ed)|caution(?:s|ed)|challeng(?:es|ed)|characteri[sz](?:es?|ed)|conced(?:es?|ed)|confirm(?:s|ed)|` +
		`counter(?:s|ed)|depict(?:s|ed)?|portray(?:s|ed)?|equat(?:es?|ed)|forecasts?|highlight(?:s|ed)?|hypothesi[sz](?:es?|ed)|impl(?:y|ies|ied)|` +
		`infer(?:s|red)|question(?:s|ed)|respond(?:s|ed)|retort(?:s|ed)|specif(?:ies|ied)|speculat(?:es?|ed)|theori[sz](?:es|ed)|underlin(?:es?|ed)|` +
		`underscor(?:es?|ed)|summari[sz](?:es|ed)|conceptuali[sz](?:es?|ed)|complains|celebrat(?:es|ed)|condemn(?:s|ed)|reckon(?:s|ed)?|comment(?:s|ed)|` +
		`quip(?:s|ped)|put the matter|put it|schrieb|schreibt|sagte|sagt|écrit`
	weak = `writ(?:es?)|wrote|written|show(?:s|ed)?|find(?:s)?|found|call(?:s|ed)|ask(?:s|ed)?|add(?:s|ed)?|speak(?:s)?|spoke|` +
		`told|tells?|rais(?:es?|ed)|introduc(?:es?|ed)|mean(?:s|t)|treat(?:s|ed)?|admit(?:s|ted)?|accept(?:s|ed)?|recogni[sz](?:es?|ed)?|know(?:s)?`
	adverbs = `(?:(?:also|once|has|had|have|further|therefore|thus|then|even|himself|herself|never|still|later|famously|rightly|always|` +
		`often|sometimes|\p{Ll}+ly|in turn|on the contrary|again|would|did not|does not|do not|here|too|no longer|first)\s+){0,3}`
	// what follows a weak verb where it reports.
	said = `(?:\s+[^.:;"“«„]{1,60}[:,]?\s*["“«„]|\s+(?:that|how|why|whether|where|what|of|the issue|this|it|in|only)\b|\s*[:,]?\s*["“‘«])`
	verb = `(?:(?i:` + verbs + `)(?:$|[^\p{L}])|(?i:` + weak + `)` + said + `|(?:is|was) (?:right|wrong|mistaken|correct|content|sceptical|skeptical|critical|of the opinion|convinced|certain|sure|adamant) (?:to|when|in|that|of)\b)`
)

// ways are the patterns by which words or views are ascribed to a name; all but
// according stand behind it.
type ways struct {
	reporting, possessed, worked, opening, inOne, inTurn                           *regexp.Regexp
	bracketed, closed, wrote, according, introduced, inverted, anaphor, of, school *regexp.Regexp
	ownStep                                                                        *regexp.Regexp
}

var ascribing = sync.OnceValue(func() *ways {
	return &ways{
		// "Waltz (1979), for one, has argued", "Buzan and his colleagues hold".
		reporting: regexp.MustCompile(`^(?:\s+et al\.?)?(?:\s*\([^()]{0,60}\))?(?:\s+(?:and|&)\s+[^.;:,()]{2,40}?)?(?:,[^,.;:]{1,100},|,?\s+who)?` +
			`\s*['‘"]?\s*` + adverbs + verb),
		// "Kissinger, The expert on ... believed that".
		inOne: regexp.MustCompile(`^,?\s+(?:who|[Tt]he|[Aa]n?|one of|as)\s[^.;:()“"]{1,130}\s(?i:` + verbs + `)\s+that\s`),
		// "McDonald tried to ...; but failed, declaring that".
		inTurn: regexp.MustCompile(`^[^.“"]{1,170}?[,;]\s+(?:declaring|arguing|claiming|stating|insisting|noting|holding|saying|maintaining|adding|suggesting) that\b`),
		possessed: regexp.MustCompile(`^(?:'s|’s|'|’)\s+(?:own\s+)?(?:\p{Ll}+\s+){0,2}` +
			`(?:views?|opinion|words|account|arguments?|definition|thesis|claims?|point of view|perspective|reading|phrase|terms|understanding)(?:$|[^\p{L}])`),
		// "Walt's ... theory, asserts"; "In Mearsheimer's theory".
		worked: regexp.MustCompile(`^(?:'s|’s|'|’)\s+(?:[0-9]{4}\s+)?[^.;:]{0,70}?` +
			`(?:theory|analysis|book|essay|article|study|work|concept|approach)\b[^.;:]{0,70}?(?:,\s+|\s)` + adverbs + `(?i:` + verbs + `|shows?)(?:$|[^\p{L}])`),
		opening: regexp.MustCompile(`^(?:\s*\([^()]{0,60}\))?\s*[,:]\s*["“«„]`),
		according: regexp.MustCompile(`(?i)(?:\baccording to|\bin the (?:words|view|views|opinion|eyes|phrase) of|from the (?:point of view|perspective|viewpoint|standpoint) of|from|\bpace|` + passive +
			`|\bto (?:quote|cite|paraphrase)|\bfollowing|\bas far as|\bfor|\bin the terms of)\s+(?:(?:the|mr|mrs|ms|dr|prof)\.?\s+|professor\s+|\p{Ll}+\s+){0,2}$`),
		// "It has been argued (Harker, 1990) that".
		bracketed: regexp.MustCompile(`(?i)\b(?:` + participles + `)\s*\((?:e\.g\.,?\s*|see\s+)?$`),
		// "Following Buzan, Wæver and de Wilde (1998), we read this as".
		ownStep: regexp.MustCompile(`^(?:,?\s+(?:(?:and|&)\s+)?(?:\p{Lu}[^\s,;:()]*|et al\.?|d[aeiou]|del|der|van|von|al))*(?:\s*\([^()]{0,60}\))?,\s+` +
			`(?:I|we|my|our|this|the present|the (?:paper|article|essay|chapter|study|thesis|report|section|book))\b`),
		introduced: regexp.MustCompile(`^(?:'s|’s)\s+(?:point of view|perspective|standpoint|viewpoint)`),
		// "...," Booth wrote.
		closed: regexp.MustCompile(`["”»’]\s*$`),
		wrote:  regexp.MustCompile(`^\s+` + adverbs + `(?i:` + verbs + `|` + weak + `)(?:$|[^\p{L}])`),
		// "...," says Booth.
		inverted: regexp.MustCompile(`(?:["”»’]\s*,?|,)\s*(?i:` + verbs + `|` + weak + `)\s+$`),
		// "He adds", "In his view", "This theory asserts".
		anaphor: regexp.MustCompile(`^["“‘(]?(?:(?:[^.;:,]{0,60},\s+|[Bb]ut |[Aa]nd |[Yy]et )?(?:[Hh]e|[Ss]he|[Tt]hey|[Hh]is [^.;:,]{1,50}|[Hh]er [^.;:,]{1,50}|[Tt]heir [^.;:,]{1,50}|` +
			`(?:[Tt]h(?:is|e|ese|ose) )(?:view|theory|school|perspective|approach|concept|position|author|theorists?|thinkers?)|[Pp]roponents of [^.;:,]{1,40}|[Ss]ome|[Oo]thers)(?:,[^,.;:]{1,60},)?\s+` + adverbs + verb +
			`|(?:[Ii]n|[Ff]rom|[Ff]or|[Aa]ccording to) (?:his|her|their|him|them|this) (?:view|views|opinion|eyes|words|account|reading|school|theory|perspective|point of view|viewpoint|approach)\b)`),
		// "..., in their view, ..." and "..., he holds, ...".
		of: regexp.MustCompile(`,["”’]?\s+(?:in (?:his|her|their) (?:view|opinion|eyes|words|account)|(?:he|she|they) ` + adverbs + `(?i:` + verbs + `|writes?|wrote|adds?))\b`),
		school: regexp.MustCompile(`^(?:['’]s?)?(?:\s+(?:theory|theories|theorists?|thinkers?|scholars?|schools?|approach(?:es)?|views?|perspectives?|paradigm|tradition|authors?|writers?|thought)){0,2}` +
			`(?:\s*\([^()]{0,40}\))?(?:,[^,.;:]{1,100},|,?\s+who)?\s+` + adverbs + verb),
	}
})

// ascription is a place where words or views are ascribed to somebody: byte
// offsets into the passage's text.
type ascription struct {
	start, end int
	name       string
}

// ascribed finds what is ascribed to the person named at h.
func ascribed(text string, h hit) (ascription, bool) {
	before, after := text[max(0, h.start-60):h.start], text[h.end:min(len(text), h.end+240)]
	w := ascribing()
	if a, ok := preceded(before, after, h); ok {
		return a, true
	}
	if strings.HasSuffix(before, " which ") || strings.HasSuffix(before, " whom ") {
		return ascription{}, false // "the balance which Walt proposed"
	}
	for _, way := range []*regexp.Regexp{w.reporting, w.opening, w.possessed, w.worked, w.inOne, w.inTurn} {
		if m := way.FindString(after); m != "" {
			return ascription{h.start, h.end + len(strings.TrimRight(m, " ,:;.\n\"“«‘(")), h.name}, true
		}
	}
	if w.closed.MatchString(before) {
		if m := w.wrote.FindString(after); m != "" {
			return ascription{h.start, h.end + len(strings.TrimRight(m, " ,:;.\n")), h.name}, true
		}
	}
	if !strings.ContainsAny(before, ",\"”»’") {
		return ascription{}, false
	}
	if m := w.inverted.FindString(before); m != "" {
		verb := strings.TrimLeft(m, "\"”»’, ")
		return ascription{h.start - len(verb), h.end, h.name}, true
	}
	return ascription{}, false
}

// preceded finds words before a name that ascribe: "According to", "In the
// view of"; "For" only where it opens a sentence and a comma closes it, and
// "Following" only where it is not the author who follows.
func preceded(before, after string, h hit) (ascription, bool) {
	w := ascribing()
	m := ""
	if mayPrecede(before) {
		m = w.according.FindString(before)
	}
	if m == "" {
		m = w.bracketed.FindString(before)
		return ascription{h.start - len(m), h.end, h.name}, m != ""
	}
	a := ascription{h.start - len(m), h.end, h.name}
	switch strings.ToLower(strings.Fields(m)[0]) {
	case "for", "following":
		lead := strings.TrimRight(before[:len(before)-len(m)], " \n")
		return a, (lead == "" || strings.HasSuffix(lead, ".") || strings.HasSuffix(lead, ";")) && strings.HasPrefix(after, ",") && !w.ownStep.MatchString(after)
	case "from":
		if m == "" || strings.Contains(strings.ToLower(m), " of ") {
			return a, true
		}
		n := len(w.introduced.FindString(after))
		a.end += n
		return a, n > 0
	}
	return a, true
}

// mayPrecede reports whether the last words before a name hold one that can
// ascribe; most names are spared the pattern so.
func mayPrecede(before string) bool {
	words := strings.Fields(before)
	for _, w := range words[max(0, len(words)-4):] {
		switch strings.ToLower(strings.TrimLeft(w, "(“\"‘")) {
		case "to", "of", "from", "pace", "by", "for", "quote", "cite", "paraphrase", "following", "as":
			return true
		}
	}
	return false
}

// mayGoOn reports whether a sentence holds a word that can go on with another's
// view.
func mayGoOn(sentence string) bool {
	for _, w := range strings.Fields(sentence) {
		switch strings.ToLower(strings.Trim(w, "(“\"‘,")) {
		case "he", "she", "they", "his", "her", "him", "their", "them", "this", "the", "these", "those", "some", "others", "proponents":
			return true
		}
	}
	return false
}

// schooled finds what is ascribed to the school named at h.
func schooled(text string, h hit) (ascription, bool) {
	before, after := text[max(0, h.start-60):h.start], text[h.end:min(len(text), h.end+160)]
	if a, ok := preceded(before, after, h); ok {
		return a, true
	}
	if m := ascribing().school.FindString(after); m != "" && !strings.HasSuffix(strings.ToLower(strings.TrimSpace(before)), " of") {
		return ascription{h.start, h.end + len(strings.TrimRight(m, " ,:;.\n\"“«‘(")), h.name}, true
	}
	return ascription{}, false
}
