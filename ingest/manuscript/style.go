package manuscript

import (
	"strings"
	"unicode"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// role is what the name of a style says of a paragraph.
type role int

// The roles that names of styles give.
const (
	roleNone role = iota
	roleTitle
	roleSubtitle
	roleAuthor
	roleDate
	roleAbstract
	roleQuote
	roleCaption
	roleEntry
	roleContents
	roleCode
	roleHeading
	roleTerm
	roleBody
)

// headingName is how the styles of headings are called, in the languages of the
// word processors' users.
var headingName = pattern.Lazy(`(?i)^(?:heading|head|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|címsor|başlık|заголовок|επικεφαλίδα|سرصفحه|عنوان|見出し|标题|標題|제목)\s*_?([1-9])(?:\s+(?:char|zchn|car))?$`)

// roleOf tells a role by a style's name, and the level of a heading.
func roleOf(name string) (role, int) {
	low := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(name, "_20_", " ")))
	if m := headingName().FindStringSubmatch(low); m != nil {
		return roleHeading, int(m[1][0] - '0')
	}
	if strings.HasPrefix(low, "toc ") || strings.HasPrefix(low, "contents ") || low == "toc heading" || low == "contents heading" || low == "table of contents" || low == "table of figures" {
		return roleContents, 0
	}
	if strings.HasSuffix(low, "caption") {
		return roleCaption, 0 // of a figure, of a table
	}
	switch low {
	case "title", "titel", "titre", "título", "titolo", "article title", "papertitle", "paper title", "chapter title", "document title":
		return roleTitle, 0
	case "subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo":
		return roleSubtitle, 0
	case "author", "authors", "byline", "author name", "autor", "auteur":
		return roleAuthor, 0
	case "date", "datum":
		return roleDate, 0
	case "abstract", "abstract text", "zusammenfassung", "resumen", "résumé":
		return roleAbstract, 0
	case "quote", "quotations", "quotation", "block text", "intense quote", "block quote", "blockquote", "block quotation", "long quote", "extract", "zitat", "citation", "cita", "citazione", "citaat", "quote1", "displayed quote", "epigraph":
		return roleQuote, 0
	case "captioned figure", "table", "figure", "illustration", "beschriftung", "légende", "drawing":
		return roleCaption, 0
	case "bibliography", "references", "reference", "reference list", "works cited", "bibliography 1", "literaturverzeichnis", "bibliographie", "bibliografía", "endnote bibliography":
		return roleEntry, 0
	case "definition term", "term", "definition_term":
		return roleTerm, 0
	case "source code", "html preformatted", "preformatted text", "code", "code block", "verbatim":
		return roleCode, 0
	case "body text", "first paragraph", "compact", "text body", "normal", "standard", "default paragraph style", "default", "list paragraph":
		return roleBody, 0
	}
	return roleNone, 0
}

// roleBy tells a paragraph's role by its style, else by those it is based on:
// what a style of the author's own is based on says what it stands for, but only
// of headings, quotations and code.
func roleBy(p *Paragraph) (role, int) {
	for i, name := range p.Styles {
		r, level := roleOf(name)
		if r == roleBody || i > 0 && (r == roleTitle || r == roleSubtitle || r == roleAuthor || r == roleDate || r == roleCaption) {
			break
		}
		if r != roleNone {
			return r, level
		}
	}
	return roleNone, 0
}

// The number of words up to which a paragraph in the style of a heading is one:
// some put the style of a heading on all they write.
const maxHeading = 40

// styled judges by the names of styles, and takes the title and who wrote it, when
// they have styles of their own, to the page's statements.
func (j *judge) styled() {
	j.head()
	j.drop(func(p *Paragraph) bool {
		r, level := roleBy(p)
		if p.Outline > 0 && r != roleContents && r != roleTitle {
			r, level = roleHeading, p.Outline
		}
		words := wordCount(p.Text)
		switch r {
		case roleContents:
			j.omit("table of contents", p.Text)
			return false
		case roleHeading:
			if words <= maxHeading && (p.Kind == block.Paragraph || p.Kind == block.Item) && hasLetters(p.Text) {
				p.heading(level)
				p.Marked = true
			}
		case roleQuote:
			if p.Kind == block.Paragraph {
				p.Kind = block.Quote
			}
		case roleCaption:
			if p.Kind == block.Paragraph && words <= 250 {
				p.Kind = block.Caption
			}
		case roleCode:
			if p.Kind == block.Paragraph {
				p.Kind = block.Code
			}
		case roleTerm:
			p.Block.Bold = nil // it names what follows, and opens no section
		case roleAbstract:
			if p.Kind == block.Paragraph && words > 3 {
				p.Zone = block.Abstract
			}
		case roleEntry:
			p.entry()
		}
		if p.Bibliography {
			p.entry()
		}
		if j.body.mono {
			p.Block.Code = nil // all of it is typed so
		} else if p.Mono && p.Kind == block.Paragraph && words > 1 {
			p.Kind = block.Code
		}
		return true
	})
	j.code()
}

func (p *Paragraph) entry() {
	if p.Kind == block.Paragraph || p.Kind == block.Item {
		p.Zone = block.References
	}
}

// heading makes a paragraph a heading; the number that a list gives it becomes
// its first word, as it is printed.
func (p *Paragraph) heading(level int) {
	p.Kind, p.Level, p.Zone = block.Heading, min(max(level, 1), 6), block.Body
	if p.Mark != "" {
		mark := p.Mark
		p.Mark = ""
		prefix(&p.Block, mark+" ")
	}
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// head takes the paragraphs in the styles of a title, a subtitle, an author and
// a date away from the beginning.
func (j *judge) head() {
	var title []string
	begun := false
	j.drop(func(p *Paragraph) bool {
		r, _ := roleBy(p)
		words := wordCount(p.Text)
		if begun || p.Kind != block.Paragraph {
			begun = begun || p.Kind != block.Note
			return true
		}
		switch {
		case r == roleTitle && words <= 60 && hasLetters(p.Text):
			if len(p.Calls) > 0 {
				p.heading(1) // so that its note stays tied; the record takes it away
				p.Marked = true
				title = append(title, p.Text)
				return true
			}
			title = append(title, p.Text)
			j.omit("title", p.Text)
			return false
		case r == roleSubtitle && words <= 60 && hasLetters(p.Text) && len(title) > 0 && len(p.Calls) == 0:
			title[len(title)-1] = strings.TrimRight(title[len(title)-1], " :") + ":"
			title = append(title, p.Text)
			j.omit("title", p.Text)
			return false
		case r == roleAuthor && words <= 40 && len(p.Calls) == 0:
			for line := range strings.SplitSeq(p.Text, "\n") {
				j.meta("author", line)
			}
			j.omit("byline", p.Text)
			return false
		case r == roleDate && words <= 10:
			j.meta("date", p.Text)
			j.omit("date", p.Text)
			return false
		}
		begun = begun || words > 25
		return true
	})
	if len(title) > 0 {
		j.named = true
		j.meta("title", strings.Join(title, " "))
	}
}

// code joins the lines of a program that stand as paragraphs of their own.
func (j *judge) code() {
	kept := j.list[:0:0]
	for _, p := range j.list {
		if n := len(kept); n > 0 && p.Kind == block.Code && kept[n-1].Kind == block.Code {
			sep := "\n"
			if p.gap {
				sep = "\n\n"
			}
			kept[n-1].Join(p.Block, sep)
			continue
		}
		kept = append(kept, p)
	}
	j.list = kept
}
