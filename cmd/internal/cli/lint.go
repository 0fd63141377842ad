package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"locus/corpus"
	"locus/corpus/cite"
)

// lintWorks tells what in the records a right reference cannot be made of. The
// status is that of a check: 1 with findings.
func (a *app) lintWorks(lib *corpus.Library) error {
	works, err := lib.Works()
	if err != nil && !errors.Is(err, corpus.ErrDamaged) {
		return err
	}
	findings := cite.Lint(works)
	for i := range works {
		if works[i].Year == nil {
			continue
		}
		doc, readErr := lib.Document(works[i].ID)
		if readErr != nil {
			err = errors.Join(err, readErr)
			continue
		}
		findings = append(findings, cite.LintYear(doc)...)
	}
	slices.SortStableFunc(findings, func(a, b cite.Finding) int { return strings.Compare(string(a.Work), string(b.Work)) })
	printed := records(a, findings, func(w io.Writer, f cite.Finding) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.Work, f.Rule, f.Field, f.What)
	})
	if err = errors.Join(printed, err); err != nil {
		return err
	}
	if len(findings) > 0 {
		return errNothing
	}
	return nil
}
