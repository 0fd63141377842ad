package house

import (
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tracked lists the files of the project.
func tracked(t *testing.T) []string {
	t.Helper()
	cmd := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Skip("git lists the files of the project; it is not there or this is no checkout")
	}
	return strings.Fields(string(out))
}

// TestTopLevel: the top of the tree holds its few entries and dot files.
func TestTopLevel(t *testing.T) {
	allowed := map[string]bool{
		"cmd": true, "index": true, "ingest": true, "query": true, "corpus": true,
		"go.mod": true, "go.sum": true, "README.md": true, "LICENSE": true,
	}
	seen := map[string]bool{}
	for _, name := range tracked(t) {
		top, _, _ := strings.Cut(name, "/")
		if !allowed[top] && !strings.HasPrefix(top, ".") && !seen[top] {
			seen[top] = true
			t.Errorf("%s does not belong at the top", top)
		}
	}
}

// TestNoMachine: no file names the machine it was written on or the place from
// which modules are fetched.
func TestNoMachine(t *testing.T) {
	needles := machine(t)
	for _, name := range tracked(t) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			continue // removed from the work tree, still in git's list
		}
		for _, n := range needles {
			if i := bytes.Index(data, []byte(n)); i >= 0 {
				t.Errorf("%s:%d holds %q", name, bytes.Count(data[:i], []byte("\n"))+1, n)
			}
		}
	}
}

// machine is what must not be written: the checkout's path, the home directory,
// the hosts of the module proxy.
func machine(t *testing.T) []string {
	t.Helper()
	out := []string{"proxy." + "golang.org", "sum." + "golang.org"}
	if dir, err := filepath.Abs(root); err == nil && strings.Count(dir, "/") > 1 {
		out = append(out, dir)
	}
	if home, err := os.UserHomeDir(); err == nil && len(home) > 1 {
		out = append(out, home+"/")
	}
	proxies, err := exec.Command("go", "env", "GOPROXY").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range strings.FieldsFunc(string(proxies), func(r rune) bool { return strings.ContainsRune(",|\n", r) }) {
		if u, err := url.Parse(p); err == nil && u.Host != "" {
			out = append(out, u.Host)
		}
	}
	return out
}
