package web

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"path"
	"strings"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/query/quote"
)

// The bounds of a draft's page, in bytes: what is read of the small fields, how
// much pasted text goes back into the form, and how much the report may show.
const (
	maxField  = 200
	maxEcho   = 8 << 10
	maxReport = 34 << 10
)

// draftView is what the page for checking a draft shows.
type draftView struct {
	Text, Format, Style string // the form's state
	Styles              []cite.Style
	Formats             []pair
	Name                string // of the file that was sent
	Kept                bool   // the pasted text stands in the form again
	Checked             *Checked
	Sum                 []verdictView
	Mend                []findingView
	Fine                []findingView
	MendLeft, FineLeft  int
	Problem             *problem
}

// verdictView is a verdict with the number of quotations that have it.
type verdictView struct {
	Verdict quote.Verdict
	Label   string
	Good    bool
	Count   int
}

// findingView is a quotation of a draft made ready for the page.
type findingView struct {
	CheckedQuotation
	Label         string
	Draft, Source []wordsView
	Place         string
}

// wordsView is a stretch of a quotation or of its source; Other says that the
// two differ here.
type wordsView struct {
	Text  string
	Other bool
}

// draftFormats are what pasted text can be.
func draftFormats() []pair {
	return []pair{{"md", "text or Markdown"}, {"tex", "LaTeX"}, {"html", "HTML"}}
}

// draftForm shows the form. What is sent goes to draftPage.
func (s *server) draftForm(w http.ResponseWriter, r *http.Request) {
	if p := unknownParameter(r.URL.Query(), nil); p != nil {
		s.refuse(w, r, p)
		return
	}
	s.render(w, r, http.StatusOK, "draft.html", s.newDraftView())
}

func (s *server) newDraftView() *draftView {
	return &draftView{Style: cmp.Or(s.Style, string(cite.APA)), Styles: cite.Styles(), Formats: draftFormats()}
}

// draftPage checks a draft that is pasted or sent as a file. It is read into
// memory, answered and forgotten: nothing of it is kept, here or in a browser's cache.
func (s *server) draftPage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	view := s.newDraftView()
	status := http.StatusOK
	d, err := readDraft(r, view)
	if err == nil {
		view.Checked, err = s.check(r.Context(), d)
	}
	if err != nil {
		view.Problem = s.fail(r.Context(), err)
		status = view.Problem.Status
	} else {
		view.report()
	}
	s.render(w, r, status, "draft.html", view)
}

// readDraft reads the form part by part, so that no file is written.
func readDraft(r *http.Request, view *draftView) (Draft, error) {
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return Draft{}, newProblem(http.StatusForbidden, "a page of another origin may not send a draft")
	}
	form, err := r.MultipartReader()
	if err != nil {
		return Draft{}, newProblem(http.StatusUnsupportedMediaType, "send the form of this page (multipart/form-data); programs use POST /v1/check")
	}
	var d Draft
	for range 8 {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return d, view.take(&d)
		}
		if err != nil {
			return d, unreadForm(err)
		}
		if err := view.field(part, &d); err != nil {
			return d, err
		}
	}
	return d, newProblem(http.StatusBadRequest, "the form has more fields than text, file, format and style")
}

// field reads one field of the form.
func (v *draftView) field(part *multipart.Part, d *Draft) error {
	name, most := part.FormName(), int64(maxField)
	if name == "text" || name == "file" {
		most = maxDraft
	}
	data, err := io.ReadAll(io.LimitReader(part, most+1))
	switch {
	case err != nil:
		return unreadForm(err)
	case int64(len(data)) > most:
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("the field %q may have %d bytes", name, most))
	}
	switch name {
	case "text":
		v.Text = string(data)
	case "file":
		if v.Name = part.FileName(); len(data) > 0 {
			d.Data = data
		}
	case "format":
		v.Format = string(data)
	case "style":
		v.Style = string(data)
	default:
		near := corpus.Nearest(name, []string{"text", "file", "format", "style"}, 1)
		return newProblem(http.StatusBadRequest, fmt.Sprintf("there is no field %q here", name)).at("body."+name, nil, near)
	}
	return nil
}

func unreadForm(err error) error {
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		return newProblem(http.StatusRequestEntityTooLarge, fmt.Sprintf("a draft may have %d bytes with its form", large.Limit))
	}
	if slow := net.Error(nil); errors.As(err, &slow) && slow.Timeout() {
		return newProblem(http.StatusRequestTimeout, "the draft came too slowly")
	}
	return newProblem(http.StatusBadRequest, "the form ends too early or cannot be read")
}

// take makes a draft of the form's fields: the file, or else the pasted text.
func (v *draftView) take(d *Draft) error {
	pasted := strings.TrimSpace(v.Text) != ""
	v.Kept = len(v.Text) <= maxEcho
	d.Style = v.Style
	switch {
	case pasted && d.Data != nil:
		return newProblem(http.StatusBadRequest, "send the draft as text or as a file, not both")
	case pasted:
		d.Text, d.Format = v.Text, cmp.Or(v.Format, "md")
	case d.Data != nil:
		d.Format = strings.TrimPrefix(strings.ToLower(path.Ext(v.Name)), ".")
	default:
		return newProblem(http.StatusBadRequest, "paste the draft, or choose its file")
	}
	if !v.Kept {
		v.Text = ""
	}
	return nil
}

// report sorts what was found into what is to be mended and what is right, as
// much of each as the page may hold.
func (v *draftView) report() {
	for _, verdict := range quote.Verdicts() {
		if n := v.Checked.Verdicts[verdict]; n > 0 {
			v.Sum = append(v.Sum, verdictView{verdict, verdictLabel(verdict), verdict.Good(), n})
		}
	}
	room := maxReport
	for _, q := range v.Checked.Quotations {
		if q.Finding.Verdict.Good() {
			continue
		}
		f := findingOf(q)
		if room -= f.size(); room < 0 {
			v.MendLeft++
			continue
		}
		v.Mend = append(v.Mend, f)
	}
	room = max(room, 0) + maxReport/4
	for _, q := range v.Checked.Quotations {
		if !q.Finding.Verdict.Good() {
			continue
		}
		f := findingView{CheckedQuotation: q, Label: verdictLabel(q.Finding.Verdict)}
		f.Quotation = opening(q.Quotation, 60)
		if room -= 200 + len(f.Quotation); room < 0 {
			v.FineLeft++
			continue
		}
		v.Fine = append(v.Fine, f)
	}
}

// opening is the beginning of a text, cut between words where it has more
// characters, and an ellipsis then.
func opening(text string, most int) string {
	n := 0
	for at := range text {
		if n++; n > most {
			cut := text[:at]
			if blank := strings.LastIndexByte(cut, ' '); blank > 0 {
				cut = cut[:blank]
			}
			return cut + " …"
		}
	}
	return text
}

// findingOf puts a quotation and its source side by side, marked where they
// differ.
func findingOf(q CheckedQuotation) findingView {
	f := findingView{CheckedQuotation: q, Label: verdictLabel(q.Finding.Verdict)}
	for _, d := range q.Finding.Diff {
		if d.Draft != "" {
			f.Draft = append(f.Draft, wordsView{d.Draft, differs(d)})
		}
		if d.Source != "" {
			f.Source = append(f.Source, wordsView{d.Source, differs(d)})
		}
	}
	if len(f.Draft) == 0 {
		f.Draft = []wordsView{{Text: q.Quotation}}
	}
	if len(f.Source) == 0 && q.Finding.SourceText != "" {
		f.Source = []wordsView{{Text: q.Finding.SourceText}}
	}
	if q.Finding.Locator != nil {
		f.Place = placeText(&corpus.Passage{Locator: *q.Finding.Locator, Kind: corpus.Body})
	}
	return f
}

// size is about how many bytes of the page a finding takes.
func (f *findingView) size() int {
	n := 700 + len(f.Finding.Why) + 25*(len(f.Draft)+len(f.Source))
	for _, w := range f.Draft {
		n += len(w.Text)
	}
	for _, w := range f.Source {
		n += len(w.Text)
	}
	for _, near := range f.Finding.Nearest {
		n += 250 + len(near.SourceText)
	}
	if f.Cite != nil {
		n += len(f.Cite.InText)
	}
	return n
}

// verdictLabel is a verdict in words for people.
func verdictLabel(v quote.Verdict) string {
	switch v {
	case quote.Exact:
		return "word for word"
	case quote.ExactMarked:
		return "word for word, with marked edits"
	case quote.WrongPage:
		return "on another page"
	case quote.WrongSource:
		return "from another source"
	case quote.Secondhand:
		return "at second hand"
	case quote.NotFound:
		return "not found"
	case quote.NoSource:
		return "source not in the library"
	case quote.TooShort:
		return "too short to tell"
	case quote.Ambiguous:
		return "in several works"
	case quote.Stitched:
		return "stitched together"
	}
	return string(v)
}
