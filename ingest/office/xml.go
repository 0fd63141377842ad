package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/encoding"
)

// node is an element with a name such as "w:p", made of the usual prefix of its
// name space whatever the file calls it; or, without a name, a piece of text.
type node struct {
	name  string
	attrs []xml.Attr // Name.Space holds the prefix
	kids  []*node
	text  string
}

// attr is the value of the attribute with this prefixed name, "" where there is
// none.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	prefix, local, _ := strings.Cut(name, ":")
	for _, a := range n.attrs {
		if a.Name.Local == local && (a.Name.Space == prefix || a.Name.Space == "") {
			return a.Value
		}
	}
	return ""
}

// child is the first element of a name right below n, nil where there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// find is the first element of a name anywhere below n, nil where there is none.
func (n *node) find(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
		if f := k.find(name); f != nil {
			return f
		}
	}
	return nil
}

// words is all text below n.
func (n *node) words() string {
	if n == nil {
		return ""
	}
	if n.name == "" {
		return n.text
	}
	var out strings.Builder
	n.write(&out)
	return out.String()
}

func (n *node) write(out *strings.Builder) {
	if n.name == "" {
		out.WriteString(n.text)
	}
	for _, k := range n.kids {
		k.write(out)
	}
}

// The bounds of what is held of a file at a time. Word's own files nest some
// forty deep.
const (
	maxDepth = 400
	maxNodes = 800_000
)

// errTooDeep and errTooMany say that a file is built otherwise than any program
// writes it.
var (
	errTooDeep = errors.New("its elements nest too deep")
	errTooMany = errors.New("one stretch of it has too many elements")
)

// scanner reads XML element by element.
type scanner struct {
	dec   *xml.Decoder
	depth int
	nodes int
}

func newScanner(data []byte) *scanner {
	if !utf8.Valid(data) || bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		data = []byte(encoding.Decode(data).String)
	}
	s := &scanner{dec: xml.NewDecoder(bytes.NewReader(data))}
	s.dec.Strict = false
	s.dec.Entity = xml.HTMLEntity
	s.dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return s
}

// space is the usual prefix of a name space, the name itself where it is none of
// those that are read.
func space(uri string) string {
	switch uri {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main":
		return "w"
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return "m"
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return "mc"
	case "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":
		return "wp"
	case "http://schemas.microsoft.com/office/word/2010/wordprocessingShape":
		return "wps"
	case "urn:schemas-microsoft-com:vml":
		return "v"
	case "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return "r"
	case "http://schemas.openxmlformats.org/officeDocument/2006/bibliography", "http://purl.oclc.org/ooxml/officeDocument/bibliography":
		return "b"
	case "http://purl.org/dc/elements/1.1/":
		return "dc"
	case "http://schemas.openxmlformats.org/package/2006/metadata/core-properties":
		return "cp"
	}
	if rest, ok := strings.CutPrefix(uri, "urn:oasis:names:tc:opendocument:xmlns:"); ok {
		name, _, _ := strings.Cut(rest, ":")
		switch name {
		case "drawing":
			return "draw"
		case "xsl-fo-compatible":
			return "fo"
		case "svg-compatible":
			return "svg"
		}
		return name // office, text, style, table, meta, manifest
	}
	return uri
}

func named(n xml.Name) string { return space(n.Space) + ":" + n.Local }

// elements calls each with every element that stands right below the element
// that path leads to, outermost first. Each is whole; it is forgotten when each
// returns. A file that breaks off is read as far as it goes, and the error says
// that it did.
func elements(data []byte, path []string, each func(*node) error) error {
	s := newScanner(data)
	at := 0
	for {
		token, err := s.dec.Token()
		if err != nil {
			return ended(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if at < len(path) {
				if named(t.Name) != path[at] {
					s.depth, s.nodes = 0, 0
					if _, err := s.element(t); err != nil {
						return ended(err)
					}
					continue
				}
				at++
				continue
			}
			s.depth, s.nodes = 0, 0
			n, err := s.element(t)
			if n != nil {
				if err := each(n); err != nil {
					return err
				}
			}
			if err != nil {
				return ended(err)
			}
		case xml.EndElement:
			if at--; at <= 0 {
				return nil
			}
		}
	}
}

// ended is the error of reading XML as a person needs it, nil at the end.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	if errors.Is(err, errTooDeep) || errors.Is(err, errTooMany) {
		return &block.Fault{Kind: block.TooLarge, Detail: err.Error()}
	}
	return fmt.Errorf("reading XML: %w", err)
}

// element reads the element that start begins. With an error comes what was
// read of it.
func (s *scanner) element(start xml.StartElement) (*node, error) {
	n := &node{name: named(start.Name), attrs: start.Attr}
	for i := range n.attrs {
		n.attrs[i].Name.Space = space(n.attrs[i].Name.Space)
	}
	if s.nodes++; s.nodes > maxNodes {
		return nil, errTooMany
	}
	if s.depth++; s.depth > maxDepth {
		return nil, errTooDeep
	}
	defer func() { s.depth-- }()
	for {
		token, err := s.dec.Token()
		if err != nil {
			return n, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			k, err := s.element(t)
			if k != nil {
				n.kids = append(n.kids, k)
			}
			if err != nil {
				return n, err
			}
		case xml.EndElement:
			return n, nil
		case xml.CharData:
			if s.nodes++; s.nodes > maxNodes {
				return nil, errTooMany
			}
			n.kids = append(n.kids, &node{text: string(t)})
		}
	}
}

// tree reads a whole part as one element; nil where it has none or is harmful.
func tree(data []byte) *node {
	s := newScanner(data)
	for {
		token, err := s.dec.Token()
		if err != nil {
			return nil
		}
		if t, ok := token.(xml.StartElement); ok {
			n, _ := s.element(t)
			return n
		}
	}
}
