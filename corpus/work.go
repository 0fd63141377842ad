package corpus

import "strings"

// Name is a person's name as an author of a work or an entry: the family name
// whole ("Aghili Dehnavi", "van der Pijl"), the given names or initials as
// printed. A body (an organisation) has a Family and no Given.
type Name struct {
	Family string `json:"family"`
	Given  string `json:"given,omitempty"`
}

// Display is given and family name as a person writes them, diacritics kept.
func (n Name) Display() string { return strings.TrimSpace(n.Given + " " + n.Family) }

// Basis says where a field of a work's record came from.
type Basis string

// The three bases a field can have; a field without a value has none.
const (
	Stated  Basis = "stated"  // printed in the text or its mark-up
	Derived Basis = "derived" // worked out, for instance from the file's name
	ByUser  Basis = "user"    // said by the user: a flag, a record, a correction
)

// The types of work. A type that is not known stays empty.
const (
	TypeEssay        = "essay"
	TypeChapter      = "chapter"
	TypeArticle      = "article"
	TypeEncyclopedia = "encyclopedia"
	TypePaper        = "paper"
	TypeBook         = "book"
	TypeReport       = "report"
	TypeThesis       = "thesis"
	TypeWebpage      = "webpage"
	TypeRecord       = "record" // a line of a .jsonl file
)

// Source says what file a work was read from.
type Source struct {
	File   string `json:"file"`   // name as the user gave it
	Format string `json:"format"` // "text", "markdown", "html", "record", ...
	SHA256 string `json:"sha256"` // of the file's bytes, hexadecimal
}

// Work is what a reference list names. A missing field stays missing: nothing
// is invented. Its JSON form is the WORK of every door.
type Work struct {
	ID        WorkID `json:"id"`
	Title     string `json:"title,omitempty"`
	Authors   []Name `json:"authors,omitempty"`
	Editors   []Name `json:"editors,omitempty"`
	Year      *int   `json:"year"`
	Type      string `json:"type,omitempty"`
	Genre     string `json:"genre,omitempty"` // what a work calls itself: "PhD thesis", "Working paper"
	Container string `json:"container,omitempty"`
	Volume    string `json:"volume,omitempty"`
	Issue     string `json:"issue,omitempty"`
	Pages     string `json:"pages,omitempty"`
	ISSN      string `json:"issn,omitempty"`
	ISBN      string `json:"isbn,omitempty"`
	DOI       string `json:"doi,omitempty"`
	URL       string `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Place     string `json:"place,omitempty"`
	Edition   string `json:"edition,omitempty"`

	Translators  []Name `json:"translators,omitempty"`
	OriginalYear *int   `json:"original_year,omitempty"` // in which a work republished or translated first appeared
	Number       string `json:"number,omitempty"`        // of a report, or of an article that has no pages
	Series       string `json:"series,omitempty"`
	Accessed     string `json:"accessed,omitempty"` // when a page was read: "2024-05-17", "2024-05" or "2024"

	Language string           `json:"language,omitempty"` // BCP 47
	Source   Source           `json:"source"`
	Stated   map[string]Basis `json:"stated,omitempty"` // JSON field name to basis
	Revision int              `json:"revision"`         // of the canonical text, from 1
	Passages int              `json:"passages"`
	Words    int              `json:"words"`
}
