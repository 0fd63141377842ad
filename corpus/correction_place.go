package corpus

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// leastWords is how many words an anchor made by the program has at least.
const leastWords = 8

// plainWords are the words of a text in lower case without accents; nothing else
// of it counts when an anchor is compared with a passage.
func plainWords(s string) []string {
	words := strings.FieldsFunc(s, notWord)
	for i, w := range words {
		words[i] = foldName(w)
	}
	return words
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// begins reports whether a passage's words begin with those.
func begins(have, want []string) bool {
	if len(have) < len(want) {
		return false
	}
	for i, w := range want {
		if have[i] != w {
			return false
		}
	}
	return true
}

// within reports whether those words stand together in a passage.
func within(have, want []string) bool {
	for i := range have {
		if begins(have[i:], want) {
			return true
		}
	}
	return false
}

// placer finds the passages that anchors mean. The words of all passages are
// taken once, when first needed.
type placer struct {
	d     *Document
	have  [][]string
	names map[string]string // of persons in the library
}

// place finds the passage that an anchor means: the one whose span it tells, if
// the words are its first; else the only one that begins with the words; else
// the only one that holds them. Where it is not certain which is meant, fault
// says why and the index is -1.
func (f *placer) place(a Anchor) (i int, fault string) {
	want := plainWords(a.Words)
	if len(want) == 0 {
		return -1, "its passage line names no words"
	}
	if i := f.d.startingAt(a.Span.Start); i >= 0 && !a.Span.Empty() && begins(plainWords(f.d.Passages[i].Text), want) {
		return i, ""
	}
	var beginning, holding []int
	for i, have := range f.words() {
		switch {
		case begins(have, want):
			beginning = append(beginning, i)
		case within(have, want):
			holding = append(holding, i)
		}
	}
	switch {
	case len(beginning) == 1:
		return beginning[0], ""
	case len(beginning) > 1:
		return -1, fmt.Sprintf("%d passages begin with its words; give more of them", len(beginning))
	case len(holding) == 1:
		return holding[0], ""
	case len(holding) > 1:
		return -1, fmt.Sprintf("its words stand in %d passages; give more of them", len(holding))
	}
	return -1, fmt.Sprintf("the words %q stand in no passage of the text as it is now", clip(a.Words))
}

// words are the words of every passage.
func (f *placer) words() [][]string {
	if f.have == nil {
		f.have = make([][]string, len(f.d.Passages))
		for i := range f.d.Passages {
			f.have[i] = plainWords(f.d.Passages[i].Text)
		}
	}
	return f.have
}

// startingAt is the index of the passage that starts at a byte offset, or -1.
func (d *Document) startingAt(at int) int {
	i, ok := slices.BinarySearchFunc(d.Passages, at, func(p Passage, at int) int { return p.Span.Start - at })
	if !ok {
		return -1
	}
	return i
}

// Anchor makes the anchor of passage i: its span and so many of its first words
// as tell it from every other passage, or all of them.
func (d *Document) Anchor(i int) Anchor {
	p := &d.Passages[i]
	printed := strings.Fields(p.Text)
	most := leastWords
	mine := plainWords(p.Text)
	for j := range d.Passages {
		if j == i {
			continue
		}
		other := plainWords(d.Passages[j].Text)
		same := 0
		for same < len(mine) && same < len(other) && mine[same] == other[same] {
			same++
		}
		most = max(most, same+1)
	}
	n := 0
	for n < len(printed) && len(plainWords(strings.Join(printed[:n], " "))) < most {
		n++
	}
	return Anchor{Span: p.Span, Words: strings.Join(printed[:n], " ")}
}
