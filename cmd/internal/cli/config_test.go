package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withConfig runs a command line under a configuration file and an environment.
func withConfig(t *testing.T, yaml string, env map[string]string, args ...string) (int, string, string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "config", "locus", "config.yaml")
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(yaml), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errw bytes.Buffer
	getenv := func(k string) string {
		if v, ok := env[k]; ok {
			return v
		}
		return map[string]string{"XDG_CONFIG_HOME": filepath.Join(dir, "config"), "XDG_DATA_HOME": filepath.Join(dir, "data"),
			"XDG_CACHE_HOME": filepath.Join(sharedHome(), "cache")}[k]
	}
	status := Run(context.Background(), args, strings.NewReader(""), &out, &errw, getenv)
	return status, out.String(), errw.String()
}

func TestFlagsOverEnvironmentOverFileOverDefaults(t *testing.T) {
	const jsonl, text = `{"id":`, "reader"
	file := "library: reader\nformat: jsonl\n"
	for name, c := range map[string]struct {
		yaml string
		env  map[string]string
		args []string
		want string // how standard output begins
	}{
		"the default is text":             {"library: reader\n", nil, []string{"works"}, "article-"},
		"the file is over the default":    {file, nil, []string{"works"}, jsonl},
		"the environment over the file":   {file, map[string]string{"LOCUS_FORMAT": "text"}, []string{"works"}, "article-"},
		"the flag over the environment":   {"library: reader\n", map[string]string{"LOCUS_FORMAT": "text"}, []string{"works", "--format", "jsonl"}, jsonl},
		"a library by the environment":    {"library: nowhere\n", map[string]string{"LOCUS_LIBRARY": "reader"}, []string{"works"}, "article-"},
		"no library at all is the reader": {"", nil, []string{"works"}, "article-"},
	} {
		status, out, errw := withConfig(t, c.yaml, c.env, c.args...)
		if status != 0 || !strings.HasPrefix(out, c.want) {
			t.Errorf("%s: status %d, %.60q, %s", name, status, out, errw)
		}
		if told := strings.Contains(errw, "bundled reader"); told != (c.yaml == "") {
			t.Errorf("%s: it says %q", name, errw)
		}
	}
	if _, out, _ := withConfig(t, file+"style: mla\n", nil, "search", "security dilemma", "--template", "{{(index .hits 0).cite.in_text}}"); strings.Contains(out, "19") || out == "" {
		t.Errorf("the style of the file does not count: %q", out)
	}
}

func TestAConfigurationThatCannotBeReadIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		yaml string
		env  map[string]string
		args []string
		want string
	}{
		"a setting that is none":      {"librari: x\n", nil, []string{"works"}, "nearest: library"},
		"no YAML":                     {"library: [\n", nil, []string{"works"}, "config.yaml"},
		"a file that is not there":    {"", nil, []string{"works", "--config", "nowhere.yaml"}, "nowhere.yaml"},
		"the same by the environment": {"", map[string]string{"LOCUS_CONFIG": "nowhere.yaml"}, []string{"works"}, "nowhere.yaml"},
		"a pack that is not there":    {"pack: nowhere.yaml\n", nil, []string{"theories"}, "nowhere.yaml"},
		"a format that is none":       {"format: xml\n", nil, []string{"works"}, `no format "xml"`},
		"a style that is none":        {"style: apaa\n", nil, []string{"search", "security"}, "nearest: apa"},
		"a template that is none":     {"", nil, []string{"works", "--template", "{{.id"}, "--template"},
		"a context that is none":      {"", nil, []string{"search", "security", "--context", "page"}, "page"},
		"a question and a batch":      {"", nil, []string{"search", "security", "--batch", "x"}, "not both"},
		"no question":                 {"", nil, []string{"search"}, "no question"},
		"a batch without a file":      {"", nil, []string{"search", "--batch", "nowhere.tsv"}, "nowhere.tsv"},
		"a batch as CSV":              {"", nil, []string{"search", "--batch", "x", "--format", "csv"}, "not csv"},
		"a passage less than none":    {"", nil, []string{"show", "essay-anarchy:0-9", "--around", "-1"}, "from 0"},
	} {
		status, _, errw := withConfig(t, c.yaml, c.env, c.args...)
		if status != 2 || !strings.Contains(errw, c.want) {
			t.Errorf("%s: status %d, %q, want %q", name, status, errw, c.want)
		}
	}
}

func TestAnIndexThatIsDamagedIsMadeAnew(t *testing.T) {
	s := newShelf(t, twoTexts)
	files, err := filepath.Glob(filepath.Join(s.lib, "index", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err == nil && info.Mode().IsRegular() {
			if err := os.WriteFile(f, []byte("damaged"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := s.must("status"); !strings.Contains(got, "index\tdamaged") {
		t.Errorf("the status of a damaged index:\n%s", got)
	}
	if got := s.must("search", "gate"); !strings.HasPrefix(got, "1\tgate:") {
		t.Errorf("the next question finds %q", got)
	}
	if got := s.must("status"); !strings.Contains(got, "index\tfresh") {
		t.Errorf("after it the status is\n%s", got)
	}
	s.must("verify")
}

func TestTextIsWrappedAndMarkedAsTheScreenAsks(t *testing.T) {
	a := &app{getenv: func(string) string { return "" }}
	if got := wrapped("one two three\nfour", "  ", 9); got != "  one two\n  three\n  four\n" {
		t.Errorf("wrapped: %q", got)
	}
	if got := a.styled(codeBold, "x"); got != "x" {
		t.Errorf("a stream that is no screen is coloured: %q", got)
	}
	if got := columns(codeMark + "ñandú" + codeReset); got != 5 {
		t.Errorf("a marked word has %d columns", got)
	}
}
