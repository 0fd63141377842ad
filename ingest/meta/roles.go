package meta

import (
	"slices"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// line is a line before the text with what can be seen of it; a line's role is
// told from it and from its neighbours' roles.
type line struct {
	text       string
	words      int
	look       look // of the line by itself
	heading    bool
	top        bool // a heading of the highest level before the text
	marked     bool // the file itself marks it as a heading
	first      bool // of all
	said       bool // what the page states as the title
	names      bool // has the look of persons' names
	foreign    bool // has words that the text writes in small letters
	recurs     bool // most of its longer words stand in the text
	body       bool // names an institution, a ministry, a series
	genre      bool // names the kind of text, or is a bare number
	answers    bool // stands below a speech's title, which has no other
	spoken     bool // is a speech's title, with who speaks
	edited     bool // stands above a line of editors
	opening    bool // bears the first number of a sequence
	chapter    bool // "Chapter 4: ..."
	periodical bool // names a journal, a newspaper, a handbook, a conference
	announces  bool // a byline or a date comes in the next two lines
}

// reason is a weight for or against a role, given where a line shows something.
// Weights are set by hand: a heading or a stated title outweighs everything, a
// look outweighs a place in the sequence.
type reason struct {
	role   look
	points int
	holds  func(*line) bool
}

var reasons = []reason{
	{lookTitle, 12, func(l *line) bool { return l.said }},                         // other statements of the page confirm it
	{lookTitle, 5, func(l *line) bool { return l.top && l.marked }},               // headings are titles before a text
	{lookTitle, 2, func(l *line) bool { return l.top && !l.marked }},              // less so those that a reader took for one
	{lookTitle, 2, func(l *line) bool { return l.heading && !l.top && l.marked }}, // and deeper ones
	{lookTitle, 3, func(l *line) bool { return l.look == lookTitle }},             // a bare line with no other look
	{lookTitle, 1, func(l *line) bool { return l.first && l.look == lookTitle }},  // titles come first
	{lookSubtitle, -6, func(l *line) bool { return l.answers }},
	{lookTitle, 1, func(l *line) bool { return l.recurs }},               // a title announces the text's words
	{lookTitle, 2, func(l *line) bool { return l.names && l.foreign }},   // "Dry Docks, Empty Towns" is no person
	{lookTitle, 1, func(l *line) bool { return l.names && l.first }},     // an author stands more often below
	{lookTitle, -1, func(l *line) bool { return l.names && !l.foreign }}, // a name is rather an author
	{lookTitle, -4, func(l *line) bool { return l.body }},                // institutions stand above titles
	{lookTitle, -4, func(l *line) bool { return l.periodical }},          // so do journals
	{lookTitle, 3, func(l *line) bool { return l.chapter }},              // a part of a series that says so
	{lookTitle, -6, func(l *line) bool { return l.opening }},             // "1. The question" is a section
	{lookTitle, 4, func(l *line) bool { return l.edited }},               // a book's, whatever it is called
	{lookTitle, -6, func(l *line) bool { return l.genre }},               // "Policy brief" is the kind of text
	{lookTitle, 12, func(l *line) bool { return l.spoken }},              // "Remarks by ... to the Council" names its body in passing
	{lookCredit, 5, func(l *line) bool { return l.genre }},
	{lookCredit, -9, func(l *line) bool { return !l.genre }},
	{lookSubtitle, -6, func(l *line) bool { return l.genre }},
	{lookNames, -6, func(l *line) bool { return l.genre }},
	{lookTitle, -2, func(l *line) bool { return l.words > 20 }},           // standfirsts are long, titles are not
	{lookTitle, -9, func(l *line) bool { return l.look == lookText }},     // prose is no title
	{lookSubtitle, 1, func(l *line) bool { return l.look == lookTitle }},  // a bare line again
	{lookSubtitle, 2, func(l *line) bool { return l.names && l.foreign }}, // of title's words
	{lookSubtitle, 1, func(l *line) bool { return l.announces }},          // with the byline below
	{lookSubtitle, -4, func(l *line) bool { return !l.announces }},        // else it is the first section's heading
	{lookSubtitle, -9, func(l *line) bool { return l.chapter }},
	{lookSubtitle, -6, func(l *line) bool { return l.names && !l.foreign }},        // authors
	{lookSubtitle, -5, func(l *line) bool { return l.body || l.look == lookText }}, // affiliations, prose
	{lookSite, 4, func(l *line) bool { return l.body }},                            // who issues the text
	{lookSite, 4, func(l *line) bool { return l.periodical }},                      // where it stands
	{lookSite, 1, func(l *line) bool { return l.first }},                           // at the head of the page
	{lookSite, -6, func(l *line) bool { return !l.body && !l.periodical }},         // any other line needs a sign
	{lookSite, -6, func(l *line) bool { return l.edited }},                         // a book's title
	{lookSite, -12, func(l *line) bool { return l.spoken }},
	{lookSite, -4, func(l *line) bool { return l.said }},                              // the title
	{lookNames, 4, func(l *line) bool { return l.names && !l.foreign }},               // persons
	{lookNames, 1, func(l *line) bool { return l.names && l.foreign }},                // "Rose Young" may be one
	{lookNames, -9, func(l *line) bool { return !l.names }},                           // what has no look of names is none
	{lookNames, -2, func(l *line) bool { return l.top }},                              // a heading is rather a title
	{lookPlace, 4, func(l *line) bool { return l.look == lookPlace }},                 // an affiliation
	{lookPlace, -2, func(l *line) bool { return l.look != lookPlace && l.placed() }},  // where it was said, above the date
	{lookPlace, -9, func(l *line) bool { return l.look != lookPlace && !l.placed() }}, // else it needs an institution's word
	{lookStandfirst, 4, func(l *line) bool { return l.announces && l.words >= 12 }},   // what the text says, above its byline
	{lookStandfirst, -9, func(l *line) bool { return !l.announces || l.words < 12 || l.words > 60 }},
	{lookStandfirst, -6, func(l *line) bool { return l.heading }},
}

// follows weighs a role after another; start is lookText before the first line.
// A pair that is not listed weighs nothing.
var follows = map[[2]look]int{
	{lookSite, lookTitle}:        2, // the issuer above the title
	{lookIssue, lookTitle}:       2, // a number above it
	{lookCredit, lookTitle}:      2, // the kind of text above it
	{lookNames, lookTitle}:       1, // some authors stand above
	{lookTitle, lookBy}:          3, // a byline below
	{lookTitle, lookNames}:       3,
	{lookTitle, lookStandfirst}:  2,
	{lookSubtitle, lookBy}:       2,
	{lookSubtitle, lookNames}:    2,
	{lookStandfirst, lookBy}:     2,
	{lookStandfirst, lookNames}:  2,
	{lookNames, lookPlace}:       3,  // an affiliation below its author
	{lookNames, lookCourse}:      4,  // a student's head
	{lookPlace, lookNames}:       1,  // the next author
	{lookSite, lookSite}:         1,  // a ministry above its office
	{lookPlace, lookTitle}:       -4, // an affiliation stands below a title
	{lookPlace, lookSubtitle}:    -9,
	{lookNames, lookSubtitle}:    -9,
	{lookBy, lookSubtitle}:       -9,
	{lookDate, lookSubtitle}:     -9,
	{lookSite, lookSubtitle}:     -9,
	{lookIssue, lookSubtitle}:    -9,
	{lookCredit, lookSubtitle}:   -9,
	{lookCourse, lookSubtitle}:   -9,
	{lookSubtitle, lookSubtitle}: -2,
	{lookBy, lookSite}:           -4, // after a byline a body is an affiliation
	{lookNames, lookSite}:        -4,
	{lookTitle, lookSite}:        -3,
	{lookSubtitle, lookSite}:     -3,
}

// open lists the roles that a line may have whose look alone does not settle it.
var open = []look{lookTitle, lookSubtitle, lookSite, lookNames, lookPlace, lookStandfirst, lookCredit, lookText}

// settled reports whether a line's look is its role.
func (l *line) settled() bool {
	return l.look != lookTitle && l.look != lookNames && l.look != lookPlace && l.look != lookText
}

// placed reports whether a line may be a place though no word shows it: a few words
// with capitals, a date below.
func (l *line) placed() bool {
	return !l.first && l.words <= 5 && l.announces && proper(l.text) && !l.marked
}

// weigh is what speaks for a role by the line alone.
func (l *line) weigh(role look) int {
	if l.settled() {
		if role == l.look {
			return 0
		}
		return -99
	}
	if !slices.Contains(open, role) {
		return -99
	}
	if role == lookText {
		if l.look == lookText {
			return 3
		}
		return 0
	}
	sum := 0
	for _, r := range reasons {
		if r.role == role && r.holds(l) {
			sum += r.points
		}
	}
	return sum
}

// best is the best way to a role of the line reached.
type best struct {
	score int
	from  int // the state of the line before
	ok    bool
}

// label gives each line its role so that the sum of the weights is greatest: what
// Viterbi's algorithm finds over the roles, each with and without a title before.
func label(lines []line) []look {
	states := slices.Clone(open)
	for _, l := range lines {
		if l.settled() && !slices.Contains(states, l.look) {
			states = append(states, l.look)
		}
	}
	n := len(states) * 2
	ways := make([][]best, len(lines))
	for i := range lines {
		ways[i] = make([]best, n)
		for s, role := range states {
			w := lines[i].weigh(role)
			if w < -50 {
				continue
			}
			if i == 0 {
				if role != lookSubtitle && role != lookStandfirst {
					ways[i][titled(s, role == lookTitle)] = best{score: w, ok: true}
				}
				continue
			}
			step(ways[i], ways[i-1], states, s, w)
		}
	}
	return back(ways, states)
}

// titled is the state of role s with a title at or before it, or without.
func titled(s int, seen bool) int {
	if seen {
		return s*2 + 1
	}
	return s * 2
}

// step finds the best ways from the line before to role s, which weighs w.
func step(now, before []best, states []look, s, w int) {
	role := states[s]
	for p, b := range before {
		seen := p%2 == 1
		if !b.ok || seen && role == lookTitle || !seen && (role == lookSubtitle || role == lookStandfirst) {
			continue
		}
		prev := states[p/2]
		score := b.score + w + follows[[2]look{prev, role}]
		if prev == lookText && role != lookText {
			score -= 6 // the text has begun
		}
		to := titled(s, seen || role == lookTitle)
		if !now[to].ok || score > now[to].score {
			now[to] = best{score: score, from: p, ok: true}
		}
	}
}

// untitled is what speaks against a head without a title.
const untitled = 4

// back reads the best sequence from its end.
func back(ways [][]best, states []look) []look {
	out := make([]look, len(ways))
	if len(ways) == 0 {
		return out
	}
	at := -1
	for s, b := range ways[len(ways)-1] {
		if s%2 == 0 {
			b.score -= untitled
			ways[len(ways)-1][s] = b
		}
		if b.ok && (at < 0 || b.score > ways[len(ways)-1][at].score) {
			at = s
		}
	}
	for i := len(ways) - 1; i >= 0 && at >= 0; i-- {
		out[i] = states[at/2]
		at = ways[i][at].from
	}
	return out
}

// seen looks at the blocks before the text.
func (r *reading) seen(blocks []block.Block, looks []look) []line {
	out := make([]line, len(looks))
	level := 99
	for i := range looks {
		if blocks[i].Kind == block.Heading {
			level = min(level, blocks[i].Level)
		}
	}
	for i := range looks {
		b := blocks[i]
		text := strings.Trim(b.Text, " *_")
		plain := plainNames(text)
		l := line{text: text, words: len(strings.Fields(text)), look: looks[i], first: i == 0, said: same(text, r.work.Title)}
		l.heading = b.Kind == block.Heading
		l.top, l.marked = l.heading && b.Level == level, b.Marked
		l.foreign, l.recurs = r.foreign(plain), r.speaksOf(text)
		l.names = looks[i] == lookNames || singleName(plain) && !l.heading && (i > 0 && looks[i-1] == lookBy || i+1 < len(looks) && looks[i+1] == lookDate)
		l.body = looks[i] == lookPlace || Body(text) && proper(text)
		l.genre = genre(text)
		l.edited = i+1 < len(looks) && editedBy().MatchString(blocks[i+1].Text)
		l.chapter = chapter().MatchString(text) || chapterAlone().MatchString(text)
		l.spoken = len(strings.Fields(text)) >= 5 && spoken().MatchString(text)
		l.answers = i > 0 && out[i-1].spoken
		l.opening = opening().MatchString(text)
		l.periodical = periodical(text) || same(text, r.work.Container) || i+1 < len(looks) && looks[i+1] == lookIssue && len(plain) > 0 && volumed(blocks[i+1].Text)
		l.names = l.names && !same(text, r.work.Container)
		for j := i + 1; j < min(len(looks), i+3); j++ {
			switch looks[j] {
			case lookBy, lookNames:
				l.announces = true
			case lookDate:
				l.announces = l.announces || l.look != lookNames
			}
		}
		out[i] = l
	}
	return out
}

// volumed reports whether a line gives a volume and no name of what it is one of.
func volumed(line string) bool {
	is := printedIssue(line)
	return is.volume != "" && len(strings.Fields(line[:is.from])) == 0
}

// genre reports whether a line is nothing but the kind of a text ("Policy brief",
// "Interview"), or a number alone.
func genre(s string) bool {
	if pieces := strings.Split(s, "|"); len(pieces) > 1 {
		for _, p := range pieces {
			if !genre(p) {
				return false
			}
		}
		return true
	}
	words := strings.Fields(strings.ToLower(strings.Trim(s, " *_.:()[]")))
	if len(words) == 0 || len(words) > 6 || chapterAlone().MatchString(s) {
		return false
	}
	if len(words) == 1 && symbol().MatchString(words[0]) || shortLabel().MatchString(s) {
		return true
	}
	for _, w := range words {
		if strings.Trim(w, "0123456789-–.") != "" && !kindWord(w) && !ordinalWord().MatchString(w) {
			return false
		}
	}
	return true
}

var (
	opening     = pattern.Lazy(`^\(?(?:1|I|A|a|i)[.)]\s+\S`)
	shortLabel  = pattern.Lazy(`^\p{Lu}\p{Ll}{1,8}\.:\s+\S+(?:\s\S+){0,3}$`) // "Ref.: 17"
	ordinalWord = pattern.Lazy(`^(?:[a-z]+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|[a-z]+tieth|[a-z]+teenth|tenth|eleventh|twelfth)$|^[0-9]+(?:st|nd|rd|th)$`)
)

// symbol is the number under which an office files a text: "A/RES/91/204".
var symbol = pattern.Lazy(`^(?:[a-z0-9.]+[/-])+[a-z0-9.]*[0-9][a-z0-9.]*$`)

// kindWord reports whether a word stands in the names of kinds of texts.
func kindWord(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "opinion", "interview", "policy", "brief", "briefing", "essay", "commentary", "comment", "editorial", "feature", "review", "book", "speech",
		"discussion", "working", "occasional", "paper", "report", "research", "note", "memo", "memorandum", "viewpoint", "column", "guest", "post", "press",
		"release", "statement", "transcript", "article", "original", "forum", "debate", "blog", "series", "serie", "special", "dossier", "perspective", "technical",
		"q&a", "op-ed", "explainer", "backgrounder", "and", "student", "translation", "the", "lecture", "handout", "draft", "confidential", "unpublished",
		"masterarbeit", "bachelorarbeit", "diplomarbeit", "dissertation", "hausarbeit", "seminararbeit", "thèse", "mémoire", "tesi", "thesi", "obituarie",
		"letter", "correspondence", "reply", "obituary", "profile", "keynote", "magazine", "supplement", "agenda", "item", "session":
		return true
	}
	return false
}

// proper reports whether all words of a line that mean something begin with
// capitals, as those of a body's name do.
func proper(s string) bool {
	for _, w := range strings.Fields(s) {
		if r0Lower(w) && len(w) > 3 {
			return false
		}
	}
	return true
}

// periodical reports whether a line is the name of what texts stand in: a
// newspaper, a journal, a handbook, the papers of a conference.
func periodical(s string) bool {
	return len(strings.Fields(s)) <= 14 && !strings.HasPrefix(s, "An ") && (newspaper().MatchString(s) || gathering().MatchString(s))
}

var (
	newspaper = pattern.Lazy(`(?i)^(?:the )?(?:[\p{L}’'&-]+ ){1,5}(?:post|times|herald|gazette|tribune|chronicle|observer|courier|weekly|monthly|quarterly|magazine|review|bulletin|journal|annals|newsletter|transactions)$|^(?:the |an? )?(?:[\p{L}]+ ){0,2}(?:companion|handbook|encyclopa?edia|dictionary|journal|annals|proceedings|review|yearbook|bulletin|quarterly) (?:to|of|for|on) `)
	gathering = pattern.Lazy(`^(?:The |Papers of the )?(?:[0-9]+(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[a-z]+teenth|annual|biennial|international))\b.{0,40}\b(?i:conference|workshop|symposium|congress|convention|colloquium|meeting)\b`)
)
