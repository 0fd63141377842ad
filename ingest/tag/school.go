package tag

import (
	"strings"

	"locus/corpus"
)

// school is a printed form of a theory or of those who hold it: the words in
// small letters, and the theory's label.
type school struct {
	words []string
	label string
}

// schools is the names of schools, by their first words, the longest first, and
// for each label the theories of its family.
type schools struct {
	first  map[string][]school
	within map[string][]corpus.TheoryID
}

// newSchools gathers what names a school: label and aliases of every theory that
// is no mere concept, and those who hold it ("realism", "realists"; "liberalism",
// "liberals"; "critical theory", "critical theorists").
func newSchools(theories []corpus.Theory) schools {
	s := schools{first: map[string][]school{}, within: map[string][]corpus.TheoryID{}}
	for _, t := range theories {
		if t.Concept {
			continue
		}
		for _, o := range theories {
			if o.ID.Within(t.ID) || t.ID.Within(o.ID) {
				s.within[t.Label] = append(s.within[t.Label], o.ID)
			}
		}
		for _, form := range append([]string{t.Label}, t.Aliases...) {
			form = strings.ToLower(form)
			s.add(form, t.Label)
			for _, who := range adherents(form) {
				s.add(who, t.Label)
			}
		}
	}
	return s
}

// adherents are those who hold what a form names.
func adherents(form string) []string {
	if root, ok := strings.CutSuffix(form, "ism"); ok {
		out := []string{root + "ists", root + "ist"}
		if strings.HasSuffix(root, "al") {
			out = append(out, root+"s")
		}
		return out
	}
	if strings.HasSuffix(form, "ist") {
		return []string{form + "s"}
	}
	if root, ok := strings.CutSuffix(form, "ology"); ok {
		return []string{root + "ologists", root + "ologist"}
	}
	if root, ok := strings.CutSuffix(form, "theory"); ok {
		return []string{root + "theorists", root + "theorist"}
	}
	if root, ok := strings.CutSuffix(form, " school"); ok {
		return []string{"school " + root, root + " thinkers", root + " theorists", root + " scholars"}
	}
	return nil
}

// add adds a form; the first theory that has it keeps it.
func (s schools) add(form, label string) {
	words := strings.Fields(form)
	if len(words) == 0 {
		return
	}
	list := s.first[words[0]]
	at := len(list)
	for i, o := range list {
		if strings.Join(o.words, " ") == form {
			return
		}
		if len(o.words) < len(words) && i < at {
			at = i
		}
	}
	list = append(list[:at:at], append([]school{{words, label}}, list[at:]...)...)
	s.first[words[0]] = list
}

// scan lists where schools are named in a text, given its words.
func (s schools) scan(text string, list []nameWord) []hit {
	var out []hit
	for i := 0; i < len(list); i++ {
		for _, form := range s.first[strings.ToLower(text[list[i].start:list[i].end])] {
			n := len(form.words)
			if !form.stands(text, list[i:]) {
				continue
			}
			out = append(out, hit{start: list[i].start, end: list[i+n-1].end, name: form.label})
			i += n - 1
			break
		}
	}
	return out
}

// stands reports whether the form is at the head of a list of words.
func (f school) stands(text string, list []nameWord) bool {
	if len(list) < len(f.words) {
		return false
	}
	for i, w := range f.words {
		if i > 0 && strings.TrimSpace(text[list[i-1].end:list[i].start]) != "" || strings.ToLower(text[list[i].start:list[i].end]) != w {
			return false
		}
	}
	return true
}
