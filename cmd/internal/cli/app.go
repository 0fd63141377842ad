package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"locus/cmd/internal/inert"
	"locus/corpus"
)

// The exit statuses of the program.
const (
	exitDone    = 0
	exitNothing = 1 // nothing found, or findings of a check
	exitError   = 2
)

// errNothing ends a command with status 1 and no further word.
var errNothing = errors.New("nothing found")

// app is one run of the program: its streams, its flags and its settings.
type app struct {
	in       io.Reader
	out, err io.Writer
	getenv   func(string) string
	flags    globalFlags
	conf     settings
	leave    string // a temporary folder to delete at the end
}

// globalFlags are the flags that every command has.
type globalFlags struct {
	library, pack, config, format, template string
	index, opensearch                       string
	noColor                                 bool
}

// Main runs the program on the process's own arguments and streams and returns
// its exit status. An interrupt ends work in hand cleanly; a second one kills.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() { <-ctx.Done(); stop() }()
	return Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
}

// Run runs one command line on the streams given and returns its exit status.
func Run(ctx context.Context, args []string, in io.Reader, out, errw io.Writer, getenv func(string) string) int {
	a := &app{in: in, out: out, err: inert.NewWriter(errw, inert.Options{}), getenv: getenv}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(a.err)
	cmd, err := root.ExecuteContextC(ctx)
	if a.leave != "" {
		os.RemoveAll(a.leave)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errNothing):
		return exitNothing
	case errors.Is(err, syscall.EPIPE):
		return exitDone // the reader of a pipe has seen enough
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(a.err, "locus: interrupted; "+left(cmd.Name()))
		return exitError
	default:
		fmt.Fprintln(a.err, "locus: "+err.Error())
		return exitError
	}
}

// left says what an interrupted command leaves behind.
func left(command string) string {
	switch command {
	case "add", "remove", "correct":
		return "what was finished is kept"
	case "rebuild":
		return "the library is whole and the index as it was"
	}
	return "nothing was changed"
}

func (a *app) root() *cobra.Command {
	version := false
	root := &cobra.Command{
		Use:   "locus",
		Short: "Find the passage to cite, and cite it right",
		Long: `locus reads your texts, splits them into passages tagged by theory, author and
people, and finds the passage to cite: whole, marked, with its place and a
citation to paste. Where no library exists yet, questions go to the bundled
reader, five short texts on theories of international security. Alone at a terminal
it opens the interactive search (locus ui).`,
		Example: `  locus search "security dilemma"
  locus add ~/essays && locus search 'what is human security' --theory human-security
  locus cite essay-anarchy:7095-7702 --style chicago-note`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if version {
				return a.version()
			}
			if len(args) > 0 {
				return a.unknownCommand(cmd, args)
			}
			if a.noScreen() == "" {
				return a.ui(cmd.Context(), "", "")
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.configure() },
	}
	p := root.PersistentFlags()
	p.StringVar(&a.flags.library, "library", "", `library folder, or "reader" for the bundled one`)
	p.StringVar(&a.flags.pack, "pack", "", "a field's pack: a YAML file or folder (default: international security)")
	p.StringVar(&a.flags.index, "index", "", "where the index is kept: bleve (the local disk) or opensearch (default: bleve)")
	p.StringVar(&a.flags.opensearch, "opensearch", "", "addresses of the cluster, with commas between; what lets locus in belongs in the configuration")
	p.StringVar(&a.flags.config, "config", "", "configuration file (default: locus/config.yaml in the user's configuration folder)")
	p.StringVar(&a.flags.format, "format", "", "text, json or jsonl; search also csv, markdown, trec")
	p.StringVar(&a.flags.template, "template", "", "a Go template over the JSON form")
	p.BoolVar(&a.flags.noColor, "no-color", false, "no colour, also on a terminal")
	root.Flags().BoolVarP(&version, "version", "v", false, "the version of the program, as locus version")
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.HiddenDefaultCmd = false
	root.AddCommand(
		a.addCommand(), a.correctCommand(), a.removeCommand(), a.rebuildCommand(), a.statusCommand(), a.verifyCommand(),
		a.worksCommand(), a.outlineCommand(), a.passagesCommand(), a.referencesCommand(), a.citationsCommand(),
		a.theoriesCommand(), a.peopleCommand(),
		a.searchCommand(), a.uiCommand(), a.showCommand(), a.citeCommand(), a.bibliographyCommand(),
		a.quoteCommand(), a.checkCommand(), a.suggestCommand(),
		a.evaluateCommand(), a.serveCommand(), a.mcpCommand(), a.doctorCommand(), a.configCommand(), a.manCommand(), a.versionCommand(),
	)
	a.completions(root)
	shellExamples(root)
	return root
}

// unknownCommand names the nearest commands; several words, or one that is near to
// none, were perhaps a question.
func (a *app) unknownCommand(cmd *cobra.Command, args []string) error {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	near := corpus.Nearest(args[0], names, 3)
	asked := ""
	if len(args) > 1 || len(near) == 0 {
		asked = "; to look for these words: locus search " + strings.Join(args, " ")
	}
	return fmt.Errorf("no command %q%s; see locus --help%s", args[0], didYouMean(near), asked)
}

// flagError names the flags nearest to one that does not exist.
func flagError(cmd *cobra.Command, err error) error {
	const unknown = "unknown flag: --"
	msg := err.Error()
	if i := strings.Index(msg, unknown); i >= 0 {
		name, _, _ := strings.Cut(msg[i+len(unknown):], "=")
		var names []string
		cmd.Flags().VisitAll(func(f *pflagFlag) { names = append(names, f.Name) })
		cmd.InheritedFlags().VisitAll(func(f *pflagFlag) { names = append(names, f.Name) })
		return fmt.Errorf("no flag --%s%s; see %s --help", name, didYouMean(corpus.Nearest(name, names, 3)), cmd.CommandPath())
	}
	return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
}

// didYouMean is a clause that offers names, or nothing when there are none.
func didYouMean(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " (nearest: " + strings.Join(names, ", ") + ")"
}
