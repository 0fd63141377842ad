package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
)

// pageFuncs are the functions that templates call.
func pageFuncs() template.FuncMap {
	return template.FuncMap{
		"authors": authors,
		"year":    yearText,
		"join":    func(list []string) string { return strings.Join(list, " › ") },
		"comma":   func(list []string) string { return strings.Join(list, ", ") },
		"permalink": func(id corpus.PassageID) string {
			return "/p/" + url.PathEscape(string(id))
		},
		"ofWork":   func(id corpus.WorkID) string { return "/?" + url.Values{"work": {string(id)}}.Encode() },
		"record":   func(id corpus.WorkID) string { return "/works/" + url.PathEscape(string(id)) },
		"differs":  differs,
		"verdict":  verdictLabel,
		"passages": passagesOf,
		"brief":    shortened,
		"percent":  func(f float64) int { return int(100*f + .5) },
		"inc":      func(n int) int { return n + 1 },
	}
}

// segment is a stretch of a shown text, marked or not.
type segment struct {
	Text string
	Mark bool
}

// segments cuts a text at its marks. Marks that overlap, or lie outside the
// text, are passed over rather than shown wrong.
func segments(text string, marks []corpus.Mark) []segment {
	var out []segment
	at := 0
	for _, m := range marks {
		if m.Start < at || m.End <= m.Start || m.End > len(text) {
			continue
		}
		if m.Start > at {
			out = append(out, segment{Text: text[at:m.Start]})
		}
		out = append(out, segment{Text: text[m.Start:m.End], Mark: true})
		at = m.End
	}
	if at < len(text) {
		out = append(out, segment{Text: text[at:]})
	}
	return out
}

// tagView is a theory's label with the page of its passages.
type tagView struct {
	ID, Label, URL string
	By             corpus.TaggedBy
	Evidence       []string
}

// hitView is a hit made ready for the page.
type hitView struct {
	*query.Hit
	Segments []segment
	Place    string
	Tags     []tagView
	Voice    string
	// Open says that the context is shown, and Fold is the page where it is not, or
	// the other way round; Anchor is the hit's place in it.
	Open          bool
	Fold, Anchor  string
	Before, After []corpus.Passage
	Also          []corpus.PassageID // some of those that say the same words
	AlsoMore      int
}

// mostAlso is how many passages with the same words a hit leads to.
const mostAlso = 6

func (s *server) hitView(h *query.Hit) hitView {
	also := h.AlsoIn[:min(len(h.AlsoIn), mostAlso)]
	return hitView{Also: also, AlsoMore: len(h.AlsoIn) - len(also), Hit: h, Segments: segments(h.Snippet.Text, h.Snippet.Marks), Place: placeText(&h.Passage),
		Tags: s.tags(&h.Passage), Voice: voiceText(&h.Passage)}
}

func (s *server) label(id corpus.TheoryID) string {
	if t, ok := s.Pack.Theory(id); ok && t.Label != "" {
		return t.Label
	}
	return string(id)
}

func (s *server) tags(p *corpus.Passage) []tagView {
	var out []tagView
	for _, t := range p.Theories {
		v := tagView{ID: string(t.Theory), Label: s.label(t.Theory), By: t.By, URL: "/?" + url.Values{"theory": {string(t.Theory)}}.Encode()}
		for _, e := range t.Evidence {
			if !slices.Contains(v.Evidence, e.Text) {
				v.Evidence = append(v.Evidence, e.Text)
			}
		}
		out = append(out, v)
	}
	return out
}

// passageView is what a permalink shows.
type passageView struct {
	Passage       corpus.Passage
	Work          corpus.Work
	Before, After []corpus.Passage
	Place, Voice  string
	Tags          []tagView
	Segments      []segment // the passage with the tags' evidence marked
	Citations     []citationView
	Inner         []innerView
	Originals     []corpus.Reference // what quoted or reported words are from, to look up
	Missing       []string
	Chosen        chosenCitation
	Styles        []cite.Style
	Forms         []cite.Form
	More          moreView
}

// moreView is how much of a long span has no room on the page: bytes of its text,
// people, citations.
type moreView struct{ Text, People, Inner int }

// The bounds of a span on its page: bytes of text that are shown, and up to which
// it is put into every style's quotation; people and citations that are listed.
const (
	mostShown  = 16 << 10
	mostQuoted = 3 << 10
	mostPeople = 60
	mostInner  = 30
)

// fit cuts what a page has no room for and counts it. A passage as it was split
// is never as long; any span of a work can be.
func (v *passageView) fit() {
	if n := len(v.Passage.People) - mostPeople; n > 0 {
		v.More.People, v.Passage.People = n, v.Passage.People[:mostPeople]
	}
	if n := len(v.Inner) - mostInner; n > 0 {
		v.More.Inner, v.Inner = n, v.Inner[:mostInner]
	}
	room := mostShown
	for i := range v.Segments {
		s := &v.Segments[i]
		kept := s.Text[:min(len(s.Text), room)]
		for !utf8.ValidString(kept) {
			kept = kept[:len(kept)-1]
		}
		v.More.Text += len(s.Text) - len(kept)
		room -= len(kept)
		s.Text = kept
	}
	if v.More.Text > 0 {
		v.Segments = slices.DeleteFunc(v.Segments, func(s segment) bool { return s.Text == "" })
	}
	for i := range v.Tags {
		v.Tags[i].Evidence = v.Tags[i].Evidence[:min(len(v.Tags[i].Evidence), mostInner)]
	}
}

// chosenCitation is the citation in the style and the form that the page was
// asked for.
type chosenCitation struct {
	Style                        cite.Style
	Form                         cite.Form
	InText, Narrative, Reference string
}

// choose makes the citation in a style and a form.
func choose(style, form string, works []corpus.Work, w *corpus.Work, p *corpus.Passage) (c chosenCitation, err error) {
	c = chosenCitation{Style: cite.Style(style), Form: cite.Form(form)}
	o := cite.Options{Style: c.Style, Form: c.Form, Works: works}
	if c.InText, err = cite.InText(w, p, o); err != nil {
		return c, err
	}
	if c.Reference, err = cite.Entry(w, o); err != nil {
		return c, err
	}
	o.Narrative = true
	c.Narrative, err = cite.InText(w, p, o)
	return c, err
}

// innerView is a citation that stands in the passage, with the entry of the
// work's own list that it resolves to, to look up.
type innerView struct {
	corpus.Citation
	Entry string
}

func inner(doc *corpus.Document, p *corpus.Passage) []innerView {
	var out []innerView
	for _, c := range p.Citations {
		v := innerView{Citation: c}
		for _, r := range doc.References {
			if r.Index == c.Reference {
				v.Entry = r.Raw
			}
		}
		out = append(out, v)
	}
	return out
}

type citationView struct {
	Style                     cite.Style
	InText, Narrative, Quote  string
	Reference                 string
	ReferenceHTML, InTextHTML template.HTML // by cite's HTML form, which escapes every field
	Commands                  []pair
}

func (s *server) passagePage(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	if p := unknownParameter(v, []string{"style", "as"}); p != nil {
		s.refuse(w, r, p)
		return
	}
	doc, p, err := s.Library.Resolve(corpus.PassageID(r.PathValue("id")))
	if err != nil {
		s.refuse(w, r, s.fail(r.Context(), err))
		return
	}
	view := passageView{Passage: p, Work: doc.Work, Place: placeText(&p), Voice: voiceText(&p), Tags: s.tags(&p),
		Segments: segments(p.Text, evidenceMarks(&p)), Inner: inner(doc, &p), Originals: cite.Originals(doc, &p), Missing: cite.Missing(&doc.Work)}
	view.Before, view.After = around.Neighbours(doc, p.Span, 1)
	works, err := s.Among(&doc.Work)
	if err != nil {
		s.refuse(w, r, s.fail(r.Context(), err))
		return
	}
	view.fit()
	view.Styles, view.Forms = cite.Styles(), cite.Forms()
	view.Chosen, err = choose(cmp.Or(v.Get("style"), s.Style, string(cite.APA)), cmp.Or(v.Get("as"), string(cite.Text)), works, &doc.Work, &p)
	if err != nil {
		s.refuse(w, r, s.fail(r.Context(), err))
		return
	}
	for _, style := range cite.Styles() {
		c, err := citations(style, works, &doc.Work, &p)
		if err != nil {
			s.refuse(w, r, s.fail(r.Context(), err))
			return
		}
		view.Citations = append(view.Citations, c)
	}
	s.render(w, r, http.StatusOK, "passage.html", view)
}

// evidenceMarks are the stretches of a passage that gave its tags, in order.
func evidenceMarks(p *corpus.Passage) []corpus.Mark {
	var marks []corpus.Mark
	for _, t := range p.Theories {
		for _, e := range t.Evidence {
			if p.Span.Contains(e.Span) {
				marks = append(marks, corpus.Mark{Start: e.Start - p.Span.Start, End: e.End - p.Span.Start})
			}
		}
	}
	slices.SortFunc(marks, func(a, b corpus.Mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return marks
}

// citations are a passage's citations in a style, told apart from those of works.
func citations(style cite.Style, works []corpus.Work, w *corpus.Work, p *corpus.Passage) (citationView, error) {
	c := citationView{Style: style}
	var in, entry string
	for _, one := range []struct {
		to *string
		o  cite.Options
	}{
		{&c.InText, cite.Options{}}, {&in, cite.Options{Form: cite.HTML}},
		{&c.Narrative, cite.Options{Narrative: true}}, {&c.Quote, cite.Options{Quote: true}},
	} {
		if one.o.Quote && len(p.Text) > mostQuoted {
			continue
		}
		one.o.Style, one.o.Works = style, works
		s, err := cite.InText(w, p, one.o)
		if err != nil {
			return c, err
		}
		*one.to = s
	}
	entry, err := cite.Entry(w, cite.Options{Style: style, Form: cite.HTML, Works: works})
	if err != nil {
		return c, err
	}
	// cite's HTML form escapes every field and writes <i> only.
	c.InTextHTML, c.ReferenceHTML = template.HTML(in), template.HTML(entry)
	c.Reference, err = cite.Entry(w, cite.Options{Style: style, Works: works})
	if err != nil || style != cite.APA {
		return c, err
	}
	for _, form := range []cite.Form{cite.Pandoc, cite.BibLaTeX, cite.LaTeX, cite.Typst, cite.BibTeX, cite.RIS, cite.CSLJSON} {
		s, err := cite.InText(w, p, cite.Options{Form: form, Works: works})
		if err != nil {
			return c, err
		}
		c.Commands = append(c.Commands, pair{string(form), strings.ReplaceAll(s, "\r\n", "\n")})
	}
	return c, nil
}
