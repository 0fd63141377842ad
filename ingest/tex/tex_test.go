package tex_test

import (
	"testing"
	"unicode/utf8"

	"locus/ingest/tex"
)

func TestPlain(t *testing.T) {
	for name, c := range map[string][2]string{
		"an accent with braces":          {`G{\"u}nter and Ren\'{e}`, "Günter and René"},
		"an accent without":              {`Garc\'ia, Fran\c{c}ois, \v Capek`, "García, François, Čapek"},
		"the letter without a dot":       {`na{\"\i}ve`, "naïve"},
		"letters by name":                {`Stra{\ss}e, \O rsted, {\L}{\'o}d{\'z}`, "Straße, Ørsted, Łódź"},
		"dashes and quotation marks":     {"pages 3--5, ``the gate'' --- said", "pages 3–5, “the gate” — said"},
		"capitals kept by braces":        {`The {NATO} {R}eport`, "The NATO Report"},
		"commands of type go":            {`\emph{On gates} and \textbf{walls}`, "On gates and walls"},
		"signs":                          {`Bell \& Dorn, 50\% of \$5`, "Bell & Dorn, 50% of $5"},
		"a tie is a blank":               {"p.~5", "p. 5"},
		"line ends are blanks":           {"one\n  two", "one two"},
		"a formula keeps its source":     {`H$_2$O`, "H_2O"},
		"an apostrophe stays":            {"keeper's {gate}", "keeper's gate"},
		"a brace that closes nothing":    {"one } two", "one two"},
		"a group that nothing closes":    {"one {two", "one two"},
		"a link shows its words":         {`\href{https://example.org}{here}`, "here"},
		"an accent on nothing":           {`x\'`, "x"},
		"characters beyond ASCII remain": {"Čapek — “x”", "Čapek — “x”"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := tex.Plain(c[0]); got != c[1] {
				t.Errorf("%q, want %q", got, c[1])
			}
		})
	}
}

func TestAccent(t *testing.T) {
	if got, ok := tex.Accent("r", "a"); got != "å" || !ok {
		t.Errorf("%q %v", got, ok)
	}
	if _, ok := tex.Accent("emph", "a"); ok {
		t.Error("emph is no accent")
	}
}

func FuzzPlain(f *testing.F) {
	f.Add(`G{\"u}nter \'{\i} --- ` + "``x''")
	f.Add(`\c{c}\v\v{{{`)
	f.Fuzz(func(t *testing.T, s string) {
		if got := tex.Plain(s); utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("%q is no text", got)
		}
	})
}
