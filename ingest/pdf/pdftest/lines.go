package pdftest

import "strings"

// Sentences are the sentences of a text, without the stars that call notes.
func Sentences(text string) []string {
	var out []string
	for s := range strings.SplitAfterSeq(strings.ReplaceAll(text, "*", ""), ". ") {
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

// sentenceAt is the sentence of a text whose number, written down by broken, is
// given.
func sentenceAt(text, number string) string {
	n := 0
	for _, r := range number {
		if r < '0' || r > '9' {
			break
		}
		n = n*10 + int(r-'0')
	}
	return Sentences(text)[n]
}

// broken breaks a text into lines of a width. A first word of a sentence bears,
// behind \x01, the sentence's number, which is not printed. A word that does not
// fit is cut at a hyphen where it has eight letters or more.
func (s *setting) broken(text string, width, first, size float64, font Font) []line {
	var out []line
	l := line{x: first, size: size, font: font}
	room := width - first
	used := 0.0
	flush := func(last bool) {
		if !last && !s.book.Ragged {
			l.width = room
		}
		out = append(out, l)
		l, room, used = line{size: size, font: font}, width, 0
	}
	sentence, begins := 0, true
	for _, raw := range strings.Fields(text) {
		w := word{text: raw}
		if strings.Contains(w.text, "*") {
			w.text, w.mark = strings.ReplaceAll(w.text, "*", ""), "*"
		}
		ends := strings.HasSuffix(w.text, ".")
		number := ""
		if begins {
			number = "\x01" + Number(sentence)
			sentence++
		}
		begins = ends
		wide := Width(w.text, size, font)
		blank := Width(" ", size, font)
		if used+blank+wide > room && len(l.words) > 0 {
			if head, tail, ok := cut(w.text, room-used-blank, size, font); ok {
				l.words = append(l.words, word{text: head + number})
				number = ""
				w.text = tail
				wide = Width(tail, size, font)
			}
			flush(false)
		}
		if len(l.words) > 0 {
			used += blank
		}
		used += wide
		w.text += number
		l.words = append(l.words, w)
	}
	flush(true)
	return out
}

// cut hyphenates a word so that its head fits into the room left.
func cut(w string, room, size float64, font Font) (head, tail string, ok bool) {
	if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz.,") != "" || len(w) < 9 {
		return "", "", false
	}
	for k := len(w) - 4; k >= 4; k-- {
		if Width(w[:k]+"-", size, font) <= room {
			return w[:k] + "-", w[k:], true
		}
	}
	return "", "", false
}

// print puts a line on the page, word by word, its marks raised.
func (s *setting) print(l line, y float64) {
	p := &s.pages[len(s.pages)-1]
	x := l.x
	natural, blanks := 0.0, 0
	for i, w := range l.words {
		text, _, _ := strings.Cut(w.text, "\x01")
		natural += Width(text, l.size, l.font) + Width(w.mark, l.size*0.6, l.font)
		if i > 0 {
			natural += Width(" ", l.size, l.font)
			blanks++
		}
	}
	spread := 0.0
	if l.width > 0 && blanks > 0 {
		spread = (l.width - natural) / float64(blanks)
	}
	var run strings.Builder
	from := x
	flush := func() {
		if run.Len() > 0 {
			p.Texts = append(p.Texts, Text{X: from, Y: y, Size: l.size, Font: l.font, String: run.String(), Spread: spread})
			run.Reset()
		}
	}
	for i, w := range l.words {
		text, _, _ := strings.Cut(w.text, "\x01")
		if i > 0 {
			run.WriteByte(' ')
			x += Width(" ", l.size, l.font) + spread
		}
		if text != "" && run.Len() == 0 {
			from = x
		}
		run.WriteString(text)
		x += Width(text, l.size, l.font)
		if w.mark != "" {
			flush()
			p.Texts = append(p.Texts, Text{X: x, Y: y + 0.35*l.size, Size: l.size * 0.6, Font: l.font, String: w.mark})
			x += Width(w.mark, l.size*0.6, l.font)
			from = x
		}
	}
	flush()
}
