package meta

import (
	"strings"
	"unicode"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// reading is the work of reading one page.
type reading struct {
	page  *block.Page
	work  corpus.Work
	file  string
	said  string          // the type that the front says
	words map[string]bool // that stand in small letters in the text

	labelled bool
	again    int    // the block at which the title stands again below a cover
	againTo  int    // and the one after it
	below    int    // the block from which on they stand below the title
	roles    []look // of the blocks before the text
}

// Read finds what a page says about its work. File is the file's base name; it
// gives nothing but a derived type where nothing else does. The page loses the
// blocks that are the title or the journal's name (they are listed as omitted);
// what stands before an abstract, and keywords, become its front.
func Read(page *block.Page, file string) corpus.Work {
	r := &reading{page: page, file: file}
	r.header()
	r.stated()
	r.runningName()
	r.cover()
	r.citationLine()
	r.label()
	r.title()
	r.abstract()
	r.byline()
	r.runningHeads()
	r.headword()
	r.signature()
	r.selfCited()
	r.addresses()
	r.front()
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
	if i < r.again {
		r.again--
	}
	if i < r.againTo {
		r.againTo--
	}
	if i < len(r.roles) {
		r.roles = append(r.roles[:i:i], r.roles[i+1:]...)
	}
}

var (
	bracketed = pattern.Lazy(`\(((?:1[4-9]|20)[0-9]{2})[a-z]?\)`)
	separator = pattern.Lazy(`\s+(?:--|—|–)\s+|\.\s+|,\s+`)
)

// citationLine reads a line before the text that says where it was printed: a
// container, volume, issue and pages, often with the title, which another line
// repeats.
func (r *reading) citationLine() {
	looks := r.run()
	for i, b := range r.blocks() {
		if len(b.Text) > 900 || len(b.Text) < 6 || len(strings.Fields(b.Text)) > 90 {
			continue
		}
		is := printedIssue(b.Text)
		if is == (issued{}) {
			continue
		}
		titled := r.titleIn(b.Text[:is.from])
		if i >= len(looks) && titled == "" && is.issn == "" && is.doi == "" {
			continue
		}
		if i >= len(looks) && (is.volume == "" || b.Kind == block.Heading) {
			continue
		}
		r.setText("title", &r.work.Title, titled)
		if is.volume != "" || is.alone {
			r.setText("volume", &r.work.Volume, is.volume)
			r.setText("issue", &r.work.Issue, is.issue)
			r.setText("pages", &r.work.Pages, is.pages)
			r.setText("container", &r.work.Container, r.containerIn(b.Text[:is.from]))
		}
		if is.meeting != "" && i < len(looks) {
			r.setText("container", &r.work.Container, is.meeting)
			r.setText("pages", &r.work.Pages, is.pages)
		}
		r.setText("issn", &r.work.ISSN, is.issn)
		r.setText("doi", &r.work.DOI, is.doi)
		if y := printedYear(b.Text[:is.from]); y != "" {
			r.setYear(y)
		} else if is.volume != "" || is.alone {
			r.setYear(is.year)
		}
		if i >= len(looks) {
			return
		}
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
	looks := r.run()
	for i, b := range r.blocks() {
		if i < len(looks) && looks[i] != lookTitle && r.raw(i) != lookTitle || i >= len(looks) && b.Kind != block.Heading || len(strings.Fields(b.Text)) < 3 {
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
	line = strings.TrimRight(line, " ,.;:")
	if i := strings.Index(strings.ToLower(line), strings.ToLower(r.work.Title)); i >= 0 && r.work.Title != "" {
		line = strings.TrimLeft(line[i+len(r.work.Title):], " .,:;-–—\"”'’")
	} else if dateTail().MatchString(line) && len(strings.Fields(line)) <= 10 {
		// a journal with its year, and nothing before
	} else if s := separator().FindAllStringIndex(line, -1); s != nil {
		line = line[s[len(s)-1][1]:]
	}
	line = strings.Trim(dateTail().ReplaceAllString(strings.TrimRight(line, " ,.;:"), ""), " ,.;:-–—")
	if len(strings.Fields(line)) > 15 || strings.IndexFunc(line, unicode.IsLetter) < 0 || dateLine().MatchString(line) {
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
	if m := essayLabel().FindStringSubmatch(l); m != nil && r.work.Title == "" && r.candidate() < 0 {
		topic := strings.TrimSpace(number().ReplaceAllString(strings.TrimSpace(m[1]), ""))
		if topic != "" {
			r.work.Title = topic
			r.basis("title", corpus.Derived)
		}
	}
}

var journal = pattern.Lazy(`(?i)\b(?:journal|proceedings|quarterly|bulletin|transactions|annals|issn|vol\.|volume [0-9])\b`)

// title finds the title among the first lines, and takes it, its repeats and the
// journal's name away from the text.
func (r *reading) title() {
	r.reviewedTitle()
	if i := r.chapterBelow(r.candidate()); i >= 0 && r.work.Title == "" {
		if numberAlone().MatchString(r.page.Blocks[i].Text) && i+1 < len(r.page.Blocks) && (r.page.Blocks[i+1].Kind == block.Heading || r.raw(i+1) == lookTitle) {
			r.drop(i, "chapter number")
		}
		text := strings.TrimRight(r.page.Blocks[i].Text, "*†‡¹²³∗ ")
		if shouting(text) {
			text = strings.TrimRight(text, ".")
		}
		if next := r.goesOn(i, text); next != "" {
			text = next
			r.drop(i+1, "title")
		}
		r.page.Blocks[i].Kind = block.Heading
		r.page.Blocks[i].Text = text
		r.setText("title", &r.work.Title, text)
	}
	r.issuer()
	for i := 0; i < min(len(r.page.Blocks), max(12, r.againTo)); i++ {
		b := r.page.Blocks[i]
		if b.Kind != block.Heading && b.Kind != block.Paragraph || len(b.Text) > 400 {
			continue
		}
		switch {
		case same(b.Text, r.work.Title) || b.Kind == block.Heading && same(b.Text, afterChapter(r.work.Title)):
			r.drop(i, "title")
			r.below = i
			i--
		case same(b.Text, r.work.Container) && (b.Kind == block.Heading || i < 3) || b.Kind == block.Heading && i < 3 && journal().MatchString(b.Text) && r.work.Title != "" && r.titleFollows(i):
			r.setText("container", &r.work.Container, b.Text)
			r.drop(i, "journal")
			i--
		}
	}
	for i := r.againTo - 1; i >= r.again && r.again > 0; i-- {
		r.drop(i, "title")
	}
	r.againTo = r.again
	r.coverLines()
}

// issuer reads the journal, the newspaper or the conference that is named above
// the title.
func (r *reading) issuer() {
	looks := r.run()
	for i, l := range looks {
		b := r.page.Blocks[i]
		if l == lookNames || l == lookBy || l == lookTitle {
			return
		}
		issued := i+1 < len(looks) && looks[i+1] == lookIssue && r.work.Volume != ""
		if l == lookSite && r.work.Title != "" && (periodical(strings.Trim(b.Text, " *_")) || issued) {
			r.setText("container", &r.work.Container, strings.Trim(b.Text, " *_"))
		}
	}
}

// goesOn is a title with the line after it, "" where that is none of it: after a
// colon, where it begins with a small letter, or where the first is a chapter's number.
func (r *reading) goesOn(i int, text string) string {
	looks := r.run()
	if i+1 >= len(r.page.Blocks) {
		return ""
	}
	next := r.page.Blocks[i+1].Text
	named := r.raw(i+1) == lookNames && chapterAlone().MatchString(text) && r.foreign(next) // "Why Small States Wait"
	if r.raw(i+1) != lookTitle && !named && !(i+1 < len(looks) && looks[i+1] == lookSubtitle) {
		return ""
	}
	switch {
	case shouting(text) && strings.HasPrefix(next, "(") && strings.HasSuffix(next, ")") && strings.Contains(next, " v. "):
		return text + " " + next
	case strings.HasSuffix(text, ":"), unicode.IsLower(firstRune(next)) && !strings.HasPrefix(next, "or,"):
		return text + " " + next
	case chapterAlone().MatchString(text), i+1 < len(looks) && looks[i+1] == lookSubtitle && !strings.HasPrefix(next, "or,"):
		return text + ": " + next
	}
	return ""
}

// firstLine reports whether the first line is a title though nothing else shows
// it: bare lines alone stand before a text of some length.
func (r *reading) firstLine(looks []look) bool {
	if len(looks) == 0 || len(looks) > 5 || looks[0] != lookTitle || len(looks) >= len(r.page.Blocks) {
		return false
	}
	for _, l := range looks {
		if l != lookTitle {
			return false
		}
	}
	text := r.page.Blocks[0].Text
	words := 0
	for _, b := range r.page.Blocks[len(looks):] {
		if words += len(strings.Fields(b.Text)); words >= 100 {
			break
		}
	}
	first := firstRune(strings.TrimLeft(text, "“\"‘'"))
	return words >= 100 && len(strings.Fields(text)) >= 2 && (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.Contains(text, ": ") && !strings.HasSuffix(text, ":") && Standard(text) == ""
}

// candidate is the block that is the title, -1 where none is: the first heading
// or, where something shows that the text has a head, the first bare line. The
// name of a journal before another candidate is none, nor is a student's.
func (r *reading) candidate() int {
	looks := r.run()
	from := essayHead(looks) + 1
	first, shown := -1, from > 0
	for _, l := range looks {
		shown = shown || l > lookTitle
	}
	if n := len(looks); n > 0 && n < len(r.page.Blocks) {
		next := r.page.Blocks[n]
		shown = shown || Standard(next.Text) != "" || described().MatchString(next.Text) || n <= 2 && strings.ContainsRune("“\"‘", firstRune(next.Text)) && len(strings.Fields(next.Text)) <= 40
	}
	if !shown && r.firstLine(looks) && !r.oneOfMany(r.page.Blocks[0]) {
		return 0
	}
	for i := from; i < len(looks); i++ {
		b := r.page.Blocks[i]
		if looks[i] == lookTitle && (b.Kind == block.Heading || shown) && !same(b.Text, r.work.Container) && !r.oneOfMany(b) {
			first = i
			break
		}
	}
	if first < 0 && len(looks) == 0 {
		return r.firstHeading()
	}
	return first
}

// firstHeading is the heading with which a page of other shapes begins, -1
// where text or a section of a fixed name comes first.
func (r *reading) firstHeading() int {
	for i, b := range r.blocks() {
		switch {
		case b.Kind == block.Heading && Standard(b.Text) == "" && !strings.Contains(b.Text, "@") && !r.oneOfMany(b):
			return i
		case b.Kind == block.Heading, len(strings.Fields(b.Text)) > 12, i > 3:
			return -1
		}
	}
	return -1
}

// oneOfMany reports whether a heading is the first of the text's chapters, or of
// its sections, which the mark-up puts below a title that is not there.
func (r *reading) oneOfMany(b block.Block) bool {
	if b.Kind != block.Heading {
		return false
	}
	chapters, beside := 0, 0
	for _, h := range r.page.Blocks {
		if h.Kind != block.Heading {
			continue
		}
		if b.Marked && h.Marked && h.Level < b.Level {
			return false
		}
		if chapter().MatchString(h.Text) {
			chapters++
		}
		if h.Level == b.Level {
			beside++
		}
	}
	return chapter().MatchString(b.Text) && chapters > 1 || b.Marked && b.Level > 1 && beside > 1
}

func (r *reading) titleFollows(i int) bool {
	for _, b := range r.page.Blocks[i+1 : min(len(r.page.Blocks), i+4)] {
		if same(b.Text, r.work.Title) {
			return true
		}
	}
	return false
}
