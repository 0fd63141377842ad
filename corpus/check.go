package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxFaults is how many faults a CheckError keeps; the rest is counted.
const maxFaults = 10

// Fault is one broken promise of a document: where it is broken and how.
type Fault struct {
	Place string // "text", "part 3 (section at 120)", "passage 7 (essay:40-90)", ...
	What  string
}

// CheckError lists the broken promises of a document, in the order found: at
// most ten are kept, More counts the others.
type CheckError struct {
	Work   WorkID
	Faults []Fault
	More   int
}

// Error names the work and the first broken promise with its place.
func (e *CheckError) Error() string {
	f := e.Faults[0]
	s := fmt.Sprintf("document %q: %s: %s", e.Work, f.Place, f.What)
	if n := len(e.Faults) + e.More - 1; n > 0 {
		s += fmt.Sprintf(" (and %d more)", n)
	}
	return s
}

// Check tests every promise a stamped document makes and answers a *CheckError
// naming the places where one is broken, nil when all hold:
//
//   - the text is UTF-8 in NFC with LF line ends;
//   - parts are ordered, nest, and their leaves hold every byte that is not
//     blank, not a heading and not dropped, once;
//   - passages are ordered, apart, on rune boundaries, within one section, equal
//     to their slice of the text, and named by their address;
//   - every byte is in exactly one passage or dropped span;
//   - whatever points into the text (evidence, mentions, citations, references,
//     repairs, footnote calls) points at what it says.
func (d *Document) Check() error {
	c := &checker{d: d, err: &CheckError{Work: d.Work.ID}}
	c.record()
	if c.text() {
		c.parts()
		c.leaves()
		c.passages()
		c.tiling()
		c.references()
		c.citations("citation", d.Citations, Span{0, len(d.Text)})
		c.repairs()
	}
	if len(c.err.Faults) == 0 {
		return nil
	}
	return c.err
}

// checker gathers the faults of one document.
type checker struct {
	d     *Document
	err   *CheckError
	steps []step // where the innermost section changes, by offset
}

// fault notes a broken promise.
func (c *checker) fault(place, format string, args ...any) {
	if len(c.err.Faults) == maxFaults {
		c.err.More++
		return
	}
	c.err.Faults = append(c.err.Faults, Fault{Place: place, What: fmt.Sprintf(format, args...)})
}

// record checks the work's record.
func (c *checker) record() {
	w := &c.d.Work
	if err := w.ID.Check(); err != nil {
		c.fault("record", "%v", err)
	}
	if w.Revision < 1 {
		c.fault("record", "revision is %d, not 1 or more", w.Revision)
	}
	if w.Passages != len(c.d.Passages) {
		c.fault("record", "says %d passages where there are %d", w.Passages, len(c.d.Passages))
	}
	if w.Words < 0 {
		c.fault("record", "says %d words", w.Words)
	}
	for field, basis := range w.Stated {
		if basis != Stated && basis != Derived && basis != ByUser {
			c.fault("record", "field %q has the unknown basis %q", field, basis)
		}
	}
}

// text checks the canonical text and reports whether the rest can be checked.
func (c *checker) text() bool {
	t := c.d.Text
	if !utf8.ValidString(t) {
		c.fault("text", "is not UTF-8 at byte %d", firstInvalid(t))
		return false
	}
	if i := strings.IndexByte(t, '\r'); i >= 0 {
		c.fault("text", "has a carriage return at byte %d", i)
	}
	if i := strings.IndexByte(t, 0); i >= 0 {
		c.fault("text", "has a NUL at byte %d", i)
	}
	if !norm.NFC.IsNormalString(t) {
		c.fault("text", "is not in NFC near byte %d", norm.NFC.QuickSpanString(t))
	}
	return true
}

// firstInvalid is the byte offset of the first byte that is not UTF-8.
func firstInvalid(s string) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}

// span checks that a span is not empty, within bounds and on rune boundaries.
func (c *checker) span(place, what string, s, bounds Span) bool {
	switch {
	case s.Start < 0 || s.End > len(c.d.Text) || s.End < s.Start:
		c.fault(place, "%s %d-%d lies outside the text of %d bytes", what, s.Start, s.End, len(c.d.Text))
	case s.Empty():
		c.fault(place, "%s %d-%d is empty", what, s.Start, s.End)
	case !boundary(c.d.Text, s.Start) || !boundary(c.d.Text, s.End):
		c.fault(place, "%s %d-%d cuts a character", what, s.Start, s.End)
	case !bounds.Contains(s):
		c.fault(place, "%s %d-%d lies outside %d-%d", what, s.Start, s.End, bounds.Start, bounds.End)
	default:
		return true
	}
	return false
}

// says checks that a printed form is what stands over the span; runs of blanks
// and line ends count as one blank.
func (c *checker) says(place, what string, s Span, printed string) {
	if got := s.Of(c.d.Text); got != printed && squeeze(got) != squeeze(printed) {
		c.fault(place, "%s %q is not what stands at %d-%d, %q", what, clip(printed), s.Start, s.End, clip(got))
	}
}

// squeeze makes every run of blanks one blank.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip shortens a text for a message, on a rune boundary.
func clip(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	end := most
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "..."
}

// boundary reports whether byte offset i of s, its end included, is where a
// rune begins.
func boundary(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }
