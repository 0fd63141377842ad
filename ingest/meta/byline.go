package meta

import (
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// described is the sentence with which some texts begin, which says what they
// are and by whom: "A lecture of 1999 by Ann Bell, for students".
var described = pattern.Lazy(`^An? ((?:[a-z]+ )?[a-z]+)\b([^.]{0,40}?) by ((?:the )?\p{Lu}[^,.;(]{1,60})[,.;(]`)

var (
	editedBy    = pattern.Lazy(`^(?i:edited by)\s+(.+)$`)
	datePattern = pattern.Lazy(`\b` + date + `\b`)
)

// byline reads the authors and the date: lines of names under the title, with
// "by" or with a sign that names are meant (marks of affiliations, an institution
// or an e-mail address near by, a teacher and a course), or, right under the
// title, names whose words the text never uses as words.
func (r *reading) byline() {
	looks := r.run()
	evidence, mails := r.evidence(looks)
	r.titleSpeaker()
	listed := len(r.work.Authors) > 0
	for i, l := range looks {
		b := r.page.Blocks[i]
		if l == lookCourse || l == lookPlace {
			r.lecturer(b.Text)
		}
		if named := r.namesAt(looks, i, evidence); named != "" && !listed {
			for _, n := range Names(named) {
				if !sameName(r.work.Authors, n) {
					r.work.Authors = append(r.work.Authors, n)
				}
			}
			r.basis("authors", corpus.Stated)
		}
		r.told(l, b)
		if l == lookSubmitted {
			r.said = submittedAs(b.Text)
		}
	}
	r.imprintYear(len(looks))
	r.lastYear()
	if m := yearly().FindStringSubmatch(r.work.Title); m != nil {
		r.setYear(m[1])
	}
	r.instructor(looks)
	if essayHead(looks) >= 0 {
		r.said = corpus.TypeEssay
	}
	r.describedAt(len(looks))
	r.posted(len(looks))
	r.court(looks)
	r.reporter(looks)
	for i, n := range r.work.Authors {
		r.work.Authors[i] = compound(n, mails)
	}
}

// told reads what a line of a role says besides names: the year, an issue, an editor,
// the path of a site, the kind of thesis.
func (r *reading) told(l look, b block.Block) {
	switch l {
	case lookCourse:
		r.setYear(datePattern().FindString(b.Text))
	case lookDate, lookLabel:
		if l == lookDate || strings.HasPrefix(b.Text, "Published:") {
			r.setYear(yearPattern().FindString(b.Text))
		}
	case lookIssue:
		if m := issueOf().FindStringSubmatch(b.Text); m != nil && numbering().MatchString(strings.Trim(b.Text, " *_")) && r.work.Volume != "" {
			r.setText("issue", &r.work.Issue, m[1])
		}
		if firstPrint().MatchString(strings.Trim(b.Text, " *_")) {
			r.setYear(b.Text)
		}
	case lookTrail:
		r.placed(b.Text)
	case lookBy:
		r.setYear(dateTail().FindString(strings.Trim(b.Text, " *_")))
		if m := datePattern().FindString(b.Text); len(m) > 4 {
			r.setYear(m)
		}
	case lookCredit:
		if t := submittedAs(germanThesis().ReplaceAllString(b.Text, "thesis")); t == corpus.TypeThesis && len(strings.Fields(b.Text)) <= 3 && r.said == "" {
			r.said = t
		}
		if m := editedBy().FindStringSubmatch(b.Text); m != nil && NameLook(plainNames(m[1])) {
			r.setNames("editors", &r.work.Editors, []string{plainNames(m[1])})
		}
	case lookNames, lookPlace, lookSite, lookSubmitted:
		r.setYear(dateTail().FindString(strings.Trim(b.Text, " *_")))
		if strings.ContainsAny(b.Text, "|·•") && l == lookPlace {
			r.setYear(datePattern().FindString(b.Text)) // "POL 318 · Spring 2016 · Port Elm University"
		}
	}
}

// placed reads where a page stands from the path that its site prints above it, or
// from the line in which a free encyclopedia names itself.
func (r *reading) placed(line string) {
	if m := freeSite().FindStringSubmatch(line); m != nil {
		r.setText("container", &r.work.Container, m[1])
		r.page.Meta = append(r.page.Meta, block.Meta{Key: "og:site_name", Value: line})
		return
	}
	if site := trail(line); !same(site, r.work.Title) {
		r.setText("container", &r.work.Container, site)
	}
}

// lecturer reads the line that names who gives the lecture whose sheet this is:
// "Dr. Ann Bell, University of Port Elm, Spring 2016".
func (r *reading) lecturer(line string) {
	if !lesson().MatchString(r.work.Title) && !r.taught() {
		return
	}
	name, _, _ := strings.Cut(line, ",")
	if words := strings.Fields(name); len(words) > 2 && title(words[0]) && NameLook(strings.Join(words[1:], " ")) {
		r.setNames("authors", &r.work.Authors, []string{name})
	}
	r.setYear(dateTail().FindString(line))
}

// taught reports whether a line before the text says that it is a lecture's, and no
// line of names says whose else it is.
func (r *reading) taught() bool {
	found := false
	for i, l := range r.run() {
		if l == lookNames && NameLook(plainNames(r.page.Blocks[i].Text)) || l == lookBy {
			return false
		}
		found = found || lectured().MatchString(r.page.Blocks[i].Text)
	}
	return found
}

var lectured = pattern.Lazy(`(?i)\b(?:lecture notes?|lectures?|handout|seminar notes?|class notes?|course notes?)\b`)

// instructor reads who gives the course whose syllabus this is, where nobody
// else is named.
func (r *reading) instructor(looks []look) {
	if len(r.work.Authors) > 0 || essayHead(looks) >= 0 {
		return
	}
	for i, l := range looks {
		if l != lookCourse {
			continue
		}
		if m := teaches().FindStringSubmatch(r.page.Blocks[i].Text); m != nil && NameLook(plainNames(m[1])) {
			r.setNames("authors", &r.work.Authors, []string{plainNames(m[1])})
		}
	}
}

var teaches = pattern.Lazy(`^(?i:instructor|lecturer|teacher|taught by|convenor)s?\s*:?\s+(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+|Professor\s+)*(\p{Lu}.*)$`)

var lesson = pattern.Lazy(`^(?i:lecture|lesson|unit|session|week)\s+[0-9IVX]+\b`)

// imprintYear reads the year at the foot of a title page: a line of its own after
// the few words, from block i on, that name a place and a publisher.
func (r *reading) imprintYear(i int) {
	for _, b := range r.blocks()[min(i, len(r.blocks())):min(i+4, len(r.blocks()))] {
		if n := len(strings.Fields(b.Text)); b.Kind != block.Paragraph && b.Kind != block.Heading || n > 5 && !(shouting(b.Text) && n <= 14) || i == 0 {
			return
		}
		if dateLine().MatchString(b.Text) {
			r.setYear(b.Text)
			return
		}
	}
}

// evidence reports whether something before the text shows that names are meant
// there, and lists the mail addresses near the beginning.
func (r *reading) evidence(looks []look) (bool, []string) {
	var mails []string
	for i, b := range r.blocks()[:min(len(r.blocks()), 25)] {
		if i < len(looks) || len(strings.Fields(b.Text)) < 60 {
			for _, m := range mail().FindAllStringSubmatch(b.Text, -1) {
				mails = append(mails, strings.ToLower(m[1]))
			}
		}
	}
	found := len(mails) > 0
	for i, l := range looks {
		found = found || l == lookPlace && lookOf(r.page.Blocks[i]) == lookPlace || l == lookSubmitted || l == lookNote && places().MatchString(r.page.Blocks[i].Text)
	}
	return found || essayHead(looks) >= 0, mails
}

// namesAt is the names that block i gives as authors, "" where it gives none.
func (r *reading) namesAt(looks []look, i int, evidence bool) string {
	b := r.page.Blocks[i]
	line := strings.Trim(b.Text, " *_")
	for _, x := range r.page.Blocks[:i] {
		if participants().MatchString(x.Text) {
			return "" // those who speak
		}
	}
	text := plainNames(dateTail().ReplaceAllString(line, ""))
	near := i <= 1 || r.nearTitle(looks[:i])
	after := i > 0 && looks[i-1] == lookBy && byAlone().MatchString(strings.Trim(r.page.Blocks[i-1].Text, " *_"))
	switch looks[i] {
	case lookBy:
		if strings.Contains(line, " ") {
			return byNames(line)
		}
	case lookNames:
		if r.institutions(looks, text) || Body(text) && i+1 < len(looks) && looks[i+1] == lookTitle || i+1 < len(looks) && looks[i+1] == lookReviewed || i > 0 && strings.EqualFold(strings.TrimSpace(r.page.Blocks[i-1].Text), "published by:") {
			return "" // "Port Elm" below "University of Port Elm"; who wrote the book reviewed; who published it
		}
		if i > 0 && !after && (prepositional().MatchString(r.page.Blocks[i-1].Text) || i > 2 && singleName(text)) {
			return "" // "in the field of", and then a field
		}
		marked := len(b.Calls) > 0 || strings.ContainsAny(b.Text, "¹²³*†‡§^")
		if after || evidence || marked || (near || r.belowNames(looks[:i], text)) && r.work.Title != "" && !r.foreign(text) {
			return text
		}
	case lookDate:
		if near && !placeDate().MatchString(line) && !slices.Contains(looks, lookNames) && !slices.Contains(looks, lookBy) && r.work.Title != "" && text != plainNames(line) && NameLook(text) && !r.foreign(text) {
			return text
		}
	case lookTitle, lookSite:
		dated := i+1 < len(looks) && looks[i+1] == lookDate || text != plainNames(line)
		if after && singleName(text) || singleName(text) && dated && i <= 1 && r.work.Title != "" && !r.foreign(text) {
			return text
		}
		if i >= r.below && near && r.work.Title != "" && Body(text) && len(strings.Fields(text)) <= 6 && !r.foreign(text) {
			return text
		}
	}
	return ""
}

// prepositional is a line that breaks off with a preposition.
var prepositional = pattern.Lazy(`(?:^|\s)(?:of|in|at|to|for|from)$`)

// belowNames reports whether a line of names stands right below another that stands
// near the title, and names no place that the text knows.
func (r *reading) belowNames(before []look, text string) bool {
	n := len(before)
	if n == 0 || before[n-1] != lookNames || !r.nearTitle(before[:n-1]) {
		return false
	}
	for _, b := range r.page.Blocks {
		for _, p := range []string{" in ", " at ", " of "} {
			if strings.Contains(strings.ToLower(b.Text), p+strings.ToLower(text)) {
				return false
			}
		}
	}
	return true
}

// institutions reports whether a line's words stand in the name of an institution
// before the text, as a place's do.
func (r *reading) institutions(looks []look, text string) bool {
	for i, l := range looks {
		if other := r.page.Blocks[i].Text; (l == lookPlace || l == lookSite) && len(other) > len(text) && (strings.Contains(strings.ToLower(other), "of "+strings.ToLower(text)) || strings.HasPrefix(other, text+" ")) {
			return true
		}
	}
	return false
}

// nearTitle reports whether nothing but what belongs to a title stands before a
// line.
func (r *reading) nearTitle(before []look) bool {
	for _, l := range before {
		switch l {
		case lookTitle, lookSubtitle, lookSite, lookCredit, lookIssue, lookStandfirst, lookHead, lookDate, lookLabel, lookTrail, lookRepeat:
		default:
			return false
		}
	}
	return true
}

// essayHead finds the head of a student's essay: the student's name, then a
// teacher or a course. It is the index of the last line of it, -1 where the text
// does not begin so.
func essayHead(looks []look) int {
	if len(looks) < 3 || looks[0] != lookNames {
		return -1
	}
	course, last := false, -1
	for i, l := range looks[1:min(len(looks), 7)] {
		switch l {
		case lookCourse:
			course, last = true, i+1
		case lookDate, lookPlace:
			last = i + 1
		}
	}
	if !course {
		return -1
	}
	return last
}

// submittedAs is the type of work that a line of submission names.
func submittedAs(text string) string {
	low := strings.ToLower(text)
	switch {
	case strings.Contains(low, "thesis"), strings.Contains(low, "dissertation"), strings.Contains(low, "degree"):
		return corpus.TypeThesis
	case strings.Contains(low, "essay"), strings.Contains(low, "course"), strings.Contains(low, "term paper"):
		return corpus.TypeEssay
	}
	return ""
}

// header reads the labelled lines with which a memorandum or a saved text begins
// ("From: ...", "Title: ...") as statements of the page; one alone is none.
func (r *reading) header() {
	var found []block.Meta
	letter := false
	above := -1 // the line above the labels, which is their title
	for i, b := range r.blocks()[:min(len(r.blocks()), 12)] {
		m := labelled().FindStringSubmatch(b.Text)
		if m == nil && i == 0 && len(strings.Fields(b.Text)) <= 25 && !sentence(b.Text) {
			above = i
			continue
		}
		if m == nil || len(strings.Fields(b.Text)) > 40 {
			break
		}
		key := strings.ToLower(m[1])
		letter = letter || key == "from" || key == "to"
		switch key {
		case "from", "author", "authors", "author(s)":
			key = "author"
		case "published":
			key = "date"
		case "subject", "re":
			key = "title"
			if !letter {
				key = "subject"
			}
		case "published by":
			key = "publisher"
		case "stable url":
			key = "url"
		case "accessed", "retrieved":
			continue
		case "source":
			found = append(found, sourced(m[2])...)
			key = "source-note"
		}
		found = append(found, block.Meta{Key: key, Value: strings.TrimSpace(angled().ReplaceAllString(m[2], ""))})
	}
	if above >= 0 && len(found) < 4 {
		return
	}
	if above >= 0 && find(found, "title") == "" {
		found = append(found, block.Meta{Key: "title", Value: r.page.Blocks[above].Text})
	}
	if len(found) >= 2 {
		r.page.Meta = append(r.page.Meta, found...)
	}
}

var participants = pattern.Lazy(`^(?i:speakers?|participants|panel(?:l?ists)?|moderators?|discussants?|present|in conversation)\s*:`)

var angled = pattern.Lazy(`\s*<[^<>\s]*@[^<>\s]*>`) // the address behind a sender's name

// describedAt reads a sentence at block i that describes the work.
func (r *reading) describedAt(i int) {
	if i >= len(r.page.Blocks) || r.page.Blocks[i].Kind != block.Paragraph || len(r.page.Blocks[i].Text) > 400 {
		return
	}
	b := &r.page.Blocks[i]
	m := described().FindStringSubmatch(b.Text)
	if m == nil || r.work.Title == "" {
		return
	}
	words := strings.Fields(m[1])
	kind := typeOf(words[0])
	if kind == "" {
		kind = typeOf(words[len(words)-1])
	}
	name := strings.TrimPrefix(m[3], "the ")
	if kind == "" || !NameLook(name) && !singleName(name) && !Body(name) {
		return
	}
	if len(r.work.Authors) == 0 {
		r.work.Authors = Names(name)
		r.basis("authors", corpus.Stated)
	}
	r.setYear(yearPattern().FindString(m[1] + m[2]))
	r.said = kind
	b.Zone = block.Front
}
