package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestCompletionOffersTheNamesThereAre(t *testing.T) {
	s := newShelf(t, nil)
	s.write("gate.md", twoTexts["gate.md"])
	s.write("garden.md", "# Gardens\n\nKenneth Waltz kept no garden, and the gardens of the town kept none of his books.\n")
	s.must("add", s.file("texts"), "--author", "Example, Ada")
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"search", "--theory", "realism/d"}, []string{"realism/defensive"}},
		{[]string{"search", "--author", "ada"}, []string{"Ada Example"}},
		{[]string{"search", "--person", "ken"}, []string{"Kenneth Waltz"}},
		{[]string{"search", "--work", "g"}, []string{"garden", "gate"}},
		{[]string{"search", "--style", "chicago"}, []string{"chicago-note", "chicago-author-date"}},
		{[]string{"search", "--voice", ""}, []string{"author", "quotes", "reports"}},
		{[]string{"search", "--format", "t"}, []string{"text", "trec"}},
		{[]string{"cite", "--as", "bib"}, []string{"biblatex", "bibtex"}},
		{[]string{"remove", "ga"}, []string{"garden", "gate"}},
		{[]string{"remove", "gate", "ga"}, []string{"garden"}},
		{[]string{"outline", "gate", ""}, nil},
		{[]string{"show", "gar"}, []string{"garden:"}},
		{[]string{"correct", "gate", "--theory", "+copen"}, []string{"+copenhagen-school"}},
		{[]string{"add", "--type", "e"}, []string{"essay", "encyclopedia"}},
	} {
		status, out, errw := run(t, s.home, append([]string{"__complete", "--library", s.lib}, c.args...)...)
		lines := strings.Split(strings.TrimSpace(out), "\n")
		got := lines[:len(lines)-1] // the last is for the shell
		if status != 0 || !slices.Equal(got, c.want) && len(got)+len(c.want) > 0 {
			t.Errorf("%q offers %q, want %q (status %d, %s)", c.args, got, c.want, status, errw)
		}
	}
	if _, out, _ := run(t, s.home, "__complete", "--library", s.file("none"), "outline", ""); strings.TrimSpace(out) != ":4" {
		t.Errorf("without a library it offers %q", out)
	}
}
