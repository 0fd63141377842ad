package office

import (
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

const spaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
	` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"` +
	` xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"`

// wordFile packs the parts of a case, which are written without their outermost
// element: "body" is the text, "styles" the part of styles, and so on.
func wordFile(a *txtar.Archive) []byte {
	parts := []string{"_rels/", "", "[Content_Types].xml", "<Types/>"}
	rels := ""
	add := func(name, kind, root, content string) {
		parts = append(parts, name, `<?xml version="1.0" encoding="UTF-8"?><`+root+spaces+">"+content+"</"+root+">")
		if kind != "" {
			rels += `<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/` + kind + `" Target="/` + name + `"/>`
		}
	}
	for _, f := range a.Files {
		content := strings.TrimSpace(string(f.Data))
		switch f.Name {
		case "want":
		case "body":
			add("word/document.xml", "", "w:document", "<w:body>"+content+"</w:body>")
		case "core":
			add("docProps/core.xml", "", "cp:coreProperties", content)
		case "custom":
			parts = append(parts, "docProps/custom.xml", "<Properties>"+content+"</Properties>")
		case "sources":
			add("customXml/item1.xml", "customXml", "b:Sources", content)
		case "header":
			add("word/header1.xml", "header", "w:hdr", content)
		default:
			add("word/"+f.Name+".xml", f.Name, "w:"+f.Name, content)
		}
	}
	parts = append(parts, "word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+rels+"</Relationships>")
	return archivetest.Zip(parts...)
}

// TestDOCX reads the cases of testdata/docx.
func TestDOCX(t *testing.T) {
	cases(t, "docx", func(a *txtar.Archive) (block.Page, error) { return ReadDOCX(wordFile(a)) })
}

// cases reads each case of a folder of testdata and compares the page with what
// the case wants.
func cases(t *testing.T, folder string, read func(*txtar.Archive) (block.Page, error)) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			page, err := read(a)
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Check(t, name, page)
			got := blocktest.Print(page)
			last := &a.Files[len(a.Files)-1]
			if *update {
				if last.Name != "want" {
					a.Files = append(a.Files, txtar.File{Name: "want"})
					last = &a.Files[len(a.Files)-1]
				}
				last.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(last.Data), got); diff != "" || last.Name != "want" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
