package opensearch

import (
	"strings"

	"locus/corpus/words"
	"locus/index"
	"locus/query"
)

// separator stands between the words of one position: no word can hold it, and the
// engine does not take it for a blank.
const separator = "\x01"

// exactMark begins the folded forms in the text field, which stems share it with.
const exactMark = "="

// encode makes a passage's document with its keys.
func encode(e *index.Entry, born int64) object {
	d := object{
		"work": e.Work.ID, "born": born, "start": e.Passage.Span.Start,
		"text_len": len(e.Text), "title_len": len(e.Title), "section_len": len(e.Section),
		"text": overlaid(e.Text), "title": stems(e.Title), "section": stems(e.Section),
		"passage": e.Passage,
	}
	if e.Work.Year != nil {
		d["year"] = *e.Work.Year
	}
	for f, values := range e.Keys {
		d[keyField(f)] = values
	}
	return d
}

// overlaid writes tokens so that the engine lays those of one position over one
// another: each with its stem and, marked, its form.
func overlaid(tokens []words.Token) string {
	var b strings.Builder
	for i, t := range tokens {
		switch {
		case i > 0 && t.Pos == tokens[i-1].Pos:
			b.WriteString(separator)
		case i > 0:
			b.WriteByte(' ')
		}
		b.WriteString(t.Stem)
		b.WriteString(separator + exactMark)
		b.WriteString(t.Form)
	}
	return b.String()
}

func stems(tokens []words.Token) string {
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Stem
	}
	return strings.Join(out, " ")
}

// indexed says how a token of a field is written in the cluster, and in which
// field; ok is false for a field there is none of.
func indexed(f query.TextField, token string) (field, word string, ok bool) {
	switch f {
	case query.Text, query.Title, query.Section:
		return string(f), token, true
	case query.Exact:
		return string(query.Text), exactMark + token, true
	}
	return "", "", false
}

// lengthField holds the number of tokens of a field.
func lengthField(f query.TextField) string {
	if f == query.Exact {
		f = query.Text
	}
	return string(f) + "_len"
}
