// Package pattern keeps the regular expressions of the readers from being
// compiled before they are asked for.
//
// In goes an expression; out comes a function that compiles it at its first
// call and gives the same expression ever after. A program that reads no file
// (one that answers a question, or prints its help) pays nothing for those that
// reading needs. Kept by TestLazy. A wrong expression panics at its first use,
// so each must be used by a test of its own package.
package pattern
