package meta

import (
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	// spoken is the title of a text by whom it says: "Remarks by Foreign Minister Ann Bell to".
	spoken = pattern.Lazy(`^(?i:(?:[\p{L}’'-]+ ){0,3}(?:speech|remarks|address|statement|lecture|keynote|intervention|testimony|message|letter|sermon|talk|toast|interview|report|memorandum)(?:,? (?:delivered|given|made|held|read))?) (?i:by|of|from|with) (?:the |[Hh]is |[Hh]er )?(.+)$`)
	// after is where the name in such a title has ended.
	after = pattern.Lazy(`\s+(?:at|to|on|in|before|during|for the|for a|about|upon|when|as)\s`)
	// postedBy is the line under a message: "asked Jan 12, 2015 by saltroad".
	postedBy = pattern.Lazy(`^(?i:asked|posted|started|submitted|written|published|post|message|topic started|by)\b(?:\s+(?:on|at))?(?:(.{0,40}?)\s+by\s+|\s*:?\s+by\s+|\s+)([\p{L}0-9_.’'-]+(?:\s[\p{L}.’'-]+){0,3}?)(?:\s*[»|·,–-]\s*(.{6,60})|\s+(?:on|at)\s+(.{6,60}))?$`)
)

// titleSpeaker reads the author of a speech from its title, which names the office
// and the person, where one does: "Speech by the Minister, Mr. Ann Bell, at ...".
func (r *reading) titleSpeaker() {
	m := spoken().FindStringSubmatch(r.work.Title)
	if len(r.work.Authors) > 0 || m == nil {
		return
	}
	for _, piece := range strings.Split(m[1], ",") {
		if at := after().FindStringIndex(piece + " "); at != nil {
			piece = piece[:min(at[0], len(piece))]
		}
		words := strings.Fields(plainNames(strings.TrimSpace(piece)))
		for len(words) > 2 && (title(words[0]) || officeWord(words[0])) {
			words = words[1:]
		}
		if len(words) > 1 && title(words[0]) {
			words = words[1:]
		}
		name := strings.Join(words, " ")
		if len(words) >= 2 && len(words) <= 4 && NameLook(name) && !officeWord(words[0]) && !officeWord(words[len(words)-1]) && !Body(name) && !places().MatchString(name) {
			r.setNames("authors", &r.work.Authors, []string{name})
			return
		}
	}
}

// officeWord reports whether a word stands in the name of an office.
func officeWord(w string) bool {
	switch strings.ToLower(strings.Trim(w, ".,")) {
	case "minister", "prime", "foreign", "deputy", "vice", "president", "vice-president", "secretary", "secretary-general", "general", "under-secretary", "undersecretary", "state", "ambassador",
		"chancellor", "king", "queen", "prince", "princess", "senator", "governor", "representative", "permanent", "high", "commissioner", "director", "director-general", "chairman", "chairwoman", "chair",
		"admiral", "colonel", "captain", "commander", "judge", "justice", "lord", "lady", "sir", "dame", "professor", "h.e", "his", "her", "excellency", "majesty", "the", "hon", "honourable", "honorable",
		"right", "rt", "defence", "defense", "finance", "interior", "acting", "former", "premier", "speaker", "bishop", "archbishop", "pope", "cardinal", "father", "reverend", "rev", "assistant", "special", "envoy", "affairs":
		return true
	}
	return false
}

// posted reads who has posted a message, and when, where no byline says it: the
// first line near the beginning that says so and nothing else.
func (r *reading) posted(from int) {
	if len(r.work.Authors) > 0 || r.work.Title == "" {
		return
	}
	for i, b := range r.page.Blocks[:min(len(r.page.Blocks), from+8)] {
		if b.Kind != block.Paragraph && b.Kind != block.Heading && b.Kind != block.Item || len(strings.Fields(b.Text)) > 14 {
			continue
		}
		m := postedBy().FindStringSubmatch(strings.Trim(b.Text, " *_"))
		if m == nil || !datePattern().MatchString(m[1]+" "+m[3]+" "+m[4]) || !NameLook(m[2]) && strings.Contains(m[2], " ") {
			continue
		}
		if n := Names(m[2]); len(n) > 0 {
			if !strings.Contains(m[2], " ") {
				n = []corpus.Name{{Family: m[2]}}
			}
			r.work.Authors = n
			r.basis("authors", corpus.Stated)
			r.setYear(datePattern().FindString(m[1] + " " + m[3] + " " + m[4]))
			if i >= from {
				r.page.Blocks[i].Zone, r.page.Blocks[i].Kind = block.Front, block.Paragraph
			}
			return
		}
	}
}
