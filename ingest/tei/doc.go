// Package tei reads texts in TEI (the Text Encoding Initiative's guidelines P5
// and P4): editions, novels, plays, verse, articles.
//
// In go decoded characters; out comes a block.Page: the record of the header as
// statements, divisions as headings, paragraphs, verse with its lines, speeches
// with the speaker's name before them, lists, tables, quotations and notes in
// reading order, page breaks with their printed labels, and the entries of a
// bibliography with what refers to them. The record is that of the print which
// the file follows, as the pages are. What an editor corrects, regularises or
// expands is read as the editor gives it and told as a repair; what is deleted,
// and running heads and catchwords, are listed as left out. Of page breaks of
// several prints those of the print that has most are read. Kept by TestCases,
// TestSamples and FuzzRead.
//
// Deliberately not here: XML itself (package element), and what a statement
// means for the record (package meta).
package tei
