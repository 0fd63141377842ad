package manuscript

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/meta"
	"locus/ingest/pattern"
)

// defaultTitle is how titles look that programs fill in: the name of a file or a
// template, a number.
var defaultTitle = pattern.Lazy(`(?i)^(?:untitled.*|document\s*[0-9]*|microsoft word\b.*|.*\.(?:docx?|odt|rtf|dotx?|pdf|indd|tmp|wpd|txt)|.*\btemplate\b.*|slide 1|powerpoint.*|title|no title|[\d\s._-]+|dok[0-9]+|new document.*)$`)

// defaultName is how creators look that programs fill in.
var defaultName = pattern.Lazy(`(?i)\b(?:admin(?:istrator)?|users?|owner|unknown|microsoft|office|windows|apple|macbook|author|docx?|python|pandoc|libreoffice|openoffice|google|word|test|guest|student|staff|university|computer|laptop|pc|dell|lenovo|acer|asus|toshiba|hp|customer|default|compaq|home|user name)\b`)

// properties gives the page's statements out of the file's properties where they
// are sensible: a title only where the text's first lines have it or show none,
// a creator only where he has the name of a person and the first lines name
// nobody, since the one who made a file need not have written it.
func (j *judge) properties() {
	p := j.work.Properties
	title := plainText(p.Title)
	if title != "" && !j.named && !defaultTitle().MatchString(title) {
		shown := j.shown(title)
		if shown || !j.hasTitle() && wordCount(title) >= 2 {
			j.meta("title", title)
		} else {
			j.omit("property: title", title)
		}
	}
	names := plainText(p.Creator)
	if names != "" && !j.has("author") {
		if person(names) && (j.shownName(names) || !j.byline()) {
			j.meta("author", names)
		} else {
			j.omit("property: creator", names)
		}
	}
	j.meta("language", p.Language)
	j.meta("publisher", p.Publisher)
}

func (j *judge) has(key string) bool {
	for _, m := range j.page.Meta {
		if m.Key == key {
			return true
		}
	}
	return false
}

// person reports whether a creator is the name of a person or of several.
func person(names string) bool {
	return !defaultName().MatchString(names) && !strings.ContainsAny(names, "0123456789@_\\/") && meta.NameLook(names)
}

// first lists the paragraphs that may speak about the work.
func (j *judge) first() []Paragraph { return j.list[:min(len(j.list), 12)] }

// shown reports whether one of the first lines says the same.
func (j *judge) shown(title string) bool {
	for _, p := range j.first() {
		if said(p.Text) == said(title) {
			return true
		}
	}
	return false
}

// shownName reports whether one of the first lines has a person's last name.
func (j *judge) shownName(names string) bool {
	fields := strings.Fields(names)
	last := said(fields[len(fields)-1])
	for _, p := range j.first() {
		if wordCount(p.Text) <= 25 && strings.Contains(said(p.Text), last) {
			return true
		}
	}
	return false
}

// said is a text by its letters and digits alone.
func said(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// hasTitle reports whether the first lines show a title: a heading before any
// text that has no other of its level beside it, and no fixed name.
func (j *judge) hasTitle() bool {
	for _, p := range j.first() {
		if p.Kind == block.Heading {
			return meta.Standard(p.Text) == "" && j.alone(p.Level)
		}
		if wordCount(p.Text) > 25 {
			return false
		}
	}
	return false
}

// alone reports whether there is one heading of a level.
func (j *judge) alone(level int) bool {
	n := 0
	for i := range j.list {
		if j.list[i].Kind == block.Heading && j.list[i].Level == level {
			n++
		}
	}
	return n == 1
}

// byline reports whether one of the first lines names persons.
func (j *judge) byline() bool {
	for _, p := range j.first() {
		words := wordCount(p.Text)
		if p.Kind == block.Paragraph && words > 25 {
			return false
		}
		if p.Kind == block.Paragraph && words > 1 && meta.NameLook(strings.TrimPrefix(strings.TrimPrefix(p.Text, "By "), "by ")) {
			return true
		}
	}
	return false
}
