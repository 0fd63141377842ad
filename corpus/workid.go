package corpus

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxWorkID is the longest work id, in bytes; what it becomes as a folder's name
// is at most twice as long.
const MaxWorkID = 120

// ErrWorkID is wrapped by every error of WorkID.Check.
var ErrWorkID = errors.New("not a work id (letters, digits and signs, no blank, no '@', no quotation mark, at most 120 bytes, beginning and ending with a letter or digit)")

// Check tells why an id cannot name a work. An id is a record's own where it has
// one, so capitals and most signs are allowed; what would be read as something
// else in an address, a question or a run file is not. The error wraps ErrWorkID.
func (id WorkID) Check() error {
	s := string(id)
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if len(s) > MaxWorkID || !wordRune(first) || !wordRune(last) || !norm.NFC.IsNormalString(s) || len(id.folder()) > 2*MaxWorkID {
		return fmt.Errorf("%q: %w", s, ErrWorkID)
	}
	for _, r := range s {
		if r == utf8.RuneError || !wordRune(r) && (!unicode.IsGraphic(r) || unicode.IsSpace(r) || strings.ContainsRune("@\"'`\\", r)) {
			return fmt.Errorf("%q: %w", s, ErrWorkID)
		}
	}
	return nil
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// folder is the id as the name of a folder that is safe on every system: lower
// case ASCII letters, digits, '-', '_' and '.' stand for themselves, "+a" for a
// capital A, "=2f" for the byte 2f. No two ids share a folder, whatever a system
// thinks of case.
func (id WorkID) folder() string {
	var b strings.Builder
	for i := range len(id) {
		c := id[i]
		switch {
		case i == 0 && reserved(string(id)):
			fmt.Fprintf(&b, "=%02x", c)
		case alnum(c) || c == '-' || c == '_' || c == '.':
			b.WriteByte(c)
		case 'A' <= c && c <= 'Z':
			b.WriteByte('+')
			b.WriteByte(c + 'a' - 'A')
		default:
			fmt.Fprintf(&b, "=%02x", c)
		}
	}
	return b.String()
}

// folderID is the id whose folder has this name; ok is false where there is none.
func folderID(name string) (id WorkID, ok bool) {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		switch {
		case name[i] == '+' && i+1 < len(name):
			i++
			b.WriteByte(name[i] - 'a' + 'A')
		case name[i] == '=' && i+2 < len(name):
			n, err := strconv.ParseUint(name[i+1:i+3], 16, 8)
			if err != nil {
				return "", false
			}
			b.WriteByte(byte(n))
			i += 2
		default:
			b.WriteByte(name[i])
		}
	}
	id = WorkID(b.String())
	return id, id.Check() == nil && id.folder() == name
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

// KeepWorkID is the id that a record states, as it stands where it can name a
// work; otherwise it is made as MakeWorkID makes it, with '_' and '.' kept.
func KeepWorkID(stated string, taken func(WorkID) bool) WorkID {
	if id := WorkID(norm.NFC.String(strings.TrimSpace(stated))); id.Check() == nil {
		return unique(string(id), taken)
	}
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
