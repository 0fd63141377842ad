package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/template"
	"text/template/parse"

	"locus/corpus"
)

// eachTemplate runs a Go template over the JSON form of each value. A field without
// a value is empty; a name that no such value can have is an error that names the
// nearest.
func eachTemplate[T any](w io.Writer, text string, list []T) error {
	t, err := template.New("--template").Option("missingkey=zero").Funcs(templateFuncs()).Parse(text)
	if err != nil {
		return fmt.Errorf("--template: %w", err)
	}
	if t.Tree != nil {
		if err := knownFields(t.Tree.Root, reflect.TypeFor[T]()); err != nil {
			return fmt.Errorf("--template: %w", err)
		}
	}
	for _, one := range t.Templates() {
		if one.Tree != nil {
			showEmpty(one.Tree, one.Tree.Root)
		}
	}
	for _, v := range list {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		var generic any
		d := json.NewDecoder(bytes.NewReader(b))
		d.UseNumber()
		if err := d.Decode(&generic); err != nil {
			return err
		}
		if err := t.Execute(w, generic); err != nil {
			return fmt.Errorf("--template: %w", err)
		}
	}
	return nil
}

// emptyFunc is the function through which every value goes that is printed.
const emptyFunc = "_shown"

func templateFuncs() template.FuncMap {
	return template.FuncMap{
		"json": func(v any) (string, error) { b, err := json.Marshal(v); return string(b), err },
		"join": func(sep string, v any) (string, error) {
			list, ok := v.([]any)
			if !ok && v != nil {
				return "", fmt.Errorf("join wants a list and gets %v", v)
			}
			var parts []string
			for _, x := range list {
				parts = append(parts, fmt.Sprint(x))
			}
			return strings.Join(parts, sep), nil
		},
		emptyFunc: func(v any) any {
			if v == nil {
				return ""
			}
			return v
		},
	}
}

// showEmpty has every printed value of a tree pass through emptyFunc, since what has
// no value would be printed as "<no value>".
func showEmpty(tree *parse.Tree, n parse.Node) {
	branch := func(b *parse.BranchNode) {
		showEmpty(tree, b.List)
		if b.ElseList != nil {
			showEmpty(tree, b.ElseList)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, one := range n.Nodes {
			showEmpty(tree, one)
		}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) == 0 {
			name := parse.NewIdentifier(emptyFunc).SetTree(tree).SetPos(n.Pos)
			n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{name}})
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}

// knownFields checks the fields that a template names of the value itself: {{.name}}
// outside of range and with, where the dot is something else.
func knownFields(n parse.Node, of reflect.Type) error {
	switch n := n.(type) {
	case *parse.ListNode:
		for _, one := range n.Nodes {
			if err := knownFields(one, of); err != nil {
				return err
			}
		}
	case *parse.ActionNode:
		return knownFields(n.Pipe, of)
	case *parse.IfNode:
		for _, one := range []parse.Node{n.Pipe, n.List} {
			if err := knownFields(one, of); err != nil {
				return err
			}
		}
		if n.ElseList != nil {
			return knownFields(n.ElseList, of)
		}
	case *parse.RangeNode:
		return knownFields(n.Pipe, of)
	case *parse.WithNode:
		return knownFields(n.Pipe, of)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			for _, arg := range c.Args {
				if err := knownFields(arg, of); err != nil {
					return err
				}
			}
		}
	case *parse.FieldNode:
		return knownPath(n.Ident, of)
	}
	return nil
}

// knownPath follows names as far as the types are known to hold fields and nothing
// else.
func knownPath(path []string, of reflect.Type) error {
	for of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	if len(path) == 0 || of.Kind() != reflect.Struct || of.Implements(reflect.TypeFor[json.Marshaler]()) {
		return nil
	}
	fields := jsonFields(of)
	if next, ok := fields[path[0]]; ok {
		return knownPath(path[1:], next)
	}
	names := sortedKeys(fields)
	near := didYouMean(corpus.Nearest(path[0], names, 3))
	if near == "" {
		near = "; there are " + strings.Join(names, ", ")
	}
	return fmt.Errorf("no field %q%s", path[0], near)
}

// jsonFields are the fields of a struct by their names in JSON, with those of the
// structs it is made of.
func jsonFields(of reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		inner := f.Type
		for inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case name == "-":
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct:
			for k, v := range jsonFields(inner) {
				if _, own := out[k]; !own {
					out[k] = v
				}
			}
		case !f.IsExported():
		case name == "":
			out[f.Name] = f.Type
		default:
			out[name] = f.Type
		}
	}
	return out
}
