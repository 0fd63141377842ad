package corpustest

import (
	"embed"
	"fmt"

	"locus/corpus"
)

//go:embed works/*.txt
var works embed.FS

// Works gives the four hand-built documents, fresh copies on every call: "fear"
// (an essay with citations, a list, footnotes and a reference list), "people" (a
// chapter), "speech" (a paper with front matter, an abstract, a block quotation,
// a table and a caption) and "undated" (no author, no year, no headings). They
// are in the order of their ids. It panics when one does not parse, which
// TestWorksKeepEveryPromise rules out.
func Works() []*corpus.Document {
	entries, err := works.ReadDir("works")
	if err != nil {
		panic(fmt.Sprintf("corpustest: %v", err))
	}
	var docs []*corpus.Document
	for _, e := range entries {
		notation, err := works.ReadFile("works/" + e.Name())
		if err != nil {
			panic(fmt.Sprintf("corpustest: %v", err))
		}
		d, err := Parse(string(notation))
		if err != nil {
			panic(fmt.Sprintf("corpustest: %s: %v", e.Name(), err))
		}
		docs = append(docs, d)
	}
	return docs
}
