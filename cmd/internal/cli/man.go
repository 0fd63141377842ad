package cli

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (a *app) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands",
		Long: `Writes a manual page for each command into a folder, which is made where it is
missing. The pages bear no date, so that the same program writes the same pages.`,
		Example: "  locus man ~/.local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			never := time.Unix(0, 0).UTC()
			header := &doc.GenManHeader{Section: "1", Source: "locus", Manual: "locus", Date: &never}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return fmt.Errorf("manual pages: %w", err)
			}
			pages, err := os.ReadDir(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(a.err, "locus: %d pages in %s\n", len(pages), args[0])
			return nil
		},
	}
}
