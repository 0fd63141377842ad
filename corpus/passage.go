package corpus

// Kind says what sort of stretch a passage is.
type Kind string

// The kinds of passage.
const (
	Body       Kind = "body"
	Abstract   Kind = "abstract"
	List       Kind = "list"
	Table      Kind = "table"
	Figure     Kind = "figure" // a caption
	Footnote   Kind = "footnote"
	Quotation  Kind = "quotation" // a block quotation
	ReferenceK Kind = "reference" // an entry of the reference list
	Front      Kind = "front"     // affiliations, keywords, dedications
)

// Voice says whose words or views a passage gives.
type Voice string

// The voices. Quotes: somebody's words between marks or as a block; Reports:
// somebody's view in the author's words.
const (
	AuthorVoice Voice = "author"
	Quotes      Voice = "quotes"
	Reports     Voice = "reports"
)

// Locator is how a person finds a passage. Page fields are null where there is
// no evidence; Paragraph counts from 1 within the innermost section.
type Locator struct {
	Page           *string `json:"page"`               // the printed label
	PageEnd        *string `json:"page_end,omitempty"` // that of the page on which it ends, where that is another and there is evidence
	PageSource     *string `json:"page_source"`        // labels, heads, user, markup
	PageConfidence *string `json:"page_confidence"`    // high, medium, low
	FilePage       *int    `json:"file_page"`          // from 1
	Paragraph      int     `json:"paragraph"`
}

// Evidence is a stretch of the canonical text that gave a tag.
type Evidence struct {
	Span
	Text string `json:"text"`
}

// TaggedBy says who vouches for a tag.
type TaggedBy string

// Who can vouch for a tag.
const (
	ByHeading TaggedBy = "heading"
	ByCues    TaggedBy = "cues"
	ByEditor  TaggedBy = "editor"
)

// Tag ties a passage to a theory it is about or argues from. Weight is above 0
// and at most 1. Evidence spans of a heading's tag lie in the heading.
type Tag struct {
	Theory   TheoryID   `json:"id"`
	Weight   float64    `json:"weight"`
	By       TaggedBy   `json:"by"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Role is how a passage names a person.
type Role string

// The roles, weakest first; a person has the strongest that applies.
const (
	Mentioned Role = "mentioned"
	Cited     Role = "cited"
	Quoted    Role = "quoted"
)

// Mention is a person named in a passage: canonical name, and the form printed.
type Mention struct {
	Name string `json:"name"`
	As   string `json:"as"`
	Role Role   `json:"role"`
	Span Span   `json:"span"` // of the first printed form
}

// Repair is a change made to the text as it was read. At is the byte offset in
// the canonical text where Is begins; Was is what the file had.
type Repair struct {
	At  int    `json:"at"`
	Was string `json:"was"`
	Is  string `json:"is"`
	Why string `json:"why"`
}

// Passage is a stretch of a work worth quoting. Text equals the document's text
// over Span; passages of a document are ordered and apart. Its JSON form is the
// PASSAGE of every door; in the library folder Text is left out, since the text
// file holds it.
type Passage struct {
	ID        PassageID   `json:"id"`
	Work      WorkID      `json:"work"`
	Span      Span        `json:"span"`
	Ordinal   int         `json:"ordinal"` // from 0, in order of the text
	Kind      Kind        `json:"kind"`
	Text      string      `json:"text,omitempty"`
	Section   []string    `json:"section"` // headings, outermost first
	Locator   Locator     `json:"locator"`
	Theories  []Tag       `json:"theories"`
	People    []Mention   `json:"people"`
	Voice     Voice       `json:"voice"`
	VoiceOf   []string    `json:"voice_of,omitempty"` // persons; for reports also schools, by their labels
	VoiceBy   *Evidence   `json:"voice_by,omitempty"` // the words that ascribe it, within the passage or just before a quotation
	Citations []Citation  `json:"citations,omitempty"`
	Repairs   []Repair    `json:"repairs,omitempty"`
	Notes     []int       `json:"notes,omitempty"`   // numbers of the footnotes called here; of a footnote its own
	AlsoIn    []PassageID `json:"also_in,omitempty"` // passages that say the same words
}
