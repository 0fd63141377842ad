package cite

import (
	"fmt"
	"strings"

	"locus/corpus"
)

// Style names a citation style.
type Style string

// The styles.
const (
	APA               Style = "apa"
	MLA               Style = "mla"
	ChicagoNote       Style = "chicago-note"
	ChicagoAuthorDate Style = "chicago-author-date"
	Harvard           Style = "harvard"
)

// Form names what a citation is written for: plain text, a mark-up, a program.
type Form string

// The forms. The first three print the style; the commands (Pandoc, BibLaTeX,
// LaTeX, Typst) leave it to the program they are for; the last three are records.
const (
	Text     Form = "text"
	HTML     Form = "html"
	Markdown Form = "markdown"
	Pandoc   Form = "pandoc"
	BibLaTeX Form = "biblatex"
	LaTeX    Form = "latex"
	Typst    Form = "typst"
	BibTeX   Form = "bibtex"
	RIS      Form = "ris"
	CSLJSON  Form = "csl-json"
)

// Styles lists every style, the default first.
func Styles() []Style {
	return []Style{APA, MLA, ChicagoNote, ChicagoAuthorDate, Harvard}
}

// Forms lists every form, the default first.
func Forms() []Form {
	return []Form{Text, HTML, Markdown, Pandoc, BibLaTeX, LaTeX, Typst, BibTeX, RIS, CSLJSON}
}

// UnknownError says that a style or a form has no such name. Kind is "style" or
// "form"; Nearest are the names most like it, the nearest first.
type UnknownError struct {
	Kind    string
	Name    string
	Nearest []string
}

// Error names what was asked for and the names most like it.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("unknown citation %s %q; the nearest: %s", e.Kind, e.Name, strings.Join(e.Nearest, ", "))
}

// ParseStyle finds a style by its name, case and blanks around it aside. The
// empty name is APA. The error is an *UnknownError.
func ParseStyle(name string) (Style, error) {
	return parse("style", name, Styles())
}

// ParseForm finds a form by its name, case and blanks around it aside. The empty
// name is Text. The error is an *UnknownError.
func ParseForm(name string) (Form, error) {
	return parse("form", name, Forms())
}

func parse[T ~string](kind, name string, all []T) (T, error) {
	want := strings.ToLower(strings.TrimSpace(name))
	if want == "" {
		return all[0], nil
	}
	names := make([]string, len(all))
	for i, one := range all {
		if string(one) == want {
			return one, nil
		}
		names[i] = string(one)
	}
	return "", &UnknownError{Kind: kind, Name: name, Nearest: corpus.Nearest(want, names, 3)}
}

// Options says how to write a citation. The zero value is APA as plain text, in
// brackets, without the quotation.
type Options struct {
	Style Style
	Form  Form
	// Narrative writes the citation for a sentence that names the author:
	// "Waltz (1979, p. 118)".
	Narrative bool
	// Quote puts the passage's words before the citation, as a quotation.
	Quote bool
	// Short writes Chicago's note as those after the first are: "Waltz,
	// Theory of International Politics, 118." Other styles have no such form.
	Short bool
	// Works are the works of the same bibliography: by them "2012a" is told
	// from "2012b" and one Waltz from another. The work cited may be among them.
	Works []corpus.Work
}

func (o Options) check() (Options, error) {
	var err error
	if o.Style, err = ParseStyle(string(o.Style)); err != nil {
		return o, err
	}
	o.Form, err = ParseForm(string(o.Form))
	return o, err
}
