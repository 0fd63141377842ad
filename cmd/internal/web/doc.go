// Package web answers over HTTP: a JSON endpoint below /v1 and a search page
// that works without JavaScript.
//
// In goes what New is given: a searcher, a library and a pack, each through a
// small interface; out comes an http.Handler, and Serve runs it until its context
// ends. The JSON is that of the command line, made of the same values.
//
// Promises, each kept by the named test:
//   - an unknown parameter, theory, work or address is a problem of RFC 9457 that
//     names the nearest (TestProblemsSayWhatToDo), so are the router's own 404 and
//     405 (TestTheRoutersOwnErrorsAreProblems), and a mistake in a body has its line
//     and column (TestAMistakeInABodyHasItsPlace);
//   - any query and any request at all is answered, and never a fault of ours
//     (FuzzAnyQuestionIsAnswered, FuzzAnyRequestIsAnswered, FuzzAnyFormIsAnswered);
//   - every answer is as /openapi.json describes it
//     (TestAnswersAreAsTheDescriptionSays);
//   - an address of an earlier text is 410 Gone (TestAChangedAddressIsGone);
//   - every page and answer escapes what texts and questions hold
//     (TestNothingFromTextsOrQuestionsIsMarkup);
//   - no page has a violation of accessibility that a program can find, wide or
//     narrow, light or dark (TestPagesHaveNoViolationInABrowser);
//   - following the "next" links gives every hit once, in order
//     (TestCursorsWalkTheWholeAnswer), and a link that was given before the library
//     changed says so (TestTagsAndCursorsEndWithTheGeneration);
//   - a page has at most 60 kB, whatever is asked of however large a library, and
//     says what it leaves out (TestASearchStaysSmall, TestPicturesStaySmall,
//     TestAReportStaysSmallAndNothingIsKept);
//   - a mark of a picture leads to as many passages as it says, and a table has the
//     same numbers (TestAMarkLeadsToWhatItCounts, TestAPictureHasItsNumbersInATable);
//   - a draft that is sent is read in memory and forgotten
//     (TestAReportStaysSmallAndNothingIsKept);
//   - every state of the page is a URL, and the link of a facet that is not yet
//     narrowed finds as many as it counts (TestAFacetLinkFindsWhatItCounts);
//   - an answer that the asker holds is not sent again, and a search that it holds
//     not searched again (TestAnAnswerThatIsHeldIsNotSentAgain,
//     TestTagsAndCursorsEndWithTheGeneration);
//   - who lacks the token hears nothing (TestATokenIsAskedFor); who asks too often
//     hears when to ask again (TestWhoAsksTooOftenHearsWhenToAskAgain); pages of
//     other origins read where they are named only
//     (TestPagesOfOtherOriginsReadOnlyWhereNamed);
//   - what is counted at /metrics is bounded whatever clients make up
//     (TestCountsAreBoundedWhateverIsAsked);
//   - a handler that panics answers 500 and the server goes on
//     (TestAPanicIsAnAnswer); a full house answers 503 (TestAFullHouseSaysSo);
//   - a question that costs too much hears so when its time is up
//     (TestCostlyQuestionsEndInTime);
//   - clients that are slow to send or to read keep nobody else waiting and are sent
//     away (TestSlowClientsKeepNobodyWaiting, TestWhoSendsSlowlyKeepsOnlySendersWaiting),
//     and connections are bounded (TestTooManyConnectionsWait);
//   - the server stops gracefully and listens on loopback only unless told
//     otherwise, and elsewhere with a token only (TestServeLetsRunningAnswersFinish,
//     TestServeStaysOnLoopback).
//
// Deliberately not here: indexes and their files (doors never import a backend),
// how quotations are checked (Proof does), accounts, TLS, and whose turn it is
// behind a proxy: rates are kept by the address of the connection.
package web
