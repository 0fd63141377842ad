package house

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// module is the name of ours.
const module = "locus"

// root is the top of the repository, seen from this folder.
const root = "../../.."

// pkg is one of our packages as the laws see it.
type pkg struct {
	Path    string   // below the module, "corpus/words"
	Imports []string // of the package itself; ours without the module's name
	Tests   []string // further imports of its tests
	Files   []file   // without tests
	modules map[string]string
}

// file is a source file with its syntax.
type file struct {
	Name  string // from the top of the repository
	Lines int
	fset  *token.FileSet
	ast   *ast.File
}

// at is a place for a message.
func (f *file) at(pos token.Pos) string {
	return f.Name + ":" + itoa(f.fset.Position(pos).Line)
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

// generated reports whether a program wrote the file.
func (f *file) generated() bool { return ast.IsGenerated(f.ast) }

// listed is what go list says of a package.
type listed struct {
	ImportPath, Dir                    string
	Standard                           bool
	Module                             *struct{ Path string }
	Imports, TestImports, XTestImports []string
	GoFiles                            []string
}

// packages reads all packages of the project, in the order of go list.
func packages(t *testing.T) []pkg {
	t.Helper()
	all := goList(t)
	modules := map[string]string{}
	for _, l := range all {
		if l.Module != nil {
			modules[l.ImportPath] = l.Module.Path
		}
	}
	var out []pkg
	for _, l := range all {
		path, ours := strings.CutPrefix(l.ImportPath, module+"/")
		if !ours {
			continue
		}
		p := pkg{Path: path, modules: modules}
		p.Imports = below(l.Imports)
		p.Tests = below(append(l.TestImports, l.XTestImports...))
		for _, name := range l.GoFiles {
			p.Files = append(p.Files, parse(t, path+"/"+name, nil))
		}
		out = append(out, p)
	}
	if len(out) < 5 {
		t.Fatalf("go list knows %d packages of ours only", len(out))
	}
	return out
}

// goList lists our packages and all they need.
func goList(t *testing.T) []listed {
	t.Helper()
	var all []listed
	const fields = "-json=ImportPath,Dir,Standard,Module,Imports,TestImports,XTestImports,GoFiles"
	cmd := exec.Command("go", "list", "-e", "-deps", fields, "./...")
	cmd.Dir = root
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, errs.String())
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("go list: %v", err)
		}
		if !l.Standard {
			all = append(all, l)
		}
	}
}

// below writes imports of ours without the module's name.
func below(imports []string) []string {
	out := make([]string, len(imports))
	for i, p := range imports {
		if rest, ok := strings.CutPrefix(p, module+"/"); ok {
			p = ours + rest
		}
		out[i] = p
	}
	return out
}

// ours marks an import of ours, so that no other can be taken for one.
const ours = "~/"

// parse reads a file's syntax, from src when that is given.
func parse(t *testing.T, name string, src any) file {
	t.Helper()
	f := file{Name: name, fset: token.NewFileSet()}
	var err error
	f.ast, err = parser.ParseFile(f.fset, filepath.Join(root, name), src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	f.Lines = f.fset.File(f.ast.FileStart).LineCount()
	return f
}

// laws are all laws over packages by name.
var laws = map[string]func([]pkg) []string{
	"imports go down only":                  layers,
	"one technology, one package":           technologies,
	"corpustest serves tests only":          testOnly,
	"package names name things":             names,
	"functions and files stay short":        lengths,
	"no init and no blank imports":          hidden,
	"no global is changed":                  globals,
	"libraries never exit, print or log":    loud,
	"packages and exported names have docs": docs,
}

// TestLaws holds every law against the project.
func TestLaws(t *testing.T) {
	pkgs := packages(t)
	for name, law := range laws {
		t.Run(name, func(t *testing.T) {
			for _, offence := range law(pkgs) {
				t.Error(offence)
			}
		})
	}
}
