// Package cli holds the commands of locus and is the only place where things
// are wired together: which library, which pack, which index, which door.
//
// In come arguments, environment, a configuration file and standard input; out
// go results on standard output, everything else on standard error, and an exit
// status: 0 found or done, 1 nothing found or findings, 2 any error.
//
// Promises, with their tests: every command of the contract stands and explains
// itself (TestEveryCommandHelps); a mistake names the nearest right word and
// ends with 2 (the stories under cmd/locus/testdata); a second run over
// unchanged files does no work (story add-and-search); what an interrupted add
// finished is kept and reported (TestAnInterruptedAddKeepsAndReportsWhatWasFinished);
// search, show and cite say one citation (TestSearchShowAndCiteSayOneCitation); a
// correction by hand is seen by the next question, whether locus correct or an
// editor wrote it (TestAFileEditedByHandCountsAndItsFaultsAreTold, story correct).
// A folder that is watched is kept up with
// (TestWhatChangesIsAddedWhileWatching); what locus doctor says mends a fault
// does (story doctor); a setting is written and the rest of the file stays
// (TestASettingIsPutInAndTheRestStays); every command has a manual page
// (TestEveryCommandHasAManualPage), and examples that run as they stand there
// (TestEveryExampleRuns); names are completed in the shells
// (TestBashCompletesTheNamesThereAre, TestFishCompletesTheNamesThereAre); long work
// says how far it is and how long it will take, on a terminal only
// (TestProgressSaysHowFarHowFastAndHowLong, TestProgressIsOneLine); the interactive
// search cites as locus cite does (TestTheCitationOfTheScreenIsThatOfTheCommand); a
// template prints nothing for what has no value (TestATemplateShowsWhatThereIs).
// Killed at any moment, on a full disk or a read-only one, short of handles, a command
// leaves the old or the new state of each work, and the next one puts the rest right
// (TestKilledAnywhere, TestAFullDiskLeavesTheOldOrTheNewState,
// TestAReadOnlyDiskIsReadAndNotWritten, TestLimitsLeaveTheOldOrTheNewState); damage to
// a file is told and costs no other work
// (TestDamageToAnyFileOfTheIndexIsNoticedAndHealed,
// TestDamageToAnyFileOfTheLibraryIsNamedAndCostsNoOtherWork); writers and readers go
// side by side (TestManyAtOnce, TestAWriterWaitsAndThenSaysWhoHoldsTheLibrary); bad
// input has its sentence (TestHostileInput), and what others wrote governs no terminal
// (TestNoDoorOfTextShowsEscapes).
//
// Not here: how anything is read, indexed, ranked or cited. A command fills a
// request, hands it down, and renders what comes back.
package cli
