package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
)

// broken reads, from lines[i], text whose every line stands as a paragraph of
// its own, with blank lines within the sentences, as some converters leave it. It
// gives the lines without the blank ones, and the index after the last of them;
// nil where the text is not so, and then the index before which it need not be
// asked again.
func broken(lines []string, i int) (run []string, next int) {
	var cuts, ends int // between lines: within a sentence, all
	last, height := "", 0
	for next = i; next < len(lines); next++ {
		l := strings.TrimSpace(lines[next])
		if lines[next] == "\f" && next > i {
			break // a page ends
		}
		if l == "" {
			height = 0
			continue
		}
		if height++; height > 3 || utf8.RuneCountInString(l) > longLine || underline(l) || stands(lines, next, last, l) && next > i {
			break
		}
		if last != "" && height == 1 {
			ends++
			if first, _ := utf8.DecodeRuneInString(l); unicode.IsLower(first) && utf8.RuneCountInString(last) >= 30 && !strings.ContainsRune(".!?:;", lastRune(last)) {
				cuts++
			}
		}
		run = append(run, l)
		last = l
	}
	if cuts < 4 || cuts*10 < ends*3 {
		return nil, next
	}
	return run, next
}

// stands reports whether a line stands alone as a heading does: short, after a
// sentence that has ended, before a line that begins with a capital.
func stands(lines []string, at int, last, l string) bool {
	if utf8.RuneCountInString(l) > 45 || !headingLook(l) || last != "" && !strings.ContainsRune(".!?:”\"", lastRune(last)) {
		return false
	}
	for _, n := range lines[at+1:] {
		if n = strings.TrimSpace(n); n != "" {
			first, _ := utf8.DecodeRuneInString(n)
			return unicode.IsUpper(first) && utf8.RuneCountInString(n) > 45
		}
	}
	return false
}

// unbroken reads a run of broken lines as lines wrapped at a margin.
func (r *reader) unbroken(run []string) {
	r.wrapped(run)
	r.broken += len(run)
}

// tellBroken tells once how many lines of the text were broken.
func (r *reader) tellBroken() {
	if r.broken > 0 {
		r.page.Omitted = append(r.page.Omitted, block.Omitted{Why: "blank lines within sentences", Text: fmt.Sprintf("each of %d lines stood as a paragraph", r.broken)})
	}
}
