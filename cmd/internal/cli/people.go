package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
)

type personCount struct {
	Name     string            `json:"name"`
	Variants []string          `json:"variants,omitempty"`
	Theories []corpus.TheoryID `json:"theories,omitempty"`
	Known    bool              `json:"known"` // to the pack; else learnt from the texts
	Passages int               `json:"passages"`
	Printed  []corpus.Count    `json:"printed,omitempty"` // forms in passages, and how many print each first
	Works    []corpus.WorkID   `json:"works,omitempty"`   // by this person
	Joined   []corpus.NameJoin `json:"joined,omitempty"`  // with --explain
}

func (a *app) peopleCommand() *cobra.Command {
	var all bool
	var explain string
	cmd := a.onPlace(&cobra.Command{
		Use:     "people",
		Example: "  locus people\n  locus people --explain 'Kenneth Waltz'\n  locus people --all --format jsonl",
		Short:   "The persons named in the texts, with the number of passages that name them",
		Long: "The persons named in the texts, with the number of passages that name them, the\n" +
			"forms printed and the works they wrote. --explain tells of one person which\n" +
			"names were joined, and why.",
		Args: cobra.NoArgs,
	}, func(ctx context.Context, p *place, _ []string) error {
		list, err := p.people(ctx, all)
		if err != nil {
			return err
		}
		if explain != "" {
			return a.explainPerson(list, explain)
		}
		for i := range list {
			list[i].Joined = nil
		}
		return records(a, list, func(w io.Writer, c personCount) {
			fmt.Fprintf(w, "%s\t%d\t%s\n", c.Name, c.Passages, strings.Join(c.forms(), ", "))
		})
	})
	cmd.Flags().BoolVar(&all, "all", false, "also the pack's persons whom no text names")
	cmd.Flags().StringVar(&explain, "explain", "", "tell of this person which names were joined, and why")
	return cmd
}

// people lists the persons that the index counts and those who wrote works of the
// library, with what the library knows of them; with all, the rest of the pack's.
func (p *place) people(ctx context.Context, all bool) ([]personCount, error) {
	values, err := p.index.Values(ctx, corpus.FieldPerson)
	if err != nil {
		return nil, err
	}
	known := map[string]corpus.Person{}
	for _, k := range p.pack.People {
		known[k.Name] = k
	}
	ties := p.lib.People()
	var list []personCount
	listed := map[string]bool{}
	add := func(name string, passages int) {
		k, ok := known[name]
		c := personCount{Name: name, Variants: k.Variants, Theories: k.Theories, Known: ok, Passages: passages}
		c.take(ties)
		list, listed[name] = append(list, c), true
	}
	for _, v := range values {
		add(v.Value, v.Count)
	}
	for i := range ties {
		if name := ties[i].Name; len(ties[i].Authored) > 0 && !listed[name] {
			add(name, 0)
		}
	}
	for _, k := range p.pack.People {
		if all && !listed[k.Name] {
			add(k.Name, 0)
		}
	}
	return list, nil
}

// take adds what the library knows of the bearers of a name. Two whom nothing tells
// apart but initials can have one; they are counted together, as the filter does.
func (c *personCount) take(ties []corpus.Bearer) {
	at, _ := slices.BinarySearchFunc(ties, c.Name, func(b corpus.Bearer, name string) int { return strings.Compare(b.Name, name) })
	for ; at < len(ties) && ties[at].Name == c.Name; at++ {
		for _, form := range ties[at].Printed {
			if i := slices.IndexFunc(c.Printed, func(o corpus.Count) bool { return o.Value == form.Value }); i >= 0 {
				c.Printed[i].Count += form.Count
			} else {
				c.Printed = append(c.Printed, form)
			}
		}
		c.Works = append(c.Works, ties[at].Authored...)
		c.Joined = append(c.Joined, ties[at].Joined...)
	}
}

// forms are the printed forms with their counts, then the pack's that no text prints.
func (c *personCount) forms() []string {
	var out []string
	for _, f := range c.Printed {
		out = append(out, fmt.Sprintf("%s (%d)", f.Value, f.Count))
	}
	for _, v := range c.Variants {
		if !slices.ContainsFunc(c.Printed, func(f corpus.Count) bool { return f.Value == v }) {
			out = append(out, v)
		}
	}
	return out
}

// explainPerson tells of the persons who go by a name which names were joined.
func (a *app) explainPerson(list []personCount, name string) error {
	var found []personCount
	var names []string
	for _, c := range list {
		names = append(names, c.Name)
		if c.called(name) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		why := ""
		if near := corpus.Nearest(name, names, 3); len(near) > 0 {
			why = "; did you mean " + strings.Join(near, " or ") + "?"
		}
		return fmt.Errorf("nobody is called %q here%s", name, why)
	}
	return records(a, found, func(w io.Writer, c personCount) {
		fmt.Fprintf(w, "%s\t%d passages\t%s\n", c.Name, c.Passages, strings.Join(c.forms(), ", "))
		for _, id := range c.Works {
			fmt.Fprintf(w, "  wrote %s\n", id)
		}
		for _, j := range c.Joined {
			fmt.Fprintf(w, "  %s (%s) is %s (%s): %s\n", j.One, j.OneWork, j.Other, j.OtherWork, j.Why)
		}
	})
}

// called reports whether a person goes by a name, or was joined from it.
func (c *personCount) called(name string) bool {
	is := func(s string) bool { return strings.EqualFold(s, name) }
	return is(c.Name) || slices.ContainsFunc(c.Printed, func(f corpus.Count) bool { return is(f.Value) }) ||
		slices.ContainsFunc(c.Joined, func(j corpus.NameJoin) bool { return is(j.One) || is(j.Other) })
}
