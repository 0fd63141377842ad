package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// askBash completes lines as bash does: it reads the script, sets what a line that
// is being typed sets, and prints what is offered. Where bash-completion is missing,
// as on a plain machine, the one function of it that is needed stands in.
const askBash = `
[ -f /usr/share/bash-completion/bash_completion ] && . /usr/share/bash-completion/bash_completion
declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() {
	cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
}
compopt() { :; }
. <(locus completion bash)
ask() {
	COMP_WORDS=("$@") COMP_CWORD=$(($#-1)) COMP_LINE="$*" COMP_TYPE=9 COMPREPLY=()
	COMP_POINT=${#COMP_LINE}
	__start_locus
	(IFS='|'; echo "${COMPREPLY[*]}")
}
`

// inShell runs a script with the program on its path and the reader as the library.
func inShell(t *testing.T, shell, script string) string {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		t.Skipf("%s is not here; install it to try its completion", shell)
	}
	home := t.TempDir()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "locus"), []byte("#!/bin/sh\nexec '"+binary+"' \"$@\"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(shell, "-c", script)
	cmd.Env = []string{"HOME=" + home, "PATH=" + home + string(filepath.ListSeparator) + os.Getenv("PATH"), asProgram + "=1", "TERM=dumb", "GOCOVERDIR=" + home,
		"XDG_CACHE_HOME=" + filepath.Join(sharedHome(), "cache"), "XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config")}
	var out, errw bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errw
	if err := cmd.Run(); err != nil || errw.Len() > 0 {
		t.Errorf("%s: %v\n%s", shell, err, errw.String())
	}
	return out.String()
}

// completed are lines and what is offered for their last word, over the reader.
var completed = []struct{ line, want string }{
	{"locus outline essay-an", "essay-anarchy"},
	{"locus remove essay-", "essay-anarchy|essay-widening"},
	{"locus search --work paper-", "paper-copenhagen-school"},
	{"locus search --theory realism/d", "realism/defensive"},
	{"locus search --person Waltz", "Waltz"},
	{"locus search --person Kenneth", `Kenneth Waltz`},
	{"locus show chapter-", "chapter-liberalism-constructivism:"},
	{"locus cite --style chicago", "chicago-note|chicago-author-date"},
	{"locus sho", "show"},
	{"locus config get lib", "library"},
	{"locus outline zebra", ""},
}

func TestBashCompletesTheNamesThereAre(t *testing.T) {
	script := askBash
	for _, c := range completed {
		script += "ask " + c.line + "\n"
	}
	got := strings.Split(strings.TrimSuffix(inShell(t, "bash", script), "\n"), "\n")
	if len(got) != len(completed) {
		t.Fatalf("it answers %q", got)
	}
	for i, c := range completed {
		offered := strings.Split(strings.ReplaceAll(got[i], `\ `, " "), "|")
		slices.Sort(offered)
		want := strings.Split(c.want, "|")
		slices.Sort(want)
		if !slices.Equal(offered, want) {
			t.Errorf("%s: offered %q, want %q", c.line, offered, want)
		}
	}
}

func TestFishCompletesTheNamesThereAre(t *testing.T) {
	script := "locus completion fish | source\n"
	for _, c := range completed {
		script += "echo (complete -C '" + c.line + "' | string split -f1 \\t | sort | string join '|')\n"
	}
	got := strings.Split(strings.TrimSuffix(inShell(t, "fish", script), "\n"), "\n")
	if len(got) != len(completed) {
		t.Fatalf("it answers %q", got)
	}
	for i, c := range completed {
		want := strings.Split(c.want, "|")
		slices.Sort(want)
		for _, name := range want { // fish also offers what has the letters elsewhere
			if !strings.Contains(got[i], strings.ReplaceAll(name, " ", `\ `)) && !strings.Contains(got[i], name) {
				t.Errorf("%s: offered %q, want %q", c.line, got[i], c.want)
			}
		}
	}
}

// TestScriptsOfCompletionAreWellFormed has each shell read its script without
// running it.
func TestScriptsOfCompletionAreWellFormed(t *testing.T) {
	for shell, check := range map[string]struct{ name, script string }{
		"bash":       {"bash", "locus completion bash > c.bash && bash -n c.bash"},
		"zsh":        {"zsh", "locus completion zsh > c.zsh && zsh -n c.zsh"},
		"fish":       {"fish", "locus completion fish > c.fish && fish -n c.fish"},
		"powershell": {"pwsh", `locus completion powershell > c.ps1 && pwsh -NoProfile -c '$e = $null; [void][System.Management.Automation.Language.Parser]::ParseFile("c.ps1", [ref]$null, [ref]$e); exit $e.Count'`},
	} {
		t.Run(shell, func(t *testing.T) {
			if _, err := exec.LookPath(check.name); err != nil {
				t.Skipf("%s is not here; install it to check its script", check.name)
			}
			inShell(t, "sh", "cd \"$HOME\" && "+check.script)
		})
	}
}
