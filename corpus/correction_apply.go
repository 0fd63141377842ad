package corpus

import (
	"slices"
	"strconv"
	"strings"
)

// correct puts the record's corrections into a work's record, with the user as
// the basis of each field, and marks what was applied by an empty Fault.
func (w *Work) correct(list []Correction) {
	said := map[string]bool{}
	stated := map[string]Basis{}
	for field, basis := range w.Stated {
		stated[field] = basis
	}
	for _, c := range list {
		if c.Fault != "" || c.Anchor != nil || !slices.Contains(recordFields, c.Field) {
			continue
		}
		field := c.Field
		if nameField(field) {
			field += "s"
		}
		w.set(c.Field, c.Value, said[c.Field])
		said[c.Field] = true
		if c.Value == "" {
			delete(stated, field)
		} else {
			stated[field] = ByUser
		}
	}
	if len(said) > 0 {
		w.Stated = stated
	}
}

// set gives a field of the record its value; further adds a name to those set
// before.
func (w *Work) set(field, value string, further bool) {
	switch field {
	case "author":
		w.Authors = named(w.Authors, value, further)
	case "editor":
		w.Editors = named(w.Editors, value, further)
	case "translator":
		w.Translators = named(w.Translators, value, further)
	case "year", "original_year":
		at := &w.Year
		if field == "original_year" {
			at = &w.OriginalYear
		}
		*at = nil
		if n, err := strconv.Atoi(value); err == nil {
			*at = &n
		}
	default:
		if text := w.text(field); text != nil {
			*text = value
		}
	}
}

// named is a list of names with one more, or a new list of it.
func named(list []Name, value string, further bool) []Name {
	if !further {
		list = nil
	}
	if value == "" {
		return list
	}
	return append(slices.Clone(list), ParseName(value))
}

// text is the field of the record that holds a text by this name, nil where
// there is none.
func (w *Work) text(field string) *string {
	return map[string]*string{"title": &w.Title, "type": &w.Type, "container": &w.Container, "volume": &w.Volume,
		"issue": &w.Issue, "pages": &w.Pages, "issn": &w.ISSN, "isbn": &w.ISBN, "doi": &w.DOI, "url": &w.URL,
		"publisher": &w.Publisher, "place": &w.Place, "edition": &w.Edition, "language": &w.Language,
		"genre": &w.Genre, "number": &w.Number, "series": &w.Series, "accessed": &w.Accessed}[field]
}

// correct applies corrections to a document as it was read and gives them back
// with the passages where they were placed. What cannot be placed or does not
// fit has a Fault and changes nothing. Removals of a passage's theories come
// before what is added, whatever their order.
//
// Persons go by the names they have in the library, which are given before; a line
// written under the name that this work alone gives means the same person.
func (d *Document) correct(c *Corrections, names map[string]string) []Correction {
	list, where := c.List(), &placer{d: d, names: names}
	d.rename(names)
	d.Work.correct(list)
	for _, removals := range []bool{true, false} {
		for i := range list {
			sign, _ := signed(list[i].Value)
			if list[i].Field == theoryField && (sign == '-') == removals {
				where.correct(&list[i])
			}
		}
	}
	for i := range list {
		switch one := &list[i]; {
		case one.Fault != "" || one.Field == theoryField:
		case one.Anchor != nil:
			where.correct(one)
		case one.Field == personField:
			change, _ := parsePerson(one.Value, false)
			change, found := change.under(names), false
			for j := range d.Passages {
				found = d.Passages[j].changePerson(change) || found
			}
			one.Fault = nobody(found)
		}
	}
	return list
}

func nobody(found bool) string {
	if found {
		return ""
	}
	return "no passage it speaks of names that person"
}

// correct applies one correction of a passage.
func (f *placer) correct(c *Correction) {
	if c.Fault != "" {
		return
	}
	i, fault := f.place(*c.Anchor)
	if fault != "" {
		c.Fault = fault
		return
	}
	p := &f.d.Passages[i]
	c.Passage = p.ID
	switch c.Field {
	case theoryField:
		sign, id := signed(c.Value)
		p.changeTheory(sign, TheoryID(id))
	case voiceField:
		p.Voice, p.VoiceOf, _ = parseVoice(c.Value)
		p.VoiceBy = nil // no words of the text say so
	case pageField:
		label, source, sure := c.Value, "user", "high"
		p.Locator.Page, p.Locator.PageSource, p.Locator.PageConfidence, p.Locator.PageEnd = &label, &source, &sure, nil
	case personField:
		change, _ := parsePerson(c.Value, true)
		if change.op == '+' {
			c.Fault = p.addPerson(change)
			return
		}
		c.Fault = nobody(p.changePerson(change.under(f.names)))
	}
}

// changeTheory drops a theory with all below it, or has an editor vouch for it.
func (p *Passage) changeTheory(sign byte, id TheoryID) {
	if sign == '-' {
		p.Theories = slices.DeleteFunc(p.Theories, func(t Tag) bool { return t.Theory.Within(id) })
		return
	}
	for i := range p.Theories {
		if t := &p.Theories[i]; t.Theory == id {
			t.Weight, t.By = 1, ByEditor
			return
		}
	}
	p.Theories = append(p.Theories, Tag{Theory: id, Weight: 1, By: ByEditor})
}

// addPerson names a person in a passage by the form printed there: the one told,
// else the full or the family name. What stands nowhere cannot be added.
func (p *Passage) addPerson(c personChange) (fault string) {
	forms := []string{c.printed}
	if c.printed == "" {
		forms = []string{c.name, ParseName(c.name).Family}
	}
	for _, form := range forms {
		at := wordIndex(p.Text, form)
		if at < 0 {
			continue
		}
		p.dropPerson(c.name)
		p.People = append(p.People, Mention{Name: c.name, As: form, Role: Mentioned,
			Span: Span{p.Span.Start + at, p.Span.Start + at + len(form)}})
		slices.SortStableFunc(p.People, func(a, b Mention) int { return a.Span.Start - b.Span.Start })
		return ""
	}
	return strconv.Quote(forms[0]) + " does not stand in the passage; write + NAME as PRINTED with the words that name the person"
}

// wordIndex is where a form first stands in a text as whole words, -1 where it
// does not.
func wordIndex(text, form string) int {
	for at := 0; form != ""; {
		i := strings.Index(text[at:], form)
		if i < 0 {
			break
		}
		i += at
		before, after := []rune(text[:i]), []rune(text[i+len(form):])
		if (len(before) == 0 || notWord(before[len(before)-1])) && (len(after) == 0 || notWord(after[0])) {
			return i
		}
		at = i + len(form)
	}
	return -1
}

// dropPerson takes a person out of a passage and reports whether it was named.
func (p *Passage) dropPerson(name string) bool {
	n := len(p.People) + len(p.VoiceOf)
	name = foldName(name)
	p.People = slices.DeleteFunc(p.People, func(m Mention) bool { return foldName(m.Name) == name })
	p.VoiceOf = slices.DeleteFunc(p.VoiceOf, func(s string) bool { return foldName(s) == name })
	return len(p.People)+len(p.VoiceOf) < n
}

// changePerson drops or renames a person in a passage and reports whether the
// passage names it.
func (p *Passage) changePerson(c personChange) bool {
	if c.op == '-' {
		return p.dropPerson(c.name)
	}
	found := false
	name, printed := foldName(c.name), squeeze(c.printed)
	for i := range p.People {
		m := &p.People[i]
		if printed != "" && squeeze(m.As) == printed || printed == "" && foldName(m.Name) == name {
			m.Name, found = c.other, true
		}
	}
	for i := range p.VoiceOf {
		if printed == "" && foldName(p.VoiceOf[i]) == name {
			p.VoiceOf[i], found = c.other, true
		}
	}
	if found {
		p.mergePeople()
	}
	return found
}

// mergePeople makes mentions of one name one, with the first span and the
// strongest role.
func (p *Passage) mergePeople() {
	rank := []Role{Mentioned, Cited, Quoted}
	var out []Mention
	for _, m := range p.People {
		i := slices.IndexFunc(out, func(x Mention) bool { return x.Name == m.Name })
		if i < 0 {
			out = append(out, m)
		} else if slices.Index(rank, m.Role) > slices.Index(rank, out[i].Role) {
			out[i].Role = m.Role
		}
	}
	p.People = out
	var of []string
	for _, name := range p.VoiceOf {
		if !slices.Contains(of, name) {
			of = append(of, name)
		}
	}
	p.VoiceOf = of
}
