// Package markup reads Markdown and HTML into blocks.
//
// In go decoded text; out comes a block.Page: headings, paragraphs, list items
// with their printed marks, table rows, captions, quotations and notes in
// reading order, with note calls at their byte offsets, the statements of the
// file about itself, and a list of what was left out. Markdown is turned into
// HTML first, so both formats are walked by one builder and the HTML that real
// Markdown files hold is understood. Broken mark-up never fails and never hides
// text in silence: TestMarkdown, TestHTML, TestNothingVanishes, FuzzMarkdown
// and FuzzHTML keep this. Of a site's page the article is read; what its tags, or
// its names and size together, show to be clutter is listed as left out
// (TestArticleOfAPage, TestClutterByItsName). The pages that OCR tools mark get
// their printed labels from running heads that agree, never from one alone
// (TestPagesOfAnOCRTool).
// Book reads the XHTML files of an e-book, which link to each other, whole: there
// is no clutter in them (TestElementsThatCloseThemselves,
// TestFilesThatOthersReferTo, and the cases of package epub).
//
// What a block means for the work (title, byline, outline) is deliberately not
// here; nor is the network: nothing that a file refers to is fetched.
package markup
