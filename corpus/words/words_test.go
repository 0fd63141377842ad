package words

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// show writes tokens as "form@printed", a compound's whole as "+form@printed".
func show(text string, tokens []Token) string {
	var out []string
	for _, t := range tokens {
		mark := ""
		if t.Extra {
			mark = "+"
		}
		out = append(out, mark+t.Form+"@"+text[t.Start:t.End])
	}
	return strings.Join(out, " ")
}

// TestTokens pins what a word is and which bytes of the text it covers.
func TestTokens(t *testing.T) {
	a := analysis(t, Rules{})
	for name, c := range map[string]struct{ text, want string }{
		"case is folded and punctuation stays outside":        {"(Security, first!)", "security@Security first@first"},
		"accents are folded, composed":                        {"na\u00efve", "naive@na\u00efve"},
		"accents are folded, decomposed":                      {"nai\u0308ve!", "naive@nai\u0308ve"},
		"ligatures are written out":                           {"\ufb01nal W\u00e6ver Stra\u00dfe", "final@\ufb01nal waever@W\u00e6ver strasse@Stra\u00dfe"},
		"full width is plain":                                 {"\uff21rms", "arms@\uff21rms"},
		"a soft hyphen is not seen":                           {"secu\u00adrity", "security@secu\u00adrity"},
		"a soft hyphen at a line end joins":                   {"secu\u00ad\nrity", "security@secu\u00ad\nrity"},
		"an invisible character at the end stays outside":     {"arms\u200b race", "arms@arms race@race"},
		"a hyphen at a line end joins a broken word":          {"secu-\n  rity", "security@secu-\n  rity"},
		"a hyphen at a line end before a capital is one":      {"Anglo-\nFrench", "anglo@Anglo +anglofrench@Anglo-\nFrench french@French"},
		"a hyphen before an empty line joins nothing":         {"secu-\n\nrity", "secu@secu rity@rity"},
		"a compound has its parts and its whole":              {"self-help", "self@self +selfhelp@self-help help@help"},
		"a typographic hyphen makes a compound":               {"self\u2010help", "self@self +selfhelp@self\u2010help help@help"},
		"a dash separates":                                    {"power\u2014and", "power@power and@and"},
		"a double hyphen separates":                           {"power--and", "power@power and@and"},
		"a hanging hyphen makes no compound":                  {"pre- and", "pre@pre and@and"},
		"years with a hyphen are two numbers":                 {"1979-1990", "1979@1979 1990@1990"},
		"a long chain of hyphens has no whole":                {"a-b-c-d-e-f-g", "a@a b@b c@c d@d e@e f@f g@g"},
		"a possessive is dropped and marked":                  {"Buzan's", "buzan@Buzan's"},
		"a possessive with a curly apostrophe too":            {"Buzan\u2019s", "buzan@Buzan\u2019s"},
		"a possessive of a plural leaves its apostrophe":      {"states' rights", "states@states rights@rights"},
		"a contraction is one word":                           {"don\u2019t it's", "don't@don\u2019t it's@it's"},
		"an elision is one word":                              {"l\u2019homme", "l'homme@l\u2019homme"},
		"quotation marks stay outside":                        {"\u2018power\u2019 'war'", "power@power war@war"},
		"the country is not the pronoun":                      {"US us U.S. USA U.S.A.", "u.s.@US us@us u.s.@U.S. usa@USA usa@U.S.A."},
		"the country in a compound and a possessive":          {"US-led US's U.S.\u2019s", "u.s.@US +u.s.led@US-led led@led u.s.@US's u.s.@U.S.\u2019s"},
		"a heading in capitals speaks of the country":         {"US POLICY", "u.s.@US policy@POLICY"},
		"an acronym loses its full stops":                     {"U.N. e.g. J.R.R.Tolkien", "un@U.N. eg@e.g. jrr@J.R.R. tolkien@Tolkien"},
		"a glued full stop separates sentences":               {"values.It", "values@values it@It"},
		"a single letter and a full stop end a sentence":      {"plan B. It", "plan@plan b@B it@It"},
		"grouped thousands are one number":                    {"1,000 12,345,678", "1000@1,000 12345678@12,345,678"},
		"a list of years is several":                          {"1979,1990 1,00", "1979@1979 1990@1990 1@1 00@00"},
		"a decimal is one number":                             {"3.5, 1.2.3.", "3.5@3.5 1.2.3@1.2.3"},
		"ordinals and mixed words are one":                    {"20th R2P G7", "20th@20th r2p@R2P g7@G7"},
		"a date with a slash is one word":                     {"9/11 and/or 1/2/2003", "9/11@9/11 and@and or@or 1@1 2@2 2003@2003"},
		"signs that belong to a name":                         {"C++ C# AT&T C+ c#", "c++@C++ c#@C# at&t@AT&T c@C c@c"},
		"a footnote number set high stays outside":            {"security\u00b2", "security@security"},
		"the plural of a year":                                {"1990's", "1990s@1990's"},
		"underscores and addresses fall into words":           {"_so_ a_b me@x.org", "so@so a@a b@b me@me x@x org@org"},
		"characters without blanks between words stand alone": {"\u5b89\u5168", "\u5b89@\u5b89 \u5168@\u5168"},
		"letters of other alphabets make words":               {"\u041c\u0438\u0440!", "\u043c\u0438\u0440@\u041c\u0438\u0440"},
		"broken bytes separate":                               {"a\xffb", "a@a b@b"},
		"nothing gives nothing":                               {" \t\u2026", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := show(c.text, a.Tokens(c.text)); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// TestPositions pins that words are counted from 0 and that a compound's whole
// stands with its first part.
func TestPositions(t *testing.T) {
	var got []string
	for _, k := range analysis(t, Rules{}).Tokens("a well-known state") {
		got = append(got, fmt.Sprint(k.Form, k.Pos))
	}
	if want := "a0 well1 wellknown1 known2 state3"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestLongWordsAreCut pins that a word longer than the bound goes on as the
// next and that no letter is lost.
func TestLongWordsAreCut(t *testing.T) {
	for _, letter := range []string{"x", "\u00e9", "a\u0301", "\u00ad\u00e9"} {
		text := strings.Repeat(letter, 1000)
		end, n := 0, 0
		for _, k := range analysis(t, Rules{}).Tokens(text) {
			if k.End-k.Start > maxWord || k.Start < end || strings.Trim(text[end:k.Start], "\u00ad") != "" {
				t.Fatalf("token %d-%d after %d", k.Start, k.End, end)
			}
			end, n = k.End, n+1
		}
		if end != len(text) || n < 4 {
			t.Errorf("%q: %d tokens up to %d of %d", letter, n, end, len(text))
		}
	}
}

// TestContradictions pins that a contradiction is named.
func TestContradictions(t *testing.T) {
	for name, c := range map[string]struct {
		rules Rules
		names []string
	}{
		"two lists joined by a third": {
			Rules{Same: [][]string{{"wolf", "dog"}, {"dog", "fox"}}, Apart: [][]string{{"wolf", "fox"}}},
			[]string{"dog", "wolf", "fox", "same", "apart"}},
		"two spellings of one word": {Rules{Apart: [][]string{{"defence", "defense"}}}, []string{"defence", "defense"}},
		"a general rule":            {Rules{Same: [][]string{{"organ", "organization"}}}, []string{"organ", "organization"}},
		"two words":                 {Rules{Same: [][]string{{"arms race", "race"}}}, []string{"arms race", "single word"}},
		"no word":                   {Rules{Apart: [][]string{{"", "race"}}}, []string{"single word"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(c.rules)
			if err == nil {
				t.Fatal("no error")
			}
			for _, n := range c.names {
				if !strings.Contains(err.Error(), n) {
					t.Errorf("%q does not name %q", err, n)
				}
			}
		})
	}
}

// TestFingerprint pins that rules change it and that it is otherwise stable.
func TestFingerprint(t *testing.T) {
	none := analysis(t, Rules{}).Fingerprint()
	if none == "" || none != analysis(t, Rules{}).Fingerprint() {
		t.Errorf("%q is not stable", none)
	}
	seen := map[string]bool{none: true}
	for _, r := range []Rules{
		{Same: [][]string{{"wolf", "dog"}}},
		{Apart: [][]string{{"wolf", "dog"}}},
		{Same: [][]string{{"wolf"}, {"dog"}}},
	} {
		f := analysis(t, r).Fingerprint()
		if seen[f] {
			t.Errorf("%v: %q is another's", r, f)
		}
		seen[f] = true
	}
}

// TestStemOfForm pins that the stem of a token is the stem of its form.
func TestStemOfForm(t *testing.T) {
	a := analysis(t, fieldRules)
	for _, k := range a.Tokens("The U.S. and US-led organisations' theories of neo-realism, 1,000 W\u00e6vers, NGOs and don't") {
		if s := a.Stem(k.Form); s != k.Stem {
			t.Errorf("%q: %q, token has %q", k.Form, s, k.Stem)
		}
	}
}

// TestFold pins how names are compared.
func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"  Ole  W\u00c6VER\n":                        "ole waever",
		"Se\u00e1n O\u2019Casey":                     "sean o'casey",
		"Jean\u2010Luc":                              "jean-luc",
		"Stra\u00dfe \u1e9e":                         "strasse ss",
		"\u0141\u00f3d\u017a \u00d8resund":           "lodz oresund",
		"soft\u00adhy\u00adphen":                     "softhyphen",
		"\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2": "\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c3",
		"": "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestFunction pins a few words on each side.
func TestFunction(t *testing.T) {
	for _, w := range []string{"the", "not", "us", "which", "don't", "it's"} {
		if !Function(w) {
			t.Errorf("%q is a function word", w)
		}
	}
	for _, w := range []string{"u.s.", "state", "war", "good", "The", ""} {
		if Function(w) {
			t.Errorf("%q is no function word", w)
		}
	}
}

// TestConcurrent pins that one analysis serves many at once with one result,
// whatever its memory holds.
func TestConcurrent(t *testing.T) {
	a := analysis(t, Rules{})
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "states%d theory%d ", i, i*7)
	}
	want := show(b.String(), a.Tokens(b.String()))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := show(b.String(), a.Tokens(b.String())); got != want {
				t.Error("another result")
			}
		})
	}
	wg.Wait()
}

// FuzzTokens checks the promises on any text: offsets in range, on rune
// boundaries, ordered; positions without gaps; composed and decomposed text
// with the same forms; stems of forms.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"U.S.'s self-help", "secu-\nrity 1,000.5", "e\u0301\u00ad\u200b\u2019s", "\ufdfa\u3099\u304b", "9/11 C++ &", "\xff\u02bcn"} {
		f.Add(s)
	}
	a := analysis(f, fieldRules)
	f.Fuzz(func(t *testing.T, text string) {
		tokens := a.Tokens(text)
		pos, end := -1, 0
		for _, k := range tokens {
			switch {
			case k.Start < 0 || k.End > len(text) || k.Start >= k.End:
				t.Fatalf("%q: %+v is out of range", text, k)
			case !utf8.RuneStart(text[k.Start]) || k.End < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[k.End]):
				t.Fatalf("%q: %+v cuts a rune", text, k)
			case k.Form == "" || k.Stem == "" || a.Stem(k.Form) != k.Stem:
				t.Fatalf("%q: %+v", text, k)
			case k.Extra && k.Pos != pos, !k.Extra && (k.Pos != pos+1 || k.Start < end):
				t.Fatalf("%q: %+v is out of order", text, k)
			}
			if !k.Extra {
				pos, end = k.Pos, k.End
			}
		}
		if utf8.ValidString(text) && len(text) < maxWord/4 {
			nfc, nfd := norm.NFC.String(text), norm.NFD.String(text)
			if c, d := forms(a.Tokens(nfc)), forms(a.Tokens(nfd)); c != d {
				t.Fatalf("%q: composed %s, decomposed %s", text, c, d)
			}
		}
	})
}

func forms(tokens []Token) string {
	var out []string
	for _, k := range tokens {
		out = append(out, k.Form)
	}
	return strings.Join(out, "|")
}

// FuzzFold checks that what is folded stays as it is and that composed and
// decomposed text folds alike.
func FuzzFold(f *testing.F) {
	for _, s := range []string{"W\u00e6ver", "\u0130I\u0307", "\ufdfa", "\u0149 \u00b4", "\u1e9e\u03c2", " a  b ", "a\tb", "a\u00a0 b", "plain words"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Fatalf("%q: %q, then %q", s, once, twice)
		}
		if squeezed := strings.Join(strings.Fields(once), " "); squeezed != once {
			t.Fatalf("%q: %q has blanks to squeeze", s, once)
		}
		if c, d := Fold(norm.NFC.String(s)), Fold(norm.NFD.String(s)); c != d {
			t.Fatalf("%q: composed %q, decomposed %q", s, c, d)
		}
	})
}

// prose is a text of our own with the usual share of names, numbers and marks.
const prose = `A state that arms itself for its own safety alarms its neighbours, whose
answer in turn alarms the first: in 1950 John Herz called this the security dilemma.
It doesn't need ill will; uncertainty suffices. U.S. and Soviet planners of the 1960s
knew the logic well, and self-help systems reward those who act on it. Whether trust
can be built is the question on which realists, liberals and constructivists differ.
`

func BenchmarkTokens(b *testing.B) {
	a := analysis(b, Rules{})
	text := strings.Repeat(prose, 50)
	tokens := a.Tokens(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		tokens = a.Append(tokens[:0], text)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(fieldRules); err != nil {
			b.Fatal(err)
		}
	}
}
