package office

import "strings"

// mathOf writes a formula of Office in one line: fractions with a stroke, roots
// with their sign, what is raised behind "^", what is lowered behind "_".
func mathOf(n *node) string {
	if n == nil {
		return ""
	}
	arg := func(name string) string { return mathOf(n.child("m:" + name)) }
	switch n.name {
	case "m:t":
		return n.words()
	case "m:f":
		return grouped(arg("num")) + "/" + grouped(arg("den"))
	case "m:sSup":
		return arg("e") + "^" + grouped(arg("sup"))
	case "m:sSub":
		return arg("e") + "_" + grouped(arg("sub"))
	case "m:sSubSup":
		return arg("e") + "_" + grouped(arg("sub")) + "^" + grouped(arg("sup"))
	case "m:rad":
		return arg("deg") + "√" + grouped(arg("e"))
	case "m:nary":
		sign := n.child("m:naryPr").child("m:chr").attr("m:val")
		if sign == "" {
			sign = "∫"
		}
		for _, end := range []struct{ name, sign string }{{"sub", "_"}, {"sup", "^"}} {
			if s := arg(end.name); s != "" {
				sign += end.sign + grouped(s)
			}
		}
		return sign + " " + arg("e")
	case "m:d":
		return delimited(n)
	case "w:del":
		return ""
	}
	var out strings.Builder
	for _, k := range n.kids {
		if k.name != "" && !strings.HasSuffix(k.name, "Pr") {
			out.WriteString(mathOf(k))
		}
	}
	return out.String()
}

// delimited writes what stands in brackets.
func delimited(n *node) string {
	props := n.child("m:dPr")
	sign := func(name, usual string) string {
		if c := props.child("m:" + name); c != nil {
			return c.attr("m:val")
		}
		return usual
	}
	var inner []string
	for _, k := range n.kids {
		if k.name == "m:e" {
			inner = append(inner, mathOf(k))
		}
	}
	return sign("begChr", "(") + strings.Join(inner, sign("sepChr", "|")) + sign("endChr", ")")
}

// grouped puts brackets around a formula of more than one sign.
func grouped(s string) string {
	if len([]rune(s)) <= 1 || strings.Trim(s, "0123456789") == "" {
		return s
	}
	return "(" + s + ")"
}
