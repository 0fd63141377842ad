package query

import (
	"fmt"
	"strings"
)

// UnknownError says that a flag names something that is not there: a theory, an
// author, a person, a work, a type, a kind, a voice. Nearest holds at most five
// names that are, the likeliest first.
type UnknownError struct {
	Field   string
	Name    string
	Nearest []string
}

// Error names the field, the name, and what was perhaps meant.
func (e *UnknownError) Error() string {
	s := fmt.Sprintf("unknown %s %q", e.Field, e.Name)
	if len(e.Nearest) > 0 {
		s += "; did you mean " + either(e.Nearest) + "?"
	}
	return s
}

// RequestError says that a parameter of a request cannot be: a negative limit,
// an order that does not exist. Why is a clause that follows the name.
type RequestError struct {
	Parameter string
	Why       string
}

// Error says which parameter is wrong and why.
func (e *RequestError) Error() string { return e.Parameter + " " + e.Why }

// either joins names as a sentence does: a, b or c.
func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
