package texts_test

import (
	"bytes"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"locus/cmd/internal/peers/texts"
)

func all(t *testing.T, records iter.Seq2[texts.Record, error]) []texts.Record {
	t.Helper()
	var out []texts.Record
	for r, err := range records {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// counted counts the words of records in small letters.
func counted(records []texts.Record) (counts map[string]int, total int) {
	counts = map[string]int{}
	for _, r := range records {
		for _, w := range strings.FieldsFunc(strings.ToLower(r.Text), func(r rune) bool { return r < 'a' || r > 'z' }) {
			counts[w]++
			total++
		}
	}
	return counts, total
}

func TestGenerateIsDeterministic(t *testing.T) {
	first := all(t, texts.Generate(3, 200))
	if diff := cmp.Diff(first, all(t, texts.Generate(3, 200))); diff != "" {
		t.Errorf("one seed, two results (-first +again):\n%s", diff)
	}
	longer := all(t, texts.Generate(3, 400))
	if diff := cmp.Diff(first, longer[:len(first)]); diff != "" {
		t.Errorf("a larger library does not begin with the smaller one (-smaller +larger):\n%s", diff)
	}
	other := all(t, texts.Generate(4, 200))
	if first[0].Text == other[0].Text || first[0].Text == first[1].Text {
		t.Error("another seed or another work gives the same text")
	}
}

func TestPassagesHaveTheLengthAskedFor(t *testing.T) {
	for _, want := range []int{1, 39, 40, 1000} {
		n, words := 0, 0
		for _, r := range all(t, texts.Generate(1, want)) {
			for p := range strings.SplitSeq(r.Text, "\n\n") {
				if !strings.HasPrefix(p, "## ") {
					n++
					words += len(strings.Fields(p))
				}
			}
			if r.ID == "" || r.Title == "" || !strings.Contains(r.Author, ", ") || r.Year < 1950 {
				t.Errorf("the record of %q lacks something: %q, %q, %d", r.ID, r.Title, r.Author, r.Year)
			}
		}
		if n != want {
			t.Errorf("asked for %d passages, got %d", want, n)
		}
		if mean := words / n; n >= 1000 && (mean < 75 || mean > 90) {
			t.Errorf("a passage has %d words on the mean, want about 80", mean)
		}
	}
}

func TestWordsAreDrawnAfterZipf(t *testing.T) {
	counts, total := counted(all(t, texts.Generate(1, 4000)))
	var sorted []int
	for _, n := range counts {
		sorted = append(sorted, n)
	}
	slices.Sort(sorted)
	slices.Reverse(sorted)
	top := 0
	for _, n := range sorted[:100] {
		top += n
	}
	if share := float64(top) / float64(total); share < .4 || share > .6 {
		t.Errorf("the hundred commonest words make %.2f of the texts, want about half", share)
	}
	slope := math.Log(float64(sorted[49])/float64(sorted[1999])) / math.Log(2000./50)
	if slope < .85 || slope > 1.2 {
		t.Errorf("between ranks 50 and 2000 frequency falls with the power %.2f of the rank, want about 1", slope)
	}
	for _, phrase := range []string{"balance of power", "Kenneth Waltz", "the security dilemma"} {
		found := 0
		for _, r := range all(t, texts.Generate(1, 4000)) {
			found += strings.Count(r.Text, phrase)
		}
		if found < 20 {
			t.Errorf("%q stands %d times in 4000 passages", phrase, found)
		}
	}
}

func TestVocabularyGrows(t *testing.T) {
	small, n := counted(all(t, texts.Generate(1, 1000)))
	large, m := counted(all(t, texts.Generate(1, 16000)))
	power := math.Log(float64(len(large))/float64(len(small))) / math.Log(float64(m)/float64(n))
	if power < .35 || power > .75 {
		t.Errorf("%d different words of %d, %d of %d: they grow with the power %.2f, want about one half", len(small), n, len(large), m, power)
	}
}

const speech = `{"id":"a","title":"A plea","author":"Ardam, Vera","year":1999,"text":"We came here because the others had asked us to come, and we shall stay until the matter is settled.\n\nNobody in this hall doubts that; 17 of you said so in Geneva."}
{"id":"b","title":"An answer","author":"Borvil, Ana","year":2000,"text":"Nothing was settled then and nothing will be settled now unless the smaller states are heard first."}
`

func TestMultiplyIsDeterministic(t *testing.T) {
	first := all(t, texts.Multiply(strings.NewReader(speech), 5, 10))
	if diff := cmp.Diff(first, all(t, texts.Multiply(strings.NewReader(speech), 5, 10))); diff != "" {
		t.Errorf("one seed, two results (-first +again):\n%s", diff)
	}
}

func TestCopiesDiffer(t *testing.T) {
	got := all(t, texts.Multiply(strings.NewReader(speech), 5, 60))
	if len(got) < 100 {
		t.Fatalf("sixty passages of such short texts are %d records", len(got))
	}
	if got[0].ID != "a" || !strings.HasPrefix(got[0].Text, "We came here because the others had asked us") {
		t.Errorf("the first copy is %+v, want the text itself", got[0])
	}
	ids, differ, words := map[string]bool{}, 0, 0
	for i, r := range got {
		if ids[r.ID] {
			t.Errorf("two records have the id %s", r.ID)
		}
		ids[r.ID] = true
		of := strings.Fields(got[i%2].Text)
		is := strings.Fields(r.Text)
		if len(of) != len(is) {
			t.Fatalf("%s has %d words, its original %d", r.ID, len(is), len(of))
		}
		if i >= 2 {
			words += len(of)
			for k := range of {
				if of[k] != is[k] {
					differ++
				}
			}
		}
		if i%2 == 0 && !strings.Contains(r.Text, ".\n\nNobody ") && !strings.Contains(r.Text, "Geneva.") {
			t.Errorf("paragraphs, names and signs do not stay: %q", r.Text)
		}
	}
	if share := float64(differ) / float64(words); share < .1 || share > .35 {
		t.Errorf("%.2f of the words of copies are others, want about a quarter", share)
	}
}

func TestMultiplyRefusesWhatItCannotRead(t *testing.T) {
	for name, c := range map[string]struct{ in, says string }{
		"no record at all":        {"", "none"},
		"a line that is not JSON": {speech + "{\n", "line 3"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, err := range texts.Multiply(strings.NewReader(c.in), 1, 10) {
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Errorf("error is %v, want one that says %q", err, c.says)
				}
			}
			if _, err := texts.Write(new(bytes.Buffer), texts.Multiply(strings.NewReader(c.in), 1, 10)); err == nil {
				t.Error("writing such records is no error")
			}
		})
	}
}

func TestWriteGivesOneRecordALine(t *testing.T) {
	var b bytes.Buffer
	n, err := texts.Write(&b, texts.Generate(2, 90))
	if err != nil {
		t.Fatal(err)
	}
	again := all(t, texts.Multiply(bytes.NewReader(b.Bytes()), 1, 80))
	if diff := cmp.Diff(all(t, texts.Generate(2, 90))[:len(again)], again); diff != "" {
		t.Errorf("written and read (-want +got):\n%s", diff)
	}
	sum := int64(0)
	for _, r := range all(t, texts.Generate(2, 90)) {
		sum += int64(len(r.Text))
	}
	if n != sum {
		t.Errorf("counted %d bytes of text, want %d", n, sum)
	}
}

func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		for r := range texts.Generate(1, 400) {
			b.SetBytes(int64(len(r.Text)) * 10)
		}
	}
}
