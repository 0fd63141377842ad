package cli

import (
	"archive/zip"
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

// wordFile is a file as a word processor writes it, of these paragraphs.
func wordFile(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text := `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	for _, p := range paragraphs {
		text += "<w:p><w:r><w:t>" + p + "</w:t></w:r></w:p>"
	}
	if _, err := io.WriteString(w, text+"</w:body></w:document>"); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The page reads a draft's file as the command does, whatever its kind.
func TestADraftFileIsCheckedOnThePage(t *testing.T) {
	s := newShelf(t, twoTexts)
	run := s.serve()
	defer func() { run.stop(); <-run.done }()
	good, bad := "A gate that is locked at dusk tells the neighbours", "A river shared by three towns makes treaties cheaper than quarrels"
	for name, data := range map[string][]byte{
		"draft.docx": wordFile(t, "They say “"+good+"”.", "And “"+bad+"”."),
		"draft.tex":  []byte("\\documentclass{article}\\begin{document}They say \\enquote{" + good + "}. And \\enquote{" + bad + "}.\\end{document}\n"),
		"draft.html": []byte("<html><body><p>They say <q>" + good + "</q>.</p><p>And <q>" + bad + "</q>.</p></body></html>\n"),
		"draft.md":   []byte("They say \"" + good + "\".\n\nAnd \"" + bad + "\".\n"),
	} {
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		part, err := w.CreateFormFile("file", name)
		if err == nil {
			_, err = part.Write(data)
		}
		if err == nil {
			err = w.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.Post(run.url+"check", w.FormDataContentType(), &body)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %v %s", name, res.StatusCode, err, page)
		}
		for _, want := range []string{"1 of 2 quotations to mend", "<del>three</del>", "<ins>two</ins>", name} {
			if !strings.Contains(string(page), want) {
				t.Errorf("%s: no %q in %s", name, want, page)
			}
		}
	}
}
