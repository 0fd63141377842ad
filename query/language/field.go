package language

import (
	"strconv"
	"strings"
	"unicode"
)

// Fields lists the names that make a filter of "name:value", in the order in
// which help texts show them.
func Fields() []string {
	return []string{"theory", "author", "person", "work", "type", "section", "year", "kind", "voice"}
}

// fieldOf splits a chunk at its first colon when what stands before it is the
// name of a field, in any case.
func fieldOf(chunk string) (field, value string, known bool) {
	name, value, ok := strings.Cut(chunk, ":")
	if !ok {
		return "", "", false
	}
	name = strings.ToLower(name)
	for _, f := range Fields() {
		if f == name {
			return f, value, true
		}
	}
	return "", "", false
}

// bare reports whether a value can be printed without quotation marks.
func bare(value string) bool {
	if value == "" {
		return false
	}
	for _, r := range value {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./", r) {
			return false
		}
	}
	return !strings.HasSuffix(value, ".") || strings.Count(value, ".") > 1
}

// Range is a range of years, both ends inside; a nil end is open.
type Range struct{ From, To *int }

// ParseRange reads 1979..1990, 1979-1990, 1979.., ..1990 and 1979. Ends given in
// the wrong order are exchanged. It reports false for anything else, also for
// a range open at both ends.
func ParseRange(s string) (Range, bool) {
	s = strings.TrimSpace(s)
	from, to, ok := strings.Cut(s, "..")
	if !ok {
		if from, to, ok = strings.Cut(s, "-"); ok && (from == "" || to == "") {
			return Range{}, false
		}
	}
	if !ok {
		to = from
	}
	var r Range
	if r.From, ok = yearEnd(from); !ok {
		return Range{}, false
	}
	if r.To, ok = yearEnd(to); !ok || r.From == nil && r.To == nil {
		return Range{}, false
	}
	if r.From != nil && r.To != nil && *r.From > *r.To {
		r.From, r.To = r.To, r.From
	}
	return r, true
}

func yearEnd(s string) (*int, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, true
	}
	if len(s) > 4 || strings.ContainsAny(s, "+-") {
		return nil, false
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return nil, false
	}
	return &n, true
}

// String prints the range as ParseRange reads it, a single year as itself.
func (r Range) String() string {
	switch {
	case r.From != nil && r.To != nil && *r.From == *r.To:
		return strconv.Itoa(*r.From)
	case r.From != nil && r.To != nil:
		return strconv.Itoa(*r.From) + ".." + strconv.Itoa(*r.To)
	case r.From != nil:
		return strconv.Itoa(*r.From) + ".."
	case r.To != nil:
		return ".." + strconv.Itoa(*r.To)
	}
	return ".."
}
