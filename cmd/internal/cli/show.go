package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
)

// shown is what `locus show` tells of an address.
type shown struct {
	Passage corpus.Passage   `json:"passage"`
	Work    corpus.Work      `json:"work"`
	Cite    query.Cite       `json:"cite"`
	Context *corpus.Context  `json:"context,omitempty"`
	Before  []corpus.Passage `json:"before,omitempty"`
	After   []corpus.Passage `json:"after,omitempty"`
}

type showFlags struct {
	context, style string
	around         int
	explain        bool
}

func (a *app) showCommand() *cobra.Command {
	var f showFlags
	cmd := a.onLibrary(&cobra.Command{
		Use:   "show ID...",
		Short: "A passage by its id, or any span of a work",
		Long: `Shows the words at an address, work:start-end in bytes of the work's text,
whether it is a passage or any other span. An address made before the text
changed is told as changed and never shows other words.`,
		Example: "  locus show paper:10432-11027 --context section\n  locus show paper:10432-11027 --around 2",
		Args:    cobra.MinimumNArgs(1),
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		var list []shown
		for _, id := range args {
			s, err := showOne(lib, corpus.PassageID(id), f, a.conf.Style)
			if err != nil {
				return err
			}
			list = append(list, s)
		}
		text := func(w io.Writer, s shown) { a.showText(w, s, f.explain) }
		if len(list) == 1 {
			return record(a, list[0], text)
		}
		return records(a, list, text)
	})
	cmd.Flags().StringVar(&f.context, "context", "", "what stands around it: sentence, paragraph, section")
	cmd.Flags().IntVar(&f.around, "around", 0, "so many passages before and after")
	cmd.Flags().StringVar(&f.style, "style", "", "citation style")
	cmd.Flags().BoolVar(&f.explain, "explain", false, "what made its tags, people and repairs")
	return cmd
}

func showOne(lib *corpus.Library, id corpus.PassageID, f showFlags, style string) (shown, error) {
	if f.around < 0 {
		return shown{}, fmt.Errorf("--around %d: a number of passages from 0", f.around)
	}
	doc, passage, err := lib.Resolve(id)
	if err != nil {
		return shown{}, err
	}
	if f.style != "" {
		style = f.style
	}
	c, err := citeHit(style, &doc.Work, &passage)
	if err != nil {
		return shown{}, err
	}
	s := shown{Passage: passage, Work: doc.Work, Cite: c}
	if f.context != "" {
		kind, err := around.ParseKind(f.context)
		if err != nil {
			return shown{}, err
		}
		wide := around.Of(doc, passage.Span, kind)
		s.Context = &wide
	}
	if f.around > 0 {
		s.Before, s.After = around.Neighbours(doc, passage.Span, f.around)
	}
	return s, nil
}

func (a *app) showText(w io.Writer, s shown, explain bool) {
	p := &s.Passage
	fmt.Fprintf(w, "%s\n", a.styled(codeBold, fmt.Sprintf("%s · %s · %s", byline(&s.Work), s.Work.Title, placeOf(p))))
	fmt.Fprintf(w, "%s\n\n", a.styled(codeDim, strings.Join(nonEmpty(string(p.ID), string(p.Kind), theoryList(p), voiceText(p)), " · ")))
	for _, q := range s.Before {
		fmt.Fprintln(w, wrapped(q.Text, "", a.width()))
	}
	text := p.Text
	if s.Context != nil {
		text = s.Context.Text
	}
	fmt.Fprintln(w, wrapped(text, "", a.width()))
	for _, q := range s.After {
		fmt.Fprintln(w, wrapped(q.Text, "", a.width()))
	}
	fmt.Fprint(w, wrapped(s.Cite.InText, "", a.width()), wrapped(s.Cite.Reference, "", a.width()))
	if explain {
		explainText(w, p)
	}
}

func voiceText(p *corpus.Passage) string {
	if p.Voice == corpus.AuthorVoice {
		return ""
	}
	return strings.TrimSpace(string(p.Voice) + " " + strings.Join(p.VoiceOf, ", "))
}

// explainText lists what is known of a passage and the words that gave it.
func explainText(w io.Writer, p *corpus.Passage) {
	for _, t := range p.Theories {
		var words []string
		for _, e := range t.Evidence {
			words = append(words, fmt.Sprintf("%q", oneLine(e.Text)))
		}
		fmt.Fprintf(w, "theory\t%s\t%.2f\tby %s\t%s\n", t.Theory, t.Weight, t.By, strings.Join(words, ", "))
	}
	for _, m := range p.People {
		fmt.Fprintf(w, "person\t%s\t%s as %q\n", m.Name, m.Role, m.As)
	}
	if p.VoiceBy != nil {
		fmt.Fprintf(w, "voice\t%s\tby %q\n", voiceText(p), oneLine(p.VoiceBy.Text))
	}
	for _, c := range p.Citations {
		fmt.Fprintf(w, "citation\t%s\tentry %d, %s\t%s\n", oneLine(c.Text), c.Reference, c.Confidence, c.Why)
	}
	for _, r := range p.Repairs {
		fmt.Fprintf(w, "repair\tat %d\t%q was %q\t%s\n", r.At, r.Is, r.Was, r.Why)
	}
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

type citeFlags struct {
	style, as        string
	narrative, quote bool
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
	return cite.Options{Style: style, Form: form, Narrative: f.narrative, Quote: f.quote}, err
}

// cited is the citation of one address.
type cited struct {
	ID        corpus.PassageID `json:"id"`
	InText    string           `json:"in_text"`
	Reference string           `json:"reference"`
	Missing   []string         `json:"missing,omitempty"`
}

func (a *app) citeCommand() *cobra.Command {
	var f citeFlags
	cmd := a.onLibrary(&cobra.Command{
		Use:     "cite ID...",
		Short:   "The citation of a passage, ready to paste",
		Example: "  locus cite paper:10432-11027 --style mla\n  locus cite paper:10432-11027 --as pandoc\n  locus cite paper:10432-11027 --quote --narrative",
		Args:    cobra.MinimumNArgs(1),
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		o, err := f.options(a.conf.Style)
		if err != nil {
			return err
		}
		if o.Works, err = lib.Works(); err != nil {
			return err
		}
		var list []cited
		for _, id := range args {
			doc, passage, err := lib.Resolve(corpus.PassageID(id))
			if err != nil {
				return err
			}
			c := cited{ID: passage.ID, Missing: cite.Missing(&doc.Work)}
			if c.InText, err = cite.InText(&doc.Work, &passage, o); err != nil {
				return err
			}
			if c.Reference, err = cite.Entry(&doc.Work, o); err != nil {
				return err
			}
			list = append(list, c)
		}
		return records(a, list, func(w io.Writer, c cited) {
			fmt.Fprintln(w, c.InText)
			if c.Reference != c.InText {
				fmt.Fprintln(w, c.Reference)
			}
		})
	})
	f.register(cmd)
	cmd.Flags().BoolVar(&f.narrative, "narrative", false, "the author in the sentence: Waltz (1979, p. 118)")
	cmd.Flags().BoolVar(&f.quote, "quote", false, "the quotation with its citation")
	return cmd
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
		ids, err := chosen(lib, args)
		if err != nil {
			return err
		}
		var works []corpus.Work
		for _, id := range ids {
			w, err := lib.Work(id)
			if err != nil {
				return err
			}
			works = append(works, w)
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
		o.Works = works
		var list []listed
		for i := range works {
			entry, err := cite.Entry(&works[i], o)
			if err != nil {
				return err
			}
			list = append(list, listed{Work: works[i].ID, Reference: entry, Missing: cite.Missing(&works[i])})
		}
		return records(a, list, nil)
	})
	f.register(cmd)
	return cmd
}
