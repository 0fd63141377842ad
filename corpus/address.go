package corpus

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// WorkID names a work within a library: lower-case letters, digits, '-', '_'
// and '.', as derived from the file's name or given by the record.
type WorkID string

// PassageID is the address of a passage, or of any span of a work, written
// as Address.String writes it.
type PassageID string

// TheoryID names a node of a pack's taxonomy; a child is written below its
// parent with a slash, as in "realism/structural".
type TheoryID string

// ErrAddress is wrapped by every error of ParseAddress.
var ErrAddress = errors.New("not an address of the form work:start-end")

// Address is where words stand: a work, the revision of its text, and a span.
// Revision 1, the text as first read, is not written; when a work's text
// changes its revision grows, so an address made before the change can never
// name other words after it.
type Address struct {
	Work     WorkID
	Revision int
	Span     Span
}

// String writes "work:start-end", or "work@revision:start-end" from the second
// revision on.
func (a Address) String() string {
	if a.Revision > 1 {
		return fmt.Sprintf("%s@%d:%d-%d", a.Work, a.Revision, a.Span.Start, a.Span.End)
	}
	return fmt.Sprintf("%s:%d-%d", a.Work, a.Span.Start, a.Span.End)
}

// ID is the address as a passage's name.
func (a Address) ID() PassageID { return PassageID(a.String()) }

// ParseAddress reads what Address.String writes. The error wraps ErrAddress.
func ParseAddress(s string) (Address, error) {
	colon := strings.LastIndexByte(s, ':')
	if colon <= 0 {
		return Address{}, fmt.Errorf("%q: %w", s, ErrAddress)
	}
	a := Address{Work: WorkID(s[:colon]), Revision: 1}
	if at := strings.LastIndexByte(s[:colon], '@'); at > 0 {
		n, err := strconv.Atoi(s[at+1 : colon])
		if err != nil || n < 1 {
			return Address{}, fmt.Errorf("%q: revision: %w", s, ErrAddress)
		}
		a.Work, a.Revision = WorkID(s[:at]), n
	}
	from, to, ok := strings.Cut(s[colon+1:], "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	if !ok || err1 != nil || err2 != nil || start < 0 || end <= start {
		return Address{}, fmt.Errorf("%q: %w", s, ErrAddress)
	}
	a.Span = Span{Start: start, End: end}
	return a, nil
}
