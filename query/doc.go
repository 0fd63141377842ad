// Package query turns a question into an answer: it reads the language, resolves
// names, corrects misspellings, decides what counts how much, asks the index for
// passages and shows them with snippets and marks.
//
// In goes a Request, as a door fills it from flags or parameters; out comes an
// Answer, the one form that every door renders. Between the two stands a Plan:
// clauses over analysed words and exact keys, which a Finder answers. Package
// query knows no index; index/bleve and the scanner of index/indextest are two
// Finders, and must answer every Plan alike.
//
// The way of a question, and the file that tells it: the language (package
// query/language); names (resolve.go); words, hyphens, spelling (words.go,
// spelling.go, variants.go); what a question is about and what is only its
// frame (frame.go), and what a motion or an objection wants (argue.go); weights and boosts (policy.go); the plan (compile.go);
// what the first hits add to it (feedback.go) and how they are weighed by what they
// say (define.go); repeats and groups (collect.go); marks and snippets (mark.go, snippet.go).
//
// Promises: no question is an error, only flags can be wrong
// (TestOddQuestionsAreAnswered); an unknown name in a flag is an *UnknownError
// with the nearest names (TestUnknownNames); the same request over the same index
// gives the same answer (TestAnswersAreTheSameEveryTime); marks cover whole words
// of the shown text, a phrase is one mark, and a snippet is a verbatim slice of
// the work, of whole sentences (TestSnippets, TestEveryMarkedWordWasAsked, FuzzSnippet); nothing is corrected
// or cut without a note (TestSpelling, TestNotes); words learnt from the first
// hits order passages and never add or mark one (TestRelatedWordsOrderButNeverMatch);
// the pages of an answer fit together (TestPagesFitTogether).
//
// Not here: engines, files, rendering, citing (a function given in Options), and
// finding a quotation in the works.
package query
