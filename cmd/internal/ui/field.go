package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
)

// mostTyped bounds the characters of a line that is typed or pasted.
const mostTyped = 2000

// field is a line of text that is being typed. It is our own because the usual
// one brings a clipboard that looks for four programs at every start of the
// program, whatever the command.
type field struct {
	text []rune
	at   int // where the cursor stands, from 0 to len(text)
}

func (f *field) String() string { return string(f.text) }

// insert puts a text at the cursor, in one line and without control characters.
func (f *field) insert(s string) {
	for _, r := range plain(strings.Join(strings.FieldsFunc(s, breaks), " ")) {
		if len(f.text) >= mostTyped {
			return
		}
		f.text = append(f.text, 0)
		copy(f.text[f.at+1:], f.text[f.at:])
		f.text[f.at] = r
		f.at++
	}
}

// breaks reports whether a character ends a line.
func breaks(r rune) bool { return strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r) }

// press takes a key; it reports whether the key was one of the line's, and
// whether the text changed.
func (f *field) press(k tea.KeyPressMsg) (mine, changed bool) {
	before := len(f.text)
	switch k.String() {
	case "left", "ctrl+b":
		f.at = max(0, f.at-1)
	case "right", "ctrl+f":
		f.at = min(len(f.text), f.at+1)
	case "home", "ctrl+a":
		f.at = 0
	case "end", "ctrl+e":
		f.at = len(f.text)
	case "alt+left", "ctrl+left", "alt+b":
		f.at = f.wordBefore()
	case "alt+right", "ctrl+right", "alt+f":
		f.at = f.wordAfter()
	case "backspace", "ctrl+h":
		f.drop(f.at-1, f.at)
	case "delete":
		f.drop(f.at, f.at+1)
	case "ctrl+w", "alt+backspace":
		f.drop(f.wordBefore(), f.at)
	case "ctrl+u":
		f.drop(0, f.at)
	case "ctrl+k":
		f.drop(f.at, len(f.text))
	default:
		if k.Text == "" || k.Mod&(tea.ModCtrl|tea.ModAlt) != 0 {
			return false, false
		}
		f.insert(k.Text)
	}
	return true, len(f.text) != before
}

// drop takes the characters from start up to end out, as far as there are any.
func (f *field) drop(start, end int) {
	start, end = max(0, start), min(len(f.text), end)
	if start >= end {
		return
	}
	f.text = append(f.text[:start], f.text[end:]...)
	f.at = start
}

func (f *field) wordBefore() int {
	i := f.at
	for i > 0 && f.text[i-1] == ' ' {
		i--
	}
	for i > 0 && f.text[i-1] != ' ' {
		i--
	}
	return i
}

func (f *field) wordAfter() int {
	i := f.at
	for i < len(f.text) && f.text[i] == ' ' {
		i++
	}
	for i < len(f.text) && f.text[i] != ' ' {
		i++
	}
	return i
}

// view is the part of the line around the cursor that fits width columns, and
// the cursor's column in it.
func (f *field) view(width int) (shown string, column int) {
	from := 0
	for from < f.at && lipgloss.Width(string(f.text[from:f.at])) > width-1 {
		from++
	}
	to := f.at
	for to < len(f.text) && lipgloss.Width(string(f.text[from:to+1])) <= width {
		to++
	}
	return string(f.text[from:to]), lipgloss.Width(string(f.text[from:f.at]))
}
