package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/corpus/cite"
)

type citeFlags struct {
	style, as        string
	narrative, quote bool
	short, copy      bool
}

// options checks the flags and turns them into what cite takes.
func (f citeFlags) options(fallback string) (cite.Options, error) {
	name := f.style
	if name == "" {
		name = fallback
	}
	style, err := cite.ParseStyle(name)
	if err != nil {
		return cite.Options{}, err
	}
	form, err := cite.ParseForm(f.as)
	return cite.Options{Style: style, Form: form, Narrative: f.narrative, Quote: f.quote, Short: f.short}, err
}

// cited is the citation of one address.
type cited struct {
	ID        corpus.PassageID `json:"id"`
	InText    string           `json:"in_text"`
	Reference string           `json:"reference"`
	Missing   []string         `json:"missing,omitempty"`
	// Originals are the entries of the work's own list that quoted or reported
	// words come from.
	Originals []corpus.Reference `json:"originals,omitempty"`
}

func (a *app) citeCommand() *cobra.Command {
	var f citeFlags
	cmd := a.onLibrary(&cobra.Command{
		Use:   "cite ID...",
		Short: "The citation of a passage, ready to paste",
		Long: `Writes the citation for the text and, below it, the entry of the reference list;
of a work that is named alone, the work's as a whole.
Words that the passage quotes or reports are cited at second hand; where the work's
own list names their source, a line "original:" gives it, to look up and to cite at
first hand. What the record lacks is shown in square brackets; locus correct mends it.`,
		Example: "  locus cite essay-anarchy:7095-7702 --style mla\n  locus cite essay-anarchy:7095-7702 --as pandoc\n  locus cite essay-anarchy:7095-7702 --quote --narrative\n  locus cite essay-anarchy:7095-7702 --style chicago-note --short --copy\n  locus cite essay-anarchy",
		Args:    cobra.MinimumNArgs(1),
	}, func(cmd *cobra.Command, lib *corpus.Library, args []string) error {
		o, err := f.options(a.conf.Style)
		if err != nil {
			return err
		}
		among, shut := a.kinOf(cmd.Context(), lib)
		defer shut()
		var list []cited
		for _, id := range args {
			doc, passage, err := toCite(lib, id)
			if err != nil {
				return err
			}
			if o.Works, err = among(&doc.Work); err != nil {
				return err
			}
			c, err := citedAt(doc, passage, o)
			if err != nil {
				return err
			}
			list = append(list, c)
		}
		err = records(a, list, func(w io.Writer, c cited) {
			fmt.Fprintln(w, c.InText)
			if c.Reference != c.InText {
				fmt.Fprintln(w, c.Reference)
			}
			if o.Form != cite.Text {
				return // a record or a command stays one that its program reads
			}
			for _, r := range c.Originals {
				fmt.Fprintln(w, "original: "+oneLine(r.Raw))
			}
		})
		if err != nil {
			return err
		}
		a.sayMissing(list)
		if !f.copy {
			return nil
		}
		return a.copyCited(list)
	})
	f.register(cmd)
	cmd.Flags().BoolVar(&f.narrative, "narrative", false, "the author in the sentence: Waltz (1979, p. 118)")
	cmd.Flags().BoolVar(&f.quote, "quote", false, "the quotation with its citation")
	cmd.Flags().BoolVar(&f.short, "short", false, "the short form of later notes, in chicago-note")
	cmd.Flags().BoolVar(&f.copy, "copy", false, "put the citation on the clipboard too, as plain text, through the terminal (OSC 52)")
	return cmd
}

// toCite is the passage at an address, or for the name of a work the work, with no
// passage.
func toCite(lib *corpus.Library, id string) (*corpus.Document, *corpus.Passage, error) {
	doc, passage, err := lib.Resolve(corpus.PassageID(id))
	if !errors.Is(err, corpus.ErrAddress) || strings.Contains(id, ":") {
		return doc, &passage, err
	}
	ids, unknown := workIDs(lib, []string{id})
	if unknown != nil {
		return nil, nil, fmt.Errorf("%w; locus search prints the addresses of passages, locus works the names of works", err)
	}
	work, err := lib.Work(ids[0])
	return &corpus.Document{Work: work}, nil, err
}

// sayMissing tells of works whose records lack something that a reference names, and
// what puts it there.
func (a *app) sayMissing(list []cited) {
	told := map[string]bool{}
	for _, c := range list {
		work, _, _ := strings.Cut(string(c.ID), ":")
		work, _, _ = strings.Cut(work, "@")
		if len(c.Missing) == 0 || told[work] {
			continue
		}
		told[work] = true
		fmt.Fprintf(a.err, "locus: the record of %s lacks %s; put it in with: locus correct %s --%s ...\n",
			work, strings.Join(c.Missing, ", "), work, correctFlag(c.Missing[0]))
	}
}

// correctFlag is the flag of locus correct that gives a field of the record.
func correctFlag(field string) string {
	switch field {
	case "authors", "editors", "translators":
		return strings.TrimSuffix(field, "s") // one at a time
	}
	return strings.ReplaceAll(field, "_", "-")
}

// citedAt is the citation of a passage with all that goes with it; of a work where
// there is none.
func citedAt(doc *corpus.Document, p *corpus.Passage, o cite.Options) (cited, error) {
	c := cited{ID: corpus.PassageID(doc.Work.ID), Missing: cite.Missing(&doc.Work)}
	if p != nil {
		c.ID, c.Originals = p.ID, cite.Originals(doc, p)
	}
	var err error
	if c.InText, err = cite.InText(&doc.Work, p, o); err != nil {
		return c, err
	}
	c.Reference, err = cite.Entry(&doc.Work, o)
	return c, err
}

func (f *citeFlags) register(cmd *cobra.Command) {
	var forms []string
	for _, form := range cite.Forms() {
		forms = append(forms, string(form))
	}
	cmd.Flags().StringVar(&f.style, "style", "", "apa, mla, chicago-note, chicago-author-date, harvard")
	cmd.Flags().StringVar(&f.as, "as", "", strings.Join(forms, ", "))
}

// listed is one entry of a bibliography.
type listed struct {
	Work      corpus.WorkID `json:"work"`
	Reference string        `json:"reference"`
	Missing   []string      `json:"missing,omitempty"`
}

func (a *app) bibliographyCommand() *cobra.Command {
	var f citeFlags
	cmd := a.onLibrary(&cobra.Command{
		Use:     "bibliography [WORK...]",
		Short:   "The reference list of whole works",
		Example: "  locus bibliography --style chicago-author-date\n  locus bibliography --as bibtex > works.bib",
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		o, err := f.options(a.conf.Style)
		if err != nil {
			return err
		}
		works, err := chosenWorks(lib, args)
		if err != nil {
			return err
		}
		format, err := a.format()
		if err != nil {
			return err
		}
		if format == formatText && a.flags.template == "" {
			text, err := cite.Bibliography(works, o)
			if err != nil {
				return err
			}
			return a.page(func(w io.Writer) error {
				_, err := fmt.Fprintln(w, strings.TrimRight(text, "\n"))
				return err
			})
		}
		list, err := listedWorks(works, o)
		if err != nil {
			return err
		}
		return records(a, list, nil)
	})
	f.register(cmd)
	return cmd
}

// chosenWorks are the records of the works named, each once, or of all of them.
func chosenWorks(lib *corpus.Library, names []string) ([]corpus.Work, error) {
	if len(names) == 0 {
		return lib.Works()
	}
	ids, err := workIDs(lib, names)
	if err != nil {
		return nil, err
	}
	works := make([]corpus.Work, len(ids))
	for i, id := range ids {
		if works[i], err = lib.Work(id); err != nil {
			return nil, err
		}
	}
	return works, nil
}

// listedWorks are the entries of works one by one. Each is made among those that
// share a first author's family name with it, so a long list stays quick.
func listedWorks(works []corpus.Work, o cite.Options) ([]listed, error) {
	families := map[string][]corpus.Work{}
	for _, w := range works {
		families[firstFamily(&w)] = append(families[firstFamily(&w)], w)
	}
	list := make([]listed, len(works))
	for i := range works {
		o.Works = families[firstFamily(&works[i])]
		entry, err := cite.Entry(&works[i], o)
		if err != nil {
			return nil, err
		}
		list[i] = listed{Work: works[i].ID, Reference: entry, Missing: cite.Missing(&works[i])}
	}
	return list, nil
}

// firstGiven are the given names of whom a list names first.
func firstGiven(w *corpus.Work) string {
	for _, names := range [][]corpus.Name{w.Authors, w.Editors} {
		if len(names) > 0 {
			return names[0].Given
		}
	}
	return ""
}

// firstFamily is the family name of whom a list names first, "" for nobody.
func firstFamily(w *corpus.Work) string {
	for _, names := range [][]corpus.Name{w.Authors, w.Editors} {
		if len(names) > 0 {
			return strings.ToLower(names[0].Family)
		}
	}
	return ""
}
