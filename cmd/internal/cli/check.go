package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"locus/query/quote"
)

// The formats that only check writes.
const (
	formatSARIF  = "sarif"
	formatGitHub = "github"
)

type checkFlags struct {
	style string
	all   bool
}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check DRAFT...",
		Short: "Check every quotation of a draft against the library",
		Long: `Reads drafts (text, Markdown, LaTeX, DOCX, HTML, ...), finds what they quote and
what they cite for it, and tells of each quotation whether the source has it word
for word, on that page, in that work. Edits that are marked pass: an ellipsis,
[brackets], [sic]. Exit status 0 when all is right, 1 when something is to be
mended, 2 on an error.`,
		Example: "  locus check essay.docx\n  locus check chapter.tex --format sarif > findings.sarif\n  cat draft.md | locus check - --all",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.check(cmd.Context(), f, args)
		},
	}
	cmd.Flags().StringVar(&f.style, "style", "", "citation style")
	cmd.Flags().BoolVar(&f.all, "all", false, "tell the quotations that are right, too")
	return cmd
}

func (a *app) check(ctx context.Context, f checkFlags, paths []string) error {
	format, err := a.format(formatSARIF, formatGitHub)
	if err != nil {
		return err
	}
	var reports []*draftReport
	findings := 0
	err = a.onDrafts(ctx, paths, f.style, func(p *proof, t draftText) error {
		r, err := p.check(ctx, t.doc, t.raw)
		if err != nil {
			return err
		}
		reports = append(reports, r)
		findings += r.Findings
		return nil
	})
	if err != nil {
		return err
	}
	switch {
	case a.flags.template != "":
		err = records(a, reports, nil)
	case format == formatSARIF:
		err = a.page(func(w io.Writer) error { return writeJSON(w, sarif(reports), true) })
	case format == formatGitHub:
		err = a.page(func(w io.Writer) error { return writeGitHub(w, reports) })
	default:
		err = records(a, reports, func(w io.Writer, r *draftReport) { a.draftText(w, r, f.all) })
	}
	if err == nil && findings > 0 {
		return errNothing
	}
	return err
}

// draftText tells a report to a person: what is to be mended, then the sum.
func (a *app) draftText(w io.Writer, r *draftReport, all bool) {
	for _, q := range r.Quotations {
		if q.Finding.Verdict.Good() && !all {
			continue
		}
		fmt.Fprintf(w, "%s: %s\n", a.styled(codeBold, at(r.File, q)), q.Finding.Verdict)
		fmt.Fprint(w, wrapped(q.Finding.Why, "    ", a.width()))
		fmt.Fprint(w, wrapped("draft:  “"+oneLine(q.Quotation)+"”", "    ", a.width()))
		if s := q.Finding.SourceText; s != "" && !q.Finding.Verdict.Good() {
			fmt.Fprint(w, wrapped("source: “"+oneLine(s)+"” ("+string(q.Finding.Passage)+")", "    ", a.width()))
		}
		if q.Cite != nil && !q.Finding.Verdict.Good() {
			fmt.Fprint(w, wrapped("cite:   "+q.Cite.InText, "    ", a.width()))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, summed(r))
}

// summed is a report in a line: how many quotations, how many of each verdict.
func summed(r *draftReport) string {
	var parts []string
	for _, v := range quote.Verdicts() {
		if n := r.Verdicts[v]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	if len(parts) == 0 {
		return r.File + ": no quotations"
	}
	return fmt.Sprintf("%s: %s: %s", r.File, counted(len(r.Quotations), "quotation"), strings.Join(parts, ", "))
}

// counted is a number of things, in words that agree with it.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// at is where a quotation stands, as compilers write it.
func at(file string, q checkedDraft) string {
	if q.Line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, q.Line, q.Column)
}

// level is how grave a verdict is, in the words of SARIF and of GitHub.
func level(v quote.Verdict) string {
	if slices.Contains([]quote.Verdict{quote.Secondhand, quote.Ambiguous, quote.NoSource}, v) {
		return "warning"
	}
	return "error"
}

// writeGitHub writes findings as commands that annotate a change on GitHub.
func writeGitHub(w io.Writer, reports []*draftReport) error {
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, r := range reports {
		for _, q := range r.Quotations {
			if q.Finding.Verdict.Good() {
				continue
			}
			if _, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d,title=%s::%s\n", level(q.Finding.Verdict),
				property.Replace(r.File), max(1, q.Line), max(1, q.Column), property.Replace(string(q.Finding.Verdict)), value.Replace(message(q))); err != nil {
				return err
			}
		}
	}
	return nil
}

// message is a finding in one paragraph.
func message(q checkedDraft) string {
	out := q.Finding.Why
	if s := q.Finding.SourceText; s != "" {
		out += " The source has: “" + oneLine(s) + "”."
	}
	if q.Cite != nil {
		out += " Cite: " + q.Cite.InText
	}
	return out
}
