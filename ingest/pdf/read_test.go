package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"locus/ingest/block"
	"locus/ingest/pdf/pdftest"
)

// booklet is a small book of invented sentences.
func booklet(pages int) pdftest.Book {
	w := &pdftest.Words{Seed: pages}
	b := pdftest.Book{Foot: true, Number: func(i int) string { return fmt.Sprint(127 + i) }}
	for i := range 5 * pages {
		if i%8 == 0 {
			b.Elements = append(b.Elements, pdftest.Element{Kind: pdftest.Heading, Level: 1, Text: fmt.Sprintf("%d A Heading of Its Own", i/8+1)})
		}
		b.Elements = append(b.Elements, pdftest.Element{Text: w.Paragraph(3)})
	}
	return b
}

func read(t testing.TB, data []byte, password string) (block.Page, error) {
	t.Helper()
	return testEngine().Read(context.Background(), data, password)
}

// TestRead reads books as real files: whole, locked, and turned.
func TestRead(t *testing.T) {
	turned := booklet(5)
	turned.Rotate = 90
	for _, c := range []struct {
		name string
		book pdftest.Book
		file pdftest.File
	}{
		{"an open file", booklet(5), pdftest.File{}},
		{"a locked file whose password is given", booklet(5), pdftest.File{Password: "meadow"}},
		{"a file shown turned", turned, pdftest.File{}},
		{"a file with labels", booklet(6), pdftest.File{Labels: []pdftest.LabelRange{{From: 0, Style: "D", Start: 127}}}},
		{"two pages to a sheet", func() pdftest.Book { b := booklet(8); b.TwoUp = true; return b }(), pdftest.File{}},
		{"two columns", func() pdftest.Book { b := booklet(8); b.Columns, b.Width, b.Height = 2, 595, 842; return b }(), pdftest.File{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			set := c.book.Print()
			c.file.Sheets = set.Sheets
			page, err := read(t, c.file.Bytes(), c.file.Password)
			if err != nil {
				t.Fatal(err)
			}
			var text strings.Builder
			labels := 0
			for _, b := range page.Blocks {
				text.WriteString(strings.ReplaceAll(b.Text, "-\n", "") + "\n")
				for _, p := range b.Pages {
					if p.Confidence == "high" && p.Label != "" {
						labels++
					}
				}
			}
			for s := range set.Starts {
				if !strings.Contains(text.String(), s) {
					t.Errorf("not read: %q", s)
				}
			}
			if labels < set.Pages-1 {
				t.Errorf("%d labels of %d pages", labels, set.Pages)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	whole := pdftest.File{Sheets: booklet(4).Print().Sheets}.Bytes()
	empty := pdftest.File{Sheets: make([]pdftest.Sheet, 3)}
	for i := range empty.Sheets {
		empty.Sheets[i].Width, empty.Sheets[i].Height = 400, 600
	}
	locked := pdftest.File{Sheets: booklet(2).Print().Sheets, Password: "meadow"}.Bytes()
	for _, c := range []struct {
		name     string
		data     []byte
		password string
		kind     block.FaultKind
		reason   error
	}{
		{"a locked file without its password", locked, "", block.Encrypted, ErrPassword},
		{"a locked file with a wrong password", locked, "orchard", block.Encrypted, ErrPassword},
		{"a file cut off at its head", whole[:30], "", block.Damaged, ErrFormat},
		{"bytes that are no PDF", bytes.Repeat([]byte("harbour "), 500), "", block.Damaged, ErrFormat},
		{"nothing at all", nil, "", block.Damaged, ErrFormat},
		{"pages without text", empty.Bytes(), "", block.Pictures, ErrNoText},
		{"a file cut off before its first words", whole[:3000], "", block.Damaged, ErrFormat},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(t, c.data, c.password)
			var f *block.Fault
			if !errors.As(err, &f) || f.Kind != c.kind || !errors.Is(err, c.reason) || f.Detail == "" {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestWhatIsLeftOfAFileIsRead cuts files off: their tables, and their last pages.
func TestWhatIsLeftOfAFileIsRead(t *testing.T) {
	whole := pdftest.File{Sheets: booklet(4).Print().Sheets}.Bytes()
	for cut, least := range map[int]int{25: 15, 400: 15, len(whole) / 3: 5} {
		page, err := read(t, whole[:len(whole)-cut], "")
		if err != nil || len(page.Blocks) < least {
			t.Errorf("%d bytes cut off: %d blocks, %v", cut, len(page.Blocks), err)
		}
		if !slices.ContainsFunc(page.Omitted, func(o block.Omitted) bool { return o.Why == "damaged file" }) {
			t.Errorf("%d bytes cut off: not told", cut)
		}
	}
}

// TestOddFiles reads the files with which the renderer itself is tested: forms,
// broken tables, locked ones, circles of references.
func TestOddFiles(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/klippa-app/go-pdfium").Output()
	files, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "shared_tests", "testdata", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Skip("the renderer's own test files are not there: go mod download github.com/klippa-app/go-pdfium")
	}
	readable := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := read(t, data, "")
		var f *block.Fault
		switch {
		case err == nil:
			readable++
			checkPage(t, page)
		case !errors.As(err, &f) || f.Detail == "":
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
	t.Logf("%d of %d files hold text that can be read", readable, len(files))
	if readable*4 < len(files) {
		t.Errorf("only %d of %d files were read", readable, len(files))
	}
}

func TestBoundsHold(t *testing.T) {
	data := pdftest.File{Sheets: booklet(12).Print().Sheets}.Bytes()
	slow := &Engine{Options: Options{CacheDir: testEngine().Options.CacheDir, Time: time.Nanosecond}}
	defer slow.Close()
	if _, err := slow.Read(context.Background(), data, ""); !errors.Is(err, ErrTime) {
		t.Errorf("no time: %v", err)
	}
	few := &Engine{Options: Options{CacheDir: testEngine().Options.CacheDir, Pages: 3}}
	defer few.Close()
	page, err := few.Read(context.Background(), data, "")
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, o := range page.Omitted {
		told = told || o.Why == "pages not read"
	}
	if !told {
		t.Error("pages beyond the limit are not told")
	}
	small := &Engine{Options: Options{CacheDir: testEngine().Options.CacheDir, Memory: 24 << 20}}
	defer small.Close()
	huge := booklet(2).Print().Sheets
	huge[0].Texts[0].String = strings.Repeat("more ", 8<<20)
	page, err = small.Read(context.Background(), pdftest.File{Sheets: huge}.Bytes(), "")
	if err == nil && !slices.Contains(page.Omitted, block.Omitted{Why: "page not readable", Text: "sheet 1"}) {
		t.Error("a page larger than the memory was read")
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := testEngine().Read(done, data, ""); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context: %v", err)
	}
}

func TestNothingIsMadeBeforeTheFirstFile(t *testing.T) {
	e := &Engine{}
	if e.pool != nil {
		t.Error("a renderer without a file")
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if _, err := e.Read(context.Background(), nil, ""); err == nil {
		t.Error("a closed engine read")
	}
}

func TestFilesAreReadAtOnce(t *testing.T) {
	data := pdftest.File{Sheets: booklet(3).Print().Sheets}.Bytes()
	first, err := read(t, data, "")
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 6 {
		wait.Go(func() {
			page, err := testEngine().Read(context.Background(), data, "")
			if err != nil || len(page.Blocks) != len(first.Blocks) {
				t.Errorf("%d blocks, %v", len(page.Blocks), err)
			}
		})
	}
	wait.Wait()
}

func TestStatementsOfTheFile(t *testing.T) {
	b := booklet(3)
	b.Elements = append([]pdftest.Element{{Kind: pdftest.Heading, Text: "The Ledger of the Harbour"}}, b.Elements...)
	for _, c := range []struct {
		name, title string
		want        int
	}{
		{"a title that is printed", "The Ledger of the Harbour", 1},
		{"the name of a file", "Microsoft Word - ledger.doc", 0},
		{"a title that is not printed", "An Entirely Other Work", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			page, err := read(t, pdftest.File{Sheets: b.Print().Sheets, Info: map[string]string{"Title": c.title}}.Bytes(), "")
			if err != nil || len(page.Meta) != c.want {
				t.Errorf("%v, %v", page.Meta, err)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	set := booklet(40).Print()
	data := pdftest.File{Sheets: set.Sheets}.Bytes()
	read(b, data, "")
	b.ResetTimer()
	for b.Loop() {
		if _, err := read(b, data, ""); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(set.Sheets)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// FuzzRead changes files in any place, the generated ones and the small ones
// among the samples: what comes is read or refused.
func FuzzRead(f *testing.F) {
	files := [][]byte{
		pdftest.File{Sheets: booklet(2).Print().Sheets}.Bytes(),
		pdftest.File{Sheets: booklet(1).Print().Sheets, Password: "meadow", Labels: []pdftest.LabelRange{{Style: "r", Start: 3}}}.Bytes(),
	}
	names, _ := filepath.Glob("../../../shared/formats/pdf/*.pdf")
	for _, name := range names {
		if data, err := os.ReadFile(name); err == nil && len(data) < 700<<10 {
			files = append(files, data)
		}
	}
	for i := range files {
		f.Add(uint8(i), uint64(i), uint8(1+i))
	}
	f.Fuzz(func(t *testing.T, which uint8, seed uint64, changes uint8) {
		data := mutated(files[int(which)%len(files)], seed, int(changes))
		ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
		defer cancel()
		page, err := testEngine().Read(ctx, data, "")
		if ctx.Err() != nil {
			t.Fatal("it hangs")
		}
		if err == nil {
			checkPage(t, page)
		}
	})
}

// mutated is a file changed in several places: bytes, numbers, parts gone, parts
// twice, the end cut off.
func mutated(data []byte, seed uint64, changes int) []byte {
	r := rand.New(rand.NewPCG(seed, 7))
	out := bytes.Clone(data)
	for range changes {
		if len(out) < 16 {
			break
		}
		at := r.IntN(len(out) - 8)
		switch r.IntN(8) {
		case 0, 1:
			out[at] = byte(r.IntN(256))
		case 2:
			out[at] ^= 1 << r.IntN(8)
		case 3: // another number
			for i := at; i < min(len(out), at+400); i++ {
				if out[i] >= '0' && out[i] <= '9' {
					out[i] = byte('0' + r.IntN(10))
					break
				}
			}
		case 4:
			n := min(len(out)-at, 1+r.IntN(200))
			out = append(out[:at], out[at+n:]...)
		case 5:
			n := min(len(out)-at, 1+r.IntN(200))
			out = append(out[:at+n:at+n], out[at:]...)
		case 6:
			copy(out[at:], "999999999")
		case 7:
			if r.IntN(6) == 0 {
				out = out[:at]
			}
		}
	}
	return out
}

// checkPage checks that all offsets of a page lie within its texts, in order.
func checkPage(t *testing.T, page block.Page) {
	t.Helper()
	for _, b := range page.Blocks {
		last := 0
		for _, p := range b.Pages {
			if p.At < last || p.At > len(b.Text) {
				t.Fatalf("a page at %d of %d", p.At, len(b.Text))
			}
			last = p.At
		}
		for _, c := range b.Calls {
			if c.At < 0 || c.At > len(b.Text) {
				t.Fatalf("a call at %d of %d", c.At, len(b.Text))
			}
		}
		for _, list := range [][]block.Range{b.Bold, b.Italic} {
			for _, r := range list {
				if r.Start < 0 || r.End > len(b.Text) || r.Start >= r.End {
					t.Fatalf("a style over %v of %d", r, len(b.Text))
				}
			}
		}
	}
}
