package reader

import (
	"embed"
	"io/fs"
)

//go:embed *.md *.txt *.html
var files embed.FS

// Files is the reader's documents as a read-only file system without folders.
// Its root holds exactly the files that Names lists.
func Files() fs.FS { return files }

// Names lists the documents' file names in reading order: the two essays, the
// encyclopedia article, the chapter, the paper. The slice is the caller's own.
func Names() []string {
	return []string{
		"essay-anarchy.md",
		"essay-widening.txt",
		"article-international-security.html",
		"chapter-liberalism-constructivism.md",
		"paper-copenhagen-school.md",
	}
}
