package ingest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"locus/corpus"
)

// TestOnePaperInSeveralFormats reads two states of a paper that stand in LaTeX and
// in Markdown: nineteen in twenty passages of the text are the same but for layout
// (where a figure parts them, how a citation is printed).
func TestOnePaperInSeveralFormats(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "formats")
	doc := func(kind, name string) *corpus.Document {
		data, err := os.ReadFile(filepath.Join(dir, kind, name))
		if err != nil {
			t.Skip("needs the sample files beside the project: ../shared/formats")
		}
		return read(t, name, data)
	}
	for _, name := range []string{"wildcard-onward-paper__paper", "wildcard-onward-paper__initial-submission"} {
		latex, markdown := doc("latex", name+".tex"), doc("md", name+".md")
		for _, pair := range [][2]*corpus.Document{{latex, markdown}, {markdown, latex}} {
			same, all, missed := alike(pair[0], pair[1])
			t.Logf("%s: %d of %d passages of its %s are in its %s", name, same, all, pair[0].Work.Source.Format, pair[1].Work.Source.Format)
			if same*20 < all*19 {
				t.Errorf("%s: %d of %d passages of its %s, without %q", name, same, all, pair[0].Work.Source.Format, missed)
			}
		}
	}
}

// alike counts the passages of prose of a document that stand in another: nine in
// ten of their pairs of words are those of a passage of the other and the next.
func alike(a, b *corpus.Document) (same, all int, missed []string) {
	others := proseOf(b)
	for _, x := range proseOf(a) {
		all++
		found := false
		for i, y := range others {
			found = found || share(x, slices.Concat(others[max(0, i-1)], y)) >= 0.9
		}
		if found {
			same++
		} else {
			missed = append(missed, strings.Join(x[:min(len(x), 40)], " "))
		}
	}
	return same, all, missed
}

// proseOf lists the words of the passages of a document's text.
func proseOf(d *corpus.Document) [][]string {
	var out [][]string
	for _, p := range d.Passages {
		if p.Kind != corpus.Body && p.Kind != corpus.List && p.Kind != corpus.Abstract {
			continue
		}
		words := strings.FieldsFunc(strings.ToLower(withoutCitations(p.Text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if len(words) >= 10 {
			out = append(out, words)
		}
	}
	return out
}

// withoutCitations takes brackets away that hold citations in any form.
func withoutCitations(s string) string {
	var out strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "[(")
		if i < 0 {
			break
		}
		shut := strings.IndexAny(s[i:], ")]")
		if shut < 0 {
			break
		}
		inner := s[i : i+shut+1]
		out.WriteString(s[:i])
		if !strings.ContainsAny(inner, "@0123456789") || strings.Contains(inner, "Figure") {
			out.WriteString(inner)
		}
		s = s[i+shut+1:]
	}
	return out.String() + s
}

// share is the part of the pairs of neighbouring words of a that b has too.
func share(a, b []string) float64 {
	count := map[[2]string]int{}
	for i := range len(b) - 1 {
		count[[2]string{b[i], b[i+1]}]++
	}
	common := 0
	for i := range len(a) - 1 {
		if k := [2]string{a[i], a[i+1]}; count[k] > 0 {
			count[k]--
			common++
		}
	}
	return float64(common) / float64(max(len(a), 2)-1)
}
