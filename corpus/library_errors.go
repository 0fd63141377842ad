package corpus

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// What can be wrong with a library or a name in it; callers decide by errors.Is.
var (
	// ErrNoLibrary says that a folder is no library.
	ErrNoLibrary = errors.New("no library here")
	// ErrVersion says that another version of the program made the library.
	ErrVersion = errors.New("library of another version")
	// ErrDamaged says that a file of the library is missing or not as written.
	ErrDamaged = errors.New("library is damaged")
	// ErrChanged says that the words an address named have changed since.
	ErrChanged = errors.New("the text has changed")
	// ErrUnknownWork says that the library has no work of that id.
	ErrUnknownWork = errors.New("no such work")
	// ErrHeld says that another process is writing to the library.
	ErrHeld = errors.New("library is in use")
)

// DamagedError names a file of the library that is missing or not as it was
// written. It wraps ErrDamaged, and Err where there is one.
type DamagedError struct {
	File string
	Why  string
	Err  error
}

// Error names the file, what is wrong with it and the way out.
func (e *DamagedError) Error() string {
	s := fmt.Sprintf("%v: %s: %s", ErrDamaged, e.File, e.Why)
	if e.Err != nil {
		s += fmt.Sprintf(" (%v)", e.Err)
	}
	return s + "; add the work's file again to put it right"
}

// Unwrap gives ErrDamaged and the cause.
func (e *DamagedError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrDamaged}
	}
	return []error{ErrDamaged, e.Err}
}

// ChangedError says that an address names words of another revision of the work
// than the library holds. It wraps ErrChanged.
type ChangedError struct {
	ID       PassageID // as asked
	Work     WorkID
	Asked    int // the revision the address names
	Revision int // the revision the library holds
}

// Error says which revision was meant and how an address of the present text
// looks.
func (e *ChangedError) Error() string {
	form := Address{Work: e.Work, Revision: e.Revision, Span: Span{0, 1}}.String()
	form = strings.TrimSuffix(form, "0-1") + "START-END"
	return fmt.Sprintf("%s: %v: the address names revision %d, the library holds revision %d, whose addresses look like %s; search for the words again",
		e.ID, ErrChanged, e.Asked, e.Revision, form)
}

// Unwrap gives ErrChanged.
func (e *ChangedError) Unwrap() error { return ErrChanged }

// UnknownWorkError says that the library has no work of an id, and which ids
// are nearest. It wraps ErrUnknownWork.
type UnknownWorkError struct {
	ID      WorkID
	Nearest []WorkID
}

// Error names the id and the nearest ones.
func (e *UnknownWorkError) Error() string {
	s := fmt.Sprintf("%v: %q", ErrUnknownWork, e.ID)
	if len(e.Nearest) > 0 {
		names := make([]string, len(e.Nearest))
		for i, id := range e.Nearest {
			names[i] = string(id)
		}
		s += "; did you mean " + strings.Join(names, " or ") + "?"
	}
	return s
}

// Unwrap gives ErrUnknownWork.
func (e *UnknownWorkError) Unwrap() error { return ErrUnknownWork }

// SpanError says why an address names no stretch of its work's text. It wraps
// ErrAddress.
type SpanError struct {
	ID    PassageID
	Why   string
	Bytes int // length of the work's text
}

// Error names the address, what is wrong with it and how long the text is.
func (e *SpanError) Error() string {
	return fmt.Sprintf("%s: the span %s; the text has %d bytes", e.ID, e.Why, e.Bytes)
}

// Unwrap gives ErrAddress.
func (e *SpanError) Unwrap() error { return ErrAddress }

// HeldError says who is writing to the library. The fields are zero where the
// holder could not be read. It wraps ErrHeld.
type HeldError struct {
	Dir   string
	PID   int
	Host  string // the machine on which the process runs
	What  string // what the holder is doing
	Since time.Time
}

// Error says who holds the library, since when and for what.
func (e *HeldError) Error() string {
	s := fmt.Sprintf("%s: %v by another process", e.Dir, ErrHeld)
	if e.PID > 0 {
		s += fmt.Sprintf(" (process %d%s, %s, since %s)", e.PID, e.on(), e.What, e.Since.Format(time.DateTime))
	}
	return s + "; wait until it has finished, or stop it"
}

// on names the machine where it has a name.
func (e *HeldError) on() string {
	if e.Host == "" {
		return ""
	}
	return " on " + e.Host
}

// Unwrap gives ErrHeld.
func (e *HeldError) Unwrap() error { return ErrHeld }
