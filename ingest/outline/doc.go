// Package outline finds the sections of a text as a careful reader would write
// them.
//
// In go blocks whose headings have the levels that their file gave them; the
// same blocks come out with levels that nest without gaps, the blocks of an
// abstract and a reference list marked as such, and headings with nothing below
// them taken away and listed. Levels that a conversion has lost are found again
// from numbers, from the ways in which headings are enumerated or printed, from the
// fixed names of sections, from chapters, from headings that answer each other, look
// unlike their parent and like their sibling, or are said alike. A table of
// contents, which says what later headings say, is taken away. Kept by TestOutline,
// TestLevelsNest and, over 24 whole texts, ingest's TestOutlines and TestWholeTexts.
package outline
