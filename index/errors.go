package index

import "errors"

// What can be wrong with an index as a whole. In each case the library holds
// the truth and Rebuild makes a good index again.
var (
	// ErrMissing says that there is no index yet.
	ErrMissing = errors.New("there is no index yet")
	// ErrStale says that the index was made by another version of the program
	// or with another analysis of words.
	ErrStale = errors.New("the index is of another version")
	// ErrDamaged says that files of the index are missing, cut or changed.
	ErrDamaged = errors.New("the index is damaged")
)

// Unusable reports whether err says that an index cannot be read as it is and
// has to be built again: ErrMissing, ErrStale or ErrDamaged.
func Unusable(err error) bool {
	return errors.Is(err, ErrMissing) || errors.Is(err, ErrStale) || errors.Is(err, ErrDamaged)
}
