package draft

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"locus/corpus"
	"locus/corpus/words"
)

// Claim is a sentence of a draft that says something of the world and names no
// source. Span is its place in the draft's canonical text, in bytes.
type Claim struct {
	Span corpus.Span
	Text string
}

// The least that a sentence must have to be a claim, in words and in words that
// carry meaning.
const (
	claimWords   = 7
	claimContent = 4
)

// Claims are the sentences of a draft that claim and cite nothing, in order. A
// sentence is left out that cites, quotes, asks, speaks of the writer or of the
// text itself, or that is followed at once by one that only cites ("Waltz (1979)
// says the same.").
func Claims(doc *corpus.Document) []Claim {
	r := reader{doc: doc}
	var out []Claim
	for _, l := range r.leaves() {
		if l.kind != corpus.PartParagraph && l.kind != corpus.PartItem {
			continue
		}
		for _, s := range sentences(l) {
			text := s.Of(doc.Text)
			if claims(text) && !r.cites(s) && len(quoted(text)) == 0 && r.running(s) {
				out = append(out, Claim{Span: s, Text: strings.Join(strings.Fields(text), " ")})
			}
		}
	}
	return out
}

// running reports whether a sentence stands in the body of the draft.
func (r *reader) running(s corpus.Span) bool {
	for i := range r.doc.Passages {
		if p := &r.doc.Passages[i]; p.Span.Overlaps(s) {
			return p.Kind == corpus.Body || p.Kind == corpus.List
		}
	}
	return false
}

// cites reports whether a sentence has a citation, calls a note that has one, or
// is followed by a bracket that is one.
func (r *reader) cites(s corpus.Span) bool {
	until := s.End + behind
	for _, c := range r.doc.Citations {
		if c.Span.Overlaps(corpus.Span{Start: s.Start, End: until}) {
			return true
		}
	}
	if end := r.bracketBehind(s.End, len(r.doc.Text)); end > s.End && pagesOnly().MatchString(r.doc.Text[s.End:end]) {
		return true
	}
	return keyed().MatchString(s.Of(r.doc.Text)) || len(r.noted(s.Start, until)) > 0
}

// The sentences that speak of the writer or the text.
var ofItself = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:this|the present|my|our) (?:essay|paper|article|chapter|section|thesis|dissertation|study|work|part|draft|analysis|discussion|argument)\b|\b(?:I|we) (?:will|shall|argue|claim|suggest|propose|show|have|begin|turn|conclude|discuss|examine|ask|use|focus|now|first|then|believe|think|hope)\b|\b(?:the next|the following|the previous|the last|the first|the second|the third) (?:section|chapter|part|paragraph)s?\b|\bas (?:shown|seen|discussed|mentioned|noted|argued) (?:above|below|earlier|before)\b`)
})

// claims reports whether a sentence says enough of something to want a source.
func claims(text string) bool {
	text = strings.TrimSpace(text)
	if strings.HasSuffix(text, "?") || strings.HasSuffix(text, ":") || ofItself().MatchString(text) {
		return false
	}
	all := strings.Fields(text)
	content := 0
	for _, w := range all {
		f := words.Fold(strings.Trim(w, ".,;:!?()[]“”\"'"))
		if f != "" && !words.Function(f) {
			content++
		}
	}
	return len(all) >= claimWords && content >= claimContent
}

// Concordance compares what a draft cites with its own reference list and with a
// library.
type Concordance struct {
	// Missing are the entries of the list, cited or not, that the library lacks.
	Missing []corpus.Reference `json:"missing"`
	// Uncited are the entries that the text never cites.
	Uncited []corpus.Reference `json:"uncited"`
	// Unlisted are the citations that the list has no entry for.
	Unlisted []string `json:"unlisted"`
	// Held are the library's works that entries name, by the entries' indexes.
	Held map[int][]corpus.WorkID `json:"held"`
}

// Compare makes the concordance of a draft with a shelf. A citation that names a
// work which the draft does not list, but no author is known by that name, is told
// as printed.
func Compare(s *Shelf, doc *corpus.Document) Concordance {
	c := Concordance{Missing: []corpus.Reference{}, Uncited: []corpus.Reference{}, Unlisted: []string{}, Held: map[int][]corpus.WorkID{}}
	citedBy := map[int]bool{}
	for _, one := range doc.Citations {
		citedBy[one.Reference] = true
		text := strings.Join(strings.Fields(one.Text), " ")
		if one.Reference == 0 && len(doc.References) > 0 && !slices.Contains(c.Unlisted, text) {
			c.Unlisted = append(c.Unlisted, text)
		}
	}
	for _, ref := range doc.References {
		if ids := s.Entry(&ref); len(ids) > 0 {
			c.Held[ref.Index] = ids
		} else {
			c.Missing = append(c.Missing, ref)
		}
		if !citedBy[ref.Index] {
			c.Uncited = append(c.Uncited, ref)
		}
	}
	return c
}

// Question is a sentence as a question that asks for its words: without the marks
// and the words that the language of questions would read as its own.
func Question(sentence string) string {
	var out []string
	for _, w := range strings.FieldsFunc(sentence, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’-", r)
	}) {
		w = strings.Trim(w, "'’-")
		switch w {
		case "":
			continue
		case "AND", "OR", "NOT", "NEAR":
			w = strings.ToLower(w)
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}
