package texts

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
)

// Record is one work, as a line of a file of records has it.
type Record struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Author string `json:"author"`
	Year   int    `json:"year"`
	Text   string `json:"text"`
}

// Write writes records one a line, until there are no more or one has an error,
// and tells how many bytes of text they hold.
func Write(w io.Writer, records iter.Seq2[Record, error]) (bytes int64, err error) {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for r, err := range records {
		if err != nil {
			return bytes, err
		}
		if err := out.Encode(r); err != nil {
			return bytes, fmt.Errorf("write record %s: %w", r.ID, err)
		}
		bytes += int64(len(r.Text))
	}
	return bytes, nil
}
