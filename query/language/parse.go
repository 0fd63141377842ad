package language

import "strings"

// Question is a question as read. Root is Seq{} (no nodes) when nothing in it
// could be looked for. Notes are sentences for people: what was not read as it
// was perhaps meant.
type Question struct {
	Root  Node
	Notes []string
}

// String prints the question in the canonical form, "" for an empty one.
func (q Question) String() string {
	s := q.Root.String()
	switch q.Root.(type) {
	case And, Or:
		if capitals(s) { // brackets say that its operators are meant
			return "(" + s + ")"
		}
	}
	return s
}

// Parse reads a question. It never fails.
func Parse(s string) Question {
	lexemes, notes := lex(s)
	p := &parser{in: lexemes, notes: notes}
	p.balance()
	p.place()
	root := p.or()
	if root == nil {
		root = Seq{}
	}
	return Question{Root: root, Notes: p.notes}
}

type parser struct {
	in    []lexeme
	at    int
	notes []string
}

func (p *parser) note(n string) {
	for _, o := range p.notes {
		if o == n {
			return
		}
	}
	p.notes = append(p.notes, n)
}

// balance leaves out the parentheses that have no partner or stand too deep.
func (p *parser) balance() {
	drop := make([]bool, len(p.in))
	var open []int
	for i, l := range p.in {
		switch l.kind {
		case lexOpen:
			open = append(open, i)
		case lexClose:
			if len(open) == 0 {
				drop[i] = true
				p.note("A parenthesis has no partner and was left out.")
				continue
			}
			if len(open) > MaxDepth {
				drop[i], drop[open[len(open)-1]] = true, true
				p.note("Groups nested too deeply were read as one.")
			}
			open = open[:len(open)-1]
		}
	}
	for _, i := range open {
		drop[i] = true
		p.note("A parenthesis has no partner and was left out.")
	}
	kept := p.in[:0]
	for i, l := range p.in {
		if !drop[i] {
			kept = append(kept, l)
		}
	}
	p.in = kept
}

// place makes words of the operators that have nothing to join.
func (p *parser) place() {
	starts := func(i int) bool {
		return i < len(p.in) && (p.in[i].kind == lexNode || p.in[i].kind == lexOpen || p.in[i].kind == lexNot)
	}
	for i := len(p.in) - 1; i >= 0; i-- {
		if p.in[i].kind == lexNot && !starts(i+1) {
			p.demote(i)
		}
	}
	for i := range p.in {
		switch p.in[i].kind {
		case lexAnd, lexOr:
			if i == 0 || !ends(p.in[i-1].kind) || !starts(i+1) {
				p.demote(i)
			}
		case lexNear:
			if i == 0 || !ends(p.in[i-1].kind) || !starts(i+1) || p.in[i+1].kind == lexNot || p.in[i+1].sign != 0 {
				p.demote(i)
			}
		}
	}
}

func ends(k lexKind) bool { return k == lexNode || k == lexClose }

func (p *parser) demote(i int) {
	text := strings.ToLower(p.in[i].text)
	p.note("“" + p.in[i].text + "” joins nothing here and is read as a word.")
	p.in[i] = lexeme{kind: lexNode, node: Word{text}}
}

func (p *parser) peek() (lexeme, bool) {
	if p.at >= len(p.in) {
		return lexeme{}, false
	}
	return p.in[p.at], true
}

func (p *parser) or() Node {
	return p.joined(lexOr, p.and, func(nodes []Node) Node { return Or(nodes) })
}

func (p *parser) and() Node {
	return p.joined(lexAnd, p.seq, func(nodes []Node) Node { return And(nodes) })
}

// joined reads what an operator stands between; one alone is itself.
func (p *parser) joined(operator lexKind, next func() Node, all func([]Node) Node) Node {
	var nodes []Node
	for {
		if n := next(); n != nil {
			nodes = append(nodes, n)
		}
		if l, ok := p.peek(); !ok || l.kind != operator {
			break
		}
		p.at++
	}
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return all(nodes)
}

func (p *parser) seq() Node {
	var nodes []Node
	for {
		l, ok := p.peek()
		if !ok || l.kind == lexClose || l.kind == lexAnd || l.kind == lexOr {
			break
		}
		if n := p.signed(); n != nil {
			nodes = append(nodes, n)
		}
	}
	switch len(nodes) {
	case 0:
		return nil
	case 1:
		return nodes[0]
	}
	return Seq(nodes)
}

// signed reads a node with its signs; NOT after NOT cancels it.
func (p *parser) signed() Node {
	never := false
	for {
		l, ok := p.peek()
		if !ok || l.kind != lexNot {
			break
		}
		never = !never
		p.at++
	}
	sign := byte(0)
	if l, ok := p.peek(); ok {
		sign = l.sign
	}
	n := p.near()
	if n == nil {
		return nil
	}
	if sign == '-' {
		never = !never
	}
	switch {
	case never:
		return Never{n}
	case sign == '+':
		return Must{n}
	}
	return n
}

func (p *parser) near() Node {
	left := p.unit()
	for {
		l, ok := p.peek()
		if !ok || l.kind != lexNear {
			return left
		}
		p.at++
		right := p.unit()
		switch {
		case left == nil:
			left = right
		case right != nil:
			left = Near{Left: left, Right: right, Within: l.n}
		}
	}
}

// unit reads an atom or a group; nil for an empty group. What place left of the
// operators is read where it belongs, so nothing else can stand here but a
// closing parenthesis or an operator after an empty group.
func (p *parser) unit() Node {
	l, ok := p.peek()
	if !ok || l.kind == lexClose {
		return nil
	}
	p.at++
	switch l.kind {
	case lexNode:
		return l.node
	case lexOpen:
		n := p.or()
		if c, ok := p.peek(); ok && c.kind == lexClose {
			p.at++
		}
		return n
	}
	return nil
}
