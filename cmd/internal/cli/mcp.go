package cli

import (
	"context"

	"github.com/spf13/cobra"

	"locus/cmd/internal/mcp"
	"locus/query/quote"
)

func (a *app) mcpCommand() *cobra.Command {
	return a.onPlace(&cobra.Command{
		Use:   "mcp",
		Short: "Tools for writing assistants, over standard input and output",
		Long: `Speaks the Model Context Protocol: an assistant that is told to start this command
can search the library, read passages in their place, cite them and check
quotations. It only reads. Standard output carries the protocol and nothing else.`,
		Example: `  locus mcp --library ~/thesis/library
  {"mcpServers": {"locus": {"command": "locus", "args": ["mcp"]}}}`,
		Args: cobra.NoArgs,
	}, func(ctx context.Context, p *place, _ []string) error {
		defer a.spareMemory()()
		checker := quote.New(p.index, p.lib, quote.Options{Words: p.words})
		return mcp.Serve(ctx, a.in, a.out, mcp.Options{
			Searcher: p.searcher, Library: p.lib, Among: p.kin, Style: a.conf.Style, Version: programVersion().Version,
			Quote: func(ctx context.Context, claim quote.Claim, style string) (mcp.Quoted, error) {
				q, err := (&proof{place: p, checker: checker, style: style}).quote(ctx, claim)
				return mcp.Quoted{Finding: q.Finding, Cite: q.Cite}, err
			},
		})
	})
}
