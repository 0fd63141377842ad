package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
)

// asked is a question of some kind, its words as they stand in the texts.
type asked struct{ kind, words string }

//go:embed questions.txt
var questions string

// smallWords are too common or too slight to ask for.
const smallWords = ` the and for are but not you all any can had her was one our out day has him his how man new now old see two way who
did its let put say she too use that with have this will your from they know want been good much some time very when come here just
like long make many more only over such take than them well were what upon into their there which would could should about these
those other shall must being `

// vocabulary is what a sample of the texts tells of its words.
type vocabulary struct {
	r                 *rand.Rand
	lines             [][]string // the words of each passage, in small letters
	rare, mid, common []string
}

// sample reads about so many passages, evenly strewn, from a file of passages as
// the peers are given it.
func sample(name string, passages, most int, r *rand.Rand) (*vocabulary, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v := &vocabulary{r: r}
	in := bufio.NewScanner(f)
	in.Buffer(nil, 64<<20)
	holders := map[string]int{}
	for in.Scan() {
		if r.IntN(max(passages, 1)) >= most {
			continue
		}
		line := wordsOf(string(in.Bytes()[bytes.LastIndexByte(in.Bytes(), '\t')+1:]))
		v.lines = append(v.lines, line)
		seen := map[string]bool{}
		for _, w := range line {
			if !seen[w] {
				seen[w] = true
				holders[w]++
			}
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	v.sort(holders)
	return v, nil
}

// wordsOf are the runs of ASCII letters of a text, in small letters.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' })
}

// askable reports whether a word can be a question of its own.
func askable(w string) bool { return len(w) >= 3 && !strings.Contains(smallWords, " "+w+" ") }

// sort tells rare words from common ones by how many passages hold them.
func (v *vocabulary) sort(holders map[string]int) {
	n := float64(len(v.lines))
	for w, held := range holders {
		if !askable(w) {
			continue
		}
		share := float64(held) / n
		switch {
		case held == 2:
			v.rare = append(v.rare, w)
		case share > .03:
			v.common = append(v.common, w)
		}
		if len(w) >= 6 && held > 2 && share < .01 {
			v.mid = append(v.mid, w)
		}
	}
	slices.Sort(v.rare)
	slices.Sort(v.mid)
	slices.Sort(v.common)
}

func (v *vocabulary) pick(list []string) string {
	if len(list) == 0 {
		return "security"
	}
	return list[v.r.IntN(len(list))]
}

// near draws k words that stand near each other, slight words left out.
func (v *vocabulary) near(k int) string {
	for range 1000 {
		line := v.lines[v.r.IntN(len(v.lines))]
		strong := slices.DeleteFunc(slices.Clone(line), func(w string) bool { return !askable(w) })
		if len(strong) > k+5 {
			at := v.r.IntN(len(strong) - k)
			return strings.Join(strong[at:at+k], " ")
		}
	}
	return "security"
}

// phrase draws k words that follow each other, the first and last of them strong.
func (v *vocabulary) phrase(k int) string {
	for range 1000 {
		line := v.lines[v.r.IntN(len(v.lines))]
		if len(line) <= k+5 {
			continue
		}
		at := v.r.IntN(len(line) - k)
		p := line[at : at+k]
		if askable(p[0]) && askable(p[k-1]) && len(p[0]) > 3 && len(p[k-1]) > 3 {
			return strings.Join(p, " ")
		}
	}
	return "security"
}

// draw draws questions of ten kinds; the same seed and texts give the same.
func (v *vocabulary) draw() []asked {
	var out []asked
	add := func(kind string, times int, words func(i int) string) {
		for i := range times {
			out = append(out, asked{kind, words(i)})
		}
	}
	add("term-rare", 100, func(int) string { return v.pick(v.rare) })
	add("term-common", 60, func(int) string { return v.pick(v.common) })
	add("or2", 100, func(int) string { return v.near(2) })
	add("or4", 100, func(int) string { return v.near(4) })
	add("or-common", 50, func(int) string { return v.pick(v.common) + " " + v.pick(v.common) + " " + v.pick(v.common) })
	for q := range strings.Lines(questions) {
		add("question", 1, func(int) string { return strings.TrimSpace(q) })
	}
	add("and2", 100, func(int) string { return v.near(2) })
	add("phrase", 100, func(i int) string { return v.phrase(2 + i%2) })
	add("prefix", 50, func(int) string { w := v.pick(v.mid); return w[:min(5, len(w))] })
	add("fuzzy", 50, func(int) string { return v.pick(v.mid) })
	return out
}

// writeWorkload writes questions as the peers read them.
func writeWorkload(name string, all []asked) error {
	var b bytes.Buffer
	for _, q := range all {
		fmt.Fprintf(&b, "%s\t%s\n", q.kind, q.words)
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// readWorkload reads what writeWorkload writes.
func readWorkload(name string) ([]asked, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []asked
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		kind, words, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if !ok || kind == "" || strings.TrimSpace(words) == "" {
			return nil, fmt.Errorf("%s, line %d: not kind<TAB>words", name, n)
		}
		out = append(out, asked{kind, words})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no question", name)
	}
	return out, nil
}

// typed is a question as a user of locus types it: for a fuzzy one, the word with
// a letter dropped.
func (q asked) typed() string {
	switch q.kind {
	case "phrase":
		return `"` + q.words + `"`
	case "prefix":
		return q.words + "*"
	case "fuzzy":
		half := len(q.words) / 2
		return q.words[:half] + q.words[min(half+1, len(q.words)):]
	}
	if strings.HasPrefix(q.kind, "and") {
		return strings.Join(strings.Fields(q.words), " AND ")
	}
	return q.words
}
