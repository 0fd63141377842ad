package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"locus/ingest/archive/archivetest"
	"locus/ingest/block"
	"locus/ingest/block/blocktest"
)

// word packs a text of DOCX without its outermost elements.
func word(body string) []byte {
	return wordFile(&txtar.Archive{Files: []txtar.File{{Name: "body", Data: []byte(body)}}})
}

func TestHarmfulFiles(t *testing.T) {
	deep := strings.Repeat("<w:ins>", 5000)
	var bomb bytes.Buffer
	w := zip.NewWriter(&bomb)
	f, err := w.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 65 {
		if _, err := f.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	whole := word("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>")
	for name, c := range map[string]struct {
		data []byte
		read func([]byte) (block.Page, error)
		want block.FaultKind
	}{
		"elements that nest too deep":        {word("<w:p>" + deep), ReadDOCX, block.TooLarge},
		"one paragraph of too many elements": {word("<w:p>" + strings.Repeat("<a/>", maxNodes+1)), ReadDOCX, block.TooLarge},
		"a bomb":                             {bomb.Bytes(), ReadDOCX, block.TooLarge},
		"a file cut off":                     {whole[:len(whole)/3], ReadDOCX, block.Damaged},
		"a file without its text":            {archivetest.Zip("a", "b"), ReadDOCX, block.Damaged},
		"an ODT without its text":            {archivetest.Zip("mimetype", "x"), ReadODT, block.Damaged},
		"an ODT with a password": {archivetest.Zip("content.xml", "x", "META-INF/manifest.xml", `<manifest:encryption-data manifest:checksum="x"/>`),
			ReadODT, block.Encrypted},
		"a DOCX with a password": {[]byte("\xD0\xCF\x11\xE0 enciphered"), ReadDOCX, block.Encrypted},
		"too many paragraphs":    {word(strings.Repeat("<w:p><w:r><w:t>a</w:t></w:r></w:p>", maxParagraphs+1)), ReadDOCX, block.TooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.read(c.data)
			var f *block.Fault
			if !errors.As(err, &f) || f.Kind != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestATextThatBreaksOffIsReadAsFarAsItGoes(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		read func([]byte) (block.Page, error)
	}{
		"DOCX": {archivetest.Zip("word/document.xml", "<w:document"+spaces+"><w:body><w:p><w:r><w:t>One.</w:t></w:r></w:p><w:p><w:r><w:t>Two</w:"), ReadDOCX},
		"ODT":  {archivetest.Zip("content.xml", "<office:document-content"+odfSpaces+"><office:body><office:text><text:p>One.</text:p><text:p>Two"), ReadODT},
	} {
		t.Run(name, func(t *testing.T) {
			page, err := c.read(c.data)
			if err != nil || len(page.Blocks) != 2 || len(page.Omitted) == 0 || !strings.HasPrefix(page.Omitted[0].Why, "damaged") {
				t.Errorf("%v: %s", err, blocktest.Print(page))
			}
		})
	}
}

// fixtures gives the parts of every case of a folder.
func fixtures(f *testing.F, folder string, add func(parts map[string]string)) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		add(odtParts(a))
	}
}

func FuzzDOCX(f *testing.F) {
	fixtures(f, "docx", func(p map[string]string) { f.Add(p["body"], p["styles"], p["numbering"], p["footnotes"]) })
	f.Fuzz(func(t *testing.T, body, styles, numbering, footnotes string) {
		page, err := ReadDOCX(wordFile(&txtar.Archive{Files: []txtar.File{{Name: "styles", Data: []byte(styles)},
			{Name: "numbering", Data: []byte(numbering)}, {Name: "footnotes", Data: []byte(footnotes)}, {Name: "body", Data: []byte(body)}}}))
		faultOrPage(t, page, err)
	})
}

func FuzzODT(f *testing.F) {
	fixtures(f, "odt", func(p map[string]string) { f.Add(p["text"], p["styles"], p["automatic"], p["meta"]) })
	f.Fuzz(func(t *testing.T, text, styles, automatic, meta string) {
		p := map[string]string{"text": text, "styles": styles, "automatic": automatic, "meta": meta}
		page, err := ReadODT(packedODT(p))
		faultOrPage(t, page, err)
		page, err = ReadODT(flatODT(p))
		faultOrPage(t, page, err)
	})
}

// faultOrPage checks that a reader gave a sound page or said what is the matter.
func faultOrPage(t *testing.T, page block.Page, err error) {
	t.Helper()
	if f := (*block.Fault)(nil); err != nil && !errors.As(err, &f) {
		t.Errorf("an error that says nothing to a person: %v", err)
	}
	blocktest.Check(t, "a page", page)
}

// essay is a text of about 300 kB of XML as word processors write it: 300 pages.
func essay() []byte {
	p := `<w:p w:rsidR="00A77B3E"><w:pPr><w:jc w:val="both"/><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:pPr>` +
		strings.Repeat(`<w:r w:rsidRPr="00A77B3E"><w:rPr><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">A toll is paid by those who pass, and it is fair, some say, since nobody pays twice. </w:t></w:r>`, 4) + `</w:p>`
	return word(strings.Repeat(p, 1000))
}

func BenchmarkDOCX(b *testing.B) {
	data := essay()
	page, err := ReadDOCX(data)
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, p := range page.Blocks {
		size += len(p.Text)
	}
	b.SetBytes(int64(size)) // of text
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadDOCX(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkODT(b *testing.B) {
	line := `<text:p text:style-name="P1">` + strings.Repeat(`A toll is paid by those who <text:span text:style-name="T1">pass</text:span>, and it is fair, some say, since nobody pays twice. `, 4) + `</text:p>`
	data := packedODT(map[string]string{"text": strings.Repeat(line, 1000)})
	b.SetBytes(int64(1000 * 4 * 86))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ReadODT(data); err != nil {
			b.Fatal(err)
		}
	}
}
