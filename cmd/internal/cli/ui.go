package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"locus/cmd/internal/inert"
	"locus/cmd/internal/ui"
	"locus/corpus"
	"locus/corpus/cite"
)

func (a *app) uiCommand() *cobra.Command {
	var style string
	cmd := &cobra.Command{
		Use:   "ui [QUESTION...]",
		Short: "Search interactively: results as you type",
		Long: `Opens the search at the terminal: results as you type, filters with their counts
(tab), the passage in its place with its neighbours (enter), the citation in any
style (ctrl+s) and a key that copies it (ctrl+y), its reference (ctrl+r) or the
quotation with it (ctrl+q). F1 shows all keys. What was copied is printed when you
leave. "locus" alone does the same.`,
		Example: "  locus ui\n  locus ui security dilemma --style mla\n  locus --library reader ui",
		RunE: func(cmd *cobra.Command, args []string) error {
			if why := a.noScreen(); why != "" {
				return fmt.Errorf("the interactive search needs a terminal, and %s; ask with: locus search QUESTION", why)
			}
			return a.ui(cmd.Context(), strings.Join(args, " "), style)
		},
	}
	cmd.Flags().StringVar(&style, "style", "", "citation style to begin with: apa, mla, chicago-note, chicago-author-date, harvard")
	return cmd
}

// noScreen says why a screen cannot be drawn on, "" where it can.
func (a *app) noScreen() string {
	in, isFile := a.in.(*os.File)
	switch {
	case !isFile || !term.IsTerminal(int(in.Fd())):
		return "standard input is none"
	case !a.terminal():
		return "standard output is none"
	case a.getenv("TERM") == "dumb":
		return "this one cannot be drawn on (TERM=dumb)"
	}
	return ""
}

func (a *app) ui(ctx context.Context, question, style string) error {
	if style == "" {
		style = a.conf.Style
	}
	if _, err := cite.ParseStyle(style); err != nil {
		return err
	}
	p, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer p.Close()
	defer a.spareMemory()()
	environment := os.Environ()
	if !a.colour() {
		environment = append(environment, "NO_COLOR=1")
	}
	copied, err := ui.Run(ctx, ui.Options{
		Searcher: p.searcher, Library: p.lib, Cite: p.citation, Label: p.labels(), Name: a.libraryName(p.lib),
		Copy: func(text string) (string, error) { return clipboardSequence(text, a.getenv) },
		Open: question, Style: style, Plain: !a.colour(), In: a.in, Out: a.out, Environment: environment,
	})
	for _, text := range copied {
		if _, err := io.WriteString(a.out, inert.Line(text)+"\n"); err != nil {
			return err
		}
	}
	if errors.Is(err, context.Canceled) {
		return nil // the person has seen enough; nothing was in work
	}
	return err
}

// libraryName is how a person calls the library that is open.
func (a *app) libraryName(lib *corpus.Library) string {
	if a.conf.Library == readerName || lib.Dir() != a.conf.Library {
		return "the bundled reader"
	}
	return a.conf.Library
}

// mostTitles is how many works' records are read for their titles, so that a list of
// very many works is shown at once, the rest by their ids.
const mostTitles = 500

// labels tells how a theory and a work are called. Titles are kept.
func (p *place) labels() func(f corpus.Field, value string) string {
	titles := map[string]string{}
	return func(f corpus.Field, value string) string {
		switch f {
		case corpus.FieldTheory:
			if t, ok := p.pack.Theory(corpus.TheoryID(value)); ok && t.Label != "" {
				return t.Label
			}
		case corpus.FieldWork:
			title, known := titles[value]
			if !known && len(titles) < mostTitles {
				w, err := p.lib.Work(corpus.WorkID(value)) // one that cannot be read has no title
				if title = w.Title; err != nil || title == "" {
					title = value
				}
				titles[value] = title
			}
			return cmp.Or(title, value)
		}
		return value
	}
}

// citation is what locus cite prints of a passage, and with --quote.
func (p *place) citation(style string, w *corpus.Work, passage *corpus.Passage) (ui.Citation, error) {
	works, err := p.kin(w)
	if err != nil {
		return ui.Citation{}, err
	}
	s, err := cite.ParseStyle(style)
	if err != nil {
		return ui.Citation{}, err
	}
	o := cite.Options{Style: s, Works: works}
	var c ui.Citation
	if c.InText, err = cite.InText(w, passage, o); err != nil {
		return c, err
	}
	if c.Reference, err = cite.Entry(w, o); err != nil {
		return c, err
	}
	o.Quote = true
	c.Quote, err = cite.InText(w, passage, o)
	return c, err
}
