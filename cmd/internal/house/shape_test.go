package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"strings"
)

// The longest function and file, in lines.
const (
	maxFunction = 70
	maxFile     = 400
)

// names: a package is named for a noun of the field.
func names(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		switch base := path.Base(p.Path); base {
		case "util", "utils", "common", "helper", "helpers", "manager", "managers", "base", "shared", "misc", "types":
			out = append(out, fmt.Sprintf("%s: %q says nothing of what is inside", p.Path, base))
		}
	}
	return out
}

// lengths: no function over 70 lines, no file over 400.
func lengths(pkgs []pkg) []string {
	return each(pkgs, func(_ pkg, f *file) (out []string) {
		if f.generated() {
			return nil
		}
		if f.Lines > maxFile+1 {
			out = append(out, fmt.Sprintf("%s has %d lines", f.Name, f.Lines-1))
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				n := f.fset.Position(fn.End()).Line - f.fset.Position(fn.Pos()).Line + 1
				if n > maxFunction {
					out = append(out, fmt.Sprintf("%s: %s has %d lines", f.at(fn.Pos()), fn.Name.Name, n))
				}
			}
		}
		return out
	})
}

// hidden: nothing runs because a package was imported.
func hidden(pkgs []pkg) []string {
	return each(pkgs, func(_ pkg, f *file) (out []string) {
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				out = append(out, f.at(fn.Pos())+": an init function")
			}
		}
		for _, imp := range f.ast.Imports {
			if imp.Name != nil && imp.Name.Name == "_" && imp.Path.Value != `"embed"` {
				out = append(out, f.at(imp.Pos())+": blank import of "+imp.Path.Value)
			}
		}
		return out
	})
}

// globals: a package variable keeps the value it is declared with.
func globals(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		specs := packageVars(p)
		for i := range p.Files {
			f := &p.Files[i]
			ast.Inspect(f.ast, func(n ast.Node) bool {
				for _, e := range assigned(n) {
					if id := rootOf(e); id != nil && isGlobal(id, specs) {
						out = append(out, fmt.Sprintf("%s: the global %s is changed", f.at(id.Pos()), id.Name))
					}
				}
				return true
			})
		}
	}
	return out
}

// packageVars are the declarations of a package's variables by name.
func packageVars(p pkg) map[string]*ast.ValueSpec {
	out := map[string]*ast.ValueSpec{}
	for _, f := range p.Files {
		for _, d := range f.ast.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					for _, id := range s.(*ast.ValueSpec).Names {
						out[id.Name] = s.(*ast.ValueSpec)
					}
				}
			}
		}
	}
	return out
}

// assigned are the expressions that a statement gives a new value.
func assigned(n ast.Node) []ast.Expr {
	switch s := n.(type) {
	case *ast.AssignStmt:
		if s.Tok != token.DEFINE {
			return s.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{s.X}
	case *ast.RangeStmt:
		if s.Tok == token.ASSIGN {
			return []ast.Expr{s.Key, s.Value}
		}
	}
	return nil
}

// rootOf is the variable at the root of a.b[c].d; nil where there is none.
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// isGlobal reports whether the identifier is a package's variable and not a
// local one of the same name.
func isGlobal(id *ast.Ident, specs map[string]*ast.ValueSpec) bool {
	spec := specs[id.Name]
	return spec != nil && (id.Obj == nil || id.Obj.Decl == spec)
}

// loud: only the program itself ends the process; libraries write to writers
// they are given.
func loud(pkgs []pkg) []string {
	return each(pkgs, func(p pkg, f *file) (out []string) {
		if p.Path == "cmd/locus" || p.Path == "cmd/internal/peers" { // the programs
			return nil
		}
		for _, imp := range f.ast.Imports {
			if v := strings.Trim(imp.Path.Value, `"`); v == "log" || v == "log/slog" && !within(p.Path, "cmd") {
				out = append(out, f.at(imp.Pos())+": imports "+v)
			}
		}
		ast.Inspect(f.ast, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			switch fn := call.Fun.(type) {
			case *ast.SelectorExpr:
				if x, ok := fn.X.(*ast.Ident); ok && isLoud(x.Name, fn.Sel.Name) {
					out = append(out, fmt.Sprintf("%s: calls %s.%s", f.at(call.Pos()), x.Name, fn.Sel.Name))
				}
			case *ast.Ident:
				if fn.Name == "print" || fn.Name == "println" {
					out = append(out, f.at(call.Pos())+": calls "+fn.Name)
				}
			}
			return true
		})
		return out
	})
}

// isLoud reports whether a function of the standard library exits or prints.
func isLoud(pkg, name string) bool {
	switch pkg {
	case "os":
		return name == "Exit"
	case "fmt":
		return name == "Print" || name == "Printf" || name == "Println"
	}
	return false
}

// each asks a question of every file.
func each(pkgs []pkg, ask func(pkg, *file) []string) []string {
	var out []string
	for _, p := range pkgs {
		for i := range p.Files {
			out = append(out, ask(p, &p.Files[i])...)
		}
	}
	return out
}
