package archive

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"locus/ingest/archive/archivetest"
)

func gzipped(text string) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// listed prints the files of an archive, one a line.
func listed(name string, data []byte, limits Limits) string {
	var out strings.Builder
	for f := range Files(name, bytes.NewReader(data), int64(len(data)), limits) {
		switch {
		case f.Err != nil:
			for _, e := range []error{ErrTooLarge, ErrEncrypted, ErrDamaged, ErrNested} {
				if errors.Is(f.Err, e) {
					fmt.Fprintf(&out, "%s: %v\n", f.Name, e)
					break
				}
			}
		default:
			fmt.Fprintf(&out, "%s %d\n", f.Name, len(f.Data))
		}
	}
	return out.String()
}

func TestPackedFilesAreRead(t *testing.T) {
	book := string(archivetest.Zip("mimetype", "application/epub+zip"))
	inner := string(archivetest.Zip("c.txt", "ccc"))
	nested := string(archivetest.TarGz("d.txt", "dddd", "e.zip", inner))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a zip with folders and litter":   {archivetest.Zip("a/", "", "a/b.txt", "bb", "__MACOSX/a/._b.txt", "x", ".DS_Store", "x"), "a/b.txt 2\n"},
		"a tar.gz":                        {archivetest.TarGz("./a.txt", "a", "../b.txt", "bb"), "a.txt 1\nb.txt 2\n"},
		"documents are files":             {archivetest.Zip("a.epub", book, "b.txt", "b"), fmt.Sprintf("a.epub %d\nb.txt 1\n", len(book))},
		"an archive in an archive":        {archivetest.Zip("in.zip", inner, "b.txt", "b"), "in.zip/c.txt 3\nb.txt 1\n"},
		"one in one in one is not opened": {archivetest.Zip("in.tar.gz", nested), "in.tar.gz/d.txt 4\nin.tar.gz/e.zip: it is an archive in an archive in an archive\n"},
		"a single packed file":            {gzipped("words"), "file.txt 5\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if !Is(bytes.NewReader(c.data), int64(len(c.data))) {
				t.Error("it is not told for an archive")
			}
			if diff := cmp.Diff(c.want, listed("some/file.txt.gz", c.data, Limits{})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	if Is(strings.NewReader(book), int64(len(book))) || Is(strings.NewReader("text"), 4) {
		t.Error("a document is told for an archive")
	}
}

func TestArchivesThatDoHarm(t *testing.T) {
	big := strings.Repeat("0", 1<<16)
	zip := archivetest.Zip("a", big, "b", big, "c", "c")
	for name, c := range map[string]struct {
		data   []byte
		limits Limits
		want   string
	}{
		"a file that is too large":      {zip, Limits{Part: 1 << 10}, "a: unpacked it is too large\nb: unpacked it is too large\nc 1\n"},
		"files too large together":      {zip, Limits{Total: 1<<16 + 10}, "a 65536\n: unpacked it is too large\n"},
		"too many files":                {zip, Limits{Parts: 2}, "a 65536\nb 65536\n: unpacked it is too large\n"},
		"a tar.gz of much that is none": {archivetest.TarGz("a", big, "b", big), Limits{Total: 1<<16 + 10}, "a: unpacked it is too large\n: unpacked it is too large\n"},
		"a tar.gz cut off":              {archivetest.TarGz("a", strings.Repeat("some words ", 99))[:60], Limits{}, ": it is damaged or cut off\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, listed("x", c.data, c.limits)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestASinglePackedFileIsAStream(t *testing.T) {
	data := gzipped("words")
	if name, ok := Single("some/notes.txt.gz", bytes.NewReader(data), int64(len(data))); !ok || name != "notes.txt" {
		t.Errorf("%q, %v", name, ok)
	}
	in, err := Stream(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(in); err != nil || string(got) != "words" {
		t.Errorf("%q, %v", got, err)
	}
	tar := archivetest.TarGz("a", "a")
	if _, ok := Single("a.tar.gz", bytes.NewReader(tar), int64(len(tar))); ok {
		t.Error("a tar.gz is told for a single file")
	}
	if _, err := Stream(strings.NewReader("text")); !errors.Is(err, ErrDamaged) {
		t.Errorf("text is unpacked: %v", err)
	}
}

func FuzzFiles(f *testing.F) {
	f.Add(archivetest.Zip("a/b.txt", "bb", "in.zip", string(archivetest.Zip("c", "c"))))
	f.Add(archivetest.TarGz("a.txt", "a"))
	f.Add(gzipped("words"))
	f.Fuzz(func(t *testing.T, data []byte) {
		total := 0
		for file := range Files("x.zip", bytes.NewReader(data), int64(len(data)), Limits{Part: 1 << 16, Total: 1 << 18, Parts: 100}) {
			total += len(file.Data)
			if strings.Contains(file.Name, "..") && strings.HasPrefix(file.Name, "../") {
				t.Errorf("a name that leads out: %q", file.Name)
			}
		}
		if total > 1<<18 {
			t.Errorf("%d bytes unpacked", total)
		}
	})
}
