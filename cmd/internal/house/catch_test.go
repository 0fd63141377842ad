package house

import (
	"strings"
	"testing"
)

// broken is a package that breaks the law named, and what the law must say.
var broken = map[string]struct {
	path    string
	imports []string
	tests   []string
	src     string
	says    []string
}{
	"a layer below imports one above": {"corpus/words", []string{ours + "query"}, nil, "", []string{"corpus/words imports query"}},
	"rooms of one layer":              {"query", []string{ours + "ingest/tag"}, nil, "", []string{"query imports ingest/tag"}},
	"a door and a backend":            {"cmd/internal/web", []string{ours + "index/bleve"}, nil, "", []string{"backend"}},
	"the program knows one room":      {"cmd/locus", []string{ours + "corpus"}, nil, "", []string{"only"}},
	"a folder that is not on the map": {"extra", nil, nil, "", []string{"no room of the map"}},
	"a library's test and a door":     {"query", nil, []string{ours + "cmd/internal/cli"}, "", []string{"doors"}},
	"a fixture outside tests":         {"query", []string{ours + "corpus/corpustest"}, nil, "", []string{"outside its tests"}},
	"a name that says nothing":        {"query/helpers", nil, nil, "", []string{"says nothing"}},
	"two packages, one technology":    {"query", []string{"example.org/m/a"}, nil, "", []string{"example.org/m is imported by corpus, query"}},
	"a long function and file": {"query", nil, nil,
		"func f() {" + strings.Repeat("\n", 420) + "}", []string{"f has 421 lines", "query/x.go has 42"}},
	"init and a blank import":  {"query", nil, nil, "import _ \"image/png\"\nfunc init() {}", []string{"an init", "blank import"}},
	"a changed global":         {"query", nil, nil, "var g int\nfunc f() { g = 1; h := 2; h = 3; _ = h }", []string{"global g"}},
	"a field of a global":      {"query", nil, nil, "var g struct{ n []int }\nfunc f() { g.n[0]++ }", []string{"global g"}},
	"a library that prints":    {"query", nil, nil, "import \"fmt\"\nfunc f() { fmt.Println(); println() }", []string{"fmt.Println", "calls println"}},
	"a library that exits":     {"query", nil, nil, "import \"os\"\nfunc f() { os.Exit(1) }", []string{"os.Exit"}},
	"a library that logs":      {"query", nil, nil, "import \"log\"\nvar _ = log.Flags", []string{"imports log"}},
	"names without a sentence": {"query", nil, nil, "type T int\nfunc (T) M() {}\nconst C = 1\nfunc F() {}", []string{"no package comment", "T has", "M has", "C has", "F has"}},
}

// TestLawsCatch proves that every law can be broken, and that a sound package
// beside the broken one is left alone.
func TestLawsCatch(t *testing.T) {
	for name, b := range broken {
		t.Run(name, func(t *testing.T) {
			modules := map[string]string{"example.org/m/a": "example.org/m", "example.org/m/b": "example.org/m"}
			p := pkg{Path: b.path, Imports: b.imports, Tests: b.tests, modules: modules}
			if b.src != "" {
				p.Files = []file{parse(t, b.path+"/x.go", "package x\n"+b.src)}
			}
			sound := pkg{Path: "corpus", Imports: []string{"example.org/m/b"}, modules: modules}
			sound.Files = []file{parse(t, "corpus/doc.go", "// Package x is sound.\npackage x\n\nvar g int\nfunc f() { g := 2; g = 3; _ = g }")}
			var all []string
			for _, law := range laws {
				all = append(all, law([]pkg{sound, p})...)
			}
			said := strings.Join(all, "\n")
			for _, want := range b.says {
				if !strings.Contains(said, want) {
					t.Errorf("no law says %q; they say:\n%s", want, said)
				}
			}
			if strings.Contains(said, "corpus/doc.go") {
				t.Errorf("the sound package is accused:\n%s", said)
			}
		})
	}
}
