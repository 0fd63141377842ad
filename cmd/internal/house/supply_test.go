package house

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// licences maps what the table may say to words that the licence's text has.
var licences = map[string]string{
	"MIT":          "Permission is hereby granted, free of charge",
	"BSD-3-Clause": "may be used to endorse or promote products",
	"Apache-2.0":   "Apache License",
}

// supplied are the direct requirements of a go.mod with the modules of its
// tools, and the folder where each is kept, "" where it was not fetched.
func supplied(t *testing.T) map[string]string {
	t.Helper()
	run := func(args ...string) []byte {
		cmd := exec.Command("go", args...)
		cmd.Dir = root
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(args, err)
		}
		return out
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
		Tool []struct{ Path string }
	}
	if err := json.Unmarshal(run("mod", "edit", "-json"), &mod); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, r := range mod.Require {
		tool := false
		for _, used := range mod.Tool {
			tool = tool || within(used.Path, r.Path)
		}
		if !r.Indirect || tool {
			out[r.Path] = ""
		}
	}
	for _, line := range bytes.Split(bytes.TrimSpace(run("list", "-m", "-f", "{{.Path}}\t{{.Dir}}", "all")), []byte("\n")) {
		path, dir, _ := strings.Cut(string(line), "\t")
		if _, ok := out[path]; ok {
			out[path] = dir
		}
	}
	return out
}

// accounts reads the table of cmd/locus/NOTICE: module to licence and reason.
func accounts(t *testing.T) map[string][2]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "cmd", "locus", "NOTICE"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][2]string{}
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !strings.Contains(cells[1], ".") {
			continue
		}
		module := strings.TrimSpace(cells[1])
		if _, twice := out[module]; twice {
			t.Errorf("%s is in the table twice", module)
		}
		out[module] = [2]string{strings.TrimSpace(cells[2]), strings.TrimSpace(cells[3])}
	}
	return out
}

// TestSupplyIsAccountedFor: every direct dependency stands in the table of cmd/locus/NOTICE
// with its licence, which is the one that its module holds, and the reason why it
// is there; nothing else stands in it.
func TestSupplyIsAccountedFor(t *testing.T) {
	told := accounts(t)
	modules := supplied(t)
	for path, dir := range modules {
		row, ok := told[path]
		if !ok {
			t.Errorf("%s is required and not in the table of cmd/locus/NOTICE", path)
			continue
		}
		words, known := licences[row[0]]
		if !known || row[1] == "" {
			t.Errorf("%s: licence %q, reason %q; say both", path, row[0], row[1])
			continue
		}
		if dir != "" && !strings.Contains(licenceText(dir), words) {
			t.Errorf("%s: the module's own licence is not %s", path, row[0])
		}
	}
	for path := range told {
		if _, ok := modules[path]; !ok {
			t.Errorf("%s is in the table and not required", path)
		}
	}
}

// licenceText is what a module's licence files say, blanks squeezed.
func licenceText(dir string) string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	var out strings.Builder
	for _, e := range entries {
		if name := strings.ToLower(e.Name()); strings.HasPrefix(name, "licen") || strings.HasPrefix(name, "copying") {
			data, err := os.ReadFile(filepath.Join(dir, e.Name()))
			if err == nil {
				out.WriteString(strings.Join(strings.Fields(string(data)), " "))
			}
		}
	}
	return out.String()
}
