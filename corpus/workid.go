package corpus

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MaxWorkID is the longest work id, in bytes: safe as a folder's name anywhere.
const MaxWorkID = 120

// ErrWorkID is wrapped by every error of WorkID.Check.
var ErrWorkID = errors.New("not a work id (lower-case letters, digits, '-', '_' and '.', at most 120, beginning and ending with a letter or digit)")

// Check tells why an id cannot name a work: it has to be safe as the name of a
// folder on every system, and no two ids may differ in case alone. The error
// wraps ErrWorkID.
func (id WorkID) Check() error {
	s := string(id)
	if s == "" || len(s) > MaxWorkID || !alnum(s[0]) || !alnum(s[len(s)-1]) || reserved(s) {
		return fmt.Errorf("%q: %w", s, ErrWorkID)
	}
	for i := range len(s) {
		if !alnum(s[i]) && s[i] != '-' && s[i] != '_' && s[i] != '.' {
			return fmt.Errorf("%q: %w", s, ErrWorkID)
		}
	}
	return nil
}

// alnum reports whether b is a lower-case letter or a digit of ASCII.
func alnum(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' }

// reserved reports whether a system keeps a name for its devices, with any
// ending behind a full stop.
func reserved(s string) bool {
	stem, _, _ := strings.Cut(s, ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && '0' <= stem[3] && stem[3] <= '9'
}

// MakeWorkID derives an id from a name, such as a file's name without its folder
// ("My Essay (2).txt" gives "my-essay-2") or a record's own id: accents are
// resolved, what is neither a letter nor a digit of ASCII becomes a hyphen, and a
// file ending of up to five letters is left out. What has nothing to keep is
// called "work". While taken says that an id belongs to another work, "-2", "-3",
// ... is put behind it; a nil taken takes nothing.
func MakeWorkID(base string, taken func(WorkID) bool) WorkID {
	stem := slug(withoutEnding(base), '-')
	return unique(stem, taken)
}

// KeepWorkID derives an id from one that a record states and keeps it where it
// can: '_' and '.' stay, letters become lower case. Otherwise it is MakeWorkID.
func KeepWorkID(stated string, taken func(WorkID) bool) WorkID {
	return unique(slug(stated, '_'), taken)
}

// unique puts a number from 2 on behind stem that makes it free, the smallest
// one where the numbers taken have no gaps. It doubles and halves, so that a
// folder of many thousand files of one name costs no quadratic work.
func unique(stem string, taken func(WorkID) bool) WorkID {
	number := func(n int) WorkID {
		tail := "-" + strconv.Itoa(n)
		return WorkID(strings.TrimRight(stem[:min(len(stem), MaxWorkID-len(tail))], "-._") + tail)
	}
	if taken == nil || !taken(WorkID(stem)) {
		return WorkID(stem)
	}
	low, high := 1, 2
	for taken(number(high)) {
		low, high = high, 2*high
	}
	for low+1 < high {
		if mid := (low + high) / 2; taken(number(mid)) {
			low = mid
		} else {
			high = mid
		}
	}
	return number(high)
}

// withoutEnding cuts a file's ending of one to five letters or digits, at least
// one of them a letter ("notes.md", but not "vol. 2" or "draft.2024").
func withoutEnding(base string) string {
	i := strings.LastIndexByte(base, '.')
	if i <= 0 || len(base)-i-1 < 1 || len(base)-i-1 > 5 {
		return base
	}
	letter := false
	for _, r := range base[i+1:] {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return base
		}
		letter = letter || unicode.IsLetter(r)
	}
	if !letter {
		return base
	}
	return base[:i]
}

// slug keeps letters and digits in lower case and makes every run of other
// characters one hyphen; with keep '_', single '_' and '.' stay as they are.
func slug(s string, keep rune) string {
	var b strings.Builder
	var gap rune
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		plain := asciiLetter(r)
		if plain == "" && unicode.Is(unicode.Mn, r) {
			continue
		}
		if plain == "" {
			switch {
			case gap == 0 && keep == '_' && (r == '_' || r == '.'):
				gap = r
			default:
				gap = '-'
			}
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteRune(gap)
		}
		gap = 0
		b.WriteString(plain)
	}
	out := b.String()
	if len(out) > MaxWorkID {
		out = strings.TrimRight(out[:MaxWorkID], "-._")
	}
	if out == "" {
		return "work"
	}
	if reserved(out) {
		return "work-" + out
	}
	return out
}

// asciiLetter is the plain form of a lower-case letter or digit, "" for
// anything else. Letters that do not decompose are written out.
func asciiLetter(r rune) string {
	if r < 0x80 && alnum(byte(r)) {
		return string(r)
	}
	switch r {
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø':
		return "o"
	case 'ß':
		return "ss"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'þ':
		return "th"
	case 'ı':
		return "i"
	}
	return ""
}
