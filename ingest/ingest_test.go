package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"locus/corpus"
	"locus/ingest"
)

// TestReadSharedCorpus compares the outlines and records of the shared texts
// with those that a reader of them wrote down (testdata/outline).
func TestReadSharedCorpus(t *testing.T) {
	shared := filepath.Join("..", "..", "shared", "corpus")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("needs the shared corpus beside the project: ../shared/corpus")
	}
	files, err := os.ReadDir(shared)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		t.Run(f.Name(), func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(shared, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			doc := read(t, f.Name(), data)
			checkDocument(t, doc)
			var got strings.Builder
			for _, a := range doc.Work.Authors {
				fmt.Fprintf(&got, "author %s, %s\n", a.Family, a.Given)
			}
			fmt.Fprintf(&got, "type %s\n", doc.Work.Type)
			count := map[corpus.PartKind]int{}
			for _, p := range doc.Parts {
				count[p.Kind]++
				if p.Kind == corpus.PartSection {
					words := strings.Fields(p.Name)
					fmt.Fprintf(&got, "%s%s\n", strings.Repeat("  ", p.Level), strings.Join(words[:min(len(words), 6)], " "))
				}
			}
			fmt.Fprintf(&got, "items %d rows %d notes %d captions %d entries %d repairs %d\n", count[corpus.PartItem], count[corpus.PartRow],
				count[corpus.PartFootnote], count[corpus.PartFigure], count[corpus.PartEntry], len(doc.Repairs))
			golden := filepath.Join("testdata", "outline", f.Name())
			if *update {
				if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestEveryWordIsKept reads the case files and the shared texts and counts their
// words: each stands in the text, or among what was left out.
func TestEveryWordIsKept(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "*.txt"))
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		keepsWords(t, filepath.Base(f), string(data))
	}
	keepsWords(t, "lines.txt", strings.Repeat("One line of a text that goes on.\nAnother, shorter\n\n- an item\n\n\tset in\n", 30))
	keepsWords(t, "tabs.txt", "a\tb\nc\td\ne\tf\n\n[1] note\n\n*** \n\nHeading\n\nText that [1] calls the note, and that is long enough to be read as a paragraph.\n")
}

func keepsWords(t *testing.T, name, text string) {
	t.Helper()
	doc := read(t, name, []byte(text))
	have := letters(doc.Text)
	n := 0
	for _, l := range doc.LeftOut {
		n += l.Count * len(l.Text)
	}
	// What is left out is told by its first 80 bytes only, so letters that stand
	// in the text are counted against all the file's.
	if missing := len(letters(text)) - len(have); missing > n+80 || missing < 0 {
		t.Errorf("%s: %d letters are neither in the text nor left out (%d told)", name, missing, n)
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func TestSkips(t *testing.T) {
	utf16 := []byte("\xFF\xFEa\x00 \x00t\x00e\x00x\x00t\x00 \x00o\x00f\x00 \x00w\x00o\x00r\x00d\x00s\x00")
	for name, c := range map[string]struct {
		data   string
		reason ingest.Reason // "" where the file is read
	}{
		"an empty file":                       {"", ingest.Empty},
		"a file of blanks":                    {" \n\t\r\n", ingest.Empty},
		"a DOCX that is cut off":              {"PK\x03\x04......word/document.xml", ingest.Damaged},
		"a picture":                           {"\x89PNG\r\n\x1a\n\x00\x00", ingest.Unsupported},
		"a gzip archive":                      {"\x1F\x8B\x08\x00", ingest.Unsupported},
		"an RTF text":                         {`{\rtf1 words}`, ""},
		"a LaTeX text":                        {"\\documentclass{article}\n\\begin{document}words", ""},
		"LaTeX of nothing but commands":       {"\\documentclass{article}\n\\begin{document}\\maketitle", ingest.Damaged},
		"TEI without a text":                  {"<TEI><teiHeader/></TEI>", ingest.Damaged},
		"XML of another kind":                 {"<?xml version=\"1.0\"?><catalogue><thing>words</thing></catalogue>", ingest.Unsupported},
		"bytes that are no text":              {"\x00\x01\x02\x03words\x00\x00\x00\x04\x05\x06\x07\x08", ingest.Binary},
		"a page of nothing but mark-up":       {"<html><head><script>x()</script></head><body><nav>Home</nav></body></html>", ingest.NoText},
		"a text of headings alone":            {"# One\n\n## Two\n\n# Three\n", ingest.NoText},
		"text in UTF-16":                      {string(utf16), ""},
		"text in Latin-1":                     {"Sch\xF6ne Gr\xFC\xDFe an alle Leser", ""},
		"one word":                            {"word", ""},
		"a file larger than the limit":        {strings.Repeat("word ", 5000), ingest.TooLarge},
		"a text with a NUL byte":              {strings.Repeat("words and ", 50) + "\x00 more", ""},
		"Windows line ends":                   {"one\r\n\r\ntwo\r\n", ""},
		"a heading without end":               {"# " + strings.Repeat("a", 9000), ""},
		"a deep nest of elements":             {"<html><body>" + strings.Repeat("<div>", 3000) + "words", ""},
		"a script that does not end":          {"<html><body><p>words</p><script>var a;", ""},
		"a quotation mark that does not open": {"”’ words of a text ’ ”", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := ingest.Reader{Limit: 20000}
			n := 0
			for doc, err := range r.Read(context.Background(), source("file", []byte(c.data))) {
				n++
				var skip *ingest.Skip
				switch {
				case c.reason == "" && err != nil:
					t.Errorf("not read: %v", err)
				case c.reason == "":
					checkDocument(t, doc)
				case !errors.As(err, &skip) || skip.Reason != c.reason:
					t.Errorf("got %v, want the reason %s", err, c.reason)
				case !strings.HasPrefix(err.Error(), "file: "):
					t.Errorf("the sentence %q does not name the file", err)
				}
			}
			if n != 1 {
				t.Errorf("%d documents or errors", n)
			}
		})
	}
}

func TestVanishedAndUnreadable(t *testing.T) {
	var r ingest.Reader
	gone := ingest.Source{Name: "gone", Open: func() (io.ReadCloser, error) { return os.Open(filepath.Join(t.TempDir(), "gone")) }}
	for _, err := range r.Read(context.Background(), gone) {
		var skip *ingest.Skip
		if !errors.As(err, &skip) || skip.Reason != ingest.Vanished || !errors.Is(err, os.ErrNotExist) {
			t.Errorf("got %v", err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, err := range r.Read(ctx, source("a", []byte("words"))) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("an ended context gives %v", err)
		}
	}
}

func TestRecords(t *testing.T) {
	in := strings.Join([]string{
		`{"id": "A_1", "title": "On Wells", "author": "Ann Bell", "year": 1990, "text": "Wells are dug by those who stay."}`,
		`{"_id": 7, "authors": [{"family": "van Dijk", "given": "Carl"}, "Dorn, Eva"], "text": "On Rope\n\nRope is made of patience.", "title": "On Rope", "doi": "10.1/x"}`,
		`not a record`,
		``,
		`{"id": "empty", "text": "  "}`,
		`{"text": "No id, no title.", "type": "essay", "volume": 3}`,
	}, "\n")
	var r ingest.Reader
	var got []string
	for doc, err := range r.Read(context.Background(), source("some.jsonl", []byte(in))) {
		if err != nil {
			var skip *ingest.Skip
			if !errors.As(err, &skip) {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%s line %d", skip.Reason, skip.Line))
			continue
		}
		checkDocument(t, doc)
		w := doc.Work
		got = append(got, fmt.Sprintf("%s|%s|%v|%s|%s|%q", w.ID, w.Title, w.Authors, w.Type, w.Volume+w.DOI, doc.Text))
		if w.Stated["text"] != "" || w.Title != "" && w.Stated["title"] != corpus.ByUser {
			t.Errorf("%s: %v", w.ID, w.Stated)
		}
	}
	want := []string{
		`A_1|On Wells|[{Bell Ann}]|record||"Wells are dug by those who stay.\n"`,
		`7|On Rope|[{van Dijk Carl} {Dorn Eva}]|record|10.1/x|"Rope is made of patience.\n"`,
		"bad-record line 3", "no-text line 5",
		`some-6||[]|essay|3|"No id, no title.\n"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestUserTypeWins(t *testing.T) {
	r := ingest.Reader{Type: corpus.TypeThesis}
	for doc, err := range r.Read(context.Background(), source("essay.txt", []byte("Words of a text."))) {
		if err != nil || doc.Work.Type != corpus.TypeThesis || doc.Work.Stated["type"] != corpus.ByUser {
			t.Errorf("%v %v", doc, err)
		}
	}
}

func TestExpand(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.txt": "b", "a.md": "a", ".hidden.txt": "h", ".git/x.txt": "g", "sub/c.txt": "c", "sub/d.log": "d",
		".gitignore": "*.log\nskipped/\n", "skipped/e.txt": "e", "lib/locus.json": "{}", "lib/works/w/text.txt": "w",
	} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(dir, filepath.Join(dir, "sub", "loop")); err != nil {
		t.Fatal(err)
	}
	var got []string
	paths := []string{dir, filepath.Join(dir, "b.txt"), dir, "-", "-", filepath.Join(dir, "nowhere"), filepath.Join(dir, ".hidden.txt")}
	for src, err := range ingest.Expand(context.Background(), paths, strings.NewReader("typed")) {
		line := strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(src.Name, dir)), "/")
		var skip *ingest.Skip
		if errors.As(err, &skip) {
			line += " " + string(skip.Reason)
		} else if err != nil {
			t.Fatal(err)
		} else if in, err := src.Open(); err != nil {
			t.Error(err)
		} else {
			in.Close()
		}
		got = append(got, line)
	}
	want := []string{".git hidden", ".hidden.txt hidden", "a.md", "b.txt", "lib library", "skipped ignored", "sub/c.txt", "sub/d.log ignored",
		"-", "nowhere vanished", ".hidden.txt"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestSameInputSameDocument reads a text twice and in two formats.
func TestSameInputSameDocument(t *testing.T) {
	text := "# Title of it\n\nOne paragraph of *words*.\n\n## Part\n\n- an item\n- another\n"
	page := "<html><body><h1>Title of it</h1><p>One paragraph of <i>words</i>.</p><h2>Part</h2><ul><li>an item</li><li>another</li></ul></body></html>"
	a, b, c := read(t, "x.md", []byte(text)), read(t, "x.md", []byte(text)), read(t, "x.html", []byte(page))
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("two readings differ:\n%s", diff)
	}
	if a.Text != c.Text || !slices.EqualFunc(a.Parts, c.Parts, func(x, y corpus.Part) bool { return x == y }) {
		t.Errorf("Markdown gives\n%q\nHTML gives\n%q", a.Text, c.Text)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "read", "*.txtar"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		_, in, _ := strings.Cut(string(data), "--\n")
		in, _, _ = strings.Cut(in, "\n-- record")
		f.Add([]byte(in))
	}
	f.Add([]byte(`{"id":"a","text":"words"}` + "\n{"))
	f.Add([]byte("<sup>1</sup> note\n\na\tb\tc\nd\te\tf\n\n\t\tx\ty\n"))
	var r ingest.Reader
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.txt", "a.md", "a.jsonl"} {
			for doc, err := range r.Read(context.Background(), source(name, data)) {
				var skip *ingest.Skip
				if err != nil && !errors.As(err, &skip) {
					t.Fatal(err)
				}
				if doc == nil {
					continue
				}
				if err := doc.Check(); err != nil {
					t.Fatal(err)
				}
				checkDocument(t, doc)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for i := range 400 {
		fmt.Fprintf(&text, "## Section %d\n\nThe harbour of town %d was built by traders.It paid for itself, as traders say, before\nthe first winter (Bell, 19%02d: %d). Nobody asked who owned the water.\n\n- one item\n- another item\n\n", i, i, i%100, i)
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		read(b, "bench.md", data)
	}
}

// BenchmarkSharedCorpus reads the five shared texts.
func BenchmarkSharedCorpus(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "*"))
	if len(files) == 0 {
		b.Skip("needs the shared corpus beside the project: ../shared/corpus")
	}
	for b.Loop() {
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			read(b, f, data)
		}
	}
}
