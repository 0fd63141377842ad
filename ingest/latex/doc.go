// Package latex reads documents in LaTeX without running TeX.
//
// In go decoded characters and a way to open the files below the document's own
// folder; out comes a block.Page: title, authors, date and abstract, sections,
// paragraphs, lists, tables, captions, quotations, notes where they are called,
// code, and the list of references, out of a .bib or a .bbl file or the document
// itself, with its entries field by field. A citation is printed readably,
// "(Author, Year: place)", where its key is known, else "[key]", and tied to its
// entry. Numbers of sections, figures, tables and formulas stand where they are
// referred to. Simple formulas become characters, others keep their source.
//
// What the document defines itself is expanded within bounds (TestBounds); a
// command that is not known here loses its name, keeps its arguments and is told
// once. Kept by TestCases, TestSamplePapers and FuzzRead.
//
// Deliberately not here: running anything, conditions of TeX, packages that draw,
// and what BibTeX is (package records).
package latex
