package jats

import (
	"strings"

	"locus/ingest/element"
)

// formulaText is a formula in one line: its source in TeX where the file gives
// it, else the signs of its MathML, with "^" and "_" before what is raised and
// lowered, and a stroke between the parts of a fraction.
func formulaText(n *element.Node) string {
	tex := n.Find("tex-math")
	if n.Is("tex-math") {
		tex = n
	}
	math := n.Find("math")
	if n.Is("math") {
		math = n
	}
	switch {
	case math != nil:
		var out strings.Builder
		mathML(&out, math)
		return strings.Join(strings.Fields(out.String()), " ")
	case tex != nil:
		return texSource(tex.Words())
	}
	return n.Words("graphic", "inline-graphic", "label", "object-id")
}

// texSource is a formula without the document that some wrap around it.
func texSource(s string) string {
	if _, after, ok := strings.Cut(s, `\begin{document}`); ok {
		s, _, _ = strings.Cut(after, `\end{document}`)
	}
	s = strings.TrimSpace(s)
	for _, pair := range [][2]string{{"$$", "$$"}, {"$", "$"}, {`\[`, `\]`}, {`\(`, `\)`}} {
		if inner, ok := strings.CutPrefix(s, pair[0]); ok && strings.HasSuffix(inner, pair[1]) {
			return strings.TrimSpace(strings.TrimSuffix(inner, pair[1]))
		}
	}
	return s
}

func mathML(out *strings.Builder, n *element.Node) {
	parts := gathered(n)
	between := func(signs ...string) {
		for i, p := range parts {
			if i > 0 && i <= len(signs) {
				out.WriteString(signs[i-1])
			}
			grouped(out, p)
		}
	}
	switch n.Name {
	case "mi", "mn", "ms":
		out.WriteString(n.Words())
	case "mtext":
		out.WriteString(" " + n.Words() + " ")
	case "mo":
		operator(out, n.Words())
	case "msup", "mover":
		between("^")
	case "msub", "munder":
		between("_")
	case "msubsup", "munderover":
		between("_", "^")
	case "mfrac":
		between("/")
	case "msqrt":
		out.WriteString("√")
		out.WriteString("(")
		for _, p := range parts {
			mathML(out, p)
		}
		out.WriteString(")")
	case "mfenced":
		out.WriteString("(")
		for i, p := range parts {
			if i > 0 {
				out.WriteString(", ")
			}
			mathML(out, p)
		}
		out.WriteString(")")
	case "annotation", "annotation-xml", "mspace", "mphantom":
		out.WriteString(" ")
	case "mtr", "mtd":
		for _, p := range parts {
			mathML(out, p)
		}
		out.WriteString(" ")
	default:
		for _, p := range parts {
			mathML(out, p)
		}
	}
}

// grouped writes a part of a formula, in brackets where it has parts of its own.
func grouped(out *strings.Builder, n *element.Node) {
	var inner strings.Builder
	mathML(&inner, n)
	text := strings.Join(strings.Fields(inner.String()), " ")
	if len(gathered(n)) > 1 && strings.ContainsAny(text, " +-−*/=") {
		text = "(" + text + ")"
	}
	out.WriteString(text)
}

// operator writes a sign, with blanks around one that relates or joins.
func operator(out *strings.Builder, sign string) {
	switch sign {
	case "\u2061", "\u2062", "\u2063", "\u2064":
	case "=", "+", "−", "-", "<", ">", "≤", "≥", "≠", "≈", "×", "±", "→", "∼", "~", "∈":
		out.WriteString(" " + sign + " ")
	case ",", ";":
		out.WriteString(sign + " ")
	default:
		out.WriteString(sign)
	}
}
