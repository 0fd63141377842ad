package corpus

import "strconv"

// Field names a property of a passage that filters and facets speak of.
type Field string

// The fields. Their values are whole keys: never analysed, compared exactly.
const (
	FieldTheory Field = "theory"
	FieldAuthor Field = "author"
	FieldPerson Field = "person"
	FieldWork   Field = "work"
	FieldType   Field = "type"
	FieldYear   Field = "year"
	FieldKind   Field = "kind"
	FieldVoice  Field = "voice"
)

// Fields lists every field, in the order in which doors show them.
func Fields() []Field {
	return []Field{FieldTheory, FieldAuthor, FieldPerson, FieldWork, FieldType, FieldYear, FieldKind, FieldVoice}
}

// OfWork reports whether all passages of a work have the same values in the field:
// those of its record.
func (f Field) OfWork() bool {
	switch f {
	case FieldAuthor, FieldWork, FieldType, FieldYear:
		return true
	}
	return false
}

// Count is a value of a field and how many passages have it.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Keys lists the values that a passage of a work has in a field, without
// repeats, in the order of the passage. This is the one place that says what a
// filter or a facet sees: a theory brings its ancestors, by the ids' slashes, so
// the count of a facet value is the number of hits after narrowing to it.
func Keys(w *Work, p *Passage, f Field) []string {
	var out []string
	add := func(v string) {
		if v == "" {
			return
		}
		for _, o := range out {
			if o == v {
				return
			}
		}
		out = append(out, v)
	}
	switch f {
	case FieldTheory:
		for _, t := range p.Theories {
			for id := t.Theory; id != ""; id = id.Parent() {
				add(string(id))
			}
		}
	case FieldAuthor:
		for _, a := range w.Authors {
			add(a.Display())
		}
	case FieldPerson:
		for _, m := range p.People {
			add(m.Name)
		}
	case FieldWork:
		add(string(w.ID))
	case FieldType:
		add(w.Type)
	case FieldYear:
		if w.Year != nil {
			add(strconv.Itoa(*w.Year))
		}
	case FieldKind:
		add(string(p.Kind))
	case FieldVoice:
		add(string(p.Voice))
	}
	return out
}
