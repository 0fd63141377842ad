package pdf

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"

	"locus/ingest/block"
)

// testEngine is the one engine of the tests, so that the renderer is compiled
// once for all of them.
var testEngine = sync.OnceValue(func() *Engine {
	return &Engine{Options: Options{CacheDir: filepath.Join(os.TempDir(), "locus-test-compiled")}}
})

// samples lists the sample PDFs beside the repository.
func samples(t testing.TB) []string {
	t.Helper()
	files, _ := filepath.Glob("../../../shared/formats/pdf/*.pdf")
	if len(files) == 0 {
		t.Skip("no sample PDFs: fetch the shared folder beside the repository")
	}
	return files
}

// samplePages are the samples as they are read, by file; several tests look at
// them, none changes them.
var samplePages = sync.OnceValue(func() map[string]block.Page {
	out := map[string]block.Page{}
	files, _ := filepath.Glob("../../../shared/formats/pdf/*.pdf")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		if page, err := testEngine().Read(context.Background(), data, ""); err == nil {
			out[file] = page
		}
	}
	return out
})

func readSample(t testing.TB, file string) block.Page {
	t.Helper()
	page, ok := samplePages()[file]
	if !ok {
		t.Fatalf("%s was not read", file)
	}
	return page
}

// TestAgreementWithPdftotext compares the words that are read, and their order,
// with those of another program, both without the running heads that we name.
// What differs is mostly the place of notes, tables and the words in figures.
func TestAgreementWithPdftotext(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext: install poppler-utils")
	}
	var words, pairs, n, allWords, allPairs, all float64
	for _, file := range samples(t) {
		out, err := exec.Command("pdftotext", "-enc", "UTF-8", file, "-").Output()
		if err != nil {
			t.Fatalf("pdftotext %s: %v", file, err)
		}
		page := readSample(t, file)
		ours, theirs := ourWords(page), theirWords(string(out), page)
		w, p := f1(ours, theirs, 1), f1(ours, theirs, 2)
		t.Logf("%-55s %6d words: words F1 %.4f, pairs F1 %.4f", filepath.Base(file), len(theirs), w, p)
		words, pairs, n = words+w, pairs+p, n+1
		size := float64(len(theirs))
		allWords, allPairs, all = allWords+w*size, allPairs+p*size, all+size
	}
	t.Logf("by words: words F1 %.4f, pairs F1 %.4f", allWords/all, allPairs/all)
	t.Logf("mean: words F1 %.4f, pairs F1 %.4f", words/n, pairs/n)
	if words/n < 0.985 || pairs/n < 0.965 {
		t.Errorf("agreement fell: words F1 %.4f, pairs F1 %.4f", words/n, pairs/n)
	}
}

// ourWords are the words of the blocks.
func ourWords(page block.Page) []string {
	var out []string
	for _, b := range page.Blocks {
		out = append(out, plainWords(b.Text)...)
	}
	return out
}

// theirWords are the words of another program's text without the lines that are
// running heads.
func theirWords(text string, page block.Page) []string {
	heads := map[string]int{}
	for _, o := range page.Omitted {
		if o.Why == "line number" {
			for part := range strings.FieldsSeq(o.Text) {
				heads[part]++
			}
		}
		if o.Why == "words in a figure" || o.Why == "imprint" || o.Why == "running head" || o.Why == "page number" || o.Why == "turned text" {
			heads[squeeze(o.Text)]++
			for part := range strings.SplitSeq(o.Text, "  ") {
				heads[squeeze(part)]++
			}
		}
	}
	var kept []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\f", "\n"), "\n") {
		if k := squeeze(line); k != "" && heads[k] > 0 {
			heads[k]--
			continue
		}
		kept = append(kept, line)
	}
	return plainWords(strings.Join(kept, "\n"))
}

func plainWords(text string) []string {
	text = strings.NewReplacer("-\n", "", "\u00AD\n", "", "\u00AD", "", "•", " ", "ﬁ", "fi", "ﬂ", "fl", "ﬀ", "ff", "ﬃ", "ffi", "ﬄ", "ffl").Replace(text)
	var out []string
	for w := range strings.FieldsSeq(text) {
		w = squeeze(w)
		// The marks of notes are apart: one program glues them to a word, another
		// prints them as one, ours gives them as calls.
		if t := strings.TrimRight(w, "0123456789"); t != "" || len(w) < 4 {
			w = t
		}
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// squeeze is s in small letters with nothing but letters and digits.
func squeeze(s string) string {
	s = strings.NewReplacer("⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9").Replace(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// f1 is the harmonic mean of precision and recall of runs of n words.
func f1(a, b []string, n int) float64 {
	count := map[string]int{}
	for i := 0; i+n <= len(a); i++ {
		count[strings.Join(a[i:i+n], " ")]++
	}
	both := 0
	for i := 0; i+n <= len(b); i++ {
		if k := strings.Join(b[i:i+n], " "); count[k] > 0 {
			count[k]--
			both++
		}
	}
	total := max(0, len(a)-n+1) + max(0, len(b)-n+1)
	if total == 0 {
		return 1
	}
	return 2 * float64(both) / float64(total)
}
