package meta

import (
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// reading is the work of reading one page.
type reading struct {
	page *block.Page
	work corpus.Work
	file string
}

// Read finds what a page says about its work. File is the file's base name; it
// gives nothing but a derived type where nothing else does. The page loses the
// blocks that are the title or the journal's name (they are listed as omitted);
// what stands before an abstract, and keywords, become its front.
func Read(page *block.Page, file string) corpus.Work {
	r := &reading{page: page, file: file}
	r.stated()
	r.citationLine()
	r.label()
	r.title()
	r.abstract()
	r.front()
	r.byline()
	r.kind()
	return r.work
}

// head is how many blocks at the beginning may speak about the work.
const head = 40

func (r *reading) blocks() []block.Block { return r.page.Blocks[:min(len(r.page.Blocks), head)] }

// drop takes block i away and lists it.
func (r *reading) drop(i int, why string) {
	r.page.Omitted = append(r.page.Omitted, block.Omitted{Why: why, Text: r.page.Blocks[i].Text})
	r.page.Blocks = append(r.page.Blocks[:i:i], r.page.Blocks[i+1:]...)
}

var (
	volume    = pattern.Lazy(`(?:,\s*|\s)(?:[Vv]ol(?:ume|\.)?\s*)?([0-9]{1,4})\s?(?:\(([0-9]{1,3}(?:[-–/][0-9]{1,3})?)\)|,\s*(?:[Nn]o|[Ii]ssue)\.?\s*([0-9]{1,3}))\s*[,:;.]\s*(?:pp?\.\s*)?([0-9]{1,5}\s?[-–]\s?[0-9]{1,5})`)
	issn      = pattern.Lazy(`(?i)\be?ISSN:?\s*([0-9]{4}-?[0-9]{3}[0-9xX])\b`)
	bracketed = pattern.Lazy(`\(((?:1[4-9]|20)[0-9]{2})[a-z]?\)`)
	separator = pattern.Lazy(`\s+(?:--|—|–)\s+|\.\s+|,\s+`)
)

// citationLine reads a line before the text that says how to cite it: a title
// that a heading repeats, a container, volume, issue and pages.
func (r *reading) citationLine() {
	for _, b := range r.blocks() {
		if b.Kind == block.Heading || len(b.Text) > 900 || len(b.Text) < 30 {
			continue
		}
		m := volume().FindStringSubmatchIndex(b.Text)
		if m == nil {
			continue
		}
		if len(strings.Fields(b.Text)) > 90 {
			continue
		}
		titled := r.titleIn(b.Text[:m[0]])
		id := issn().FindStringSubmatch(b.Text)
		if titled == "" && id == nil && doiPattern().FindString(b.Text) == "" {
			continue
		}
		r.setText("title", &r.work.Title, titled)
		r.setText("volume", &r.work.Volume, b.Text[m[2]:m[3]])
		for g := 4; g <= 6; g += 2 {
			if m[g] >= 0 {
				r.setText("issue", &r.work.Issue, b.Text[m[g]:m[g+1]])
			}
		}
		r.setText("pages", &r.work.Pages, strings.NewReplacer(" ", "", "–", "-").Replace(b.Text[m[8]:m[9]]))
		r.setText("container", &r.work.Container, r.containerIn(b.Text[:m[0]]))
		if id != nil {
			r.setText("issn", &r.work.ISSN, id[1])
		}
		r.setText("doi", &r.work.DOI, strings.TrimRight(doiPattern().FindString(b.Text), ".,;)"))
		r.setYear(printedYear(b.Text[:m[0]]))
		return
	}
}

// printedYear finds a year in brackets; a bare number is none.
func printedYear(s string) string {
	m := bracketed().FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return m[1]
}

// titleIn finds a heading's words in a citation line and gives them as the line
// writes them, which is with the capitals of a sentence where the heading shouts.
func (r *reading) titleIn(line string) string {
	low := strings.ToLower(line)
	best := ""
	for _, b := range r.blocks() {
		if b.Kind != block.Heading || len(strings.Fields(b.Text)) < 3 {
			continue
		}
		h := strings.ToLower(b.Text)
		if i := strings.Index(low, h); i >= 0 && len(low) == len(line) && len(h) > len(best) {
			rest := strings.TrimLeft(line[i+len(h):], " ")
			if rest == "" { // the end of what stands before the volume: the container
				continue
			}
			best = line[i : i+len(h)]
		}
	}
	return best
}

// containerIn is what stands between the title and the volume.
func (r *reading) containerIn(line string) string {
	if i := strings.Index(strings.ToLower(line), strings.ToLower(r.work.Title)); i >= 0 && r.work.Title != "" {
		line = strings.TrimLeft(line[i+len(r.work.Title):], " .,:;-–—\"”'’")
	} else if s := separator().FindAllStringIndex(line, -1); s != nil {
		line = line[s[len(s)-1][1]:]
	}
	line = strings.Trim(line, " ,.;:-–—")
	if len(strings.Fields(line)) > 15 {
		return ""
	}
	// A heading that says the same with its own capitals is the journal's own form.
	for _, b := range r.blocks() {
		if b.Kind == block.Heading && same(b.Text, line) {
			return b.Text
		}
	}
	return line
}

// same compares two lines by their letters and digits alone.
func same(a, b string) bool { return a != "" && letters(a) == letters(b) && letters(a) != "" }

func letters(s string) string {
	var out strings.Builder
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 && r != '’' && r != '‘' && r != '“' && r != '”' && r != '–' && r != '—' {
			out.WriteRune(r)
		}
	}
	return out.String()
}

var (
	essayLabel = pattern.Lazy(`(?i)^(.{0,80}?)\s*\b(?:essay|term paper|research paper|coursework)s?\b`)
	number     = pattern.Lazy(`\s+[0-9]{1,3}$`)
)

// label reads an essay mill's label: its topic, without the mill's number, is a
// derived title.
func (r *reading) label() {
	l := find(r.page.Meta, "label")
	if l == "" {
		return
	}
	if m := essayLabel().FindStringSubmatch(l); m != nil && r.work.Title == "" {
		topic := strings.TrimSpace(number().ReplaceAllString(strings.TrimSpace(m[1]), ""))
		if topic != "" {
			r.work.Title = topic
			r.basis("title", corpus.Derived)
		}
	}
}

var journal = pattern.Lazy(`(?i)\b(?:journal|proceedings|quarterly|bulletin|transactions|annals|issn|vol\.|volume [0-9])\b`)

// title finds the title among the first headings, and takes it, its repeats and
// the journal's name away from the text.
func (r *reading) title() {
	if r.work.Title == "" {
		for i, b := range r.blocks() {
			if b.Kind != block.Heading {
				if len(strings.Fields(b.Text)) > 12 || i > 3 {
					break
				}
				continue
			}
			if Standard(b.Text) != "" {
				break
			}
			if journal().MatchString(b.Text) && r.another(i) {
				continue
			}
			r.setText("title", &r.work.Title, b.Text)
			break
		}
	}
	for i := 0; i < min(len(r.page.Blocks), 12); i++ {
		b := r.page.Blocks[i]
		if b.Kind != block.Heading && b.Kind != block.Paragraph || len(b.Text) > 400 {
			continue
		}
		switch {
		case same(b.Text, r.work.Title) || b.Kind == block.Heading && same(b.Text, afterChapter(r.work.Title)):
			r.drop(i, "title")
			i--
		case b.Kind == block.Heading && (same(b.Text, r.work.Container) || i < 3 && journal().MatchString(b.Text) && r.work.Title != "" && r.titleFollows(i)):
			r.setText("container", &r.work.Container, b.Text)
			r.drop(i, "journal")
			i--
		}
	}
}

// another reports whether a heading that could be the title follows a journal's
// name at block i.
func (r *reading) another(i int) bool {
	for _, b := range r.blocks()[i+1:] {
		if b.Kind == block.Heading {
			return Standard(b.Text) == ""
		}
		if len(strings.Fields(b.Text)) > 20 {
			return false
		}
	}
	return false
}

func (r *reading) titleFollows(i int) bool {
	for _, b := range r.page.Blocks[i+1 : min(len(r.page.Blocks), i+4)] {
		if same(b.Text, r.work.Title) {
			return true
		}
	}
	return false
}

var chapter = pattern.Lazy(`(?i)^(?:chapter|part|lecture|unit|lesson)\s+(?:[0-9]+|[IVX]+)\s*[:.–—-]\s*`)

func afterChapter(title string) string { return chapter().ReplaceAllString(title, "") }
