package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/query/quote"
)

type quoteFlags struct {
	batch, page, style string
	works              []string
}

func (a *app) quoteCommand() *cobra.Command {
	var f quoteFlags
	cmd := &cobra.Command{
		Use:   "quote TEXT",
		Short: "Is this quotation in the library, word for word?",
		Long: `Looks for quoted words in all works, or in those of --work. Type does not count
(curly marks, hyphens at line ends, blanks); words do. An ellipsis, [brackets] and
[sic] are the writer's. What differs is shown; the three likest places where
nothing fits. Exit status 1 when no work has the words.`,
		Example: `  locus quote "asked when the dilemma bites"
  locus quote "the situation is doubly dangerous … tempted to strike first" --work essay-anarchy
  locus quote --batch quotations.txt --format jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.quote(cmd.Context(), f, strings.Join(args, " "))
		},
	}
	cmd.Flags().StringVar(&f.batch, "batch", "", `file of quotations, one a line or "id<TAB>quotation"; "-" for standard input`)
	cmd.Flags().StringSliceVar(&f.works, "work", nil, "the work that it is said to be from")
	cmd.Flags().StringVar(&f.page, "page", "", "the printed page, or pages, that it is said to be on")
	cmd.Flags().StringVar(&f.style, "style", "", "citation style")
	return cmd
}

func (a *app) quote(ctx context.Context, f quoteFlags, text string) error {
	if _, err := a.format(); err != nil {
		return err
	}
	switch {
	case f.batch == "" && strings.TrimSpace(text) == "":
		return fmt.Errorf(`no quotation; for example: locus quote "asked when the dilemma bites"`)
	case f.batch != "" && text != "":
		return fmt.Errorf("either a quotation or --batch, not both")
	}
	p, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer p.Close()
	proof, err := p.proof(a.styleOr(f.style))
	if err != nil {
		return err
	}
	claim := quote.Claim{Text: text, Pages: f.page}
	if claim.Works, err = workIDs(p.lib, f.works); err != nil {
		return err
	}
	claim.Source = strings.Join(f.works, ", ")
	if f.batch != "" {
		return a.quoteBatch(ctx, proof, claim, f.batch)
	}
	q, err := proof.quote(ctx, claim)
	if err != nil {
		return err
	}
	if err := record(a, q, a.quotedText); err != nil {
		return err
	}
	if !foundSomewhere(q.Verdict) {
		return errNothing
	}
	return nil
}

// foundSomewhere reports whether a verdict is of words that the library has.
func foundSomewhere(v quote.Verdict) bool {
	return v != quote.NotFound && v != quote.NoSource && v != quote.TooShort
}

// quoteBatch finds the quotations of a file, in order.
func (a *app) quoteBatch(ctx context.Context, p *proof, claim quote.Claim, file string) error {
	lines, err := a.readQuestions(file)
	if err != nil {
		return err
	}
	found := false
	list := func(yield func(quoted, error) bool) {
		for _, l := range lines {
			claim.Text = l.text
			q, err := p.quote(ctx, claim)
			q.BatchID = l.id
			found = found || err == nil && foundSomewhere(q.Verdict)
			if !yield(q, err) {
				return
			}
		}
	}
	if err := stream(a, list, func(w io.Writer, q quoted) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", q.BatchID, q.Verdict, q.Passage, oneLine(q.Why))
	}); err != nil {
		return err
	}
	if !found {
		return errNothing
	}
	return nil
}

// quotedText tells a finding to a person.
func (a *app) quotedText(w io.Writer, q quoted) {
	fmt.Fprintln(w, a.styled(codeBold, string(q.Verdict)))
	fmt.Fprint(w, wrapped(q.Why, "", a.width()))
	if q.SourceText != "" {
		fmt.Fprintln(w)
		fmt.Fprint(w, wrapped(q.SourceText, "    ", a.width()))
		fmt.Fprintln(w, a.styled(codeDim, "    "+string(q.Passage)+" · "+placeOf(&corpus.Passage{Locator: *q.Locator})))
	}
	diffText(w, a, q.Diff, "    ")
	if q.Cite != nil {
		fmt.Fprint(w, wrapped(q.Cite.InText, "", a.width()), wrapped(q.Cite.Reference, "", a.width()))
	}
	for _, n := range q.Nearest {
		fmt.Fprintf(w, "\n%s %.0f %%\n", a.styled(codeDim, string(n.Passage)), n.Likeness*100)
		fmt.Fprint(w, wrapped(n.SourceText, "    ", a.width()))
	}
}

// diffText tells what differs, stretch by stretch; equal ones are passed over.
func diffText(w io.Writer, a *app, diff []quote.Difference, indent string) {
	for _, d := range diff {
		if d.Op == quote.Equal {
			continue
		}
		var sides []string
		if d.Draft != "" {
			sides = append(sides, "draft “"+oneLine(d.Draft)+"”")
		}
		if d.Source != "" {
			sides = append(sides, "source “"+oneLine(d.Source)+"”")
		}
		fmt.Fprint(w, wrapped(fmt.Sprintf("%s: %s", d.Op, strings.Join(sides, ", ")), indent, a.width()))
	}
}

// styleOr is the citation style asked for, else the one of the settings.
func (a *app) styleOr(style string) string {
	if style == "" {
		return a.conf.Style
	}
	return style
}
