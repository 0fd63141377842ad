package language

import (
	"strconv"
	"strings"
)

// Node is a piece of a question. String prints it in the canonical form, which
// Parse reads back to an equal tree. The nodes are Word, Form, Prefix, Quoted,
// Filter, Near, Must, Never, Seq, And and Or.
type Node interface {
	String() string
	// level tells how tightly the node's printed form holds together.
	level() int
}

// The levels, loosest first. A node is put into parentheses where its place
// asks for a tighter one.
const (
	levelOr = iota
	levelAnd
	levelSeq
	levelSigned
	levelNear
	levelAtom
)

// Word is a word as typed, in any of its forms; after analysis it may turn out
// to be several ("self-help") or none (an emoji).
type Word struct{ Text string }

// Form is a word in this form only, written =form.
type Form struct{ Text string }

// Prefix stands for every word that begins with Text, written text*.
type Prefix struct{ Text string }

// Quoted is a phrase in its exact forms. Slop is the number of other words that
// may stand between its first and its last word, in all; 0 means contiguous.
type Quoted struct {
	Text string
	Slop int
}

// Filter narrows to passages with a value in a field. Field is one of Fields;
// Value is the name as typed, for year a range as Range prints it.
type Filter struct{ Field, Value string }

// Near asks for both sides, in any order, with at most Within other words
// between them.
type Near struct {
	Left, Right Node
	Within      int
}

// Must asks for passages that match Node, whatever else matches.
type Must struct{ Node Node }

// Never leaves out the passages that match Node.
type Never struct{ Node Node }

// Seq is what stands side by side: any of it, the best first, narrowed by its
// filters and signs. It has at least two nodes, or none for an empty question.
type Seq []Node

// And asks for all of at least two nodes.
type And []Node

// Or asks for any of at least two nodes.
type Or []Node

// String prints the word as typed.
func (n Word) String() string { return n.Text }

// String prints the form after an equals sign.
func (n Form) String() string { return "=" + n.Text }

// String prints the prefix before a star.
func (n Prefix) String() string { return n.Text + "*" }

// String prints the phrase between straight quotation marks.
func (n Quoted) String() string {
	s := `"` + n.Text + `"`
	if n.Slop > 0 {
		s += "~" + strconv.Itoa(n.Slop)
	}
	return s
}

// String prints field and value, the value in quotation marks unless it is made
// of letters, digits and "-_./" alone.
func (n Filter) String() string {
	if bare(n.Value) {
		return n.Field + ":" + n.Value
	}
	return n.Field + `:"` + strings.ReplaceAll(n.Value, `"`, "'") + `"`
}

// String prints the two sides with the operator and its distance between.
func (n Near) String() string {
	return within(n.Left, levelNear) + " NEAR/" + strconv.Itoa(n.Within) + " " + within(n.Right, levelAtom)
}

// String prints the node after a plus sign.
func (n Must) String() string { return "+" + within(n.Node, levelAtom) }

// String prints the node after a minus sign.
func (n Never) String() string { return "-" + within(n.Node, levelAtom) }

// String prints the nodes side by side.
func (n Seq) String() string { return list(n, " ", levelSigned) }

// String prints the nodes with AND between them.
func (n And) String() string { return list(n, " AND ", levelSeq) }

// String prints the nodes with OR between them.
func (n Or) String() string { return list(n, " OR ", levelAnd) }

func (Word) level() int   { return levelAtom }
func (Form) level() int   { return levelAtom }
func (Prefix) level() int { return levelAtom }
func (Quoted) level() int { return levelAtom }
func (Filter) level() int { return levelAtom }
func (Near) level() int   { return levelNear }
func (Must) level() int   { return levelSigned }
func (Never) level() int  { return levelSigned }
func (Seq) level() int    { return levelSeq }
func (And) level() int    { return levelAnd }
func (Or) level() int     { return levelOr }

func within(n Node, level int) string {
	if n.level() < level {
		return "(" + n.String() + ")"
	}
	return n.String()
}

func list(nodes []Node, between string, level int) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = within(n, level)
	}
	return strings.Join(parts, between)
}

// Walk calls visit for n and everything below it, the outer before the inner,
// in the order of the question.
func Walk(n Node, visit func(Node)) {
	visit(n)
	switch n := n.(type) {
	case Near:
		Walk(n.Left, visit)
		Walk(n.Right, visit)
	case Must:
		Walk(n.Node, visit)
	case Never:
		Walk(n.Node, visit)
	case Seq:
		walkAll(n, visit)
	case And:
		walkAll(n, visit)
	case Or:
		walkAll(n, visit)
	}
}

func walkAll(nodes []Node, visit func(Node)) {
	for _, n := range nodes {
		Walk(n, visit)
	}
}
