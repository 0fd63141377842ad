// Package plain reads plain text into blocks by the look of its lines.
//
// In go decoded text; out comes a block.Page. A text is read either as one
// paragraph a line, where most of it stands in lines too long for a page, or as
// lines wrapped at a margin, where blank lines, first-line indents and short
// last lines part the paragraphs. Where a converter has set a blank line after
// every line, the lines are wrapped lines still. Headings, list items, indented quotations,
// flattened tables and bracketed notes are told by their look; what a reader
// could doubt stays a paragraph. Every word of the text is in a block or among
// what was omitted: TestRead and FuzzRead keep this. Pages, parted by form feeds or
// by running heads whose numbers go on, have the labels that the heads print;
// nothing printed, no label (TestPages). A line above little text is a heading where
// many weak signs add up, the style of the headings already found the first of them;
// a table of contents that the text follows gives headings their levels. Headings does
// the same for Markdown that has lost its marks.
//
// Joining what a page break has cut is deliberately not here.
package plain
