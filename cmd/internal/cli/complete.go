package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/corpus/cite"
)

// complete gives the shell the names that an argument or a flag can take. What
// cannot be read offers nothing: a shell has no place for an error.
type complete func(ctx context.Context) []string

// completions wires every argument and flag that takes a name of ours to the
// names there are.
func (a *app) completions(root *cobra.Command) {
	formats := []string{formatText, formatJSON, formatJSONL, "csv", "markdown", "trec"}
	flags := map[string]complete{
		"theory": a.completeTheories, "person": a.completeValues(corpus.FieldPerson), "author": a.completeValues(corpus.FieldAuthor),
		"work": a.completeWorks, "type": names(corpus.Types()), "style": names(styleNames()), "as": names(formNames()),
		"format": names(formats), "voice": names([]string{string(corpus.AuthorVoice), string(corpus.Quotes), string(corpus.Reports)}),
		"in": names([]string{"body", "notes", "tables", "references", "all"}), "sort": names([]string{"score", "year", "work"}),
		"by": names([]string{"passage", "work"}), "context": names([]string{"sentence", "paragraph", "section"}),
	}
	works := []string{"remove", "outline", "passages", "references", "citations", "bibliography", "correct"}
	ids := []string{"show", "cite"}
	for _, cmd := range append(root.Commands(), root) {
		for _, name := range sortedKeys(flags) {
			if cmd.Flags().Lookup(name) != nil || cmd == root && cmd.PersistentFlags().Lookup(name) != nil {
				// The only error is that a flag is unknown or was wired before.
				_ = cmd.RegisterFlagCompletionFunc(name, a.offer(flags[name], true))
			}
		}
		if cmd.Name() == "people" {
			_ = cmd.RegisterFlagCompletionFunc("explain", a.offer(a.completeValues(corpus.FieldPerson), true))
		}
		switch {
		case slices.Contains(works, cmd.Name()):
			cmd.ValidArgsFunction = a.offer(a.completeWorks, cmd.Args == nil || cmd.Name() == "remove")
		case slices.Contains(ids, cmd.Name()):
			cmd.ValidArgsFunction = a.offer(a.completePassages, true)
		}
	}
}

// shellExamples says how each shell is told of the names: the file it looks in.
func shellExamples(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	examples := map[string]string{
		"completion": "  locus completion bash > ~/.local/share/bash-completion/completions/locus",
		"bash":       "  locus completion bash > ~/.local/share/bash-completion/completions/locus",
		"zsh":        "  locus completion zsh > ~/.zfunc/_locus",
		"fish":       "  locus completion fish > ~/.config/fish/completions/locus.fish",
		"powershell": "  locus completion powershell >> $PROFILE",
	}
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			for _, one := range append(c.Commands(), c) {
				one.Example = examples[one.Name()]
			}
		}
	}
}

func names(list []string) complete { return func(context.Context) []string { return list } }

func styleNames() []string {
	var out []string
	for _, s := range cite.Styles() {
		out = append(out, string(s))
	}
	return out
}

func formNames() []string {
	var out []string
	for _, f := range cite.Forms() {
		out = append(out, string(f))
	}
	return out
}

// offer makes a cobra function of names: those that begin as what was typed,
// whatever the case. Unless several may be given, a second one is not offered.
func (a *app) offer(list complete, several bool) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 && !several {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		if a.configure() != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		ctx := cmd.Context()
		if ctx == nil {
			ctx = context.Background()
		}
		// A sign before a theory or a person stays what it is.
		sign := ""
		if typed != "" && (typed[0] == '+' || typed[0] == '-') {
			sign, typed = typed[:1], typed[1:]
		}
		var out []string
		for _, name := range list(ctx) {
			if len(name) >= len(typed) && strings.EqualFold(name[:len(typed)], typed) && !slices.Contains(args, name) {
				out = append(out, sign+name)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp
	}
}

func (a *app) completeTheories(context.Context) []string {
	f, err := a.field()
	if err != nil {
		return nil
	}
	return theoryIDs(f.pack)
}

// quietLibrary is the library that a question would go to, opened without a
// word and without making anything but the bundled reader.
func (a *app) quietLibrary(ctx context.Context) (*corpus.Library, field) {
	f, err := a.field()
	if err != nil {
		return nil, f
	}
	if a.conf.Library != readerName {
		if lib, err := corpus.OpenLibrary(a.conf.Library); err == nil || a.conf.Named {
			return lib, f
		}
	}
	lib, err := a.readerLibrary(ctx, f)
	if err != nil {
		return nil, f
	}
	return lib, f
}

func (a *app) completeWorks(ctx context.Context) []string {
	lib, _ := a.quietLibrary(ctx)
	if lib == nil {
		return nil
	}
	ids, err := lib.IDs()
	if err != nil {
		return nil
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

// completePassages offers the works with a colon; the rest of an address is in
// the answers.
func (a *app) completePassages(ctx context.Context) []string {
	works := a.completeWorks(ctx)
	for i := range works {
		works[i] += ":"
	}
	return works
}

// completeValues offers the values of a field that the index holds.
func (a *app) completeValues(f corpus.Field) complete {
	return func(ctx context.Context) []string {
		lib, fd := a.quietLibrary(ctx)
		if lib == nil {
			return nil
		}
		idx, err := fd.openEngine(ctx, lib)
		if err != nil {
			return nil
		}
		defer idx.Close()
		values, err := idx.Values(ctx, f)
		if err != nil {
			return nil
		}
		out := make([]string, len(values))
		for i, v := range values {
			out[i] = v.Value
		}
		if f == corpus.FieldPerson || f == corpus.FieldAuthor {
			out = append(out, families(out)...)
		}
		return out
	}
}

// families are the last words of names of several, each once, in order: the word
// under which most people look for somebody.
func families(names []string) []string {
	var out []string
	for _, name := range names {
		if i := strings.LastIndexByte(name, ' '); i >= 0 && i+1 < len(name) {
			out = append(out, name[i+1:])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
