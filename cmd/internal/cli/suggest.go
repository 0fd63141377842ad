package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
)

type suggestFlags struct {
	style string
	limit int
}

func (a *app) suggestCommand() *cobra.Command {
	var f suggestFlags
	cmd := &cobra.Command{
		Use:   "suggest DRAFT...",
		Short: "Passages to cite for the sentences that cite nothing",
		Long: `Lists the sentences of a draft that claim something and name no source, each with
the passages of the library that say most of it, and their citations; nothing
where nothing fits. Then what the draft's reference list has and the library
lacks, what it lists and never cites, and what it cites and does not list.`,
		Example: "  locus suggest essay.md\n  locus suggest essay.docx --limit 1 --style chicago-note\n  locus suggest essay.md --format json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.suggest(cmd.Context(), f, args)
		},
	}
	cmd.Flags().StringVar(&f.style, "style", "", "citation style")
	cmd.Flags().IntVar(&f.limit, "limit", 3, "passages for a sentence")
	return cmd
}

func (a *app) suggest(ctx context.Context, f suggestFlags, paths []string) error {
	if _, err := a.format(); err != nil {
		return err
	}
	if f.limit < 1 {
		return fmt.Errorf("--limit %d: a number of passages from 1", f.limit)
	}
	var list []*suggested
	err := a.onDrafts(ctx, paths, f.style, func(p *proof, t draftText) error {
		s, err := p.suggest(ctx, t.doc, t.raw, f.limit)
		list = append(list, s)
		return err
	})
	if err != nil {
		return err
	}
	return records(a, list, a.suggestedText)
}

// suggestedText tells suggestions to a person.
func (a *app) suggestedText(w io.Writer, s *suggested) {
	without := 0
	for _, c := range s.Claims {
		if len(c.Hits) == 0 {
			without++
			continue
		}
		fmt.Fprintf(w, "%s\n", a.styled(codeBold, fmt.Sprintf("%s:%d:%d", s.File, c.Line, c.Column)))
		fmt.Fprint(w, wrapped(c.Sentence, "  ", a.width()))
		for _, h := range c.Hits {
			fmt.Fprint(w, wrapped("→ "+a.marked(h.Snippet.Text, h.Snippet.Marks), "    ", a.width()))
			fmt.Fprintln(w, a.styled(codeDim, "      "+string(h.Passage.ID))+" "+h.Cite.InText)
		}
		fmt.Fprintln(w)
	}
	if without > 0 {
		fmt.Fprintf(w, "%s: for %d more sentences that cite nothing the library has no passage.\n", s.File, without)
	}
	entries(w, a, "In the list, not in the library:", s.Missing)
	entries(w, a, "In the list, never cited:", s.Uncited)
	if len(s.Unlisted) > 0 {
		fmt.Fprintln(w, "Cited, not in the list: "+strings.Join(s.Unlisted, "; "))
	}
}

// entries writes references under a heading, where there are any.
func entries(w io.Writer, a *app, heading string, refs []corpus.Reference) {
	if len(refs) == 0 {
		return
	}
	fmt.Fprintln(w, heading)
	for _, r := range refs {
		fmt.Fprint(w, wrapped(r.Raw, "  ", a.width()))
	}
}
