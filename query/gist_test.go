package query

import (
	"slices"
	"testing"

	"locus/corpus/words"
)

// foldable are texts that fold in many ways.
var foldable = []string{
	"", " ", "Chapter Two examines it.", "chapter two EXAMINES it", "chapter—two examines “it”…", "This chapter’s end",
	"Th\u00e9orie", "theorie", "Theo\u0301rie", "ﬁnal chapter", "final chapter", "cha\u00adpter", "chapter", "ch\u200bapter",
	"＊ｃｈａｐｔｅｒ", "chap-ter", "chap–ter", "chap ter", "straße 7", "strasse 7", "a\tb\n\nc", "a b c", "А chapter", "α β", "\xff\xfe chapter",
	"an extraordinarilylongword chapter", "article outlines", "the article\u2028outlines", "x² introduces", "paper introduces paper",
}

func TestTextsThatFoldAlikeHaveOneGist(t *testing.T) {
	for _, a := range foldable {
		for _, b := range foldable {
			if words.Fold(a) == words.Fold(b) && gistOf(a) != gistOf(b) {
				t.Errorf("%q and %q fold alike and have two gists", a, b)
			}
			texts := alike{gistOf(a): {{a, 7}}}
			at, same := texts.find(gistOf(b), b)
			if want := words.Fold(a) == words.Fold(b); same != want || same && at != 7 {
				t.Errorf("%q is found as %q: %v, want %v", b, a, same, want)
			}
		}
	}
}

func TestWordsAreHeldAsTheyAreFolded(t *testing.T) {
	for _, text := range foldable {
		checkHeld(t, text)
	}
}

// checkHeld compares holds with the words of the text folded.
func checkHeld(t *testing.T, text string) {
	t.Helper()
	forms := nameWords(text)
	want := 0
	if slices.ContainsFunc(forms, func(f string) bool { return slices.Contains(writings, f) }) {
		want |= aWriting
	}
	if slices.ContainsFunc(forms, func(f string) bool { return slices.Contains(announce, f) }) {
		want |= anAnnouncement
	}
	if got := holds(text, announces); got != want {
		t.Errorf("%q: %b, want %b", text, got, want)
	}
}

func TestListedWordsAreShortEnough(t *testing.T) {
	for _, w := range slices.Concat(writings, announce) {
		if len(w) >= longestListed {
			t.Errorf("%q is longer than holds looks at", w)
		}
	}
}

func FuzzGist(f *testing.F) {
	for _, text := range foldable {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkHeld(t, text)
		if folded := words.Fold(text); gistOf(folded) != gistOf(text) {
			t.Errorf("%q and %q, what it folds to, have two gists", text, folded)
		}
	})
}
