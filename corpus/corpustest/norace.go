//go:build !race

package corpustest

// Race tells whether the race detector watches the tests; see race.go.
const Race = false
