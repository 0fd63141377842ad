package meta

import (
	"slices"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// cover finds the cover page that archives, publishers, series and students put
// before a work: the title stands a second time further down, above the text, and
// what stands between belongs to no text. It keeps the block at which the title
// stands again, 0 where it does not.
func (r *reading) cover() {
	r.again = 0
	blocks := r.blocks()
	for i := 0; i < min(len(blocks), 15); i++ {
		if b := blocks[i]; len(letters(b.Text)) < 12 || len(strings.Fields(b.Text)) < 3 || b.Kind != block.Paragraph && b.Kind != block.Heading || periodical(b.Text) || same(b.Text, r.work.Container) || Body(b.Text) {
			continue
		}
		if l := lookOf(blocks[i]); l != lookTitle && l != lookNames {
			continue
		}
		for _, n := range []int{1, 2} {
			first := said(blocks, i, n)
			if first == "" {
				continue
			}
			for j := i + n; j < len(blocks); j++ {
				if m := slices.IndexFunc([]int{1, 2, 3}, func(m int) bool { return said(blocks, j, m) == first }) + 1; m > 0 && r.fronts(i, j) {
					again := blocks[j]
					if at := r.abstractAt(); at > i && at < j {
						for k := j + m - 1; k >= j; k-- {
							r.drop(k, "title") // above the text, after the abstract
						}
					} else {
						r.again, r.againTo = j, j+m
					}
					if whole := blocks[i]; n == 1 || m == 1 {
						if n > 1 {
							whole = again
						}
						r.setText("title", &r.work.Title, strings.TrimRight(whole.Text, "*†‡¹²³∗ "))
					}
					return
				}
			}
		}
	}
}

// said is the letters of n blocks from block i on, "" where one of them is no line.
func said(blocks []block.Block, i, n int) string {
	if i+n > len(blocks) {
		return ""
	}
	var out strings.Builder
	for _, b := range blocks[i : i+n] {
		if len(strings.Fields(b.Text)) > 25 || b.Kind != block.Paragraph && b.Kind != block.Heading {
			return ""
		}
		out.WriteString(letters(b.Text))
	}
	return out.String()
}

// fronts reports whether what stands between two blocks is what stands on a cover:
// names, dates, addresses and the like among it, and not much prose.
func (r *reading) fronts(i, j int) bool {
	words, shown, prose := 0, 0, 0
	for k, b := range r.page.Blocks[i+1 : j] {
		n := len(strings.Fields(b.Text))
		words += n
		switch l := lookOf(b); l {
		case lookNames, lookBy, lookDate, lookCourse, lookPlace, lookIssue, lookSubmitted, lookNote, lookLabel, lookHead:
			shown++
		case lookText:
			if n > 120 || b.Kind == block.Heading && k > 0 {
				return false
			}
			if n >= 12 {
				prose++
			}
		}
	}
	return shown >= 2 && prose <= shown && words <= 500
}

// covered are the looks of the blocks before the text where they have a cover: its
// prose and the second title are settled, so that the labels of the lines around
// them do not depend on them.
func (r *reading) covered(looks []look) {
	for i := range looks {
		switch {
		case i < r.again && looks[i] == lookText:
			looks[i] = lookNote
		case i >= r.again && i < r.againTo:
			looks[i] = lookRepeat
		}
	}
}

// coverLines takes away what a cover says and every page, or the last one, says again.
func (r *reading) coverLines() {
	said := map[string]bool{}
	for _, b := range r.page.Blocks[:min(r.again, len(r.page.Blocks))] {
		if n := len(strings.Fields(b.Text)); n >= 4 && n <= 40 {
			said[letters(b.Text)] = true
		}
	}
	for i := len(r.page.Blocks) - 1; i >= max(r.again, len(r.run())) && len(said) > 0; i-- {
		if b := r.page.Blocks[i]; b.Kind == block.Paragraph && said[letters(b.Text)] {
			r.drop(i, "said on the cover")
		}
	}
}

// addresses takes away what is printed of the authors at the foot of a page: notes
// that the marks behind their names call, and where to write to them.
func (r *reading) addresses() {
	marks := ""
	for i, l := range r.run() {
		if l == lookNames || l == lookBy || l == lookTitle || l == lookSubtitle {
			marks += r.page.Blocks[i].Text
		}
	}
	for i := len(r.page.Blocks) - 1; i >= len(r.run()); i-- {
		b := &r.page.Blocks[i]
		if b.Kind != block.Paragraph && b.Kind != block.Heading || b.Zone != block.Body || len(strings.Fields(b.Text)) > 60 || b.Text == "" {
			continue
		}
		if first := string([]rune(b.Text)[:1]); strings.Contains("∗*†‡§¶", first) && strings.Contains(marks, first) || len(strings.Fields(b.Text)) <= 40 && corresponding().MatchString(b.Text) {
			r.drop(i, "note on an author")
		}
	}
}

var corresponding = pattern.Lazy(`^(?i:\*?\s?(?:corresponding authors?|correspondence(?: concerning this \p{L}+| to)?|address for correspondence|for (?:further|more) information,?(?: please)? contact)\b\s*[:.]?)`)

// sourced reads the value of a labelled line that says where a work was printed
// ("Source: Review of Harbours, Vol. 31, No. 4 (Autumn, 1994), pp. 512-530") as
// statements of the page.
func sourced(value string) []block.Meta {
	is := printedIssue(value)
	if is == (issued{}) {
		return nil
	}
	var out []block.Meta
	add := func(key, v string) {
		if v = strings.Trim(v, " ,.;:"); v != "" {
			out = append(out, block.Meta{Key: key, Value: v})
		}
	}
	if is.volume != "" {
		add("container", value[:is.from])
	}
	add("volume", is.volume)
	add("issue", is.issue)
	add("pages", is.pages)
	add("issn", is.issn)
	add("doi", is.doi)
	add("year", is.year)
	return out
}

var printedTrail = pattern.Lazy(`^\S[^>»›\n]{0,60}?(?:\s+[>»›]\s+\S[^>»›\n]{0,90}){1,5}$`)

// trail is the path that a site prints above a page ("Home > Review > Article"): the
// first name in it that is not the way home is where the page stands.
func trail(line string) string {
	if !printedTrail().MatchString(line) {
		return ""
	}
	for _, p := range strings.FieldsFunc(line, func(c rune) bool { return c == '>' || c == '»' || c == '›' }) {
		switch p = strings.TrimSpace(p); strings.ToLower(p) {
		case "home", "start", "main", "journals", "articles", "forum", "forums", "board index", "index", "blog", "books":
		default:
			return p
		}
	}
	return ""
}

// selfCited reads the paragraph near the end of a text that says how to cite it: it
// has the title, and where the work was printed.
func (r *reading) selfCited() {
	blocks := r.page.Blocks
	title := letters(r.work.Title)
	if len(title) < 12 {
		return
	}
	for i := max(len(r.run()), len(blocks)*2/3); i < len(blocks); i++ {
		b := &blocks[i]
		if b.Kind != block.Paragraph || b.Zone == block.References || len(strings.Fields(b.Text)) > 80 || !strings.Contains(letters(b.Text), title) {
			continue
		}
		is := printedIssue(b.Text)
		if is == (issued{}) || i > 0 && Standard(blocks[i-1].Text) == "references" || is.doi == "" && !citeLine().MatchString(b.Text) {
			continue
		}
		r.setText("volume", &r.work.Volume, is.volume)
		r.setText("issue", &r.work.Issue, is.issue)
		r.setText("pages", &r.work.Pages, is.pages)
		r.setText("issn", &r.work.ISSN, is.issn)
		r.setText("doi", &r.work.DOI, is.doi)
		if is.year != "" {
			r.setYear(is.year)
		}
		b.Zone = block.Front
		return
	}
}

// sameName reports whether a list has a person already.
func sameName(list []corpus.Name, n corpus.Name) bool {
	return slices.ContainsFunc(list, func(a corpus.Name) bool {
		return letters(a.Family+a.Given) == letters(n.Family+n.Given)
	})
}
