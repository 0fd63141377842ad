// Package around finds what stands around a span of a work: its sentences, its
// paragraph, its section, its neighbouring passages. Every door shows context
// through it, so that the same words come back everywhere.
//
// In goes a document and a span, out comes a span of the same text; promises:
// the result contains the span asked and lies on rune boundaries
// (TestContextContainsTheSpan). Not here: marks and snippets (query).
package around
