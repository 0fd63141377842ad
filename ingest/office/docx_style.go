package office

import (
	"strconv"
	"strings"

	"locus/ingest/manuscript"
)

// switched is a property that may be unset, on or off.
type switched int8

// The states of a property.
const (
	unset switched = iota
	on
	off
)

// run is how characters look, as far as it is said.
type run struct {
	bold, italic, under, caps, hidden, raised switched
	size                                      float64
	font                                      string
}

// over is r with what other says instead.
func (r run) over(other run) run {
	pick := func(a, b switched) switched {
		if b != unset {
			return b
		}
		return a
	}
	out := run{
		bold: pick(r.bold, other.bold), italic: pick(r.italic, other.italic), under: pick(r.under, other.under),
		caps: pick(r.caps, other.caps), hidden: pick(r.hidden, other.hidden), raised: pick(r.raised, other.raised),
		size: r.size, font: r.font,
	}
	if other.size > 0 {
		out.size = other.size
	}
	if other.font != "" {
		out.font = other.font
	}
	return out
}

func (r run) look() manuscript.Look {
	return manuscript.Look{Bold: r.bold == on, Italic: r.italic == on, Underlined: r.under == on, Caps: r.caps == on, Raised: r.raised == on, Size: r.size, Mono: manuscript.Mono(r.font)}
}

// runOf reads the properties of characters.
func runOf(n *node) run {
	var r run
	if n == nil {
		return r
	}
	for _, k := range n.kids {
		switch k.name {
		case "w:b":
			r.bold = toggle(k)
		case "w:i":
			r.italic = toggle(k)
		case "w:caps", "w:smallCaps":
			r.caps = toggle(k)
		case "w:u":
			r.under = on
			if k.attr("w:val") == "none" {
				r.under = off
			}
		case "w:vanish":
			r.hidden = toggle(k)
		case "w:vertAlign":
			r.raised = off
			if k.attr("w:val") == "superscript" {
				r.raised = on
			}
		case "w:position":
			if v, err := strconv.Atoi(k.attr("w:val")); err == nil && v >= 4 {
				r.raised = on
			}
		case "w:sz":
			if v, err := strconv.ParseFloat(k.attr("w:val"), 64); err == nil && v > 0 && v < 2000 {
				r.size = v / 2
			}
		case "w:rFonts":
			r.font = k.attr("w:ascii")
		}
	}
	return r
}

// toggle is the state of a property that is on where it stands, unless its value
// says no.
func toggle(n *node) switched {
	switch n.attr("w:val") {
	case "0", "false", "off":
		return off
	}
	return on
}

// para is how paragraphs look, as far as it is said. The numbers are nil where
// nothing is said.
type para struct {
	outline            *int // from 0
	list, align        string
	level              *int
	left, right, first *float64
}

func (p para) over(other para) para {
	if other.outline != nil {
		p.outline = other.outline
	}
	if other.list != "" {
		p.list = other.list
	}
	if other.level != nil {
		p.level = other.level
	}
	if other.align != "" {
		p.align = other.align
	}
	if other.left != nil {
		p.left = other.left
	}
	if other.right != nil {
		p.right = other.right
	}
	if other.first != nil {
		p.first = other.first
	}
	return p
}

// paraOf reads the properties of a paragraph.
func paraOf(n *node) para {
	var p para
	if n == nil {
		return p
	}
	if v, err := strconv.Atoi(n.child("w:outlineLvl").attr("w:val")); err == nil {
		p.outline = &v
	}
	if num := n.child("w:numPr"); num != nil {
		p.list = num.child("w:numId").attr("w:val")
		if v, err := strconv.Atoi(num.child("w:ilvl").attr("w:val")); err == nil && v >= 0 && v < 9 {
			p.level = &v
		}
	}
	p.align = n.child("w:jc").attr("w:val")
	if ind := n.child("w:ind"); ind != nil {
		p.left = twips(ind, "w:left", "w:start")
		p.right = twips(ind, "w:right", "w:end")
		p.first = twips(ind, "w:firstLine")
		if h := twips(ind, "w:hanging"); h != nil {
			*h = -*h
			p.first = h
		}
	}
	return p
}

// twips reads a length in twentieths of a point as points, the first attribute
// that is there.
func twips(n *node, names ...string) *float64 {
	for _, name := range names {
		if v, err := strconv.ParseFloat(n.attr(name), 64); err == nil && v > -40000 && v < 40000 {
			v /= 20
			return &v
		}
	}
	return nil
}

// style is a style of the file.
type style struct {
	name, based string
	run         run
	para        para
}

// styles are the styles of a file by their ids, the defaults, and the styles of
// paragraphs and characters that hold where none is named.
type styles struct {
	byID     map[string]*style
	run      run
	para     para
	standard string
}

// readStyles reads the part of styles.
func readStyles(data []byte) (*styles, error) {
	s := &styles{byID: map[string]*style{}}
	err := elements(data, []string{"w:styles"}, func(n *node) error {
		switch n.name {
		case "w:docDefaults":
			s.run = runOf(n.find("w:rPr"))
			s.para = paraOf(n.find("w:pPr"))
		case "w:style":
			id := n.attr("w:styleId")
			s.byID[id] = &style{
				name: n.child("w:name").attr("w:val"), based: n.child("w:basedOn").attr("w:val"),
				run: runOf(n.child("w:rPr")), para: paraOf(n.child("w:pPr")),
			}
			if n.attr("w:type") == "paragraph" && n.attr("w:default") == "1" {
				s.standard = id
			}
		}
		return nil
	})
	if err != nil && strings.HasPrefix(err.Error(), "reading XML") {
		err = nil // what was read of the styles is better than none
	}
	return s, err
}

// chain lists a style and those it is based on, the style first.
func (s *styles) chain(id string) []*style {
	var out []*style
	for range 20 {
		st := s.byID[id]
		if st == nil {
			break
		}
		out = append(out, st)
		id = st.based
	}
	return out
}

// resolve is what a style says with all that it is based on, and the names.
func (s *styles) resolve(id string) (run, para, []string) {
	var r run
	var p para
	var names []string
	chain := s.chain(id)
	for i := len(chain) - 1; i >= 0; i-- {
		r, p = r.over(chain[i].run), p.over(chain[i].para)
	}
	for _, st := range chain {
		names = append(names, st.name)
	}
	return r, p, names
}
