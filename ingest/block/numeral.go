package block

import (
	"strconv"
	"strings"
)

// Numeral prints the number n of a list in the manner of its first mark: "1",
// "a", "A", "i" or "I". Numbers that letters cannot print, and other manners,
// give digits.
func Numeral(manner string, n int) string {
	switch {
	case n < 1:
	case manner == "a" && n <= 26:
		return string(rune('a' + n - 1))
	case manner == "A" && n <= 26:
		return string(rune('A' + n - 1))
	case manner == "i" && n < 4000:
		return strings.ToLower(roman(n))
	case manner == "I" && n < 4000:
		return roman(n)
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	var out strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			out.WriteString(d.sign)
		}
	}
	return out.String()
}
