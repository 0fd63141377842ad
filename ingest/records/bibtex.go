package records

import (
	"fmt"
	"strings"

	"locus/ingest/pattern"
	"locus/ingest/tex"
)

var (
	entryStart = pattern.Lazy(`(?m)^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]`)
	nextEntry  = pattern.Lazy(`\n[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(][ \t]*[^\s{}(),="]*[ \t]*(?:,|=)`)
)

// entry is an entry of BibTeX as written: its fields, by small names, with
// strings filled in and TeX not yet resolved.
type entry struct {
	kind, key string
	fields    map[string]string
	line      int
}

// BibTeX reads a file of BibTeX or BibLaTeX. An entry that cannot be read is a
// fault, and reading goes on with the next line on which one begins.
func BibTeX(src string) ([]Record, []Fault) {
	p := &bibtex{src: src, strings: map[string]string{}, lines: lineAt{src: src}}
	p.months()
	for p.next() {
		p.entry()
	}
	byKey := map[string]*entry{}
	for i := range p.entries {
		e := &p.entries[i]
		low := strings.ToLower(e.key)
		if byKey[low] != nil && e.key != "" {
			p.faults = append(p.faults, Fault{e.line, fmt.Sprintf("the key %q is given twice; both are kept", e.key)})
			continue
		}
		byKey[low] = e
	}
	var out []Record
	for i := range p.entries {
		e := p.entries[i]
		if e.kind == "xdata" {
			continue
		}
		inherit(&e, byKey, 0)
		if r, ok := e.record(); ok {
			out = append(out, r)
		} else {
			p.faults = append(p.faults, Fault{e.line, fmt.Sprintf("the entry %q names neither a title nor an author", e.key)})
		}
	}
	return out, p.faults
}

// bibtex is the work of reading one file.
type bibtex struct {
	src     string
	at      int
	strings map[string]string
	entries []entry
	faults  []Fault
	lines   lineAt
}

func (p *bibtex) months() {
	for i, m := range strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec") {
		p.strings[m] = fmt.Sprint(i + 1)
	}
}

// next goes to the next "@" that begins an entry; what stands before is comment.
func (p *bibtex) next() bool {
	loc := entryStart().FindStringIndex(p.src[p.at:])
	if loc == nil {
		return false
	}
	p.at += loc[0] + strings.IndexByte(p.src[p.at+loc[0]:p.at+loc[1]], '@')
	return true
}

// entry reads what begins at an "@".
func (p *bibtex) entry() {
	start := p.at
	open := p.at + strings.IndexAny(p.src[p.at:], "{(")
	kind := strings.ToLower(strings.TrimSpace(p.src[p.at+1 : open]))
	shut := byte('}')
	if p.src[open] == '(' {
		shut = ')'
	}
	p.at = open + 1
	if kind == "comment" || kind == "preamble" {
		if !p.skipGroup(shut) {
			p.at = open + 1
		}
		return
	}
	e := entry{kind: kind, fields: map[string]string{}, line: p.lines.of(start)}
	var err error
	if kind != "string" {
		e.key = p.key()
	}
	if err = p.fields(&e, shut); err != nil {
		p.faults = append(p.faults, Fault{p.lines.of(min(p.at, len(p.src))), fmt.Sprintf("the entry %q of line %d: %v", e.key, e.line, err)})
		p.resume(start)
		if len(e.fields) == 0 {
			return
		}
	}
	if kind == "string" {
		for name, value := range e.fields {
			p.strings[name] = value
		}
		return
	}
	p.entries = append(p.entries, e)
}

// resume goes to the next line on which an entry begins, after the one at start.
func (p *bibtex) resume(start int) {
	if loc := nextEntry().FindStringIndex(p.src[start:]); loc != nil {
		p.at = start + loc[0] + 1
		return
	}
	p.at = len(p.src)
}

// skipGroup goes behind the sign that shuts a group.
func (p *bibtex) skipGroup(shut byte) bool {
	depth := 0
	for ; p.at < len(p.src); p.at++ {
		switch c := p.src[p.at]; {
		case c == '{':
			depth++
		case c == shut && depth == 0:
			p.at++
			return true
		case c == '}':
			depth--
		}
	}
	return false
}

func (p *bibtex) blanks() {
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			p.at++
		case c == '%': // a comment to the end of its line
			n := strings.IndexByte(p.src[p.at:], '\n')
			if n < 0 {
				n = len(p.src) - p.at
			}
			p.at += n
		default:
			return
		}
	}
}

// key reads the key of an entry, "" where a field stands in its place.
func (p *bibtex) key() string {
	p.blanks()
	n := strings.IndexAny(p.src[p.at:], ",=\n})")
	if n < 0 || p.src[p.at+n] == '=' {
		return ""
	}
	key := strings.TrimSpace(p.src[p.at : p.at+n])
	p.at += n
	return key
}

// fields reads the fields of an entry up to the sign that shuts it.
func (p *bibtex) fields(e *entry, shut byte) error {
	for {
		p.blanks()
		if p.at >= len(p.src) {
			return fmt.Errorf("the file ends within it")
		}
		switch c := p.src[p.at]; {
		case c == ',':
			p.at++
			continue
		case c == shut:
			p.at++
			return nil
		}
		n := strings.IndexAny(p.src[p.at:], "=,\n{}\"")
		if n < 0 || p.src[p.at+n] != '=' {
			word := p.src[p.at:min(len(p.src), p.at+20)]
			return fmt.Errorf("a field's name and \"=\" are missing before %q", strings.Join(strings.Fields(word), " "))
		}
		name := strings.ToLower(strings.TrimSpace(p.src[p.at : p.at+n]))
		p.at += n + 1
		value, err := p.value()
		if err != nil {
			return fmt.Errorf("the field %s: %w", name, err)
		}
		if _, twice := e.fields[name]; !twice && name != "" {
			e.fields[name] = value
		}
		p.blanks()
		if p.at < len(p.src) && p.src[p.at] != ',' && p.src[p.at] != shut && !nameFollows().MatchString(p.src[p.at:min(len(p.src), p.at+60)]) {
			return fmt.Errorf("a comma is missing behind the field %s", name)
		}
	}
}

// nameFollows is how the next field begins where the comma before it is missing.
var nameFollows = pattern.Lazy(`^[A-Za-z_-]+\s*=`)

// value reads pieces joined by "#".
func (p *bibtex) value() (string, error) {
	var out strings.Builder
	for {
		p.blanks()
		if p.at >= len(p.src) {
			return "", fmt.Errorf("the file ends before its value")
		}
		piece, err := p.piece()
		if err != nil {
			return "", err
		}
		out.WriteString(piece)
		p.blanks()
		if p.at >= len(p.src) || p.src[p.at] != '#' {
			return out.String(), nil
		}
		p.at++
	}
}

// piece reads a braced or quoted value, a number, or a string's name.
func (p *bibtex) piece() (string, error) {
	start := p.at
	switch p.src[p.at] {
	case '{':
		p.at++
		if p.shut('}') {
			return p.src[start+1 : p.at-1], nil
		}
		return "", fmt.Errorf("a brace is not closed")
	case '"':
		p.at++
		if p.shut('"') {
			return p.src[start+1 : p.at-1], nil
		}
		return "", fmt.Errorf("a quotation mark is not closed")
	}
	n := strings.IndexAny(p.src[p.at:], " \t\r\n,#{}()\"=")
	if n < 0 {
		n = len(p.src) - p.at
	}
	if n == 0 {
		return "", fmt.Errorf("it has no value")
	}
	p.at += n
	name := p.src[start:p.at]
	if s, ok := p.strings[strings.ToLower(name)]; ok {
		return s, nil
	}
	return name, nil
}

// shut goes behind the sign that shuts a value, braces within it in pairs. A line
// on which another entry begins shows that the sign is missing.
func (p *bibtex) shut(sign byte) bool {
	depth := 0
	for ; p.at < len(p.src); p.at++ {
		switch c := p.src[p.at]; {
		case c == '\\' && p.at+1 < len(p.src):
			p.at++
		case c == sign && depth == 0:
			p.at++
			return true
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth < 0 {
				return false
			}
		case c == '\n' && strings.HasPrefix(strings.TrimLeft(p.src[p.at+1:min(len(p.src), p.at+20)], " \t"), "@"):
			end := min(len(p.src), p.at+200)
			if loc := nextEntry().FindStringIndex(p.src[p.at:end]); loc != nil && loc[0] == 0 {
				return false
			}
		}
	}
	return false
}

// plain is a field with its TeX resolved.
func (e *entry) plain(names ...string) string {
	for _, n := range names {
		if v := tex.Plain(e.fields[n]); v != "" {
			return v
		}
	}
	return ""
}
