// Package web answers over HTTP: a JSON endpoint below /v1 and a search page
// that works without JavaScript.
//
// In goes what New is given: a searcher, a library and a pack, each through a
// small interface; out comes an http.Handler, and Serve runs it until its context
// ends. The JSON is that of the command line, made of the same values.
//
// Promises, each kept by the named test:
//   - an unknown parameter, theory, work or address is a problem of RFC 9457 that
//     names the nearest (TestProblemsSayWhatToDo), and so are the router's own 404
//     and 405 (TestTheRoutersOwnErrorsAreProblems);
//   - any query at all is answered, and never a fault of ours
//     (FuzzAnyQuestionIsAnswered);
//   - every answer is as /openapi.json describes it
//     (TestAnswersAreAsTheDescriptionSays);
//   - an address of an earlier text is 410 Gone (TestAChangedAddressIsGone);
//   - every page and answer escapes what texts and questions hold
//     (TestNothingFromTextsOrQuestionsIsMarkup);
//   - following the "next" links gives every hit once, in order
//     (TestCursorsWalkTheWholeAnswer);
//   - every state of the page is a URL, and the link of a facet that is not yet
//     narrowed finds as many as it counts (TestAFacetLinkFindsWhatItCounts);
//   - an answer that the asker holds is not sent again
//     (TestAnAnswerThatIsHeldIsNotSentAgain);
//   - a handler that panics answers 500 and the server goes on
//     (TestAPanicIsAnAnswer); a full house answers 503 (TestAFullHouseSaysSo);
//   - the server stops gracefully and listens on loopback only unless told
//     otherwise (TestServeLetsRunningAnswersFinish, TestServeStaysOnLoopback).
//
// Deliberately not here: indexes and their files (doors never import a backend),
// accounts, TLS, and rate limits per client, which a proxy in front does better.
package web
