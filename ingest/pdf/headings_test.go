package pdf

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"locus/ingest/block"
)

// TestHeadingsOfSamples compares the headings found in the samples with a list
// made by reading their printed pages: of each heading its first words.
func TestHeadingsOfSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	truth, err := os.ReadFile("testdata/headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(samples(t)[0])
	found, all, right := 0, 0, 0
	for part := range strings.SplitSeq("\n"+string(truth), "\n# ") {
		name, list, _ := strings.Cut(part, "\n")
		if name == "" {
			continue
		}
		want := map[string]int{}
		n := 0
		for h := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
			if h != "" {
				want[squeeze(h)]++
				n++
			}
		}
		got, hits := 0, 0
		for _, b := range readSample(t, filepath.Join(dir, name)).Blocks {
			if b.Kind != block.Heading {
				continue
			}
			got++
			words := strings.Fields(strings.ReplaceAll(b.Text, "-\n", ""))
			if k := squeeze(strings.Join(words[:min(6, len(words))], " ")); want[k] > 0 {
				want[k]--
				hits++
			} else {
				t.Logf("%s: no heading: %q", name, b.Text)
			}
		}
		for h, k := range want {
			if k > 0 {
				t.Logf("%s: not found: %q", name, h)
			}
		}
		found, all, right = found+got, all+n, right+hits
	}
	f := 2 * float64(right) / float64(found+all)
	t.Logf("headings: %d of %d right, %d in the list: F1 %.3f", right, found, all, f)
	if f < 0.9 {
		t.Errorf("headings F1 %.3f", f)
	}
}
