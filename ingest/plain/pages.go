package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"locus/ingest/block"
	"locus/ingest/pattern"
)

var (
	digits = pattern.Lazy(`[0-9]+`)
	// A running head: a number and, apart from it, words; or a number alone.
	numberFirst = pattern.Lazy(`^[\[(|–—-]?\s*([0-9]{1,4})\s*[\])|–—-]?(?:(\s+)(\S.{1,80}))?$`)
	numberLast  = pattern.Lazy(`^(\S.{1,80}?)(\s+)[\[(|–—-]?\s*([0-9]{1,4})\s*[\])|–—-]?$`)
)

// pages takes the running heads and page numbers away from the lines of a text
// and keeps where its pages begin: at form feeds, or at the heads themselves. The
// line with which a page begins is a form feed from then on, and r.starts holds
// what is known of each such page, in order.
func (r *reader) pages(src string) []string {
	if strings.Contains(src, "\f") {
		return r.fed(strings.Split(src, "\f"))
	}
	lines := strings.Split(src, "\n")
	if found := numbered(lines); found != nil {
		r.headed(lines, found)
	}
	return lines
}

// fed reads pages that form feeds part. A first or last line of a page is no
// part of the text if it is a number, or if three pages have it but for their
// numbers; the numbers that go on as the pages do are their labels.
func (r *reader) fed(pages []string) []string {
	split := make([][]string, len(pages))
	seen := map[string]int{}
	for k, p := range pages {
		split[k] = strings.Split(p, "\n")
		for _, i := range edges(split[k]) {
			seen[form(split[k][i])]++
		}
	}
	count, numbers := map[int]int{}, make([][]int, len(pages))
	for k, lines := range split {
		for _, i := range edges(lines) {
			l := strings.TrimSpace(lines[i])
			n, words := headNumber(l)
			if f := form(l); len(pages) < 2 || strings.Trim(f, "- –—") != "#" && (seen[f] < 3 || len(f) >= 100) && !(n > 0 && spaced(l) && shouted(words)) {
				continue
			}
			if n > 0 {
				numbers[k] = append(numbers[k], n)
				count[n-k]++
			}
			r.omit(lines, i)
		}
	}
	starts := r.labels(numbers, count)
	var out []string
	for k, lines := range split {
		if k > 0 || starts[0].Label != "" {
			out = append(out, "\f")
			r.starts = append(r.starts, *starts[k])
		}
		out = append(out, lines...)
	}
	return out
}

// labels are the pages' labels, by the distance of number and page that most
// pages share; one page alone tells nothing.
func (r *reader) labels(numbers [][]int, count map[int]int) []*block.PageStart {
	best := 0
	for d, n := range count {
		if n > count[best] || n == count[best] && d > best {
			best = d
		}
	}
	starts := make([]*block.PageStart, len(numbers))
	for k, ns := range numbers {
		starts[k] = &block.PageStart{}
		for _, n := range ns {
			if n-k == best && count[best] >= 2 {
				*starts[k] = block.PageStart{Label: strconv.Itoa(n), Source: "heads", Confidence: sureness(count[best])}
			}
		}
	}
	block.FillLabels(starts)
	return starts
}

func sureness(agree int) string {
	if agree > 2 {
		return "high"
	}
	return "medium"
}

func (r *reader) omit(lines []string, i int) {
	r.page.Omitted = append(r.page.Omitted, block.Omitted{Why: "running head", Text: strings.Join(strings.Fields(lines[i]), " ")})
	lines[i] = ""
}

// edges are the first and the last line of a page that are not blank.
func edges(lines []string) []int {
	var out []int
	for i := range lines {
		if strings.TrimSpace(lines[i]) != "" {
			out = append(out, i)
			break
		}
	}
	for i := len(lines) - 1; i >= 0 && len(out) > 0; i-- {
		if strings.TrimSpace(lines[i]) != "" {
			if i != out[0] {
				out = append(out, i)
			}
			break
		}
	}
	return out
}

func form(l string) string { return digits().ReplaceAllString(strings.TrimSpace(l), "#") }

// numberedLine is a line of a text without form feeds that could be a running
// head or foot: its number, and its words in small letters.
type numberedLine struct {
	at, number int
	words      string
}

// apart is how many words at least stand between two running heads.
const apart = 25

// numbered finds the running heads of a text without form feeds: lines of their
// own with a number at one end whose numbers go on, page after page, the words
// of two of them being the same; or numbers alone, three and more. Nil where
// there are none.
func numbered(lines []string) []numberedLine {
	var all []numberedLine
	words := 0                  // since the last candidate
	between := map[[2]int]int{} // words before candidate, by index pair with the one before
	for i, l := range lines {
		n, head := headLine(lines, i)
		if n == 0 {
			words += len(strings.Fields(l))
			continue
		}
		between[[2]int{len(all) - 1, len(all)}] = words
		all, words = append(all, numberedLine{i, n, head}), 0
	}
	var best []numberedLine
	for i := range all {
		if len(all)-i <= len(best) {
			break
		}
		if chain := chainFrom(all[i:], func(j, k int) int {
			sum := 0
			for x := i + j; x < i+k; x++ {
				sum += between[[2]int{x, x + 1}]
			}
			return sum
		}); len(chain) > len(best) && agrees(chain) {
			best = chain
		}
	}
	return best
}

// chainFrom follows the numbers from the first candidate: each next one is one
// or two greater and stands at least so many words behind.
func chainFrom(all []numberedLine, between func(j, k int) int) []numberedLine {
	out, last := all[:1:1], 0
	for k := 1; k < len(all); k++ {
		if d := all[k].number - all[last].number; d < 1 || d > 2 || between(last, k) < apart {
			continue
		}
		out, last = append(out, all[k]), k
	}
	return out
}

// agrees reports whether a chain of lines are running heads.
func agrees(chain []numberedLine) bool {
	forms, bare := map[string]int{}, 0
	for _, c := range chain {
		if c.words == "" {
			bare++
			continue
		}
		forms[c.words]++
	}
	same := 0
	for _, n := range forms {
		if n > 1 {
			same += n
		}
	}
	return same >= 2 && (same+bare)*2 >= len(chain) || bare >= 3 && bare*3 >= len(chain)*2
}

// headLine is the number and the words of line i where it looks as a running
// head does: it stands alone, its number set apart by two blanks or its words in
// capitals; 0 where it does not.
func headLine(lines []string, i int) (int, string) {
	l := strings.TrimSpace(lines[i])
	n, words := headNumber(l)
	if n == 0 || utf8.RuneCountInString(l) > 110 {
		return 0, ""
	}
	alone := (i == 0 || strings.TrimSpace(lines[i-1]) == "") && (i+1 == len(lines) || strings.TrimSpace(lines[i+1]) == "")
	if words == "" {
		return n, ""
	}
	if _, is := volumeHead(l); is && alone {
		return n, "["
	}
	if spaced(l) && (alone || shouted(words)) || alone && shouted(words) && !strings.HasSuffix(strings.Fields(l)[0], ".") {
		return n, strings.ToLower(words)
	}
	return 0, ""
}

// headNumber is the number at one end of a line and the words beside it, 0 where
// there is none.
func headNumber(l string) (int, string) {
	if strings.ContainsAny(l, "\t") {
		return 0, ""
	}
	if h, is := volumeHead(l); is {
		return h.number, "["
	}
	m := numberFirst().FindStringSubmatch(l)
	number, words := "", ""
	if m != nil {
		number, words = m[1], m[3]
	} else if m = numberLast().FindStringSubmatch(l); m != nil {
		number, words = m[3], m[1]
	}
	n, _ := strconv.Atoi(number)
	return n, strings.Join(strings.Fields(words), " ")
}

// spaced reports whether two blanks and more part a line.
func spaced(l string) bool { return strings.Contains(l, "  ") }

func shouted(words string) bool {
	letters := 0
	for _, r := range words {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 3
}

// headed takes the running heads off the lines of a text and tells its pages by
// them. They are feet, and the page ends with them, where the text ends with one
// and does not begin with one; where it does neither and they are bare numbers,
// nothing tells on which side of them the page stands, and no page has a label.
func (r *reader) headed(lines []string, heads []numberedLine) {
	ends := edges(lines)
	first := heads[0].at == ends[0]
	last := heads[len(heads)-1].at == ends[len(ends)-1]
	bare := true
	for _, h := range heads {
		bare = bare && h.words == ""
	}
	feet := last && !first
	known := first || last || !bare
	for _, h := range heads {
		r.volume(lines[h.at])
		r.omit(lines, h.at)
		lines[h.at] = "\f"
		start := block.PageStart{}
		if known {
			n := h.number
			if feet {
				n++
			}
			start = block.PageStart{Label: strconv.Itoa(n), Source: "heads", Confidence: sureness(len(heads))}
		}
		r.starts = append(r.starts, start)
	}
	if feet && known { // the page before the first foot
		r.opening = &block.PageStart{Label: strconv.Itoa(heads[0].number), Source: "heads", Confidence: sureness(len(heads))}
	}
}
