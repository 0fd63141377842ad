// Package house holds no code: its tests keep the laws of the project by reading
// go list and the syntax of every file. A law is a function from the packages to
// a list of offences, each with its place; every offence is reported, not only
// the first, and TestLawsCatch proves that each law can be broken.
//
// The laws: imports of ours go down only (rooms in layers_test.go); one
// third-party technology is imported by one package (technology_test.go);
// functions, files, names, globals, exits and printing (shape_test.go);
// every package and every exported name is documented (docs_test.go); the top of
// the tree holds its few entries and no file names a machine (tree_test.go); the
// tests that package comments name exist (promises_test.go).
//
// Deliberately not here: what the compiler, vet and staticcheck already say.
package house
