package cli

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"locus/corpus"
	"locus/ingest"
	"locus/query"
)

// atTerminal is progress on a terminal of a width, with a clock of its own.
func atTerminal(width int) (p *progress, b *bytes.Buffer, pass func(time.Duration)) {
	b = &bytes.Buffer{}
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	p = &progress{w: b, width: width, now: func() time.Time { return now }}
	return p, b, func(d time.Duration) { now = now.Add(d) }
}

// last is the line that stands on the terminal.
func lastLine(b *bytes.Buffer) string {
	lines := strings.Split(b.String(), "\r\x1b[K")
	return lines[len(lines)-1]
}

func TestProgressSaysHowFarHowFastAndHowLong(t *testing.T) {
	for _, c := range []struct {
		name        string
		total, done int64
		count       int
		after       time.Duration
		want        string
	}{
		{"by bytes done", 1000, 250, 80, 10 * time.Second, "locus: reading 25 %, 80 passages, 8.0 a second, 30 s left: a.md"},
		{"minutes from a minute and a half on", 1000, 10, 4000, 10 * time.Second, "locus: reading 1 %, 4000 passages, 400 a second, 17 min left: a.md"},
		{"hours", 100_000, 10, 4000, 10 * time.Second, "locus: reading 0 %, 4000 passages, 400 a second, 27 h 46 min left: a.md"},
		{"too soon to say what is left", 1000, 250, 80, time.Second / 2, "locus: reading 25 %, 80 passages, 160 a second: a.md"},
		{"nothing left", 1000, 1000, 80, 10 * time.Second, "locus: reading 100 %, 80 passages, 8.0 a second: a.md"},
		{"more than there was", 1000, 2000, 80, 10 * time.Second, "locus: reading 100 %, 80 passages, 8.0 a second: a.md"},
		{"not known how much", 0, 250, 80, 10 * time.Second, "locus: reading 80 passages, 8.0 a second: a.md"},
		{"nothing yet", 1000, 0, 0, 10 * time.Second, "locus: reading 0 %, 0 passages: a.md"},
	} {
		p, b, pass := atTerminal(100)
		p.begin("reading", "passages", c.total)
		pass(c.after)
		p.show(c.done, c.count, "a.md")
		if got := lastLine(b); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestProgressIsOneLine(t *testing.T) {
	if newProgress(&bytes.Buffer{}) != nil {
		t.Error("there is progress where no terminal is")
	}
	var none *progress
	none.begin("x", "y", 1)
	none.show(1, 2, "x")
	none.done()
	p, b, pass := atTerminal(40)
	p.begin("reading", "passages", 10)
	pass(time.Second)
	p.show(3, 70, "a \x1b]0;file\x07\nwhose name is longer than the terminal is wide")
	p.show(4, 80, "too soon")
	p.done()
	got := b.String()
	if strings.Contains(got, "\n") || strings.Contains(got, "\x1b]") || strings.Contains(got, "\x07") || strings.Contains(got, "too soon") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("it writes %q", got)
	}
	for _, line := range strings.Split(got, "\r\x1b[K") {
		if len([]rune(line)) >= 40 {
			t.Errorf("the line %q does not fit", line)
		}
	}
}

// TestBytesAreCountedToTheEnd: after the last source as much is done as there was
// in all, whatever was passed over, packed or not read.
func TestBytesAreCountedToTheEnd(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("a.md", strings.Repeat("words ", 100))
	write("deep/b.md", strings.Repeat("words ", 50))
	write("out/c.md", strings.Repeat("words ", 70))
	write(".hidden", strings.Repeat("words ", 90))
	write(".ignore", "out\n")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	io.WriteString(z, strings.Repeat("many words ", 1000))
	z.Close()
	write("d.jsonl.gz", packed.String())
	s := sizesOf([]string{dir, filepath.Join(dir, "no such file")})
	if want := int64(600 + 300 + 420 + 11_000); s.total != want {
		t.Errorf("%d bytes in all, want %d", s.total, want)
	}
	before := int64(0)
	for src, err := range ingest.Expand(t.Context(), []string{dir}, nil) {
		if err != nil {
			if filepath.Base(src.Path) == "out" {
				s.passed(src.Path)
			}
			continue
		}
		src = s.next(src)
		r, err := src.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
		if s.at() <= before || s.at() > s.total {
			t.Errorf("%s: %d of %d after %d", src.Name, s.at(), s.total, before)
		}
		before = s.at()
	}
	if s.at() != s.total {
		t.Errorf("%d of %d at the end", s.at(), s.total)
	}
	var none *sizes
	none.passed("x")
	if src := none.next(ingest.Source{Name: "x"}); src.Name != "x" || none.at() != 0 {
		t.Error("without sizes something is counted")
	}
}

// TestWorksAndQuestionsAreCounted: documents, an index being made, and questions.
func TestWorksAndQuestionsAreCounted(t *testing.T) {
	s := newShelf(t, twoTexts)
	lib, err := corpus.OpenLibrary(s.lib)
	if err != nil {
		t.Fatal(err)
	}
	works, err := lib.Works()
	if err != nil {
		t.Fatal(err)
	}
	p, b, pass := atTerminal(100)
	for _, err := range p.each(t.Context(), "looking,", len(works), allDocuments(lib, works)) {
		if err != nil {
			t.Fatal(err)
		}
		pass(time.Second)
	}
	if got := lastLine(b); !strings.HasPrefix(got, "locus: looking, 100 %, 2 works, ") {
		t.Errorf("the last line is %q", got)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	for _, err := range p.each(ended, "looking,", len(works), allDocuments(lib, works)) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("an ended context gives %v", err)
		}
	}
	counted := &indexed{Library: lib, p: p}
	if _, err := counted.Fingerprints(); err != nil {
		t.Fatal(err)
	}
	for _, w := range works {
		pass(time.Second)
		if _, err := counted.Document(w.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := lastLine(b); !strings.HasPrefix(got, "locus: indexing 100 %, 2 works, 1.0 a second") {
		t.Errorf("the last line is %q", got)
	}
	if _, err := counted.FingerprintsOf([]corpus.WorkID{works[0].ID}); err != nil || p.total != 1 {
		t.Errorf("%d works to index, %v", p.total, err)
	}
	pass(time.Second)
	p.begin("asking", "questions", 4)
	pass(2 * time.Second)
	if _, err := (&tally{Searcher: answers{}, p: p}).Search(t.Context(), query.Request{Question: "why"}); err != nil {
		t.Fatal(err)
	}
	if got := lastLine(b); got != "locus: asking 25 %, 1 questions, 0.5 a second, 6 s left: why" {
		t.Errorf("the last line is %q", got)
	}
}

// answers is a searcher that has nothing to say.
type answers struct{}

func (answers) Search(context.Context, query.Request) (*query.Answer, error) {
	return &query.Answer{}, nil
}

// TestAnInterruptSaysWhatIsLeft: of a command that is interrupted it is said what
// it leaves behind, and that is so.
func TestAnInterruptSaysWhatIsLeft(t *testing.T) {
	s := newShelf(t, twoTexts)
	before := s.must("search", "gate")
	for command, want := range map[string]string{"rebuild": "the index as it was", "verify": "nothing was changed"} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var out, errw bytes.Buffer
		status := Run(ctx, []string{"--library", s.lib, command}, strings.NewReader(""), &out, &errw, func(string) string { return "" })
		if status != exitError || !strings.Contains(errw.String(), want) {
			t.Errorf("%s: status %d, %q", command, status, errw.String())
		}
		if after := s.must("search", "gate"); after != before {
			t.Errorf("after an interrupted %s the answer is %q, was %q", command, after, before)
		}
	}
}
