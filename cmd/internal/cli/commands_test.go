package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"locus/corpus"
	"locus/corpus/cite"
)

// shelf is a library of the test's own with its home and its folder of texts.
type shelf struct {
	t    *testing.T
	home string
	lib  string
}

// newShelf adds texts, file name to content, to a library of the test's own.
func newShelf(t *testing.T, texts map[string]string) shelf {
	t.Helper()
	s := shelf{t: t, home: t.TempDir()}
	s.lib = filepath.Join(s.home, "lib")
	for name, text := range texts {
		s.write(name, text)
	}
	if len(texts) > 0 {
		s.must("add", s.file("texts"))
	}
	return s
}

func (s shelf) file(name string) string { return filepath.Join(s.home, name) }

func (s shelf) write(name, text string) {
	s.t.Helper()
	file := s.file(filepath.Join("texts", name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

// run runs a command line on the shelf's library.
func (s shelf) run(args ...string) (int, string, string) {
	s.t.Helper()
	return run(s.t, s.home, append([]string{"--library", s.lib}, args...)...)
}

// must is run for a command that has to end well; it gives standard output.
func (s shelf) must(args ...string) string {
	s.t.Helper()
	status, out, errw := s.run(args...)
	if status != 0 {
		s.t.Fatalf("locus %s: status %d\n%s%s", strings.Join(args, " "), status, out, errw)
	}
	return out
}

var twoTexts = map[string]string{
	"gate.md":  "# Walls\n\n## Gates\n\nA gate that is locked at dusk tells the neighbours what its owner fears, and they lock theirs.\n",
	"river.md": "# Rivers\n\nA river shared by two towns makes treaties cheaper than quarrels, as the millers found out.\n",
}

func TestWhatIsAddedIsShownCitedAndListed(t *testing.T) {
	s := newShelf(t, nil)
	s.write("gate.md", twoTexts["gate.md"])
	s.must("add", s.file("texts/gate.md"), "--author", "Example, Ada", "--year", "1999", "--type", "essay")
	id := strings.TrimSpace(s.must("passages", "gate", "--template", `{{.id}}`))
	for _, c := range []struct{ args, want string }{
		{"show " + id, "A gate that is locked at dusk"},
		{"show " + id + " --format json", `"kind": "body"`},
		{"show gate:9-15 --context sentence", "A gate that is locked"},
		{"cite " + id, "(Example, 1999, Gates section, para. 1)"},
		{"cite " + id + " --as bibtex", "author = {Example, Ada}"},
		{"cite " + id + " --format jsonl", `[Unpublished manuscript]`},
		{"bibliography", "Example, A. (1999)"},
		{"bibliography gate gate --format jsonl", `"work":"gate"`},
		{"bibliography --as ris", "AU  - Example, Ada"},
		{"outline gate", "Gates\t1 passages"},
		{"works --template {{.title}}", "Walls"},
		{"status", "index\tfresh"},
		{"status --format json", `"repairs"`},
		{"theories --format jsonl", `"id":"realism"`},
		{"people --all --format jsonl", `"known":true`},
		{"version --format json", `"pack"`},
	} {
		if got := s.must(strings.Fields(c.args)...); !strings.Contains(got, c.want) {
			t.Errorf("locus %s says\n%s\nwithout %q", c.args, got, c.want)
		}
	}
	if got := s.must("bibliography", "gate", "gate", "--format", "jsonl"); strings.Count(got, "\n") != 1 {
		t.Errorf("a work named twice is listed twice:\n%s", got)
	}
}

func TestSearchShowAndCiteSayOneCitation(t *testing.T) {
	s := newShelf(t, nil)
	for i, author := range []string{"Example, Ada", "Example, Ada", "Example, Ben"} {
		name := fmt.Sprintf("n%d.md", i)
		s.write(name, fmt.Sprintf("# Note %d\n\nThe ferry of town number %d waits for nobody, and nobody waits for it.\n", i, i))
		s.must("add", s.file("texts/"+name), "--author", author, "--year", "2012")
	}
	want := map[string]string{"n0": "(A. Example, 2012a", "n1": "(A. Example, 2012b", "n2": "(B. Example, 2012,"}
	for _, line := range strings.Split(strings.TrimSpace(s.must("search", "ferry", "--template",
		`{{range .hits}}{{.passage.id}}|{{.cite.in_text}}|{{.cite.reference}}{{"\n"}}{{end}}`)), "\n") {
		f := strings.Split(line, "|")
		work, _, _ := strings.Cut(f[0], ":")
		if !strings.HasPrefix(f[1], want[work]) {
			t.Errorf("search cites %s as %s", f[0], f[1])
		}
		if got := s.must("cite", f[0]); got != f[1]+"\n"+f[2]+"\n" {
			t.Errorf("search says %q and %q, cite %q", f[1], f[2], got)
		}
		if got := s.must("show", f[0], "--template", "{{.cite.in_text}}"); got != f[1] {
			t.Errorf("search says %q, show %q", f[1], got)
		}
		if err := os.RemoveAll(filepath.Join(s.lib, "index")); err != nil {
			t.Fatal(err)
		}
		if got := s.must("cite", f[0]); !strings.HasPrefix(got, f[1]) {
			t.Errorf("without an index cite says %q, with one %q", got, f[1])
		}
		s.must("rebuild")
	}
}

func TestRemoveRebuildAndVerify(t *testing.T) {
	s := newShelf(t, twoTexts)
	status, _, errw := s.run("remove", "gate", "gate")
	if status != 0 || !strings.Contains(errw, "1 removed") {
		t.Errorf("removing a work named twice: status %d, %s", status, errw)
	}
	if status, _, _ := s.run("search", "gate"); status != 1 {
		t.Errorf("a removed work is found: status %d", status)
	}
	if status, _, errw := s.run("remove", "river", "gaet"); status != 2 || !strings.Contains(errw, "gaet") {
		t.Errorf("an unknown work: status %d, %s", status, errw)
	}
	s.must("search", "river")
	if err := os.WriteFile(filepath.Join(s.lib, "works", "river", "text-1.txt"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	if status, out, _ := s.run("verify"); status != 1 || !strings.Contains(out, "text-1.txt") {
		t.Errorf("a damaged text: status %d, %s", status, out)
	}
	s.must("add", "--again", s.file("texts"))
	s.must("verify")
	status, _, errw = s.run("rebuild")
	if status != 0 || !strings.Contains(errw, "2 works, 2 passages") {
		t.Errorf("rebuild: status %d, %s", status, errw)
	}
}

func TestADryRunTellsWhatWouldChangeAndChangesNothing(t *testing.T) {
	s := newShelf(t, nil)
	s.write("gate.md", twoTexts["gate.md"])
	if got := s.must("add", "--dry-run", s.file("texts")); !strings.HasPrefix(got, "added\t") {
		t.Errorf("into no library: %s", got)
	}
	if _, err := os.Stat(s.lib); err == nil {
		t.Error("a dry run made a library")
	}
	s.must("add", s.file("texts"))
	s.write("gate.md", strings.Replace(twoTexts["gate.md"], "dusk", "dawn", 1))
	s.write("river.md", twoTexts["river.md"])
	got := s.must("add", "--dry-run", s.file("texts"))
	if !strings.Contains(got, "replaced\t"+s.file("texts/gate.md")) || !strings.Contains(got, "added\t"+s.file("texts/river.md")) {
		t.Errorf("a dry run reports\n%s", got)
	}
	if out := s.must("passages"); strings.Contains(out, "dawn") || strings.Contains(out, "river") {
		t.Errorf("a dry run wrote\n%s", out)
	}
	if got := s.must("add", "--dry-run", "--again", s.file("texts/river.md")); !strings.HasPrefix(got, "added") {
		t.Errorf("again: %s", got)
	}
}

func TestWhatWasSaidOfAFileIsSaidAgain(t *testing.T) {
	s := newShelf(t, nil)
	s.write("gate.md", twoTexts["gate.md"])
	s.must("add", s.file("texts"), "--year", "1977", "--author", "{Gate Society}")
	s.write("gate.md", strings.Replace(twoTexts["gate.md"], "dusk", "dawn", 1))
	if got := s.must("add", s.file("texts")); !strings.HasPrefix(got, "replaced") {
		t.Errorf("a changed file: %s", got)
	}
	if got := s.must("works"); !strings.Contains(got, "Gate Society, 1977") {
		t.Errorf("what was said is lost: %s", got)
	}
	if got := s.must("add", s.file("texts")); !strings.HasPrefix(got, "unchanged") {
		t.Errorf("read a third time: %s", got)
	}
	s.must("add", s.file("texts"), "--year", "1978")
	if got := s.must("works"); !strings.Contains(got, ", 1978") {
		t.Errorf("another word does not count: %s", got)
	}
}

func TestStandardInputTwiceIsOneWork(t *testing.T) {
	s := newShelf(t, nil)
	add := func(text string, args ...string) string {
		t.Helper()
		var out, errw bytes.Buffer
		args = append([]string{"--library", s.lib, "add"}, args...)
		if status := Run(context.Background(), args, strings.NewReader(text), &out, &errw, func(string) string { return "" }); status != 0 {
			t.Fatal(errw.String())
		}
		return out.String()
	}
	first := add(twoTexts["gate.md"], "-", "-")
	if strings.Count(first, "\n") != 1 {
		t.Errorf("named twice it is read twice:\n%s", first)
	}
	if got := add(twoTexts["gate.md"], "-"); !strings.HasPrefix(got, "unchanged") {
		t.Errorf("the same words again: %s", got)
	}
	if got := add(twoTexts["river.md"], "-"); !strings.HasPrefix(got, "added") {
		t.Errorf("other words: %s", got)
	}
	if got := s.must("works"); strings.Count(got, "\n") != 2 {
		t.Errorf("the works are\n%s", got)
	}
}

func TestALibraryWithinTheFolderAddedIsNotReadAsTexts(t *testing.T) {
	s := newShelf(t, nil)
	for name, text := range twoTexts {
		s.write(name, text)
	}
	s.lib = s.file("texts/library")
	s.must("add", s.file("texts"))
	_, out, _ := s.run("add", s.file("texts"))
	if strings.Contains(out, "added") || strings.Contains(out, "text-1.txt") {
		t.Errorf("a second run reads the library:\n%s", out)
	}
	if got := s.must("works"); strings.Count(got, "\n") != 2 {
		t.Errorf("the works are\n%s", got)
	}
}

// stopping is a text that ends the context while it is read.
type stopping struct {
	io.Reader
	stop func()
}

func (s stopping) Read(p []byte) (int, error) {
	s.stop()
	return s.Reader.Read(p)
}

func TestAnInterruptedAddKeepsAndReportsWhatWasFinished(t *testing.T) {
	s := newShelf(t, nil)
	s.write("gate.md", twoTexts["gate.md"])
	s.write("river.md", twoTexts["river.md"])
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out, errw bytes.Buffer
	args := []string{"--library", s.lib, "add", s.file("texts/gate.md"), "-", s.file("texts/river.md")}
	status := Run(ctx, args, stopping{strings.NewReader("Words that end."), cancel}, &out, &errw, func(string) string { return "" })
	if status != 2 || !strings.Contains(errw.String(), "what was finished is kept") {
		t.Errorf("status %d, %s", status, errw.String())
	}
	if !strings.Contains(out.String(), "added\t"+s.file("texts/gate.md")) || strings.Contains(out.String(), "river") {
		t.Errorf("the report is\n%s", out.String())
	}
	s.must("search", "gate")
	s.must("verify")
	if got := s.must("add", s.file("texts")); !strings.Contains(got, "unchanged") || !strings.Contains(got, "added\t"+s.file("texts/river.md")) {
		t.Errorf("the next run reports\n%s", got)
	}
}

func TestASecondWriterWaitsAndThenSaysWhoWrites(t *testing.T) {
	s := newShelf(t, twoTexts)
	lib, err := corpus.OpenLibrary(s.lib)
	if err != nil {
		t.Fatal(err)
	}
	release, err := lib.Lock(context.Background(), 0, "a long import")
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(300*time.Millisecond, func() { _ = release() })
	began := time.Now()
	s.must("remove", "gate")
	if waited := time.Since(began); waited < 250*time.Millisecond {
		t.Errorf("the second writer waited %v only", waited)
	}
	if release, err = lib.Lock(context.Background(), 0, "a long import"); err != nil {
		t.Fatal(err)
	}
	defer release()
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	var errw bytes.Buffer
	args := []string{"--library", s.lib, "remove", "river"}
	if status := Run(ctx, args, strings.NewReader(""), io.Discard, &errw, func(string) string { return "" }); status != 2 {
		t.Errorf("beside a writer: status %d, %s", status, errw.String())
	}
	if status, out, _ := s.run("search", "river"); status != 0 {
		t.Errorf("beside a writer a question finds nothing: %s", out)
	}
	if testing.Short() {
		t.Skip("waits until the patience of a second writer ends")
	}
	if status, _, errw := s.run("remove", "river"); status != 2 || !strings.Contains(errw, fmt.Sprintf("process %d ", os.Getpid())) || !strings.Contains(errw, "a long import") {
		t.Errorf("after its patience: status %d, %s", status, errw)
	}
}

// closed is a pipe whose reader has gone.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, fmt.Errorf("write: %w", syscall.EPIPE) }

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestOutputThatCannotBeWritten(t *testing.T) {
	for _, args := range []string{"works", "passages", "search security", "search security --format json", "theories --format jsonl", "bibliography"} {
		var errw bytes.Buffer
		argv := append([]string{"--library", "reader"}, strings.Fields(args)...)
		env := func(k string) string {
			return map[string]string{"XDG_CACHE_HOME": filepath.Join(sharedHome(), "cache")}[k]
		}
		if status := Run(context.Background(), argv, strings.NewReader(""), closed{}, &errw, env); status != 0 || strings.Contains(errw.String(), "pipe") {
			t.Errorf("%s into a closed pipe: status %d, %s", args, status, errw.String())
		}
		errw.Reset()
		if status := Run(context.Background(), argv, strings.NewReader(""), full{}, &errw, env); status != 2 || !strings.Contains(errw.String(), "no space left") {
			t.Errorf("%s onto a full disk: status %d, %s", args, status, errw.String())
		}
	}
}

func TestSearchInAPipe(t *testing.T) {
	s := newShelf(t, twoTexts)
	line := strings.TrimSpace(s.must("search", "gate", "--explain"))
	f := strings.Split(line, "\t")
	if len(f) != 8 || !strings.HasPrefix(f[7], "because ") || strings.Contains(line, "\n") {
		t.Errorf("explained: %q", f)
	}
	if f := strings.Split(strings.TrimSpace(s.must("search", "gate")), "\t"); len(f) != 7 {
		t.Errorf("not explained: %q", f)
	}
	for _, args := range []string{"search zebra", "search gate --work river", "search gate --skip 9", "search zebra --format json", "search zebra --template {{.total}}"} {
		status, _, errw := s.run(strings.Fields(args)...)
		if status != 1 || strings.TrimSpace(errw) == "" {
			t.Errorf("%s: status %d and says %q", args, status, errw)
		}
	}
	if err := os.WriteFile(s.file("q"), []byte("a\tgate\nriver\nc\tzebra\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := s.must("search", "--batch", s.file("q"), "--template", `{{.batch_id}}={{.total}} `); got != "a=1 2=1 c=0 " {
		t.Errorf("a batch by template says %q", got)
	}
	if got := s.must("search", "--batch", s.file("q"), "--format", "trec"); !strings.HasPrefix(got, "a Q0 gate:") {
		t.Errorf("a batch as a run says %q", got)
	}
	if got := s.must("search", "--batch", s.file("q"), "--format", "jsonl"); strings.Count(got, `"batch_id"`) != 3 {
		t.Errorf("a batch as lines says %q", got)
	}
	if got := s.must("search", "gate", "--format", "csv"); !strings.HasPrefix(got, "rank,score") {
		t.Errorf("as CSV %q", got)
	}
	if got := s.must("search", "gate", "--format", "markdown"); !strings.Contains(got, "> ") || !strings.Contains(got, "## References") {
		t.Errorf("as Markdown %q", got)
	}
}

func TestStatusSumsWithoutReadingDocuments(t *testing.T) {
	s := newShelf(t, map[string]string{"a.html": "<html><body><nav><a href='/'>Home</a></nav><main><h1>Bells</h1><p>The bell of the town rang twice.It rang no more after that night in the spring.</p></main></body></html>"})
	var before, after status
	decode := func(v *status) {
		t.Helper()
		if err := json.Unmarshal([]byte(s.must("status", "--format", "json")), v); err != nil {
			t.Fatal(err)
		}
	}
	decode(&before)
	if len(before.LeftOut) == 0 || before.Repairs == 0 || before.Works != 1 {
		t.Errorf("the status is %+v", before)
	}
	if err := os.WriteFile(filepath.Join(s.lib, "works", "a", "document-1.json"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	decode(&after)
	if fmt.Sprint(after.LeftOut, after.Repairs) != fmt.Sprint(before.LeftOut, before.Repairs) {
		t.Errorf("without the document the status is %+v", after)
	}
}

// TestADamagedRecordIsToldWithTheAnswer: the index still answers, and the answer
// says that the library cannot.
func TestADamagedRecordIsToldWithTheAnswer(t *testing.T) {
	s := newShelf(t, twoTexts)
	whole := s.must("search", "gate", "--format", "json")
	if strings.Contains(whole, "damaged") {
		t.Errorf("a whole library is told as damaged: %s", whole)
	}
	if err := os.WriteFile(filepath.Join(s.lib, "works", "gate", "work.json"), []byte("{]"), 0o666); err != nil {
		t.Fatal(err)
	}
	got := s.must("search", "gate", "--format", "json")
	if !strings.Contains(got, "The record of gate is damaged") || strings.Contains(got, "river is damaged") {
		t.Errorf("the answer is %s", got)
	}
}

// TestWhatIsMissingCanBePutIn: every field that a reference can lack has its flag.
func TestWhatIsMissingCanBePutIn(t *testing.T) {
	flags := (&app{}).correctCommand().Flags()
	for _, kind := range append(corpus.Types(), "") {
		for _, w := range []corpus.Work{{Type: kind}, {Type: kind, Container: "C", Volume: "1"}, {Type: kind, URL: "https://a.example"}, {Type: kind, Container: "C", Publisher: "P"}} {
			for _, field := range cite.Missing(&w) {
				if flags.Lookup(correctFlag(field)) == nil {
					t.Errorf("%s has no flag --%s", field, correctFlag(field))
				}
			}
		}
	}
}

// TestStumblesOfANewUser: what people type at first, and what they are told.
func TestStumblesOfANewUser(t *testing.T) {
	s := newShelf(t, twoTexts)
	for _, c := range []struct {
		args     []string
		status   int
		out, err string
	}{
		{[]string{"cite", "gate"}, exitDone, "(", "the record of gate lacks"},
		{[]string{"cite", "gate", "gate"}, exitDone, "", "locus correct gate --"},
		{[]string{"cite", "1"}, exitError, "", "locus search prints the addresses of passages"},
		{[]string{"cite", "nowhere"}, exitError, "", "not an address"},
		{[]string{"show", "gate"}, exitError, "", "gate is a work; locus outline gate and locus passages gate"},
		{[]string{"show", "1"}, exitError, "", "locus search prints the addresses of passages"},
		{[]string{"serach", "gate"}, exitError, "", "nearest: search"},
		{[]string{"opening", "the", "gate"}, exitError, "", "locus search opening the gate"},
		{[]string{"--version"}, exitDone, "index schema", ""},
		{[]string{"-v", "--format", "json"}, exitDone, "\"schema\"", ""},
	} {
		status, out, errw := run(t, s.home, append([]string{"--library", s.lib}, c.args...)...)
		if status != c.status || !strings.Contains(out, c.out) || !strings.Contains(errw, c.err) {
			t.Errorf("%q: status %d, %q, %q; want %d, %q, %q", c.args, status, out, errw, c.status, c.out, c.err)
		}
	}
}
