package epub

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"locus/ingest/archive/archivetest"
	"locus/ingest/block"
	"locus/ingest/block/blocktest"
)

var update = flag.Bool("update", false, "write what was read into the cases of testdata")

// packed makes a book of the parts of a case: "opf" is the package without its
// outermost element, the other files are what they are called; those of XHTML
// need no head.
func packed(a *txtar.Archive) []byte {
	parts := []string{"mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`}
	for _, f := range a.Files {
		content := string(f.Data)
		switch {
		case f.Name == "want":
			continue
		case f.Name == "opf":
			parts = append(parts, "OEBPS/book.opf", `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">`+content+"</package>")
		case strings.HasSuffix(f.Name, ".xhtml"):
			parts = append(parts, f.Name, `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="a.js"/></head>`+content+"</html>")
		default:
			parts = append(parts, f.Name, content)
		}
	}
	return archivetest.Zip(parts...)
}

// TestRead reads the cases of testdata.
func TestRead(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			page, err := Read(packed(a))
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Check(t, name, page)
			last := &a.Files[len(a.Files)-1]
			if got := blocktest.Print(page); *update {
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(string(last.Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// simple is a case of one text.
func simple(text string, more ...txtar.File) *txtar.Archive {
	return &txtar.Archive{Files: append([]txtar.File{
		{Name: "opf", Data: []byte(`<metadata><dc:title>Tolls</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest><spine><itemref idref="a"/></spine>`)},
		{Name: "OEBPS/a.xhtml", Data: []byte("<body>" + text + "</body>")}}, more...)}
}

func TestPrintedPages(t *testing.T) {
	page, err := Read(packed(simple(`<p>One <span epub:type="pagebreak" id="p7" title="Page 7"/>two.</p><div role="doc-pagebreak" aria-label=" page xii. "/><p id="here">Three.</p><p>Four <a id="page_9"/><span epub:type="pagebreak">[Pg 10]</span>.</p><p>Five<span epub:type="pagebreak" id="unknown"></span>.</p>`,
		txtar.File{Name: "OEBPS/nav.xhtml", Data: []byte(`<body><nav epub:type="page-list"><ol><li><a href="a.xhtml#here">8</a></li></ol></nav></body>`)})))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range page.Blocks {
		for _, p := range b.Pages {
			got = append(got, p.Label+" before "+strings.TrimSpace(b.Text[p.At:]))
		}
	}
	if diff := cmp.Diff([]string{"7 before two.", "xii before Three.", "8 before Three.", "10 before .", " before ."}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLockedBooks(t *testing.T) {
	lock := func(uri string) txtar.File {
		return txtar.File{Name: "META-INF/encryption.xml", Data: []byte(`<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="` + uri + `"/></enc:CipherData></enc:EncryptedData></encryption>`)}
	}
	_, err := Read(packed(simple("<p>Unseen.</p>", lock("OEBPS/a.xhtml"))))
	if f := (*block.Fault)(nil); !errors.As(err, &f) || !strings.Contains(f.Detail, "DRM") {
		t.Errorf("a locked book: %v", err)
	}
	if page, err := Read(packed(simple("<p>Seen.</p>", lock("OEBPS/font.otf")))); err != nil || len(page.Blocks) != 1 {
		t.Errorf("a book with a locked font: %v, %+v", err, page.Blocks)
	}
}

func TestBooksThatAreNotWhole(t *testing.T) {
	whole := packed(simple("<p>Seen.</p>"))
	f := (*block.Fault)(nil)
	if _, err := Read(whole[:len(whole)/2]); !errors.As(err, &f) || f.Kind != block.Damaged {
		t.Errorf("a book cut off: %v", err)
	}
	if _, err := Read(archivetest.Zip("mimetype", "application/epub+zip")); !errors.As(err, &f) || f.Kind != block.Damaged {
		t.Errorf("a book without a package: %v", err)
	}
	a := simple("<p>Seen.</p>")
	a.Files[0].Data = []byte(strings.Replace(string(a.Files[0].Data), "<itemref idref=\"a\"/>", "<itemref idref=\"gone\"/>", 1))
	page, err := Read(packed(a))
	if err != nil || len(page.Blocks) != 1 {
		t.Errorf("a spine that names nothing: %v, %+v", err, page.Blocks)
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		parts := map[string]string{}
		for _, file := range a.Files {
			parts[file.Name] = string(file.Data)
		}
		f.Add(parts["opf"], parts["OEBPS/nav.xhtml"]+parts["OEBPS/toc.ncx"], parts["OEBPS/text/a.xhtml"]+parts["OEBPS/a.xhtml"], parts["OEBPS/text/n.xhtml"])
	}
	f.Fuzz(func(t *testing.T, opf, nav, text, notes string) {
		a := &txtar.Archive{}
		for name, data := range map[string]string{"opf": opf, "OEBPS/nav.xhtml": nav, "OEBPS/toc.ncx": nav, "OEBPS/text/a.xhtml": text, "OEBPS/a.xhtml": text, "OEBPS/text/n.xhtml": notes} {
			a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(data)})
		}
		page, err := Read(packed(a))
		if fault := (*block.Fault)(nil); err != nil && !errors.As(err, &fault) {
			t.Errorf("an error that says nothing to a person: %v", err)
		}
		blocktest.Check(t, "a page", page)
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("<p>A toll is paid by those who <i>pass</i>, and it is fair, some say, since nobody pays twice.</p>", 4000)
	data := packed(simple(text))
	b.SetBytes(int64(4000 * 85)) // of text
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
