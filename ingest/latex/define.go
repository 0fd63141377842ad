package latex

import (
	"strconv"
	"strings"

	"locus/corpus"
	"locus/ingest/tex"
)

// macro is a command that the document defines: its number of arguments, the
// first of them optional where it has a default, and what it stands for.
type macro struct {
	args     int
	optional bool
	standard string
	body     string
}

// environment is one that the document defines.
type environment struct{ begin, end macro }

// define reads the commands that define others.
func (r *reader) define(name string, c *cursor, depth int) bool {
	switch name {
	case "newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "NewDocumentCommand", "newrobustcmd":
		c.star()
		target, _ := c.group()
		target = strings.TrimPrefix(strings.TrimSpace(target), `\`)
		if name == "NewDocumentCommand" {
			c.group()
			c.group()
			return true
		}
		m := r.definition(c)
		r.keep(target, m, name)
	case "def", "gdef", "edef", "xdef":
		target, _ := c.group()
		n := strings.IndexByte(c.s[c.i:], '{')
		if n < 0 {
			return true
		}
		params := c.s[c.i : c.i+n]
		c.i += n
		body, _ := c.group()
		if strings.Trim(params, "#123456789 ") == "" {
			r.keep(strings.TrimPrefix(target, `\`), macro{args: strings.Count(params, "#"), body: body}, "newcommand")
		}
	case "let":
		target, _ := c.group()
		if c.next() == '=' {
			c.i++
		}
		of, _ := c.group()
		target, of = strings.TrimPrefix(target, `\`), strings.TrimPrefix(of, `\`)
		if m, ok := r.macros[of]; ok && target != of {
			r.macros[target] = m
		}
	case "newenvironment", "renewenvironment":
		c.star()
		env, _ := c.group()
		m := r.definition(c)
		end, _ := c.group()
		if _, built := r.envs[env]; !built && !builtIn(env) {
			m2 := macro{body: end}
			r.envs[env] = environment{m, m2}
		}
	default:
		return false
	}
	return true
}

// definition reads the arguments and the body of a definition.
func (r *reader) definition(c *cursor) macro {
	var m macro
	if n, ok := c.optional(); ok {
		m.args, _ = strconv.Atoi(strings.TrimSpace(n))
		m.args = min(max(m.args, 0), 9)
	}
	m.standard, m.optional = c.optional()
	m.body, _ = c.group()
	return m
}

// keep keeps a macro, unless it defines anew what is known here: the known
// meaning is what readers need. A macro of nothing but type is known as well.
func (r *reader) keep(name string, m macro, how string) {
	if name == "" || strings.Contains(m.body, `\`+name) && selfCall(m.body, name) {
		return
	}
	_, symbol := tex.Symbol(name)
	if symbol || accent(name) || how != "newcommand" && r.knows(name) {
		return
	}
	if _, has := r.macros[name]; has && how == "providecommand" {
		return
	}
	r.macros[name] = m
}

// selfCall reports whether a body calls the command that it defines.
func selfCall(body, name string) bool {
	for i := 0; i < len(body); i++ {
		if body[i] == '\\' {
			got, _ := tex.Command(body[i+1:])
			if got == name {
				return true
			}
			i += max(1, len(got))
		}
	}
	return false
}

// knows reports whether a command has a meaning here.
func (r *reader) knows(name string) bool {
	probe := read0()
	c := &cursor{s: ""}
	if probe.structure(name, c, maxDepth) || probe.inline(name, c, maxDepth) || probe.skip(name, c) {
		return true
	}
	_, cites := citeForm(name)
	return cites
}

// read0 is a reader of nothing.
func read0() *reader {
	return &reader{macros: map[string]macro{}, envs: map[string]environment{}, labels: map[string]string{}, numbers: map[string]int{}, printed: map[string]corpus.Reference{}, counts: map[string]int{}, unknown: map[string]bool{}}
}

// expand runs what a macro stands for.
func (r *reader) expand(m macro, c *cursor, depth int) {
	body := r.filled(m, c)
	if r.added += len(body) + 1; r.added > maxAdded || depth >= maxDepth {
		return
	}
	r.run(body, depth+1)
	if strings.HasPrefix(c.s[min(c.i, len(c.s)):], "{}") {
		c.i += 2
	} else if m.args == 0 && c.next() == ' ' {
		c.i++
	}
}

// filled is the body of a macro with its arguments in their places.
func (r *reader) filled(m macro, c *cursor) string {
	var args []string
	if m.args > 0 && m.optional {
		arg, ok := c.optional()
		if !ok {
			arg = m.standard
		}
		args = append(args, arg)
	}
	for len(args) < m.args {
		arg, _ := c.group()
		args = append(args, arg)
	}
	if m.args == 0 {
		return m.body
	}
	var out strings.Builder
	for i := 0; i < len(m.body) && out.Len() <= maxAdded; i++ {
		if m.body[i] == '#' && i+1 < len(m.body) && m.body[i+1] >= '1' && m.body[i+1] <= '9' {
			if k := int(m.body[i+1] - '1'); k < len(args) {
				out.WriteString(args[k])
			}
			i++
			continue
		}
		out.WriteByte(m.body[i])
	}
	return out.String()
}
