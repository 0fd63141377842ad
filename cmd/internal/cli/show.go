package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/corpus/around"
	"locus/corpus/cite"
	"locus/query"
)

type showFlags struct {
	context, style string
	around         int
	explain        bool
}

func (a *app) showCommand() *cobra.Command {
	var f showFlags
	cmd := a.onLibrary(&cobra.Command{
		Use:   "show ID...",
		Short: "A passage by its id, or any span of a work",
		Long: `Shows the words at an address, work:start-end in bytes of the work's text,
whether it is a passage or any other span. An address made before the text
changed is told as changed and never shows other words.`,
		Example: "  locus show essay-anarchy:7095-7702 --context section\n  locus show essay-anarchy:7095-7702 --around 2",
		Args:    cobra.MinimumNArgs(1),
	}, func(cmd *cobra.Command, lib *corpus.Library, args []string) error {
		among, shut := a.kinOf(cmd.Context(), lib)
		defer shut()
		if f.style == "" {
			f.style = a.conf.Style
		}
		var list []query.Shown
		for _, id := range args {
			s, err := showOne(lib, corpus.PassageID(id), f, among)
			if err != nil {
				return err
			}
			list = append(list, s)
		}
		text := func(w io.Writer, s query.Shown) { a.showText(w, s, f.explain) }
		if len(list) == 1 {
			return record(a, list[0], text)
		}
		return records(a, list, text)
	})
	cmd.Flags().StringVar(&f.context, "context", "", "what stands around it: sentence, paragraph, section")
	cmd.Flags().IntVar(&f.around, "around", 0, "so many passages before and after")
	cmd.Flags().StringVar(&f.style, "style", "", "citation style")
	cmd.Flags().BoolVar(&f.explain, "explain", false, "what made its tags, people and repairs")
	return cmd
}

func showOne(lib *corpus.Library, id corpus.PassageID, f showFlags, among kin) (query.Shown, error) {
	if f.around < 0 {
		return query.Shown{}, fmt.Errorf("--around %d: a number of passages from 0", f.around)
	}
	doc, passage, err := lib.Resolve(id)
	if errors.Is(err, corpus.ErrAddress) && !strings.Contains(string(id), ":") {
		if ids, unknown := workIDs(lib, []string{string(id)}); unknown == nil {
			return query.Shown{}, fmt.Errorf("%s is a work; locus outline %[1]s and locus passages %[1]s show what is in it", ids[0])
		}
		return query.Shown{}, fmt.Errorf("%w; locus search prints the addresses of passages", err)
	}
	if err != nil {
		return query.Shown{}, err
	}
	c, err := citeAmong(among, f.style, &doc.Work, &passage)
	if err != nil {
		return query.Shown{}, err
	}
	s := query.Shown{Passage: passage, Work: doc.Work, Cite: c, Originals: cite.Originals(doc, &passage)}
	if f.context != "" {
		kind, err := around.ParseKind(f.context)
		if err != nil {
			return query.Shown{}, err
		}
		wide := around.Of(doc, passage.Span, kind)
		s.Context = &wide
	}
	if f.around > 0 {
		s.Before, s.After = around.Neighbours(doc, passage.Span, f.around)
	}
	return s, nil
}

func (a *app) showText(w io.Writer, s query.Shown, explain bool) {
	p := &s.Passage
	fmt.Fprintf(w, "%s\n", a.styled(codeBold, fmt.Sprintf("%s · %s · %s", byline(&s.Work), s.Work.Title, placeOf(p))))
	fmt.Fprintf(w, "%s\n\n", a.styled(codeDim, strings.Join(nonEmpty(string(p.ID), string(p.Kind), theoryList(p), voiceText(p)), " · ")))
	for _, q := range s.Before {
		fmt.Fprintln(w, wrapped(q.Text, "", a.width()))
	}
	text := p.Text
	if s.Context != nil {
		text = s.Context.Text
	}
	fmt.Fprintln(w, wrapped(text, "", a.width()))
	for _, q := range s.After {
		fmt.Fprintln(w, wrapped(q.Text, "", a.width()))
	}
	fmt.Fprint(w, wrapped(s.Cite.InText, "", a.width()), wrapped(s.Cite.Reference, "", a.width()))
	for _, r := range s.Originals {
		fmt.Fprint(w, wrapped("original: "+oneLine(r.Raw), "", a.width()))
	}
	if explain {
		explainText(w, p)
	}
}

func voiceText(p *corpus.Passage) string {
	if p.Voice == corpus.AuthorVoice {
		return ""
	}
	return strings.TrimSpace(string(p.Voice) + " " + strings.Join(p.VoiceOf, ", "))
}

// explainText lists what is known of a passage and the words that gave it.
func explainText(w io.Writer, p *corpus.Passage) {
	for _, t := range p.Theories {
		var words []string
		for _, e := range t.Evidence {
			words = append(words, fmt.Sprintf("%q", oneLine(e.Text)))
		}
		fmt.Fprintf(w, "theory\t%s\t%.2f\tby %s\t%s\n", t.Theory, t.Weight, t.By, strings.Join(words, ", "))
	}
	for _, m := range p.People {
		fmt.Fprintf(w, "person\t%s\t%s as %q\n", m.Name, m.Role, m.As)
	}
	if p.VoiceBy != nil {
		fmt.Fprintf(w, "voice\t%s\tby %q\n", voiceText(p), oneLine(p.VoiceBy.Text))
	}
	for _, c := range p.Citations {
		fmt.Fprintf(w, "citation\t%s\tentry %d, %s\t%s\n", oneLine(c.Text), c.Reference, c.Confidence, c.Why)
	}
	for _, r := range p.Repairs {
		fmt.Fprintf(w, "repair\tat %d\t%q was %q\t%s\n", r.At, r.Is, r.Was, r.Why)
	}
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
