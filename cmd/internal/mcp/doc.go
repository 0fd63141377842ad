// Package mcp answers writing assistants over the Model Context Protocol: five
// tools by which a program that writes with somebody finds a passage, reads
// what stands around it, cites it, and checks the words it is about to put
// between quotation marks.
//
// In goes what Options names: a searcher, a library, and a function that finds
// quotations; out come answers whose JSON is that of the command line, made of
// the same values. Serve speaks the protocol over two streams, one message a
// line, until the asker hangs up or the context ends.
//
// Promises, each kept by the named test:
//   - every tool says that it only reads, when to use it and what it takes
//     (TestToolsSayWhatTheyAreFor);
//   - an answer is that of the other doors (TestAnswersAreThoseOfTheOtherDoors);
//   - a mistake is the tool's error, in words an assistant can act on, with the
//     nearest names; the session goes on (TestMistakesAreToolErrors);
//   - a fault of ours ends one call and not the session
//     (TestAPanicEndsOneCall), and no call lasts for ever (TestACallHasATimeLimit);
//   - nothing but the protocol is written (TestNothingButTheProtocolIsWritten),
//     and what was asked before the input ended is answered
//     (TestQuestionsPipedInAreAllAnswered).
//
// Deliberately not here: indexes and their files (doors never import a backend),
// anything that writes to the library, and prompts, which are the writer's own.
package mcp
