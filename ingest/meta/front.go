package meta

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	keywords = pattern.Lazy(`(?i)^(?:key ?words|index terms|JEL|CCS concepts)\b`)
	runIn    = pattern.Lazy(`^(?:Abstract|ABSTRACT|Summary|SUMMARY)\s*[:.—–-]\s*\S`)
	mail     = pattern.Lazy(`([A-Za-z0-9._%+-]+)\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	by       = pattern.Lazy(`^(?:[Bb]y|BY|[Rr]eviewed by|(?i:resolution|decision|declaration|statement)s? (?:adopted|issued|made) by|(?i:vorgelegt|verfasst|eingereicht|présentée?) (?:von|par)|(?i:written|posted|published|prepared|submitted|presented|updated|an? (?:[a-z]+ ){1,3})\b[^.;:]{0,80}?\bby|[Aa]uthors?:)\s+`)
)

// abstract puts an abstract that the front matter holds before the text.
func (r *reading) abstract() {
	text := find(r.page.Meta, "abstract")
	if len(strings.Fields(text)) < 10 || find(r.page.Meta, "html:title") != "" && !r.speaksOf(text) {
		return
	}
	b := block.Block{Text: text, Zone: block.Abstract}
	r.page.Blocks = append([]block.Block{b}, r.page.Blocks...)
	r.labelled = false
}

// speaksOf reports whether a summary is one of the text: half of its longer words
// stand there. What a site says of itself on all its pages is none.
func (r *reading) speaksOf(summary string) bool {
	all, found := 0, 0
	for w := range strings.FieldsFuncSeq(summary, func(c rune) bool { return !unicode.IsLetter(c) }) {
		if len(w) < 6 {
			continue
		}
		all++
		if r.small()[strings.ToLower(w)] || r.small()[strings.TrimSuffix(strings.ToLower(w), "s")] {
			found++
		}
	}
	return found*2 >= all
}

// run is the roles of the blocks before the text: the titles, bylines, dates and
// the like that stand before an abstract, a section of a fixed name or the first
// paragraph. It is empty where the page is nothing but short lines. It is found
// once; a block that is dropped takes its role along.
func (r *reading) run() []look {
	if !r.labelled {
		r.roles, r.labelled = r.rolesOf(), true
	}
	return r.roles
}

// rolesOf labels the blocks before the text.
func (r *reading) rolesOf() []look {
	at := r.abstractAt()
	words := 0
	for i := range max(at, 0) {
		words += len(strings.Fields(r.page.Blocks[i].Text))
	}
	whole := at >= 0 && words <= 500 // everything above the abstract is front
	var looks []look
	ended := false
	for i, b := range r.blocks() {
		l := lookOf(b)
		if i < r.againTo {
			looks = append(looks, l)
			continue
		}
		stop := l == lookText && !r.leadsOn(i) || b.Zone != block.Body || b.Kind == block.Heading && (Standard(b.Text) != "" || prelude(b.Text)) || i > 0 && participants().MatchString(b.Text) || len(looks) >= 20
		if ended = i == at || stop && !whole; ended {
			break
		}
		looks = append(looks, l)
	}
	if !ended {
		return nil
	}
	r.covered(looks)
	courses(looks)
	r.joints(looks)
	out := label(r.seen(r.page.Blocks, looks))
	titled, between := r.work.Title != "" && !r.repeats(len(out)), false
	for i, l := range out {
		if same(r.page.Blocks[i].Text, r.work.Title) {
			titled, between = true, false
			continue
		}
		if i >= r.againTo && !whole && (l == lookText || titled && between && l == lookTitle) {
			return out[:i]
		}
		titled = titled || l == lookTitle
		between = between || titled && (l == lookNames || l == lookBy || l == lookDate || l == lookPlace || l == lookCourse || l == lookNote || l == lookSubmitted || l == lookLabel)
	}
	return out
}

// courses settles the lines of a student's head: what stands between the name and
// the date below a teacher's name is a course, whatever it is called.
func courses(looks []look) {
	if len(looks) < 4 || looks[0] != lookNames || looks[1] != lookCourse {
		return
	}
	for i := 2; i < min(len(looks), 6); i++ {
		if looks[i] != lookDate {
			continue
		}
		for k := 2; k < i; k++ {
			if looks[k] == lookTitle {
				looks[k] = lookCourse
			}
		}
		return
	}
}

// joints settles the lines of a title page that only join others: a few words in
// small letters ("to", "for the degree of") that do not go on with a title.
func (r *reading) joints(looks []look) {
	for i := 1; i < len(looks); i++ {
		text := r.page.Blocks[i].Text
		if looks[i] == lookTitle && looks[i-1] != lookTitle && strings.IndexFunc(text, unicode.IsUpper) < 0 && len(strings.Fields(text)) <= 5 && strings.IndexFunc(text, unicode.IsLower) >= 0 {
			looks[i] = lookCredit
		}
	}
}

// prelude reports whether a heading is the fixed name of what a book or a report
// begins with.
func prelude(h string) bool {
	switch strings.ToLower(strings.Trim(h, " .:*_")) {
	case "foreword", "preface", "prologue", "executive summary", "key findings", "main findings", "key points", "key messages", "key takeaways", "at a glance", "background", "overview", "dedication", "declaration", "list of abbreviations", "abbreviations", "glossary":
		return true
	}
	return false
}

// repeats reports whether one of the first n blocks says the title that is known.
func (r *reading) repeats(n int) bool {
	for _, b := range r.page.Blocks[:n] {
		if same(b.Text, r.work.Title) {
			return true
		}
	}
	return false
}

// leadsOn reports whether a sentence at block i stands between a title and its
// byline or date.
func (r *reading) leadsOn(i int) bool {
	b := r.page.Blocks[i]
	if i == 0 || i > 8 || b.Kind != block.Paragraph || len(strings.Fields(b.Text)) > 60 {
		return false
	}
	for _, next := range r.page.Blocks[i+1 : min(len(r.page.Blocks), i+3)] {
		switch lookOf(next) {
		case lookBy, lookDate, lookNames:
			return r.proseFrom(i + 2) // else they sign the text
		}
	}
	return false
}

// proseFrom reports whether prose stands in the next blocks from i on.
func (r *reading) proseFrom(i int) bool {
	for _, b := range r.page.Blocks[min(i, len(r.page.Blocks)):min(i+6, len(r.page.Blocks))] {
		if len(strings.Fields(b.Text)) >= 8 && sentence(b.Text) {
			return true
		}
	}
	return false
}

// raw is how block i looks by itself, lookText behind the last.
func (r *reading) raw(i int) look {
	if i >= len(r.page.Blocks) {
		return lookText
	}
	return lookOf(r.page.Blocks[i])
}

// front marks what stands before an abstract as front, and so the bylines, dates
// and the like before any text, and keywords wherever they stand near the
// beginning. A heading there is a name or a label, no section. A running head's
// announcement is taken away.
func (r *reading) front() {
	looks := r.run()
	at := r.abstractAt()
	for i := range r.blocks() {
		b := &r.page.Blocks[i]
		if b.Zone != block.Body {
			continue
		}
		within := i < len(looks)
		switch {
		case within && at >= 0 || within && looks[i] != lookTitle && looks[i] != lookText && (looks[i] != lookNames || r.authorLine(*b) || i+1 < len(looks) && looks[i+1] == lookReviewed):
			b.Zone = block.Front
			if b.Kind == block.Heading || b.Kind == block.Note {
				b.Kind = block.Paragraph
			}
			b.Mark = ""
		case b.Kind == block.Paragraph && keywords().MatchString(b.Text):
			b.Zone = block.Front
		case b.Kind == block.Paragraph && runIn().MatchString(b.Text):
			b.Zone = block.Abstract
		}
	}
	r.about(len(looks))
	r.speakers()
	for i := len(looks) - 1; i >= 0; i-- {
		if looks[i] == lookHead {
			r.drop(i, "running head")
		}
	}
}

// about marks as front what is said of the authors at block i, below the byline: a
// line that announces it, and the paragraphs that begin with an author's name.
func (r *reading) about(i int) {
	if i == 0 || i >= len(r.page.Blocks) || !aboutAuthors().MatchString(strings.Trim(r.page.Blocks[i].Text, " *_:")) {
		return
	}
	from := i
	for i++; i < len(r.page.Blocks) && r.page.Blocks[i].Kind == block.Paragraph && r.startsWithAuthor(r.page.Blocks[i].Text); i++ {
		r.page.Blocks[i].Zone = block.Front
	}
	if i > from+1 {
		r.page.Blocks[from].Zone, r.page.Blocks[from].Kind = block.Front, block.Paragraph
	}
}

// speakers marks as front the list of those who speak in a conversation, with what
// stands above it.
func (r *reading) speakers() {
	for i, b := range r.blocks()[:min(len(r.blocks()), 15)] {
		if !participants().MatchString(b.Text) {
			continue
		}
		end := i + 1
		for end < len(r.page.Blocks) && len(strings.Fields(r.page.Blocks[end].Text)) <= 25 && !speech().MatchString(r.page.Blocks[end].Text) && !sentence(r.page.Blocks[end].Text) {
			end++
		}
		for k := range r.page.Blocks[:end] {
			if b := &r.page.Blocks[k]; b.Zone == block.Body {
				b.Zone, b.Kind, b.Mark = block.Front, block.Paragraph, ""
			}
		}
		return
	}
}

// speech begins with who speaks: "GARETH PUGH: Good evening".
var speech = pattern.Lazy(`^\p{Lu}[\p{L}.’' -]{0,40}:\s+\S`)

func (r *reading) startsWithAuthor(text string) bool {
	for _, a := range r.work.Authors {
		if a.Given != "" && strings.HasPrefix(text, a.Given+" "+a.Family) || strings.HasPrefix(text, a.Family+" ") {
			return true
		}
	}
	return false
}

var aboutAuthors = pattern.Lazy(`^(?i:about the (?:author|contributor)s?|the authors?|notes? on (?:the )?(?:author|contributor)s?|contributors)$`)

// Keywords reports whether a line is a list of keywords or subject codes.
func Keywords(line string) bool { return keywords().MatchString(line) }

// authorLine reports whether a block's names are among the authors.
func (r *reading) authorLine(b block.Block) bool {
	for _, n := range Names(plainNames(dateTail().ReplaceAllString(b.Text, ""))) {
		for _, a := range r.work.Authors {
			if a.Family == n.Family || strings.HasSuffix(a.Family, " "+n.Family) {
				return true
			}
		}
	}
	return false
}

// abstractAt is the block with which the abstract begins, -1 where there is none.
func (r *reading) abstractAt() int {
	for i, b := range r.blocks() {
		if b.Kind != block.Heading && b.Zone == block.Abstract || Standard(b.Text) == "abstract" && (b.Kind == block.Heading || b.Kind == block.Paragraph) || b.Kind == block.Paragraph && runIn().MatchString(b.Text) {
			return i
		}
		if b.Kind == block.Heading && Standard(b.Text) != "" {
			return -1
		}
	}
	return -1
}
