package main_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/cmd/internal/cli"
)

// The characters that must reach nobody's terminal: sequences that colour, that
// name the window and write the clipboard, eight-bit ones, and such as turn the
// direction of writing or take letters back.
const escapes = "\x1b[31m \x1b]0;mine\x07 \x1b]52;c;QUFB\x07 \u009b31m \u202egnp\u202c \x7f\x08 \x1bP+q\x1b\\"

// TestNoDoorOfTextShowsEscapes puts escapes into everything that a library can be
// made of, and asks every command that shows any of it.
func TestNoDoorOfTextShowsEscapes(t *testing.T) {
	t.Chdir(t.TempDir())
	cache := t.TempDir()
	quoted := strings.NewReplacer("\x1b", `\u001b`, "\x07", `\u0007`, "\x08", `\b`, `\`, `\\`).Replace
	for name, text := range map[string]string{
		"in/plain" + escapes[:5] + ".txt": "The Fear " + escapes + "\n\nStates " + escapes + " fear one another (Walt, 1987, p. 5 " + escapes + "). They arm because the others arm.\n\nReferences\n\nWalt, S. " + escapes + " (1987). The origins " + escapes + ". Ithaca: Cornell.\n",
		"in/page.html":                    "<title>A &#27;[31m&#x9b;31m &#x202e;title</title><meta name=author content='Ann &#27;[31m Author'><h1>Head &#27;]0;x&#7;</h1><p>Treaties &#27;[31m hold &#x202e; as long as both sides gain by them.</p><script>alert('\x1b[31m')</script>",
		"in/note.md":                      "---\ntitle: \"Notes \\e[31m\\u009b31m\"\nauthor: \"Bo \\e[31m Writer\"\nyear: 2001\n---\n# Part " + escapes + "\n\nBorders " + escapes + " move with the armies that cross them.\n",
		"in/record.jsonl":                 `{"id":"rec","title":"R ` + quoted(escapes) + `","author":"Cy ` + `\u001b[31m` + ` Maker","year":1999,"text":"Alliances \u001b[31m \u009b last while the threat lasts."}` + "\n",
		"draft.md":                        "As he writes " + escapes + ", “States " + escapes + " fear one another and nobody else in the world at all” (Walt, 1987, p. " + escapes + "). Treaties hold as long as both sides gain.\n",
		"questions.tsv":                   "q" + escapes + "\tfear " + escapes + "\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) string {
		var out, said strings.Builder
		cli.Run(context.Background(), append([]string{"--library", "lib"}, args...), strings.NewReader("fear "+escapes), &out, &said, func(k string) string {
			return map[string]string{"XDG_CACHE_HOME": cache, "XDG_CONFIG_HOME": cache, "XDG_DATA_HOME": cache, "HOME": cache}[k]
		})
		if bad := obeyed(said.String(), true) + obeyed(out.String(), false); bad != "" {
			t.Errorf("%q shows %s: %.1500q %.500q", args, bad, out.String(), said.String())
		}
		return out.String()
	}
	if out := run("add", "in"); strings.Count(out, "added") != 4 {
		t.Fatalf("not everything was added: %s", out)
	}
	var ids []string
	for _, line := range strings.Split(strings.TrimSpace(run("passages")), "\n") {
		id, _, _ := strings.Cut(line, "\t")
		ids = append(ids, id)
	}
	commands := [][]string{
		{"works"}, {"works", "--lint"}, {"status"}, {"doctor"}, {"verify"}, {"people"}, {"theories"}, {"passages"},
		{"search", "fear"}, {"search", "fear " + escapes}, {"search", "treaties OR borders OR alliances OR fear", "--explain"},
		{"search", "--batch", "questions.tsv"}, {"search", "fear", "--author", escapes}, {"search", "fear", "--work", escapes},
		{"quote", "States fear one another " + escapes}, {"check", "draft.md"}, {"suggest", "draft.md"}, {"check", escapes + ".md"},
		{"bibliography"}, {"bibliography", "--style", "mla"}, {"rebuild"}, {"add", escapes}, {"remove", escapes}, {"show", escapes},
		{"correct", "rec", "--title", "T " + escapes}, {"correct", "rec", "--show"}, {"works"}, {"cite", "rec"}, {escapes}, {"search", "--" + escapes},
		{"config", "get", escapes}, {"evaluate", escapes}, {"--pack", escapes, "theories"}, {"--library", escapes, "works"}, {"--format", escapes, "works"},
	}
	for _, id := range ids {
		work, _, _ := strings.Cut(id, ":")
		commands = append(commands, []string{"show", id}, []string{"show", id, "--explain"}, []string{"cite", id}, []string{"outline", work}, []string{"references", work}, []string{"citations", work})
	}
	for _, args := range commands {
		for _, format := range []string{"text", "json", "jsonl"}[:fewer(3, 1)] {
			if args[0] == "--format" && format != "text" {
				continue
			}
			run(append([]string{"--format", format}, args...)...)
		}
	}
}
