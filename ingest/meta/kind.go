package meta

import (
	"path"
	"strings"

	"locus/corpus"
	"locus/ingest/block"
	"locus/ingest/pattern"
)

// kind finds the type of work: what the file says, what its parts show, last
// what its name says.
func (r *reading) kind() {
	if t := r.typed(); t != "" {
		r.setKind(t, corpus.Stated)
		return
	}
	has := func(name string) bool {
		for i, b := range r.page.Blocks {
			if b.Kind == block.Heading && Standard(b.Text) == name && (name != "references" || Lists(r.page.Blocks, i)) {
				return true
			}
		}
		return false
	}
	isPaper := find(r.page.Meta, "citation_journal_title") != "" || r.work.Volume != "" || r.work.Issue != "" && r.work.Pages != "" ||
		(has("abstract") || find(r.page.Meta, "abstract") != "") && has("references")
	lic := find(r.page.Meta, "licence")
	site := strings.ToLower(find(r.page.Meta, "og:site_name") + " " + find(r.page.Meta, "html:title") + " " + lic)
	switch {
	case strings.Contains(site, "wikipedia") || strings.Contains(site, "encyclop"):
		r.setKind(corpus.TypeEncyclopedia, corpus.Stated)
	case find(r.page.Meta, "label") != "":
		r.setKind(corpus.TypeEssay, corpus.Stated)
	case find(r.page.Meta, "citation_dissertation_institution") != "":
		r.setKind(corpus.TypeThesis, corpus.Stated)
	case find(r.page.Meta, "citation_technical_report_institution") != "":
		r.setKind(corpus.TypeReport, corpus.Stated)
	case find(r.page.Meta, "citation_inbook_title") != "":
		r.setKind(corpus.TypeChapter, corpus.Stated)
	case r.said != "":
		r.setKind(r.said, corpus.Stated)
	case isPaper:
		r.setKind(corpus.TypePaper, corpus.Stated)
	case chapter().MatchString(r.work.Title) && strings.HasPrefix(strings.ToLower(r.work.Title), "chapter"):
		r.setKind(corpus.TypeChapter, corpus.Stated)
	case r.fromSite():
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

// typed is the type that the page's statements give. What they call an article or
// a page for search engines' sake says only that it stands on a site.
func (r *reading) typed() string {
	for _, key := range []string{"type", "dc.type", "dcterms.type", "ld:type", "og:type"} {
		for _, m := range r.page.Meta {
			t := typeOf(m.Value)
			if m.Key != key || t == "" || (t == corpus.TypeArticle || t == corpus.TypeWebpage) && strings.Contains(key, ":") {
				continue
			}
			return t
		}
	}
	return ""
}

func (r *reading) fromSite() bool {
	return typeOf(find(r.page.Meta, "og:type")) != "" || typeOf(find(r.page.Meta, "ld:type")) != ""
}

func (r *reading) setKind(t string, b corpus.Basis) {
	r.work.Type = t
	r.basis("type", b)
}

// typeOf reads a type as files write it; "" for one that is not known.
func typeOf(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = s[strings.LastIndexAny(s, "/#")+1:]
	switch s {
	case "essay":
		return corpus.TypeEssay
	case "chapter", "incollection", "inbook", "book chapter", "book part", "bookchapter":
		return corpus.TypeChapter
	case "article", "newsarticle", "article-magazine", "article-newspaper", "reportagenewsarticle":
		return corpus.TypeArticle
	case "encyclopedia", "encyclopaedia", "entry-encyclopedia", "entry", "encyclopedia article", "encyclopaedia article", "encyclopedia entry", "encyclopaedia entry":
		return corpus.TypeEncyclopedia
	case "paper", "article-journal", "scholarlyarticle", "paper-conference", "journal article", "research article", "journalarticle", "conference paper", "conferencepaper", "working paper":
		return corpus.TypePaper
	case "book", "monograph":
		return corpus.TypeBook
	case "report", "technical report":
		return corpus.TypeReport
	case "thesis", "phdthesis", "mastersthesis", "dissertation", "doctoral thesis", "doctoralthesis", "masterthesis", "master thesis", "bachelorthesis":
		return corpus.TypeThesis
	case "webpage", "website", "blogposting", "post-weblog", "web page", "blog post":
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
	case "abstract", "summary", "résumé", "resumen", "resumo", "zusammenfassung", "riassunto", "özet":
		return "abstract"
	case "introduction":
		return "introduction"
	case "conclusion", "conclusions", "concluding remarks", "discussion and conclusion", "conclusion and discussion":
		return "conclusion"
	case "references", "bibliography", "select bibliography", "selected bibliography", "works cited", "further reading", "suggested reading", "suggestions for further reading", "suggested readings", "further readings", "recommended readings", "required reading", "required readings", "reading", "readings", "reading list", "key readings", "recommended reading", "sources and further reading", "references and further reading", "notes and references", "literature", "literature cited", "reference list", "list of references", "sources", "works consulted", "references cited":
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

// Lists reports whether the section whose heading is block i may be a list of
// works, as its name says: "Sources" or "Literature" may be an author's own text,
// which has no year.
func Lists(blocks []block.Block, i int) bool {
	switch strings.ToLower(strings.Trim(ordinal().ReplaceAllString(blocks[i].Text, ""), " .:*_")) {
	case "sources", "literature", "reading", "readings":
	default:
		return true
	}
	for _, b := range blocks[i+1:] {
		if b.Kind == block.Heading {
			break
		}
		if yearPattern().MatchString(b.Text) || strings.Contains(b.Text, "n.d.") {
			return true
		}
	}
	return false
}

var ordinal = pattern.Lazy(`^(?:[0-9]+(?:\.[0-9]+)*\.?|[IVX]+\.)\s+`)
