package pattern

import (
	"regexp"
	"sync"
)

// Lazy gives a function that compiles the expression when it is first called.
// The function is safe for concurrent use; it panics where the expression cannot
// be compiled, as regexp.MustCompile does.
func Lazy(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
