package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	return slices.Sorted(maps.Keys(m))
}

// onLibrary makes a command that needs the library and no index.
func (a *app) onLibrary(cmd *cobra.Command, do func(cmd *cobra.Command, lib *corpus.Library, args []string) error) *cobra.Command {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if _, err := a.format(); err != nil {
			return err
		}
		_, lib, err := a.fieldAndLibrary(cmd.Context())
		if err != nil {
			return err
		}
		return do(cmd, lib, args)
	}
	return cmd
}

func (a *app) worksCommand() *cobra.Command {
	lint := false
	cmd := a.onLibrary(&cobra.Command{
		Use:   "works",
		Short: "The records of the works held",
		Long: `Lists the works. With --lint it tells what in their records a right reference
cannot be made of: fields that are missing, identifiers that are none, pages and
years that contradict each other, works held twice; the status is 1 where there is
such a finding. locus correct mends a record, and so does locus add --meta.`,
		Example: "  locus works --format jsonl\n  locus works --lint\n  locus works --template '{{.id}}: {{.title}}{{\"\\n\"}}'",
		Args:    cobra.NoArgs,
	}, func(_ *cobra.Command, lib *corpus.Library, _ []string) error {
		if lint {
			return a.lintWorks(lib)
		}
		works, err := lib.Works()
		if err != nil && !errors.Is(err, corpus.ErrDamaged) {
			return err
		}
		return errors.Join(records(a, works, func(w io.Writer, k corpus.Work) {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d passages\t%d words\n", k.ID, oneLine(byline(&k)), oneLine(k.Title), k.Type, k.Passages, k.Words)
		}), err)
	})
	cmd.Flags().BoolVar(&lint, "lint", false, "tell what the records lack and what in them cannot be right")
	return cmd
}

// byline is authors and year as a person would name the work in passing.
func byline(w *corpus.Work) string {
	year := "n.d."
	if w.Year != nil {
		year = fmt.Sprint(*w.Year)
	}
	switch n := len(w.Authors); {
	case n == 0:
		return named(w) + ", " + year
	case n == 1:
		return w.Authors[0].Family + ", " + year
	case n == 2:
		return w.Authors[0].Family + " and " + w.Authors[1].Family + ", " + year
	default:
		return w.Authors[0].Family + " et al., " + year
	}
}

// named is a work without an author by its title, cut to its first words, or by
// its id where it has no title.
func named(w *corpus.Work) string {
	words := strings.Fields(w.Title)
	switch {
	case len(words) == 0:
		return string(w.ID)
	case len(words) > 5:
		return "“" + strings.Join(words[:5], " ") + " …”"
	default:
		return "“" + w.Title + "”"
	}
}

// outlined is a line of a work's outline. Passages counts those within the
// section, its subsections included.
type outlined struct {
	Level    int         `json:"level"`
	Heading  string      `json:"heading"`
	Span     corpus.Span `json:"span"`
	Passages int         `json:"passages"`
}

func outline(doc *corpus.Document) []outlined {
	var out []outlined
	for _, p := range doc.Parts {
		if p.Kind != corpus.PartSection {
			continue
		}
		n := 0
		for _, q := range doc.Passages {
			if p.Span.Contains(q.Span) {
				n++
			}
		}
		out = append(out, outlined{Level: p.Level, Heading: p.Name, Span: p.Span, Passages: n})
	}
	return out
}

func (a *app) outlineCommand() *cobra.Command {
	return a.onLibrary(&cobra.Command{
		Use:     "outline WORK",
		Short:   "The outline of a work",
		Example: "  locus outline essay-anarchy\n  locus outline essay-anarchy --format json",
		Args:    cobra.ExactArgs(1),
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		doc, err := document(lib, args[0])
		if err != nil {
			return err
		}
		return records(a, outline(doc), func(w io.Writer, o outlined) {
			fmt.Fprintf(w, "%s%s\t%d passages\n", strings.Repeat("  ", max(0, o.Level-1)), o.Heading, o.Passages)
		})
	})
}

func document(lib *corpus.Library, name string) (*corpus.Document, error) {
	ids, err := workIDs(lib, []string{name})
	if err != nil {
		return nil, err
	}
	return lib.Document(ids[0])
}

func (a *app) passagesCommand() *cobra.Command {
	return a.onLibrary(&cobra.Command{
		Use:     "passages [WORK...]",
		Short:   "Every passage in order",
		Example: "  locus passages essay-anarchy\n  locus passages --format jsonl > passages.jsonl",
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		ids, err := chosen(lib, args)
		if err != nil {
			return err
		}
		all := func(yield func(corpus.Passage, error) bool) {
			for _, id := range ids {
				doc, err := lib.Document(id)
				if err != nil {
					yield(corpus.Passage{}, err)
					return
				}
				for _, p := range doc.Passages {
					if !yield(p, nil) {
						return
					}
				}
			}
		}
		return stream(a, all, func(w io.Writer, p corpus.Passage) {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", p.ID, p.Kind, strings.Join(p.Section, " > "), theoryList(&p), oneLine(p.Text))
		})
	})
}

// chosen are the works named, or all of them.
func chosen(lib *corpus.Library, names []string) ([]corpus.WorkID, error) {
	if len(names) == 0 {
		return lib.IDs()
	}
	return workIDs(lib, names)
}

func theoryList(p *corpus.Passage) string {
	var ids []string
	for _, t := range p.Theories {
		ids = append(ids, string(t.Theory))
	}
	return strings.Join(ids, ", ")
}

func (a *app) referencesCommand() *cobra.Command {
	return a.onLibrary(&cobra.Command{
		Use:     "references WORK",
		Short:   "The parsed reference list of a work",
		Example: "  locus references essay-anarchy\n  locus references essay-anarchy --format jsonl",
		Args:    cobra.ExactArgs(1),
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		doc, err := document(lib, args[0])
		if err != nil {
			return err
		}
		return records(a, doc.References, func(w io.Writer, r corpus.Reference) {
			fmt.Fprintf(w, "%d\t%s\n", r.Index, oneLine(r.Raw))
		})
	})
}

func (a *app) citationsCommand() *cobra.Command {
	return a.onLibrary(&cobra.Command{
		Use:     "citations WORK",
		Short:   "Every in-text citation with the reference it resolves to",
		Example: "  locus citations essay-anarchy\n  locus citations essay-anarchy --template '{{.text}} {{.confidence}}{{\"\\n\"}}'",
		Args:    cobra.ExactArgs(1),
	}, func(_ *cobra.Command, lib *corpus.Library, args []string) error {
		doc, err := document(lib, args[0])
		if err != nil {
			return err
		}
		return records(a, doc.Citations, func(w io.Writer, c corpus.Citation) {
			entry := "no entry"
			for _, r := range doc.References {
				if r.Index == c.Reference {
					entry = fmt.Sprintf("%d. %s", r.Index, oneLine(r.Raw))
				}
			}
			fmt.Fprintf(w, "%d-%d\t%s\t%s\t%s\n", c.Span.Start, c.Span.End, oneLine(c.Text), c.Confidence, entry)
		})
	})
}
