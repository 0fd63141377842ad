package quote

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPagesAreReadAsWritersWriteThem(t *testing.T) {
	for pages, want := range map[string]string{
		"118": "118", "p. 118": "118", "pp. 117–19": "117 118 119", "117-118": "117 118", "xi": "xi", "ix–xi": "ix x xi",
		"3, 7 and 9": "3 7 9", "12f.": "12 13", "12ff": "12 13 14 15", "page A4": "a4", "": "", "p.": "",
	} {
		if got := strings.Join(pageLabels(pages), " "); got != want {
			t.Errorf("%q are the pages %q, want %q", pages, got, want)
		}
	}
	if n := len(pageLabels("1-999999")); n > mostPages+1 {
		t.Errorf("an endless range has %d pages", n)
	}
}

func TestPiecesAndGaps(t *testing.T) {
	for text, want := range map[string][]string{
		"the cause … of war":             {"thecause", "ofwar"},
		"the cause ... of war":           {"thecause", "ofwar"},
		"“the cause . . . . of war.”":    {"thecause", "ofwar"},
		"[T]he cause [of] war":           {"hecause", "war"},
		"the cause [sic] of war":         {"thecause", "ofwar"},
		"… of war …":                     {"ofwar"},
		"state[s] fear [...] [them] now": {"state", "fear", "now"},
		"":                               nil,
		"… […] [sic]":                    nil,
	} {
		var got []string
		for _, p := range parse(text, false).pieces {
			got = append(got, p.stream)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q has the pieces %q, want %q", text, got, want)
		}
	}
}

func TestOnlyPairsOfMarksAreTakenOff(t *testing.T) {
	for text, want := range map[string]string{
		"“war”": "war", "‘war’": "war", "\"war\"": "war", "«guerre»": "guerre", "„Krieg“": "Krieg", "war”": "war”",
		"\"war\" and \"peace\"": "\"war\" and \"peace\"", "“‘war’”": "war", "’tis war’": "’tis war’",
	} {
		if got := unquoted(text); got != want {
			t.Errorf("%q is %q without its marks, want %q", text, got, want)
		}
	}
}

func TestFoldingKeepsPlaces(t *testing.T) {
	l := fold("A ﬁrst-\nrate “Wæver’s” co\u00adoperation² isn't: now")
	if want := "afirstratewaever'scooperationisn'tnow"; l.stream != want {
		t.Fatalf("folded to %q, want %q", l.stream, want)
	}
	var ws []string
	for _, w := range l.words(0, len(l.stream)) {
		ws = append(ws, l.source(w.start, w.end))
	}
	if got := strings.Join(ws, "|"); got != "A|ﬁrst-\nrate|Wæver’s|co\u00adoperation|isn't|now" {
		t.Errorf("the words are %q", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"the cause … of war", "[T]he [...] ‘war’ (sic)", "self-\nhelp isn’t—it is", "\xff[\u0301]… a"} {
		f.Add(s, "The cause, and the cost, of war. Self-help isn't it.")
	}
	f.Fuzz(func(t *testing.T, text, source string) {
		in := fold(source)
		for i := range in.stream {
			if in.from[i] > in.to[i] || int(in.to[i]) > len(source) || utf8.ValidString(source) && !utf8.ValidString(in.source(0, i+1)) && in.wordEnd(i+1) {
				t.Fatalf("byte %d of %q comes from %d to %d", i, in.stream, in.from[i], in.to[i])
			}
		}
		for _, literal := range []bool{false, true} {
			q := parse(text, literal)
			for _, m := range find(in, q, Omission, 5) {
				if m.start < 0 || m.end > len(in.stream) || m.start >= m.end {
					t.Fatalf("%q found at %d to %d of %q", text, m.start, m.end, in.stream)
				}
			}
			if len(text) > 400 || len(source) > 400 {
				continue
			}
			draft, words := drafted(q), worded(in, 0, len(in.stream))
			a := align(draft, words)
			next := 0
			for _, s := range a.steps {
				if s.d >= 0 {
					if s.d != next {
						t.Fatalf("word %d of the draft follows word %d", s.d, next-1)
					}
					next++
				}
			}
			if len(words) > 0 && next != len(draft) {
				t.Fatalf("%d of %d words of the draft are told", next, len(draft))
			}
			diff(a, draft, words)
		}
	})
}
