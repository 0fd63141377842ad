package meta

import (
	"slices"
	"strings"

	"locus/ingest/pattern"
)

// reviewedTitle is the title of a review that has none of its own: the book's, as
// the line that describes it gives it.
func (r *reading) reviewedTitle() {
	looks := r.run()
	at := slices.Index(looks, lookReviewed)
	if at < 0 || r.work.Title != "" {
		return
	}
	for i, l := range looks[:at] {
		if text := r.page.Blocks[i].Text; l != lookCredit && !genre(text) && l != lookNames && l != lookSite {
			return
		}
	}
	b := r.page.Blocks[at]
	if m := bookBy().FindStringSubmatch(b.Text); m != nil {
		r.setText("title", &r.work.Title, strings.Trim(m[1], " *_"))
	}
}

var bookBy = pattern.Lazy(`^(.{8,200}?)[.,]?\s+(?:[Bb]y|[Ee]dited by|[Ee]ds?\.)\s+\p{Lu}`)
