package sentence

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

var update = flag.Bool("update", false, "write the golden figures anew")

const label = "¦"

// labelled reads texts with marked boundaries: the text without the marks, and
// the offsets in it, of non-blank bytes, at which a sentence begins.
func labelled(t testing.TB, file string) (texts []string, starts []map[int]bool) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		begins := map[int]bool{}
		var text strings.Builder
		for i, part := range strings.Split(line, label) {
			if i > 0 {
				blank := len(part) - len(strings.TrimLeft(part, " "))
				begins[text.Len()+blank] = true
			}
			text.WriteString(part)
		}
		texts, starts = append(texts, text.String()), append(starts, begins)
	}
	return texts, starts
}

func TestSplitAgreesWithReaders(t *testing.T) {
	var page strings.Builder
	for _, half := range []string{"work", "held"} {
		texts, starts := labelled(t, "testdata/"+half+".txt")
		right, wrong, missed := 0, 0, 0
		for i, text := range texts {
			found := map[int]bool{}
			for _, r := range Split(text)[1:] {
				found[r[0]] = true
				if starts[i][r[0]] {
					right++
				} else {
					wrong++
					t.Logf("%s: boundary too many before %q", half, text[r[0]:])
				}
			}
			for at := range starts[i] {
				if !found[at] {
					missed++
					t.Logf("%s: no boundary before %q", half, text[at:])
				}
			}
		}
		p, r := float64(right)/float64(right+wrong), float64(right)/float64(right+missed)
		f1 := 2 * p * r / (p + r)
		fmt.Fprintf(&page, "%s\tboundaries %d\tprecision %.3f\trecall %.3f\tF1 %.3f\n", half, right+missed, p, r, f1)
		if f1 < 0.95 {
			t.Errorf("%s: F1 is %.3f, below .95", half, f1)
		}
	}
	if *update {
		if err := os.WriteFile("testdata/golden.txt", []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	if page.String() != string(golden) {
		t.Errorf("figures are\n%sand were\n%s(go test -update writes them)", page.String(), golden)
	}
}

func TestSplitTrimsAndOrders(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
	}{
		{"an empty text has no sentence", "", nil},
		{"blanks alone are no sentence", " \n\n\t ", nil},
		{"a text without a stop is one sentence", "no stop at all", []string{"no stop at all"}},
		{"a blank line ends a sentence without a stop", "A heading\n\nA line", []string{"A heading", "A line"}},
		{"a line that begins a new item is a sentence", "There are two:\n- one\n- two", []string{"There are two:", "- one", "- two"}},
		{"a line that goes on in lower case belongs to the sentence", "The law\nof the sea", []string{"The law\nof the sea"}},
		{"a text in lower case is cut at its stops", "power is all.  nobody shares it. why?", []string{"power is all.", "nobody shares it.", "why?"}},
		{"a bracket that never closes hides nothing", "Force (the old way. It failed. It fell.", []string{"Force (the old way.", "It failed.", "It fell."}},
		{"stops alone are a sentence", "...", []string{"..."}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range Split(c.text) {
				got = append(got, c.text[r[0]:r[1]])
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// covers fails the test unless ranges are trimmed, ordered, apart, on rune
// boundaries, and hold every byte of the text that is not blank.
func covers(t *testing.T, text string) {
	t.Helper()
	last := 0
	for _, r := range Split(text) {
		if r[0] < last || r[1] <= r[0] || r[1] > len(text) {
			t.Fatalf("range %v after %d in %q", r, last, text)
		}
		if strings.TrimSpace(text[last:r[0]]) != "" {
			t.Fatalf("lost %q", text[last:r[0]])
		}
		s := text[r[0]:r[1]]
		if strings.TrimFunc(s, unicode.IsSpace) != s {
			t.Fatalf("not trimmed: %q", s)
		}
		if utf8.ValidString(text) && !utf8.ValidString(s) {
			t.Fatalf("cut inside a rune: %q", s)
		}
		last = r[1]
	}
	if strings.TrimSpace(text[last:]) != "" {
		t.Fatalf("lost %q", text[last:])
	}
}

func TestSplitOfAnEnormousText(t *testing.T) {
	const size = 1 << 19
	for name, unit := range map[string]string{
		"sentences":      "States arm. ",
		"no stop":        "power ",
		"stops only":     ".",
		"glued":          "power.Order",
		"open brackets":  "(",
		"spaced stops":   ". ",
		"short lines":    "a\n",
		"nested pairs":   "([a])",
		"closing quotes": ".\"",
	} {
		text := strings.Repeat(unit, size/len(unit))
		began := time.Now()
		n := len(Split(text))
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s: half a megabyte took %v", name, took)
		}
		if n == 0 {
			t.Errorf("%s: no sentence", name)
		}
	}
}

func FuzzSplit(f *testing.F) {
	texts, _ := labelled(f, "testdata/work.txt")
	for _, s := range texts {
		f.Add(s)
	}
	f.Add("(a.\n\n. . .\"")
	f.Fuzz(func(t *testing.T, text string) { covers(t, text) })
}

func BenchmarkSplit(b *testing.B) {
	texts, _ := labelled(b, "testdata/work.txt")
	text := strings.Repeat(strings.Join(texts, " "), 50)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Split(text)
	}
}
