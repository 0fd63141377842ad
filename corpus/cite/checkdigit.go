package cite

import "strings"

// validISBN checks the last digit of an ISBN of 10 or 13 digits, hyphens aside.
func validISBN(isbn string) bool {
	digits, ok := digitsOf(isbn)
	switch {
	case !ok:
		return false
	case len(digits) == 10:
		return weighed(digits)%11 == 0
	case len(digits) != 13:
		return false
	}
	sum := 0
	for i, d := range digits {
		sum += d * (1 + 2*(i%2))
	}
	return sum%10 == 0
}

// validISSN checks the last digit of an ISSN.
func validISSN(issn string) bool {
	digits, ok := digitsOf(issn)
	return ok && len(digits) == 8 && weighed(digits)%11 == 0
}

// weighed sums digits by their distance from the end, the last once.
func weighed(digits []int) int {
	sum := 0
	for i, d := range digits {
		sum += d * (len(digits) - i)
	}
	return sum
}

// digitsOf are the digits of a number with hyphens; a last X counts ten.
func digitsOf(s string) ([]int, bool) {
	var out []int
	s = strings.ReplaceAll(s, "-", "")
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
			out = append(out, int(r-'0'))
		case (r == 'X' || r == 'x') && i == len(s)-1:
			out = append(out, 10)
		default:
			return nil, false
		}
	}
	return out, true
}
