package meta

import (
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// lastYear reads the date that stands alone at the end of a text, as agencies and
// papers print when it was published.
func (r *reading) lastYear() {
	for _, b := range r.page.Blocks[max(len(r.page.Blocks)-2, 0):] {
		if r.work.Year == nil && b.Kind == block.Paragraph && len(strings.Fields(b.Text)) <= 12 && publishedAt().MatchString(b.Text) {
			r.setYear(datePattern().FindString(b.Text))
		}
	}
}

var publishedAt = pattern.Lazy(`^(?i:first |last )?(?i:published|posted|updated|printed|issued)\b.*\b` + date + `\.?$`)

// yearly is the title of what appears year after year: "Annual Report 2016".
var yearly = pattern.Lazy(`(?i)\b(?:annual|yearly|report|yearbook|survey|index)\b.*\b((?:19|20)[0-9]{2})$`)

var germanThesis = pattern.Lazy(`(?i)(?:master|bachelor|diplom)arbeit|th[èe]se|mémoire|tesis`)

// court takes for the author of a judgment the court that stands at its head.
func (r *reading) court(looks []look) {
	for i, l := range looks {
		if text := strings.Trim(r.page.Blocks[i].Text, " *_"); len(r.work.Authors) == 0 && l == lookSite && courts().MatchString(text) && len(strings.Fields(text)) <= 8 {
			r.work.Authors = []corpus.Name{{Family: text}}
			r.basis("authors", corpus.Stated)
		}
	}
}

// reporter takes for the author of a report that names nobody the body whose name
// stands above its title.
func (r *reading) reporter(looks []look) {
	if len(r.work.Authors) > 0 || !reporting().MatchString(r.work.Title) {
		return
	}
	for i, l := range looks {
		if text := strings.Trim(r.page.Blocks[i].Text, " *_"); l == lookSite && Body(text) && !periodical(text) && len(strings.Fields(text)) <= 8 {
			r.work.Authors = []corpus.Name{{Family: text}}
			r.basis("authors", corpus.Stated)
			return
		}
	}
}

var reporting = pattern.Lazy(`(?i)\b(?:annual|biennial|quarterly|progress|final|interim|technical)? ?reports?\b`)

var courts = pattern.Lazy(`(?i)\b(?:court|tribunal)\b`)
