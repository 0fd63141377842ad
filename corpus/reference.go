package corpus

// Reference is an entry of a work's reference list. Raw is the entry as printed
// (line ends joined); the other fields are what could be read of it, or what the
// file's mark-up gives. Span is zero where the entry stands in no printed list.
type Reference struct {
	Index     int    `json:"index"` // from 1, in printed order
	Span      Span   `json:"span"`
	Raw       string `json:"raw"`
	Authors   []Name `json:"authors,omitempty"`
	Year      string `json:"year,omitempty"` // as printed, "1373" or "n.d." too
	Title     string `json:"title,omitempty"`
	Container string `json:"container,omitempty"`
	Volume    string `json:"volume,omitempty"`
	Issue     string `json:"issue,omitempty"`
	Pages     string `json:"pages,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	Place     string `json:"place,omitempty"`
	Type      string `json:"type,omitempty"`
	DOI       string `json:"doi,omitempty"`
	URL       string `json:"url,omitempty"`
}

// Confidence says how sure a citation's reference is.
type Confidence string

// The confidences. NoEntry is an answer: the list has no such entry.
const (
	Certain  Confidence = "certain"
	Probable Confidence = "probable"
	NoEntry  Confidence = "none"
)

// Citation is an in-text citation as printed, and the reference it resolves to.
type Citation struct {
	Span       Span       `json:"span"`
	Text       string     `json:"text"`
	Author     string     `json:"author,omitempty"`
	Year       string     `json:"year,omitempty"`
	Locator    string     `json:"locator,omitempty"`
	Reference  int        `json:"reference,omitempty"` // Reference.Index, 0 where none
	Confidence Confidence `json:"confidence"`
	Why        string     `json:"why,omitempty"`
}
