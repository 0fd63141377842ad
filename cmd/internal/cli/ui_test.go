package cli

import (
	"strings"
	"testing"

	"locus/corpus"
	"locus/query"
)

// TestWithoutATerminalThereIsHelp: the program alone explains itself, and the
// interactive search says what to do instead.
func TestWithoutATerminalThereIsHelp(t *testing.T) {
	if status, out, _ := run(t, sharedHome()); status != 0 || !strings.Contains(out, "Usage:") {
		t.Errorf("alone: status %d, %q", status, out)
	}
	status, out, errw := run(t, sharedHome(), "--library", "reader", "ui")
	if status != exitError || out != "" || !strings.Contains(errw, "needs a terminal") || !strings.Contains(errw, "locus search") {
		t.Errorf("status %d, %q %q", status, out, errw)
	}
}

// TestTheCitationOfTheScreenIsThatOfTheCommand compares what the interactive
// search copies with what locus cite prints, with and without --quote.
func TestTheCitationOfTheScreenIsThatOfTheCommand(t *testing.T) {
	a := &app{err: &strings.Builder{}, getenv: func(string) string { return "" }}
	a.conf.Library, a.getenv = readerName, func(k string) string {
		if k == "XDG_CACHE_HOME" {
			return sharedHome() + "/cache"
		}
		return ""
	}
	p, err := a.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	answer, err := p.searcher.Search(t.Context(), query.Request{Question: "security dilemma", Limit: 5, Voice: []string{string(corpus.AuthorVoice), string(corpus.Reports)}})
	if err != nil || len(answer.Hits) < 5 {
		t.Fatal(err, answer)
	}
	for _, h := range answer.Hits {
		for _, style := range styleNames() {
			c, err := p.citation(style, &h.Work, &h.Passage)
			if err != nil {
				t.Fatal(err)
			}
			_, out, _ := run(t, sharedHome(), "--library", "reader", "cite", string(h.Passage.ID), "--style", style)
			if !strings.HasPrefix(out, c.InText+"\n") || !strings.Contains(out, c.Reference) {
				t.Errorf("%s: the screen says %q, the command %q", style, c.InText, out)
			}
			if _, out, _ = run(t, sharedHome(), "--library", "reader", "cite", string(h.Passage.ID), "--style", style, "--quote"); !strings.HasPrefix(out, c.Quote) {
				t.Errorf("%s: the screen quotes %q, the command %q", style, c.Quote, out)
			}
		}
	}
	if got := a.libraryName(p.lib); got != "the bundled reader" {
		t.Errorf("the library is called %q", got)
	}
	label := p.labels()
	for _, c := range []struct {
		field       corpus.Field
		value, want string
	}{
		{corpus.FieldTheory, "realism/defensive", "Defensive realism"}, {corpus.FieldTheory, "no/such", "no/such"},
		{corpus.FieldWork, string(answer.Hits[0].Work.ID), answer.Hits[0].Work.Title}, {corpus.FieldWork, "no-such", "no-such"},
		{corpus.FieldAuthor, "realism", "realism"},
	} {
		if got := label(c.field, c.value); got != c.want {
			t.Errorf("%s %q is called %q, want %q", c.field, c.value, got, c.want)
		}
	}
}
