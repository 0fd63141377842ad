package manuscript

import (
	"strconv"
	"strings"
)

// Level is how the items of one level of a list are numbered: Format one of
// Numeral's, Text the printed mark with "%1" to "%9" for the numbers of the
// levels from the outermost, Start the first number.
type Level struct {
	Format string
	Text   string
	Start  int
	// Legal prints the numbers of all levels as digits.
	Legal bool
	// Kept levels do not begin anew after an item of a level above.
	Kept bool
}

// Counter numbers the items of lists, each list by its own key.
type Counter struct {
	now map[string]*[9]int // the last number of each level, 0 before the first
}

// Mark counts an item of a list at a level (from 0) and gives its printed mark:
// "" for a bullet, and for a level that prints nothing. Levels that a list does
// not define print nothing.
func (c *Counter) Mark(list string, level int, levels []Level) string {
	if level < 0 || level >= len(levels) || level >= 9 {
		return ""
	}
	n := c.of(list)
	if n[level] == 0 {
		n[level] = levels[level].Start
	} else {
		n[level]++
	}
	for i := level + 1; i < len(levels) && i < 9; i++ {
		if !levels[i].Kept {
			n[i] = 0
		}
	}
	return strings.TrimSpace(c.text(n, level, levels))
}

// text fills the numbers into a level's printed form.
func (c *Counter) text(n *[9]int, level int, levels []Level) string {
	l := levels[level]
	if l.Format == "bullet" || l.Format == "none" && !strings.Contains(l.Text, "%") {
		return ""
	}
	var out strings.Builder
	for i := 0; i < len(l.Text); i++ {
		if l.Text[i] != '%' || i+1 == len(l.Text) || l.Text[i+1] < '1' || l.Text[i+1] > '9' {
			out.WriteByte(l.Text[i])
			continue
		}
		i++
		k := int(l.Text[i] - '1')
		if k >= len(levels) {
			continue
		}
		v, format := n[k], levels[k].Format
		if v == 0 { // a level that no item has begun
			v = levels[k].Start
		}
		if l.Legal {
			format = "decimal"
		}
		out.WriteString(Numeral(v, format))
	}
	return out.String()
}

// Restart makes the next item of a list's level begin with start again.
func (c *Counter) Restart(list string, level, start int) {
	if level >= 0 && level < 9 {
		c.of(list)[level] = max(0, start-1)
	}
}

// of is the last number of each level of a list.
func (c *Counter) of(list string) *[9]int {
	if c.now == nil {
		c.now = map[string]*[9]int{}
	}
	if c.now[list] == nil {
		c.now[list] = new([9]int)
	}
	return c.now[list]
}

// Numeral writes a number as word processors print it: "decimal",
// "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman",
// "ordinal", "chicago" (the signs of notes), "none"; any other format is
// decimal.
func Numeral(n int, format string) string {
	switch format {
	case "lowerLetter":
		return letters(n, 'a')
	case "upperLetter":
		return letters(n, 'A')
	case "lowerRoman":
		return roman(n)
	case "upperRoman":
		return strings.ToUpper(roman(n))
	case "ordinal":
		return strconv.Itoa(n) + ordinal(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "chicago":
		if n >= 1 && n <= 40 {
			signs := []string{"*", "†", "‡", "§"}
			return strings.Repeat(signs[(n-1)%4], (n-1)/4+1)
		}
	case "none", "bullet":
		return ""
	}
	return strconv.Itoa(n)
}

// letters is a to z, then aa to zz, and so on, as lists are lettered.
func letters(n int, first rune) string {
	if n < 1 || n > 780 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 4999 {
		return strconv.Itoa(n)
	}
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}
	var out strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			out.WriteString(signs[i])
		}
	}
	return out.String()
}

func ordinal(n int) string {
	if n%100 >= 11 && n%100 <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}
