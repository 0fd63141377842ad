package ingest

import (
	"errors"
	"fmt"
	"io/fs"
)

// Reason says why a file, a folder or a record was not read.
type Reason string

// The reasons.
const (
	Empty       Reason = "empty"
	Binary      Reason = "binary"
	Encoding    Reason = "encoding"
	TooLarge    Reason = "too-large"
	Unreadable  Reason = "unreadable"
	Vanished    Reason = "vanished"
	Unsupported Reason = "unsupported-format"
	NoText      Reason = "no-text"
	BadRecord   Reason = "bad-record"
	Hidden      Reason = "hidden"
	Ignored     Reason = "ignored"
	Outside     Reason = "outside"
	Library     Reason = "library"
	Encrypted   Reason = "encrypted"
	Damaged     Reason = "damaged"
)

// sentence is the reason in words for people.
func (r Reason) sentence() string {
	switch r {
	case Empty:
		return "the file is empty"
	case Binary:
		return "the file is no text"
	case Encoding:
		return "the encoding could not be told: save it as UTF-8"
	case TooLarge:
		return "the file is too large"
	case Unreadable:
		return "it cannot be read"
	case Vanished:
		return "there is no such file or folder"
	case Unsupported:
		return "this format is not yet read"
	case NoText:
		return "no text was found in it"
	case BadRecord:
		return "the record cannot be read"
	case Hidden:
		return "hidden files and folders are passed over; name it to add it"
	case Ignored:
		return "an ignore file names it; name it to add it"
	case Outside:
		return "it is a link that leads out of the folder; name it to add it"
	case Library:
		return "it is a library of locus itself"
	case Encrypted:
		return "a password protects it: save it without one"
	case Damaged:
		return "the file is damaged"
	}
	return "it was not read"
}

// Skip is the error for something that was not read while the rest goes on.
// File is the name as the user gave it; Line counts from 1 and is 0 where the
// reason is not in one line; Detail completes the reason's sentence.
type Skip struct {
	File   string
	Reason Reason
	Line   int
	Detail string
	Err    error // what the system said, if anything
}

// Error is a sentence for people.
func (s *Skip) Error() string {
	out := s.Reason.sentence()
	if s.Reason == "" && s.Detail != "" {
		out = ""
	}
	if s.Line > 0 {
		out = fmt.Sprintf("line %d: %s", s.Line, out)
	}
	detail := s.Detail
	if detail == "" && s.Reason == Unreadable && s.Err != nil {
		detail = bare(s.Err)
	}
	if detail != "" {
		if out != "" {
			out += ": "
		}
		out += detail
	}
	if s.File != "" {
		return s.File + ": " + out
	}
	return out
}

// bare is what the system said, without the path that Skip names itself.
func bare(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}

// Unwrap gives what the system said.
func (s *Skip) Unwrap() error { return s.Err }
