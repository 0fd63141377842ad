package meta

import (
	"path"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	keywords  = pattern.Lazy(`(?i)^(?:key ?words|index terms|JEL|CCS concepts)\b`)
	runIn     = pattern.Lazy(`^(?:Abstract|ABSTRACT|Summary|SUMMARY)\s*[:.—–-]\s*\S`)
	mail      = pattern.Lazy(`([A-Za-z0-9._%+-]+)\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	institute = pattern.Lazy(`(?i)\b(?:university|institute|department|faculty|college|school of|laborator|academy)\b`)
	by        = pattern.Lazy(`^(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthors?:)\s+`)
)

// abstract puts an abstract that the front matter holds before the text.
func (r *reading) abstract() {
	text := find(r.page.Meta, "abstract")
	if len(strings.Fields(text)) < 10 {
		return
	}
	b := block.Block{Text: text, Zone: block.Abstract}
	r.page.Blocks = append([]block.Block{b}, r.page.Blocks...)
}

// front marks what stands before an abstract as front, and keywords wherever
// they stand near the beginning. A heading there is a name or a label, no section.
func (r *reading) front() {
	at := r.abstractAt()
	words := 0
	for i := range max(at, 0) {
		words += len(strings.Fields(r.page.Blocks[i].Text))
	}
	for i := range r.blocks() {
		b := &r.page.Blocks[i]
		switch {
		case b.Zone != block.Body:
		case i < at && words <= 500:
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
}

// abstractAt is the block with which the abstract begins, -1 where there is none.
func (r *reading) abstractAt() int {
	for i, b := range r.blocks() {
		if b.Kind == block.Heading && Standard(b.Text) == "abstract" || b.Kind == block.Paragraph && runIn().MatchString(b.Text) {
			return i
		}
		if b.Kind == block.Heading && Standard(b.Text) != "" {
			return -1
		}
	}
	return -1
}

// byline reads the authors: a line of names under the title, with "by" or with
// a sign that names are meant (marks of affiliations, an institution or an
// e-mail address near by).
func (r *reading) byline() {
	evidence := false
	var mails []string
	for _, b := range r.blocks()[:min(len(r.blocks()), 25)] {
		if b.Zone == block.Front || len(strings.Fields(b.Text)) < 60 {
			for _, m := range mail().FindAllStringSubmatch(b.Text, -1) {
				mails = append(mails, strings.ToLower(m[1]))
			}
			evidence = evidence || b.Zone == block.Front && institute().MatchString(b.Text)
		}
	}
	evidence = evidence || len(mails) > 0
	if len(r.work.Authors) == 0 {
		r.names(evidence)
	}
	for i, n := range r.work.Authors {
		r.work.Authors[i] = compound(n, mails)
	}
}

// names takes the authors from the lines that look like names and marks those
// lines as front.
func (r *reading) names(evidence bool) {
	for i := range r.blocks() {
		b := &r.page.Blocks[i]
		if b.Kind != block.Paragraph || b.Zone == block.Abstract || b.Zone == block.Body && i > 3 {
			continue
		}
		text := b.Text
		said := by().MatchString(text)
		text = strings.TrimRight(by().ReplaceAllString(text, ""), ".")
		if len(strings.Fields(text)) > 60 || !NameLook(text) || !said && !evidence && !(len(b.Calls) > 0 && b.Zone == block.Front) {
			if b.Zone == block.Body && len(strings.Fields(text)) > 20 {
				return
			}
			continue
		}
		b.Zone = block.Front
		r.work.Authors = append(r.work.Authors, Names(text)...)
		r.basis("authors", corpus.Stated)
	}
}

// kind finds the type of work: what the file says, what its parts show, last
// what its name says.
func (r *reading) kind() {
	if t := typeOf(find(r.page.Meta, "type")); t != "" {
		r.setKind(t, corpus.Stated)
		return
	}
	has := func(name string) bool {
		for _, b := range r.page.Blocks {
			if b.Kind == block.Heading && Standard(b.Text) == name {
				return true
			}
		}
		return false
	}
	isPaper := find(r.page.Meta, "citation_journal_title") != "" || r.work.Volume != "" ||
		(has("abstract") || find(r.page.Meta, "abstract") != "") && has("references")
	lic := find(r.page.Meta, "licence")
	site := strings.ToLower(find(r.page.Meta, "og:site_name") + " " + find(r.page.Meta, "html:title") + " " + lic)
	switch {
	case strings.Contains(site, "wikipedia") || strings.Contains(site, "encyclop"):
		r.setKind(corpus.TypeEncyclopedia, corpus.Stated)
	case find(r.page.Meta, "label") != "":
		r.setKind(corpus.TypeEssay, corpus.Stated)
	case isPaper:
		r.setKind(corpus.TypePaper, corpus.Stated)
	case chapter().MatchString(r.work.Title) && strings.HasPrefix(strings.ToLower(r.work.Title), "chapter"):
		r.setKind(corpus.TypeChapter, corpus.Stated)
	case typeOf(find(r.page.Meta, "og:type")) != "" || typeOf(find(r.page.Meta, "ld:type")) != "":
		r.setKind(corpus.TypeWebpage, corpus.Stated)
	default:
		name := strings.ToLower(strings.TrimSuffix(path.Base(strings.ReplaceAll(r.file, `\`, "/")), path.Ext(r.file)))
		for _, w := range strings.FieldsFunc(name, func(c rune) bool { return c < 'a' || c > 'z' }) {
			if t := typeOf(w); t != "" {
				r.setKind(t, corpus.Derived)
				return
			}
		}
	}
}

func (r *reading) setKind(t string, b corpus.Basis) {
	r.work.Type = t
	r.basis("type", b)
}

// typeOf reads a type as files write it; "" for one that is not known.
func typeOf(s string) string {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "essay":
		return corpus.TypeEssay
	case "chapter", "incollection", "inbook":
		return corpus.TypeChapter
	case "article", "newsarticle", "article-magazine", "article-newspaper":
		return corpus.TypeArticle
	case "encyclopedia", "entry-encyclopedia", "entry":
		return corpus.TypeEncyclopedia
	case "paper", "article-journal", "scholarlyarticle", "paper-conference":
		return corpus.TypePaper
	case "book":
		return corpus.TypeBook
	case "report":
		return corpus.TypeReport
	case "thesis", "phdthesis", "mastersthesis", "dissertation":
		return corpus.TypeThesis
	case "webpage", "website", "blogposting", "post-weblog":
		return corpus.TypeWebpage
	}
	return ""
}

// Standard names the room that a heading of a fixed name opens ("abstract",
// "introduction", "conclusion", "references", "notes", "appendix",
// "acknowledgements"); "" for any other heading. Numbers before it and marks
// after it do not count.
func Standard(heading string) string {
	h := strings.ToLower(strings.Trim(ordinal().ReplaceAllString(heading, ""), " .:*_"))
	switch h {
	case "abstract", "summary":
		return "abstract"
	case "introduction":
		return "introduction"
	case "conclusion", "conclusions", "concluding remarks", "discussion and conclusion", "conclusion and discussion":
		return "conclusion"
	case "references", "bibliography", "works cited", "literature", "literature cited", "reference list", "list of references", "sources", "works consulted", "references cited":
		return "references"
	case "notes", "endnotes", "footnotes":
		return "notes"
	case "acknowledgements", "acknowledgments", "acknowledgement", "acknowledgment":
		return "acknowledgements"
	case "contents", "table of contents":
		return "contents"
	}
	if strings.HasPrefix(h, "appendix") {
		return "appendix"
	}
	return ""
}

var ordinal = pattern.Lazy(`^(?:[0-9]+(?:\.[0-9]+)*\.?|[IVX]+\.)\s+`)
