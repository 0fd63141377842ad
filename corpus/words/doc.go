// Package words says what counts as the same word. One analysis serves the
// index, the questions and the marks, so that what is found is what is marked.
package words
