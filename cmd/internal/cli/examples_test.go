package cli

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// asProgram makes the test's own binary the program, for what runs it by name.
const asProgram = "LOCUS_TEST_AS_PROGRAM"

// allCommands are the program's commands with their own, and itself.
func allCommands() []*cobra.Command {
	var all []*cobra.Command
	var add func(c *cobra.Command)
	add = func(c *cobra.Command) {
		all = append(all, c)
		for _, one := range c.Commands() {
			add(one)
		}
	}
	add((&app{in: strings.NewReader(""), out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }}).root())
	return all
}

// unrun are the beginnings of examples that wait for somebody, or need a terminal:
// of these only the flags are tried.
var unrun = []string{"locus serve", "locus mcp", "locus ui", "locus --library reader ui", "locus add --watch", "locus cite essay-anarchy:7095-7702 --style chicago-note --short --copy"}

// TestEveryExampleRuns runs each example of each command's help as it stands there,
// over a home that has the reader as its library and the files that they name.
func TestEveryExampleRuns(t *testing.T) {
	home := exampleHome(t)
	commands := allCommands()
	if len(commands) < 35 {
		t.Errorf("only %d commands", len(commands))
	}
	for _, c := range commands {
		t.Run(strings.ReplaceAll(c.CommandPath(), " ", "-"), func(t *testing.T) {
			if strings.TrimSpace(c.Example) == "" {
				t.Fatal("its help has no example")
			}
			changes := strings.Contains(" locus add remove correct rebuild doctor config set unset evaluate ", " "+c.Name()+" ")
			at := home
			if changes {
				at = t.TempDir()
				if err := os.CopyFS(at, os.DirFS(home)); err != nil {
					t.Fatal(err)
				}
			}
			for line := range strings.Lines(c.Example) {
				tryExample(t, c, at, strings.TrimSpace(line))
			}
		})
	}
}

func tryExample(t *testing.T, c *cobra.Command, home, line string) {
	t.Helper()
	if strings.HasPrefix(line, "{") {
		return // what another program is told
	}
	if !strings.HasPrefix(line, "locus ") && !strings.Contains(line, "(locus ") && !strings.Contains(line, "| locus ") && line != "locus" {
		t.Errorf("%q is no example of locus", line)
	}
	for _, begins := range unrun {
		if strings.HasPrefix(line, begins) {
			if status, _, errw := run(t, home, append(strings.Fields(line)[1:], "--help")...); status != exitDone {
				t.Errorf("%s: %s", line, errw)
			}
			return
		}
	}
	try := shell
	if !strings.ContainsAny(line, "|>&$") {
		try = inProcess
	}
	status, out, errw := try(t, home, line)
	if status != exitDone && status != exitNothing || strings.Contains(errw, "not found") {
		t.Errorf("%s ends with %d: %s%s", line, status, out, errw)
	}
}

// inProcess runs a line without anything that only a shell does, which takes a tenth
// of the time.
func inProcess(t *testing.T, home, line string) (int, string, string) {
	t.Helper()
	t.Chdir(filepath.Join(home, "work"))
	var args []string
	for rest := strings.TrimSpace(line); rest != ""; rest = strings.TrimLeft(rest, " ") {
		var arg strings.Builder
		for rest != "" && rest[0] != ' ' {
			if quote := strings.IndexByte("\"'", rest[0]); quote < 0 {
				arg.WriteByte(rest[0])
				rest = rest[1:]
			} else {
				word, after, _ := strings.Cut(rest[1:], rest[:1])
				arg.WriteString(word)
				rest = after
			}
		}
		args = append(args, strings.Replace(arg.String(), "~/", home+"/", 1))
	}
	return run(t, home, args[1:]...)
}

// shell runs a line as a person types it, in the home's folder "work".
func shell(t *testing.T, home, line string) (int, string, string) {
	t.Helper()
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = filepath.Join(home, "work")
	cmd.Env = []string{"HOME=" + home, "PATH=" + filepath.Join(home, "bin") + string(filepath.ListSeparator) + os.Getenv("PATH"), asProgram + "=1", "PROFILE=" + filepath.Join(home, "profile.ps1"),
		"EDITOR=echo", "TERM=dumb", "XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config")}
	var out, errw bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errw
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errw.String()
}

// exampleHome is a home with the program on its path, the reader's works as the
// user's library, and the files that the examples name.
func exampleHome(t *testing.T) string {
	t.Helper()
	for _, program := range []string{"sh", "cat"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip("examples are lines for a POSIX shell; install one to try them")
		}
	}
	home := t.TempDir()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const draft = "# A draft\n\nRobert Jervis \"asked when the dilemma bites\" (Locus, 2026). Governments arm because they are afraid of each other, and nobody can tell a shield from a sword.\n"
	files := map[string]string{
		"bin/locus": "#!/bin/sh\nexec '" + binary + "' \"$@\"\n",
		// what they read
		"essays/one.md": twoTexts["gate.md"], "thesis/texts/two.md": twoTexts["river.md"], "papers/gate.md": twoTexts["gate.md"], "work/paper.md": twoTexts["river.md"],
		"work/speeches.jsonl": `{"id": "first", "title": "First", "text": "Ladies and gentlemen, the harbour is open and the ships may leave."}` + "\n",
		"work/library.bib":    "@article{gate, title={The Gate}, author={Example, Ada}, year={1990}, journal={Doors}}\n",
		"work/essay.md":       draft, "work/essay.docx": draft, "work/draft.md": draft, "work/chapter.tex": "\\documentclass{article}\\begin{document}A chapter ``asked when the dilemma bites''.\\end{document}\n",
		"work/quotations.txt": "a\tasked when the dilemma bites\n", "work/questions.tsv": "1\tsecurity dilemma\n",
		"work/cranfield/corpus.jsonl": `{"_id": "d1", "title": "Harbours", "text": "The harbour is open and the ships may leave at noon."}` + "\n", "work/cranfield/queries.jsonl": `{"_id": "q1", "text": "open harbour"}` + "\n",
		"work/cranfield/qrels.tsv": "query-id\tcorpus-id\tscore\nq1\td1\t1\n", "work/lucene.run": "q1 Q0 d1 1 3.5 lucene\n",
		// where they write
		".local/share/bash-completion/completions/x": "", ".zfunc/x": "", ".config/fish/completions/x": "", ".local/share/man/man1/x": "",
	}
	for name, text := range files {
		path := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if status, _, errw := run(t, home, "--library", "reader", "search", "dilemma"); status != exitDone {
		t.Fatal(errw)
	}
	made, err := filepath.Glob(filepath.Join(home, "cache", "locus", "reader-*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("the reader lies in %q, %v", made, err)
	}
	for _, library := range []string{"data/locus", "thesis/library"} {
		if err := os.CopyFS(filepath.Join(home, filepath.FromSlash(library)), os.DirFS(made[0])); err != nil {
			t.Fatal(err)
		}
	}
	return home
}
