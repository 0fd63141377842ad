//go:build race

package corpustest

// Race tells that the race detector watches the tests. A test of one goroutine
// that compares many cases takes fewer of them then: the detector has nothing to
// find there, and slows it tenfold. All of them run without it.
const Race = true
