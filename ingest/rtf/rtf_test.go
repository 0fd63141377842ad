package rtf

import (
	"errors"
	"flag"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"locus/ingest/block"
	"locus/ingest/block/blocktest"
)

var update = flag.Bool("update", false, "write what was read into testdata/cases.txtar")

func TestRead(t *testing.T) {
	blocktest.Run(t, "testdata/cases.txtar", *update, func(_ string, data []byte) (block.Page, error) { return Read(data) })
}

func TestHarmfulFiles(t *testing.T) {
	for name, data := range map[string]string{
		"groups that nest too deep": `{\rtf1 ` + strings.Repeat("{", maxGroups+1),
		"too many paragraphs":       `{\rtf1 ` + strings.Repeat(`a\par `, maxParagraphs+2),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read([]byte(data))
			var f *block.Fault
			if !errors.As(err, &f) || f.Kind != block.TooLarge {
				t.Errorf("%v", err)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	a, err := txtar.ParseFile("testdata/cases.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range a.Files {
		if strings.HasSuffix(c.Name, ".rtf") {
			f.Add(c.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		page, err := Read(data)
		if fault := (*block.Fault)(nil); err != nil && !errors.As(err, &fault) {
			t.Errorf("an error that says nothing to a person: %v", err)
		}
		blocktest.Check(t, "a page", page)
	})
}

func BenchmarkRead(b *testing.B) {
	line := `\pard\plain\ltrpar\qj \rtlch\fcs1 \af0 \ltrch\fcs0 \f0\fs24\lang2057 ` + strings.Repeat(`{\rtlch\fcs1 \af0 \ltrch\fcs0 \insrsid123 A toll is paid by those who pass\rquote s sake, and it is fair, some say, since nobody pays twice. }`, 4) + `\par `
	data := []byte(`{\rtf1\ansi ` + strings.Repeat(line, 1000) + "}")
	b.SetBytes(int64(1000 * 4 * 96)) // of text
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
