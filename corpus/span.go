package corpus

// Span is a half-open byte range in the canonical text of a work: Start is
// inside, End is outside, both counted from 0 and both on rune boundaries.
// A Span never refers to shown text; that is a Mark.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of bytes the span covers.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share at least one byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of is the stretch of text that the span names. It panics, as a slice
// expression does, when the span lies outside the text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Mark is a half-open byte range in a shown text (a snippet, a passage on a
// page): Start is inside, End is outside, counted from the first byte shown.
// A Mark never refers to the canonical text; that is a Span.
type Mark struct {
	Start int `json:"start"`
	End   int `json:"end"`
}
