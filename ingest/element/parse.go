package element

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

// The bounds: elements that nest deeper stand beside each other, and a file of
// more nodes is not read.
const (
	maxDepth = 200
	maxNodes = 3 << 20
)

// Parse reads a text into a tree and returns its root element. An error beside a
// root says where the text ceases to be XML; what stood before is in the tree.
// Without a root the error is a *block.Fault.
func Parse(src string) (*Node, error) {
	p := &parser{open: []*Node{{}}}
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(src, "\uFEFF")))
	d.Strict = false
	d.Entity = maps.Clone(xml.HTMLEntity)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	var broken error
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			broken = fmt.Errorf("the mark-up breaks off at byte %d: %w", d.InputOffset(), err)
			break
		}
		if directive, ok := token.(xml.Directive); ok {
			declared(d.Entity, string(directive))
			continue
		}
		if p.token(token); p.nodes > maxNodes {
			return nil, &block.Fault{Kind: block.TooLarge, Detail: fmt.Sprintf("it has more than %d elements", maxNodes)}
		}
	}
	for _, n := range p.open[0].Nodes {
		if n.Name != "" {
			n.Parent = nil
			return n, broken
		}
	}
	if broken == nil {
		broken = errors.New("there is no element in it")
	}
	return nil, &block.Fault{Kind: block.Damaged, Err: broken}
}

// parser holds the elements that are open, the outermost first.
type parser struct {
	open  []*Node
	nodes int
}

func (p *parser) token(token xml.Token) {
	top := p.open[len(p.open)-1]
	switch t := token.(type) {
	case xml.StartElement:
		n := &Node{Name: t.Name.Local, Attrs: attributes(t.Attr), Parent: top}
		top.Nodes = append(top.Nodes, n)
		p.nodes++
		if len(p.open) < maxDepth {
			p.open = append(p.open, n)
		}
	case xml.EndElement:
		for i := len(p.open) - 1; i > 0; i-- {
			if p.open[i].Name == t.Name.Local {
				p.open = p.open[:i]
				break
			}
		}
	case xml.CharData:
		p.nodes++
		top.Nodes = append(top.Nodes, &Node{Text: string(t), Parent: top})
	}
}

// attributes copies attributes with their names as written: "xml:id", "rid".
func attributes(list []xml.Attr) []Attr {
	if len(list) == 0 {
		return nil
	}
	out := make([]Attr, len(list))
	for i, a := range list {
		name := a.Name.Local
		if a.Name.Space != "" {
			name = a.Name.Space + ":" + name
		}
		out[i] = Attr{name, a.Value}
	}
	return out
}

var entityDeclaration = pattern.Lazy(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"<&%]{0,200})"|'([^'<&%]{0,200})')\s*>`)

// declared adds the entities that a document type declares to stand for plain
// characters.
func declared(known map[string]string, directive string) {
	if !strings.Contains(directive, "<!ENTITY") {
		return
	}
	for _, m := range entityDeclaration().FindAllStringSubmatch(directive, 1000) {
		if _, ok := known[m[1]]; !ok {
			known[m[1]] = m[2] + m[3]
		}
	}
}
