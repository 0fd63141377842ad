package ingest_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"locus/corpus"
	"locus/ingest"
)

// officeFormats are the formats of which pandoc's plain text is compared.
var officeFormats = []string{"docx", "odt", "rtf", "epub"}

// TestAgreementWithPandoc reads the office samples of the shared formats and
// compares words and pairs of words with pandoc's plain text of the same files;
// the figures are testdata/office.txt.
func TestAgreementWithPandoc(t *testing.T) {
	pandoc := needPandoc(t)
	shared := filepath.Join("..", "..", "shared", "formats")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("needs the samples beside the project: ../shared/formats")
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%-52s %6s %6s %6s %8s %8s\n", "file", "words", "words", "pairs", "headings", "notes")
	for _, format := range officeFormats {
		files, err := filepath.Glob(filepath.Join(shared, format, "*."+format))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc := officeDocument(t, filepath.Base(file), data)
			if doc == nil {
				fmt.Fprintf(&out, "%-52s not read\n", filepath.Base(file))
				continue
			}
			args := []string{"-f", format, "-t", "plain", "--wrap=none", file}
			if format == "docx" || format == "odt" {
				args = append(args, "-s") // with the title and the authors, which the others print in the text
			}
			plain := run(t, pandoc, nil, args...)
			ours, theirs := saidWords(saidText(doc)), saidWords(plain)
			headings, notes := 0, 0
			for _, p := range doc.Parts {
				switch {
				case p.Kind == corpus.PartSection:
					headings++
				case p.Kind == corpus.PartFootnote && p.Call >= 0:
					notes++
				}
			}
			fmt.Fprintf(&out, "%-52s %6d %6.3f %6.3f %8d %8d\n", filepath.Base(file), len(ours), agreement(ours, theirs, 1), agreement(ours, theirs, 2), headings, notes)
		}
	}
	goldenText(t, filepath.Join("testdata", "office.txt"), out.String())
}

// TestTheSameTextInEveryFormat has pandoc write a paper in Markdown as DOCX, ODT,
// RTF and EPUB, and compares the passages read of them with those of the same paper
// in HTML.
func TestTheSameTextInEveryFormat(t *testing.T) {
	pandoc := needPandoc(t)
	paper := filepath.Join("..", "..", "shared", "formats", "md", "wildcard-onward-paper__paper.md")
	data, err := os.ReadFile(paper)
	if err != nil {
		t.Skip("needs the samples beside the project: ../shared/formats")
	}
	pictures := picturesOf(t, data)
	for _, format := range officeFormats {
		data := data
		if format == "rtf" {
			// Pandoc writes neither the abstract nor captions that can be told from text.
			data = regexp.MustCompile(`(?s)\nabstract: \|?.*?\n(\w|---)`).ReplaceAll(data, []byte("\n$1"))
			data = regexp.MustCompile(`(?s)!\[.*?\]\([^)]*\)(?:\{[^}]*\})?`).ReplaceAll(data, nil)
		}
		page := run(t, pandoc, data, "-f", "markdown", "-t", "html", "-s")
		want := passageSet(officeDocument(t, "paper.html", []byte(page)))
		target := filepath.Join(t.TempDir(), "paper."+format)
		run(t, pandoc, data, "-f", "markdown", "-t", format, "-s", "--resource-path", pictures, "-o", target)
		packed, err := os.ReadFile(target)
		if err != nil {
			t.Fatal(err)
		}
		got := passageSet(officeDocument(t, "paper."+format, packed))
		same := 0
		for p := range want {
			if got[p] {
				same++
			} else {
				t.Logf("%s: not found: %.200q", format, p)
			}
		}
		t.Logf("%s: %d of %d passages the same, %d read", format, same, len(want), len(got))
		if same*100 < len(want)*95 {
			t.Errorf("%s: %d of %d passages are the same, want 95 in 100", format, same, len(want))
		}
	}
}

// picturesOf makes a folder of empty pictures, one for each that a text in Markdown
// shows, since a figure without its picture is written without its caption.
func picturesOf(t *testing.T, text []byte) string {
	t.Helper()
	dir := t.TempDir()
	dot := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\nIDAT\x78\x9c\x63\x60\x00\x00\x00\x02\x00\x01\x48\xaf\xa4\x71\x00\x00\x00\x00IEND\xaeB`\x82"
	for _, m := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[1], "://") {
			continue
		}
		data := dot
		if strings.HasSuffix(m[1], ".svg") {
			data = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`
		}
		name := filepath.Join(dir, filepath.FromSlash(m[1]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func needPandoc(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("pandoc")
	if err != nil {
		t.Skip("needs pandoc: install the package pandoc")
	}
	return path
}

func run(t *testing.T, name string, stdin []byte, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	return string(out)
}

// officeDocument reads a file, nil where it holds no text.
func officeDocument(t *testing.T, name string, data []byte) *corpus.Document {
	t.Helper()
	r := ingest.Reader{}
	src := ingest.Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
	for doc, err := range r.Read(context.Background(), src) {
		if err != nil {
			t.Logf("%s: %v", name, err)
			return nil
		}
		if err := doc.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return doc
	}
	return nil
}

// saidText is what was read of a file: its text, and the title and byline that
// were taken out of it.
func saidText(doc *corpus.Document) string {
	var out strings.Builder
	for _, l := range doc.LeftOut {
		switch l.Why {
		case "title", "byline", "date":
			out.WriteString(l.Text + "\n")
		}
	}
	return out.String() + doc.Text
}

// saidWords are the words of a text in small letters; signs and numbers, with
// which programs mark lists and notes in their own ways, are none.
func saidWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

// agreement is F1 over the runs of n words of two texts.
func agreement(a, b []string, n int) float64 {
	count := map[string]int{}
	runs := func(words []string, by int) int {
		total := 0
		for i := 0; i+n <= len(words); i++ {
			count[strings.Join(words[i:i+n], " ")] += by
			total++
		}
		return total
	}
	left := runs(a, 1)
	before := map[string]int{}
	for k, v := range count {
		before[k] = v
	}
	right := runs(b, -1)
	missed := 0
	for k, v := range before {
		missed += max(0, min(v, count[k]))
	}
	if left+right == 0 {
		return 1
	}
	return 2 * float64(left-missed) / float64(left+right)
}

// passageSet holds the passages of a document by their letters and digits.
func passageSet(doc *corpus.Document) map[string]bool {
	out := map[string]bool{}
	if doc == nil {
		return out
	}
	for _, p := range doc.Passages {
		text := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, p.Span.Of(doc.Text))
		if text != "" {
			out[text] = true
		}
	}
	return out
}

// goldenText compares a text with a file, or writes it.
func goldenText(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
