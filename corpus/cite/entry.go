package cite

import "locus/corpus"

// Entry is the work's entry in the reference list, as the style and the form
// have it; with Form HTML the italics are <i>, with Markdown *...*. A missing
// field is shown as [missing: publisher]. The command forms give the record that
// their program reads: pandoc CSL-JSON, LaTeX BibTeX, BibLaTeX and Typst
// BibLaTeX. A record of BibTeX, BibLaTeX, RIS or CSL-JSON is a whole document of one
// work. The error is an *UnknownError.
func Entry(w *corpus.Work, o Options) (string, error) {
	c, err := NewCiter(w, o)
	if err != nil {
		return "", err
	}
	return c.Entry()
}

// recordOf is the kind of record that a form's program reads; ok is false for
// the printing forms.
func recordOf(f Form) (Form, bool) {
	switch f {
	case Pandoc, CSLJSON:
		return CSLJSON, true
	case LaTeX, BibTeX:
		return BibTeX, true
	case Typst, BibLaTeX:
		return BibLaTeX, true
	case RIS:
		return RIS, true
	}
	return f, false
}

func tidyAll(ws []corpus.Work) []corpus.Work {
	out := make([]corpus.Work, len(ws))
	for i := range ws {
		out[i] = *tidy(&ws[i])
	}
	return out
}

// related are the works of a list that can matter for how w is cited: those
// whose first author has w's family name, as keys spell it. They come out tidy.
func related(ws []corpus.Work, w *corpus.Work) []corpus.Work {
	if len(ws) == 0 {
		return nil
	}
	var out []corpus.Work
	mine := family(w)
	for i := range ws {
		if family(&ws[i]) == mine {
			out = append(out, *tidy(&ws[i]))
		}
	}
	return out
}

// family is the family name by which a list names the work first, as keys spell
// it; "" where it names nobody.
func family(w *corpus.Work) string {
	names, _ := creators(w)
	if len(names) == 0 {
		return ""
	}
	return plainKey(familyOf(names[0]))
}

// entry writes a tidy work's entry. Letter is the "a" of 2012a; same, where not
// empty, stands for authors who are those of the entry before.
func entry(w *corpus.Work, style Style, letter, same string) string {
	switch style {
	case MLA:
		return mlaEntry(w, same)
	case ChicagoNote:
		return chicagoEntry(w, "", false)
	case ChicagoAuthorDate:
		return chicagoEntry(w, letter, true)
	case Harvard:
		return harvardEntry(w, letter)
	}
	return apaEntry(w, letter)
}
