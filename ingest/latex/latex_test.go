package latex_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"locus/ingest/block"
	"locus/ingest/block/blocktest"
	"locus/ingest/latex"
)

var update = flag.Bool("update", false, "write the pages of testdata/cases.txtar")

// files are what the cases name.
func files(name string) (string, error) {
	switch name {
	case "refs.bib":
		return `@book{bell, author = {Bell, Ann}, title = {On Gates}, year = 1990, publisher = {Wall Press}}
@article{dorn, author = {Dorn, Carl and Eld, E. and Falk, F.}, title = {How Gates Close}, journal = {Journal of Gates}, year = {1991}, volume = 3, pages = {5--9}}
@incollection{eld, author = {Eld, E. and van der Berg, A.}, title = {Hinges}, booktitle = {Doors}, year = 1992}
@book{uncited, author = {Nobody, N.}, title = {Unread}, year = 1993}`, nil
	case "part.tex":
		return "From another file.", nil
	}
	return "", errors.New("there is no such file")
}

func TestCases(t *testing.T) {
	blocktest.Run(t, filepath.Join("testdata", "cases.txtar"), *update, func(name string, data []byte) (block.Page, error) {
		return latex.Read(string(data), name, files)
	})
}

// TestBounds reads documents whose macros would grow without end.
func TestBounds(t *testing.T) {
	var doubling strings.Builder
	doubling.WriteString(`\newcommand{\a}{words words }`)
	for c := 'b'; c <= 'z'; c++ {
		prev := string(c - 1)
		doubling.WriteString(`\newcommand{\` + string(c) + string(c) + `x}{\` + twice(prev) + `\` + twice(prev) + `}`)
	}
	for name, src := range map[string]string{
		"macros that double":          doubling.String() + `\begin{document}\zzx\end{document}`,
		"a macro through another":     `\newcommand{\p}{\q\q}\newcommand{\q}{\p\p} text \p`,
		"groups without end":          strings.Repeat("{", 100000) + "x",
		"environments":                strings.Repeat(`\begin{center}`, 2000) + "x",
		"arguments without end":       strings.Repeat(`\cite[`, 30000),
		"formulas without end":        strings.Repeat(`\( x `, 30000),
		"a file that takes in itself": `text \input{self}`,
	} {
		t.Run(name, func(t *testing.T) {
			begun := time.Now()
			page, err := latex.Read(src, "x.tex", func(string) (string, error) { return `more \input{self}`, nil })
			if err == nil {
				blocktest.Check(t, name, page)
			}
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("%v", took)
			}
		})
	}
}

func twice(name string) string {
	if name == "a" {
		return name
	}
	return name + name + "x"
}

// TestSamplePapers reads real documents: no command, brace or label is left in
// what they say outside of code and formulas.
func TestSamplePapers(t *testing.T) {
	for _, file := range blocktest.Samples(t, "latex", "*tex") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page, err := latex.Read(string(data), file, nil)
		if err != nil {
			t.Fatal(err)
		}
		blocktest.Check(t, file, page)
		words, left := 0, 0
		for _, b := range page.Blocks {
			if b.Kind == block.Code || strings.Contains(b.Text, "$") || len(b.Code) > 0 {
				continue
			}
			words += len(strings.Fields(b.Text))
			left += strings.Count(b.Text, `\`) + strings.Count(b.Text, "{") + strings.Count(b.Text, "}")
		}
		if words < 800 || left > 5 {
			t.Errorf("%s: %d words, %d signs of TeX left", file, words, left)
		}
	}
}

func FuzzRead(f *testing.F) {
	cases, err := os.ReadFile(filepath.Join("testdata", "cases.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range strings.Split(string(cases), "\n-- ") {
		_, body, _ := strings.Cut(c, "\n")
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, src string) {
		page, err := latex.Read(src, "x.tex", files)
		if err == nil {
			blocktest.Check(t, "the page", page)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	file := blocktest.Samples(b, "latex", "*tex")
	data, err := os.ReadFile(file[len(file)-1])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := latex.Read(string(data), "x.tex", nil); err != nil {
			b.Fatal(err)
		}
	}
}
