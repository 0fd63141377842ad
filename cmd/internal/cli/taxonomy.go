package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
)

// onPlace makes a command that needs the library and its index.
func (a *app) onPlace(cmd *cobra.Command, do func(ctx context.Context, p *place, args []string) error) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		p, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer p.Close()
		return do(cmd.Context(), p, args)
	}
	return cmd
}

// counts maps each value of a field to the number of passages that have it.
func (p *place) counts(ctx context.Context, f corpus.Field) (map[string]int, error) {
	values, err := p.index.Values(ctx, f)
	if err != nil {
		return nil, err
	}
	out := make(map[string]int, len(values))
	for _, v := range values {
		out[v.Value] = v.Count
	}
	return out, nil
}

type theoryCount struct {
	ID       corpus.TheoryID `json:"id"`
	Label    string          `json:"label"`
	About    string          `json:"about,omitempty"`
	Aliases  []string        `json:"aliases,omitempty"`
	Concept  bool            `json:"concept,omitempty"`
	Passages int             `json:"passages"`
}

func (a *app) theoriesCommand() *cobra.Command {
	return a.onPlace(&cobra.Command{
		Use:     "theories",
		Example: "  locus theories\n  locus theories --template '{{.id}} {{.passages}}{{\"\\n\"}}'",
		Short:   "The taxonomy, with the number of passages of each theory and its children",
		Args:    cobra.NoArgs,
	}, func(ctx context.Context, p *place, _ []string) error {
		n, err := p.counts(ctx, corpus.FieldTheory)
		if err != nil {
			return err
		}
		var list []theoryCount
		for _, t := range p.pack.Theories {
			list = append(list, theoryCount{ID: t.ID, Label: t.Label, About: t.About, Aliases: t.Aliases, Concept: t.Concept, Passages: n[string(t.ID)]})
		}
		return records(a, list, func(w io.Writer, t theoryCount) {
			fmt.Fprintf(w, "%s%s\t%d\t%s\n", strings.Repeat("  ", strings.Count(string(t.ID), "/")), t.ID, t.Passages, t.About)
		})
	})
}
