package block

// FaultKind says what kind of thing keeps a file from being read.
type FaultKind string

// The kinds of fault.
const (
	Damaged     FaultKind = "damaged"     // not whole, or not what it says it is
	Encrypted   FaultKind = "encrypted"   // a password is needed
	Pictures    FaultKind = "pictures"    // its pages are pictures, there is no text in them
	TooLarge    FaultKind = "too large"   // larger, or deeper, than is read: perhaps a bomb
	Unsupported FaultKind = "unsupported" // of a kind that is not read
	Unreadable  FaultKind = "unreadable"  // any other reason
)

// Fault is the error of a reader that can make no page of a file. Detail is a
// clause for people: what is the matter, and what they can do about it.
type Fault struct {
	Kind   FaultKind
	Detail string
	Err    error // what lies below, if anything
}

// Error is the kind and the detail.
func (f *Fault) Error() string {
	out := string(f.Kind)
	if f.Detail != "" {
		out += ": " + f.Detail
	}
	if f.Err != nil {
		out += ": " + f.Err.Error()
	}
	return out
}

// Unwrap gives what lies below.
func (f *Fault) Unwrap() error { return f.Err }
