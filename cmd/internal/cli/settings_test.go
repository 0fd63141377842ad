package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestASettingIsPutInAndTheRestStays(t *testing.T) {
	cases := []struct{ name, text, key, value, want string }{
		{"into an empty file", "", "style", "mla", "style: mla\n"},
		{"below what is there", "# mine\nformat: json", "style", "mla", "# mine\nformat: json\nstyle: mla\n"},
		{"in place of the old value, with its comment", "style: apa # for the journal\nformat: json\n", "style", "mla", "style: mla # for the journal\nformat: json\n"},
		{"not where a comment names it", "# style: apa\n", "style", "mla", "# style: apa\nstyle: mla\n"},
		{"taken out", "# why\nstyle: apa\nformat: json\n", "style", "", "# why\nformat: json\n"},
		{"taken out where it is not", "format: json\n", "style", "", "format: json\n"},
		{"a number is quoted", "", "address", "127.0.0.1:80", "address: \"127.0.0.1:80\"\n"},
		{"a word that YAML reads as something else is quoted", "", "library", "yes", "library: \"yes\"\n"},
		{"a key in quotes is the same key", "\"style\": apa\n", "style", "mla", "style: mla\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := withSetting(c.text, c.key, c.value); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestSettingsAreToldWithTheirSource(t *testing.T) {
	status, out, errw := withConfig(t, "library: reader\nstyle: mla # thesis\n", map[string]string{"LOCUS_STYLE": "harvard"}, "config", "list", "--format", "text")
	if status != 0 {
		t.Fatal(status, errw)
	}
	for _, want := range []string{"address\t127.0.0.1:7070\tdefault\n", "format\ttext\tflag --format\n", "library\treader\tfile ", "pack\tsecurity\tdefault\n", "style\tharvard\tenvironment LOCUS_STYLE\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

func TestWhatIsSetIsInForceAtTheNextRun(t *testing.T) {
	dir := t.TempDir()
	try := func(args ...string) (int, string, string) {
		var out, errw bytes.Buffer
		status := Run(context.Background(), args, strings.NewReader(""), &out, &errw, func(k string) string {
			return map[string]string{"XDG_CONFIG_HOME": dir, "XDG_DATA_HOME": dir, "XDG_CACHE_HOME": dir}[k]
		})
		return status, out.String(), errw.String()
	}
	odd := filepath.Join(dir, "texts: a \"thesis\" # 1")
	for _, args := range [][]string{{"config", "set", "style", "mla"}, {"config", "set", "library", odd}} {
		if status, _, errw := try(args...); status != 0 {
			t.Fatal(args, errw)
		}
	}
	if _, out, _ := try("config", "get", "style"); out != "mla\n" {
		t.Errorf("style %q, want mla", out)
	}
	if _, out, _ := try("config", "get", "library"); out != odd+"\n" {
		t.Errorf("library %q, want %q", out, odd)
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"an unknown setting names the nearest":   {[]string{"config", "set", "stile", "mla"}, "style"},
		"a style that is none names the nearest": {[]string{"config", "set", "style", "aap"}, "apa"},
		"a format that is none":                  {[]string{"config", "set", "format", "jsn"}, "json"},
		"an address without a port":              {[]string{"config", "set", "address", "localhost"}, "host:port"},
	} {
		if status, _, errw := try(c.args...); status != 2 || !strings.Contains(errw, c.want) {
			t.Errorf("%s: %d, %s", name, status, errw)
		}
	}
	file := filepath.Join(dir, "locus", "config.yaml")
	if err := os.WriteFile(file, []byte("stile: mla\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if status, _, errw := try("config", "list"); status != 2 || !strings.Contains(errw, "stile") {
		t.Errorf("a file with an unknown setting: %d, %s", status, errw)
	}
	if status, _, errw := try("config", "unset", "stile"); status != 0 {
		t.Errorf("it cannot be taken out: %s", errw)
	}
	if err := os.WriteFile(file, []byte("{style: apa}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if status, _, errw := try("config", "set", "style", "mla"); status != 2 || !strings.Contains(errw, "by hand") {
		t.Errorf("a file in another form: %d, %s", status, errw)
	}
	if b, _ := os.ReadFile(file); string(b) != "{style: apa}\n" {
		t.Errorf("it was changed to %q", b)
	}
}
