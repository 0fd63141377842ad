package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"strings"
)

// docs: every package says in doc.go what it is for (the program in its main
// file), every exported name is documented in full sentences.
func docs(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		if !packageDoc(p) {
			out = append(out, p.Path+": no package comment in doc.go")
		}
		for i := range p.Files {
			f := &p.Files[i]
			if f.ast.Name.Name == "main" || f.generated() {
				continue
			}
			for _, d := range f.ast.Decls {
				out = append(out, undocumented(f, d)...)
			}
		}
	}
	return out
}

// packageDoc reports whether the package's comment stands where it is sought.
func packageDoc(p pkg) bool {
	for _, f := range p.Files {
		place := path.Base(f.Name)
		if f.ast.Doc != nil && (place == "doc.go" || f.ast.Name.Name == "main") {
			return true
		}
	}
	return len(p.Files) == 0
}

// undocumented lists the exported names of a declaration without a sentence.
func undocumented(f *file, d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && exportedReceiver(d) && !sentence(d.Doc) {
			return []string{fmt.Sprintf("%s: %s has no sentence", f.at(d.Pos()), d.Name.Name)}
		}
	case *ast.GenDecl:
		if d.Tok == token.IMPORT {
			return nil
		}
		var out []string
		for _, s := range d.Specs {
			for _, id := range bare(s, d) {
				out = append(out, fmt.Sprintf("%s: %s has no sentence", f.at(id.Pos()), id.Name))
			}
		}
		return out
	}
	return nil
}

// bare are the exported names of a specification that neither it nor its group
// documents.
func bare(s ast.Spec, group *ast.GenDecl) []*ast.Ident {
	var ids []*ast.Ident
	documented := sentence(group.Doc)
	switch s := s.(type) {
	case *ast.TypeSpec:
		ids = []*ast.Ident{s.Name}
		documented = sentence(s.Doc) || sentence(group.Doc) && len(group.Specs) == 1
	case *ast.ValueSpec:
		ids = s.Names
		documented = documented || sentence(s.Doc) || s.Comment != nil
	}
	var out []*ast.Ident
	for _, id := range ids {
		if id.IsExported() && !documented {
			out = append(out, id)
		}
	}
	return out
}

// exportedReceiver reports whether a function is none of a hidden type.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	id := rootOf(d.Recv.List[0].Type)
	return id == nil || id.IsExported()
}

// sentence reports whether a comment has at least one sentence that ends.
func sentence(doc *ast.CommentGroup) bool {
	return doc != nil && strings.ContainsAny(doc.Text(), ".:")
}
