package house

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// testName finds the names of tests in prose and in code.
var testName = regexp.MustCompile(`\b(?:Test|Fuzz|Benchmark)[A-Z]\w*`)

// TestPromises: every test that a package comment names as the keeper of a
// promise exists, in the package or elsewhere in the project.
func TestPromises(t *testing.T) {
	kept := map[string]bool{}
	for _, name := range tracked(t) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		// A suite for several backends keeps its tests outside _test files.
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			continue // removed from the work tree, still in git's list
		}
		for line := range strings.Lines(string(data)) {
			if rest, ok := strings.CutPrefix(line, "func "); ok {
				kept[testName.FindString(rest)] = true
			}
		}
	}
	for _, offence := range unkept(packages(t), kept) {
		t.Error(offence)
	}
}

// unkept lists the tests that package comments name and nobody wrote.
func unkept(pkgs []pkg, kept map[string]bool) []string {
	return each(pkgs, func(_ pkg, f *file) (out []string) {
		for _, name := range testName.FindAllString(f.ast.Doc.Text(), -1) {
			if !kept[name] {
				out = append(out, fmt.Sprintf("%s: %s is named and does not exist", f.Name, name))
			}
		}
		return out
	})
}

// TestPromisesCatch proves that a name without a test is seen.
func TestPromisesCatch(t *testing.T) {
	p := pkg{Path: "query", Files: []file{parse(t, "query/doc.go", "// Package query keeps its word (TestKept, FuzzBroken).\npackage query")}}
	got := unkept([]pkg{p}, map[string]bool{"TestKept": true})
	if len(got) != 1 || !strings.Contains(got[0], "FuzzBroken") {
		t.Errorf("got %q", got)
	}
}
