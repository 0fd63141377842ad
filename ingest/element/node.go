package element

import (
	"iter"
	"slices"
	"strings"
)

// Attr is an attribute with its name as written, the prefix too ("xml:id").
type Attr struct{ Name, Value string }

// Node is an element, or a text where Name is "". A nil Node is an element that
// is not there: it has no text, no attributes and no elements below.
type Node struct {
	Name   string
	Text   string // of a text
	Attrs  []Attr
	Nodes  []*Node
	Parent *Node
}

// Attr is the value of an attribute, "" where there is none. A name without a
// prefix finds one with any prefix too, an exact one first.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	for _, a := range n.Attrs {
		if strings.HasSuffix(a.Name, ":"+name) {
			return a.Value
		}
	}
	return ""
}

// ID is the name by which others refer to an element.
func (n *Node) ID() string { return n.Attr("id") }

// Is reports whether an element has one of the names.
func (n *Node) Is(names ...string) bool {
	return n != nil && n.Name != "" && slices.Contains(names, n.Name)
}

// Child is the first element right below with one of the names, nil where none is.
func (n *Node) Child(names ...string) *Node {
	for c := range n.Children(names...) {
		return c
	}
	return nil
}

// Children gives the elements right below, those with one of the names where
// names are given.
func (n *Node) Children(names ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) {
		if n == nil {
			return
		}
		for _, c := range n.Nodes {
			if c.Name != "" && (len(names) == 0 || slices.Contains(names, c.Name)) && !yield(c) {
				return
			}
		}
	}
}

// Find is the first element below, at any depth and in the order of the text,
// with one of the names; nil where none is.
func (n *Node) Find(names ...string) *Node {
	for c := range n.All(names...) {
		return c
	}
	return nil
}

// All gives the elements below with one of the names, at any depth, in the order
// of the text.
func (n *Node) All(names ...string) iter.Seq[*Node] {
	return func(yield func(*Node) bool) { n.all(names, yield) }
}

func (n *Node) all(names []string, yield func(*Node) bool) bool {
	if n == nil {
		return true
	}
	for _, c := range n.Nodes {
		if c.Name == "" {
			continue
		}
		if slices.Contains(names, c.Name) && !yield(c) || !c.all(names, yield) {
			return false
		}
	}
	return true
}

// Path is the element that names lead to, each right below the one before.
func (n *Node) Path(names ...string) *Node {
	for _, name := range names {
		n = n.Child(name)
	}
	return n
}

// Words is the text of an element and all below it, runs of blanks as one blank.
// Elements of the names given are passed over.
func (n *Node) Words(without ...string) string {
	var out strings.Builder
	n.words(&out, without)
	return strings.Join(strings.Fields(out.String()), " ")
}

func (n *Node) words(out *strings.Builder, without []string) {
	if n == nil {
		return
	}
	out.WriteString(n.Text)
	for _, c := range n.Nodes {
		if c.Name == "" || !slices.Contains(without, c.Name) {
			apart := c.Is("p", "title", "head", "sec", "div", "li", "item", "list-item")
			if apart {
				out.WriteByte(' ')
			}
			if c.words(out, without); apart {
				out.WriteByte(' ')
			}
		}
	}
}
