package corpus

import "time"

// IsDate reports whether s is a day, a month or a year of the calendar, written
// as "2024-05-17", "2024-05" or "2024".
func IsDate(s string) bool {
	for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return false
}
