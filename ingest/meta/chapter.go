package meta

import (
	"strings"

	"locus/ingest/pattern"
)

// chapterBelow is the block with the title of the chapter or the lecture that a
// text is, where it stands below the name of the book or the course, which is
// block i; it is i where the text is no such part or has several. The name of the
// book becomes the container.
func (r *reading) chapterBelow(i int) int {
	if i < 0 || i+1 >= len(r.page.Blocks) || r.raw(i+1) != lookTitle || chapter().MatchString(r.page.Blocks[i].Text) {
		return i
	}
	next := r.page.Blocks[i+1].Text
	if !chapter().MatchString(next) || strings.HasPrefix(strings.ToLower(next), "part") {
		return i
	}
	for _, b := range r.page.Blocks[i+2:] {
		if len(b.Text) < 120 && chapter().MatchString(b.Text) {
			return i
		}
	}
	name := r.page.Blocks[i].Text
	if !lesson().MatchString(next) {
		r.setText("container", &r.work.Container, name)
	}
	r.drop(i, "book or course")
	return i
}

// numberAlone is the number of a chapter above its title.
var numberAlone = pattern.Lazy(`^(?:[0-9]{1,2}|[IVXL]{1,6})\.?$`)

var chapterAlone = pattern.Lazy(`^(?i:chapter|lecture|unit|lesson)\s+(?:[0-9]+|[IVX]+|(?i:one|two|three|four|five|six|seven|eight|nine|ten))$`)

var chapter = pattern.Lazy(`(?i)^(?:chapter|part|lecture|unit|lesson)\s+(?:[0-9]+|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*[:.–—-]\s*`)

func afterChapter(title string) string { return chapter().ReplaceAllString(title, "") }
