package tag

import (
	"strings"
	"testing"
)

// FuzzGlancesPassOverNothing compares what is told by a glance at the words with
// what the expressions themselves find.
func FuzzGlancesPassOverNothing(f *testing.F) {
	for _, text := range []string{
		"it was held, according to the very old ", "In the Words of ", "seen from the point of view of a ", "from the standpoint of the new ",
		"to quote ", "To Paraphrase the late ", "(pace the ", "space ", "this is argued by ", "as put forward  by\nthe ", "as far as ",
		"as seen by many good old men ", "in the opinion of a friend of ", "the government of the ", "said by thé ", "aſ far aſ ", "to  cite ",
		"Some say that it rains.", "yet, more recent critics of the wall claimed that it fell", "One school of thought holds that stones float.",
		"the harbour, while others, in the town, argue that boats sink", "somebody said that", "ITS FOLLOWERS BELIEVE that", "of", " ", "",
		"It is often said that stones float.", "For it had been argued (once) by many why they sink", "it may be thus thought that", "IT WAS CLAIMED HOW", "it iſ said that",
	} {
		f.Add(text)
	}
	w := speaking()
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := w.leadIn(text), w.before.FindString(text); got != want {
			t.Errorf("before a name in %q: %q, want %q", text, got, want)
		}
		if low := strings.ToLower(text); w.anonymous.MatchString(low) && !strings.Contains(low, "ſ") && !namesCrowd(low) {
			t.Errorf("nobody's view in %q is passed over", text)
		}
		if w.impersonal.MatchString(text) && !mayBeImpersonal(strings.ToLower(text)) {
			t.Errorf("what is said in %q is passed over", text)
		}
	})
}

// TestFewSentencesNameACrowd keeps the glance from becoming a yes to everything.
func TestFewSentencesNameACrowd(t *testing.T) {
	for text, want := range map[string]bool{
		"some of them": true, "critics": true, "the schooling of fish": false, "somewhere else": false, "x,others,y": true, "": false,
	} {
		if got := namesCrowd(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	w := speaking()
	for text, want := range map[string]string{"according to the ": "according to the ", "north of the ": "", "according to": ""} {
		if got := w.leadIn(text); got != want {
			t.Errorf("%q leads in by %q, want %q", text, got, want)
		}
	}
}
