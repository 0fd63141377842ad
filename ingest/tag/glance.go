package tag

import (
	"slices"
	"strings"
)

// crowds are words one of which stands in every ascription to nobody by name.
var crowds = wordSet("some others many several school scholars authors writers critics opponents proponents supporters " +
	"advocates adherents defenders detractors sceptics skeptics observers analysts commentators theorists experts " +
	"historians researchers thinkers economists philosophers strategists academics followers")

// namesCrowd reports whether one of crowds is a word of a text in small letters. It
// looks once at each word: the expression that would tell costs fifty times that,
// and few sentences have any.
func namesCrowd(low string) bool {
	start := 0
	for i := 0; i <= len(low); i++ {
		if i < len(low) && low[i] >= 'a' && low[i] <= 'z' {
			continue
		}
		if n := i - start; n >= len("some") && n <= len("commentators") && crowds[low[start:i]] {
			return true
		}
		start = i + 1
	}
	return false
}

// mayBeImpersonal reports whether a sentence in small letters has the first words and
// one of the last of spoken.impersonal. The long s counts as an s there.
func mayBeImpersonal(low string) bool {
	for rest := low; ; {
		_, after, ok := strings.Cut(rest, "it ")
		if !ok {
			return false
		}
		rest = after
		for _, verb := range [...]string{"is", "was", "has", "had", "may", "can", "could"} {
			if strings.HasPrefix(after, verb) {
				return strings.Contains(after, "that") || strings.Contains(after, "how") || strings.Contains(after, "why") || strings.Contains(low, "ſ")
			}
		}
		if strings.Contains(low, "ſ") {
			return true
		}
	}
}

// leadInWords is how many words may stand behind the last of those that lead in a
// speaker: an article and three more.
const leadInWords = 4

// views are the ends of the words before "of" in spoken.before.
var views = []string{"words", "word", "view", "views", "opinion", "eyes", "phrase", "terms", "perspective", "point"}

// leadIn gives the words at the end of before that lead in the speaker who follows,
// "" where there are none. The expression is asked only where its last fixed word
// stands near enough the end, which is seldom.
func (w *spoken) leadIn(before string) string {
	if before == "" || !strings.ContainsRune(" \t\n\f\r", rune(before[len(before)-1])) {
		return ""
	}
	rest := before
	for range leadInWords + 1 {
		rest = strings.TrimSpace(rest)
		at := strings.LastIndexAny(rest, " \t\n\f\r")
		word := rest[at+1:]
		rest = rest[:at+1]
		if word == "" {
			break
		}
		if mayLeadIn(strings.TrimSpace(rest), word) {
			return w.before.FindString(before)
		}
	}
	return ""
}

// mayLeadIn reports whether a word, with what stands before it, can be the last
// fixed word of spoken.before: "according to", "in the view of", "to quote",
// "argued by", "as far as", "pace". A word outside ASCII may, since letters fold.
func mayLeadIn(rest, word string) bool {
	for i := range len(word) {
		if word[i] >= 0x80 {
			return true
		}
	}
	switch word = strings.ToLower(word); word {
	case "to":
		return endsFolded(rest, "according")
	case "as":
		return endsFolded(rest, "far")
	case "by":
		return endsFolded(rest, "d") || endsFolded(rest, "t") || endsFolded(rest, "n")
	case "of":
		return slices.ContainsFunc(views, func(end string) bool { return endsFolded(rest, end) })
	case "quote", "cite", "paraphrase", "follow":
		return endsFolded(rest, "to")
	}
	return strings.HasSuffix(word, "pace")
}

// endsFolded reports whether a text ends so, capitals or not; where its end is not
// ASCII it may.
func endsFolded(s, end string) bool {
	if s == "" {
		return false
	}
	if s[len(s)-1] >= 0x80 {
		return true
	}
	return len(s) >= len(end) && strings.EqualFold(s[len(s)-len(end):], end)
}
