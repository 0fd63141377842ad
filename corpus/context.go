package corpus

// Context is a stretch of the canonical text around a passage, for showing.
type Context struct {
	Kind string `json:"kind"` // sentence, paragraph, section
	Span Span   `json:"span"`
	Text string `json:"text"`
}
