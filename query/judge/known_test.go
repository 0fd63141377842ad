package judge_test

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"locus/corpus"
	"locus/corpus/reader"
	"locus/query"
)

// TestKnownItems asks for passages by words of theirs as memory has them: eight
// to fourteen side by side, one in ten changed. The passage must come first in
// 95 of 100, and always where the words are quoted and right.
func TestKnownItems(t *testing.T) {
	shared := os.DirFS(filepath.Join("..", "..", "..", "shared", "corpus"))
	for _, c := range []struct {
		name  string
		texts fs.FS
	}{{"reader", reader.Files()}, {"shared", shared}} {
		t.Run(c.name, func(t *testing.T) {
			docs, s := library(t, c.texts)
			var all []*corpus.Passage
			for _, d := range docs {
				for i := range d.Passages {
					if p := &d.Passages[i]; p.Kind == corpus.Body && len(strings.Fields(p.Text)) >= 20 {
						all = append(all, p)
					}
				}
			}
			random := rand.New(rand.NewPCG(8, 10))
			asked, first := 0, 0
			for i := 0; i < len(all); i += max(1, len(all)/60) {
				fields := strings.Fields(all[i].Text)
				n := 8 + random.IntN(7)
				at := random.IntN(len(fields) - n + 1)
				quoted := strings.Trim(strings.Join(fields[at:at+n], " "), `"“”`)
				if !strings.ContainsAny(quoted, `"“”„«»`) && !leads(t, s, `"`+quoted+`"`, all[i], quoted) {
					t.Errorf("%s is not first for its own words: %q", all[i].ID, quoted)
				}
				question := strings.Join(remembered(random, fields[at:at+n]), " ")
				asked++
				if leads(t, s, question, all[i], quoted) {
					first++
				} else {
					t.Logf("%s is not first: %s", all[i].ID, question)
				}
			}
			t.Logf("first %d of %d", first, asked)
			if 100*first < 95*asked {
				t.Errorf("first %d of %d, want 95 of 100", first, asked)
			}
		})
	}
}

// leads reports whether the first hit is the passage, repeats it, or has the
// same words.
func leads(t *testing.T, s interface {
	Search(context.Context, query.Request) (*query.Answer, error)
}, question string, p *corpus.Passage, words string) bool {
	t.Helper()
	a, err := s.Search(context.Background(), query.Request{Question: question, In: []string{"all"}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Hits) == 0 {
		return false
	}
	h := a.Hits[0]
	return h.Passage.ID == p.ID || slices.Contains(h.AlsoIn, p.ID) || strings.Contains(bare(h.Passage.Text), bare(words))
}

// bare is a text's words in small letters, one blank between them.
func bare(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// remembered changes one word in ten, one at least: another word, a slip of the
// hand, or nothing.
func remembered(random *rand.Rand, words []string) []string {
	out := slices.Clone(words)
	for i, w := range out { // signs that the language would read
		out[i] = strings.Trim(w, `"“”„«»()[]=+-*~:`)
	}
	for range (len(out) + 5) / 10 {
		i := random.IntN(len(out))
		w := []rune(out[i])
		switch random.IntN(3) {
		case 0:
			out[i] = []string{"window", "quickly", "several", "between", "harvest"}[random.IntN(5)]
		case 1:
			if len(w) > 3 {
				at := 1 + random.IntN(len(w)-2)
				w[at], w[at-1] = w[at-1], w[at]
			}
			out[i] = string(w)
		default:
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}
