package office

import (
	"strconv"
	"strings"

	"locus/ingest/manuscript"
)

// odtStyle is a style of the file.
type odtStyle struct {
	name, parent string // name is as people see it, "" for one that a program made
	run          run
	para         para
	percent      float64 // of the parent's size, 0 where the size is not relative
}

// style reads a style, or how lists are numbered.
func (o *odt) style(n *node) error {
	switch n.name {
	case "style:style", "style:default-style":
		family, name := n.attr("style:family"), n.attr("style:name")
		s := &odtStyle{parent: n.attr("style:parent-style-name"), name: n.attr("style:display-name")}
		if s.name == "" && !automatic(name) {
			s.name = strings.ReplaceAll(name, "_20_", " ")
		}
		s.run, s.percent = odtRun(n.child("style:text-properties"))
		s.para = odtPara(n.child("style:paragraph-properties"))
		s.para.list = n.attr("style:list-style-name")
		if v := number(n.attr("style:default-outline-level"), 0); v > 0 {
			s.para.outline = &v
		}
		o.styles[family+" "+name] = s
	case "text:list-style":
		o.lists[n.attr("style:name")] = odtLevels(n)
	case "text:outline-style":
		o.outline = odtLevels(n)
	}
	return nil
}

// automatic reports whether a style's name is one that a program gave: letters and
// then a number, as "P12".
func automatic(name string) bool {
	rest := strings.TrimRight(name, "0123456789")
	return len(rest) < len(name) && len(rest) <= 3 && strings.ToUpper(rest) == rest
}

// resolve is what a style says with all that it is based on, and the names.
func (o *odt) resolve(family, name string) (run, para, []string) {
	var chain []*odtStyle
	for range 20 {
		s := o.styles[family+" "+name]
		if s == nil {
			break
		}
		chain = append(chain, s)
		name = s.parent
	}
	var r run
	var p para
	var names []string
	if d := o.styles[family+" "]; d != nil {
		r, p = d.run, d.para
	}
	for i := len(chain) - 1; i >= 0; i-- {
		size := r.size
		r, p = r.over(chain[i].run), p.over(chain[i].para)
		if chain[i].percent > 0 {
			r.size = size * chain[i].percent / 100
		}
	}
	for _, s := range chain {
		if s.name != "" {
			names = append(names, s.name)
		}
	}
	return r, p, names
}

// odtRun reads the properties of characters; percent is the size where it is
// relative.
func odtRun(n *node) (r run, percent float64) {
	if n == nil {
		return r, 0
	}
	is := func(yes bool) switched {
		if yes {
			return on
		}
		return off
	}
	if v := n.attr("fo:font-weight"); v != "" {
		r.bold = is(v == "bold" || number(v, 0) >= 600)
	}
	if v := n.attr("fo:font-style"); v != "" {
		r.italic = is(v == "italic" || v == "oblique")
	}
	if v := n.attr("style:text-underline-style"); v != "" {
		r.under = is(v != "none")
	}
	if v := n.attr("fo:text-transform") + n.attr("fo:font-variant"); v != "" {
		r.caps = is(strings.Contains(v, "uppercase") || strings.Contains(v, "small-caps"))
	}
	if v := n.attr("text:display"); v != "" {
		r.hidden = is(v == "none")
	}
	if v := n.attr("style:text-position"); v != "" {
		place, _, _ := strings.Cut(v, " ")
		up, err := strconv.ParseFloat(strings.TrimSuffix(place, "%"), 64)
		r.raised = is(place == "super" || err == nil && up > 10)
	}
	r.font = n.attr("style:font-name")
	v := n.attr("fo:font-size")
	if p, ok := strings.CutSuffix(v, "%"); ok {
		percent, _ = strconv.ParseFloat(p, 64)
	} else if size := length(v); size != nil && *size > 0 && *size < 1000 {
		r.size = *size
	}
	return r, percent
}

// odtPara reads the properties of a paragraph.
func odtPara(n *node) para {
	var p para
	if n == nil {
		return p
	}
	p.align = n.attr("fo:text-align")
	p.left, p.right, p.first = length(n.attr("fo:margin-left")), length(n.attr("fo:margin-right")), length(n.attr("fo:text-indent"))
	return p
}

// length reads a length as points, nil where it is none.
func length(s string) *float64 {
	for unit, points := range map[string]float64{"cm": 28.35, "mm": 2.835, "in": 72, "pt": 1, "pc": 12, "px": .75} {
		if n, ok := strings.CutSuffix(s, unit); ok {
			if v, err := strconv.ParseFloat(n, 64); err == nil && v > -10000 && v < 10000 {
				v *= points
				return &v
			}
		}
	}
	return nil
}

// number is a whole number, or another where there is none.
func number(s string, other int) int {
	if v, err := strconv.Atoi(s); err == nil && v >= 0 && v < 1<<20 {
		return v
	}
	return other
}

func numeral(n int) string { return strconv.Itoa(n) }

// odtLevels reads how the levels of a list are numbered.
func odtLevels(n *node) []manuscript.Level {
	var out []manuscript.Level
	for _, k := range n.kids {
		i := number(k.attr("text:level"), 0)
		if i < 1 || i > 9 {
			continue
		}
		for len(out) < i {
			out = append(out, manuscript.Level{Format: "none", Start: 1})
		}
		out[i-1] = odtLevel(k, i)
	}
	return out
}

func odtLevel(k *node, level int) manuscript.Level {
	l := manuscript.Level{Format: "bullet", Start: number(k.attr("text:start-value"), 1)}
	if k.name != "text:list-level-style-number" && k.name != "text:outline-level-style" {
		return l
	}
	switch k.attr("style:num-format") {
	case "":
		l.Format = "none"
		return l
	case "a":
		l.Format = "lowerLetter"
	case "A":
		l.Format = "upperLetter"
	case "i":
		l.Format = "lowerRoman"
	case "I":
		l.Format = "upperRoman"
	default:
		l.Format = "decimal"
	}
	var shown []string
	for i := max(1, level-number(k.attr("text:display-levels"), 1)+1); i <= level; i++ {
		shown = append(shown, "%"+numeral(i))
	}
	l.Text = k.attr("style:num-prefix") + strings.Join(shown, ".") + k.attr("style:num-suffix")
	return l
}
