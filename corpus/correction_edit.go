package corpus

import (
	"slices"
	"strings"
)

// correctionsHead begins a corrections file that the program makes.
const correctionsHead = `# What is corrected by hand in this work, one a line, as "field: value". It can
# be edited; see locus correct --help. A line "passage: FIRST WORDS" begins what
# is said of one passage, "work:" goes back to the work.
`

// Set says a field of the work's record anew, in place of what the file says of
// it: one value, or one line for each author or editor; no value, or an empty
// one, says that the work has none.
func (c *Corrections) Set(field string, values ...string) {
	c.drop(nil, func(x Correction) bool { return x.Field == field })
	if len(values) == 0 {
		values = []string{""}
	}
	for _, v := range values {
		c.insert(nil, Correction{Field: field, Value: v})
	}
}

// Say adds a line on persons of the work (a nil anchor) or on a passage, in
// place of the lines that it makes void: a second word on the same theory or
// person, another voice, another page.
func (c *Corrections) Say(at *Anchor, field, value string) {
	about := subject(field, value)
	c.drop(at, func(x Correction) bool { return x.Field == field && subject(field, x.Value) == about })
	c.insert(at, Correction{Field: field, Value: value})
}

// subject is what a line is about, so that a later one replaces it.
func subject(field, value string) string {
	switch field {
	case theoryField:
		_, id := signed(value)
		return id
	case personField:
		change, _ := parsePerson(value, true)
		return foldName(change.name) + "\n" + change.printedSubject()
	}
	return ""
}

// printedSubject is the printed form that a line renames, "" for other lines.
func (p personChange) printedSubject() string {
	if p.op == '=' {
		return p.printed
	}
	return ""
}

// Clear drops every line on the work (a nil anchor) or on one passage.
func (c *Corrections) Clear(at *Anchor) {
	c.drop(at, func(Correction) bool { return true })
}

// Empty reports whether the file corrects nothing; comments do not count.
func (c *Corrections) Empty() bool { return len(c.List()) == 0 }

// same reports whether two anchors mean one passage of the file.
func (a *Anchor) same(b *Anchor) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Span.Empty() || b.Span.Empty() || a.Span == b.Span {
		x, y := plainWords(a.Words), plainWords(b.Words)
		return begins(x, y) || begins(y, x)
	}
	return false
}

// drop deletes lines on a subject, and a passage's line that is left with none.
func (c *Corrections) drop(at *Anchor, which func(Correction) bool) {
	gone := map[int]bool{}
	for _, x := range c.List() {
		if x.Field != passageField && at.same(x.Anchor) && which(x) {
			gone[x.Line-1] = true
		}
	}
	if len(gone) == 0 {
		return
	}
	var kept []string
	for i, line := range c.lines {
		if !gone[i] {
			kept = append(kept, line)
		}
	}
	c.lines = kept
	c.dropEmptyGroups(at)
}

// dropEmptyGroups deletes the lines that begin what is said of a passage and
// are followed by nothing, not even a comment.
func (c *Corrections) dropEmptyGroups(at *Anchor) {
	if at == nil {
		return
	}
	for i := len(c.lines) - 1; i >= 0; i-- {
		field, value, _ := splitLine(c.lines[i])
		if field != passageField {
			continue
		}
		end := i + 1
		for end < len(c.lines) && strings.TrimSpace(c.lines[end]) == "" {
			end++
		}
		next := passageField
		if end < len(c.lines) {
			next, _, _ = splitLine(c.lines[end])
		}
		if a, _ := parseAnchor(value); at.same(&a) && (next == passageField || next == workField) {
			c.lines = slices.Delete(c.lines, i, end)
		}
	}
}

// insert puts a line behind the last one on its subject, or begins a group.
func (c *Corrections) insert(at *Anchor, x Correction) {
	if len(c.lines) == 0 {
		c.lines = strings.Split(strings.TrimRight(correctionsHead, "\n"), "\n")
	}
	var in *Anchor
	end := -1
	for i, line := range c.lines {
		field, value, _ := splitLine(line)
		switch field {
		case passageField:
			a, _ := parseAnchor(value)
			in = &a
		case workField:
			in = nil
		}
		if at.same(in) && (at == nil || field != "") {
			if at != nil || field != "" || strings.TrimSpace(line) != "" {
				end = i + 1
			}
		}
	}
	if end >= 0 {
		c.lines = slices.Insert(c.lines, end, x.String())
		return
	}
	if at == nil {
		c.lines = append(c.lines, "", workField+":", x.String())
		return
	}
	c.lines = append(c.lines, "", passageField+": "+at.String(), x.String())
}
