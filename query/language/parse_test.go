package language_test

import (
	"reflect"
	"strings"
	"testing"

	. "locus/query/language"
)

// dictionary is the language: what is typed, and what it is read as.
var dictionary = []struct {
	name  string
	in    string
	want  Node
	print string // canonical form, "" when it is what was typed
	note  string // a part of the note, "" for none
}{
	{"words side by side", `security dilemma`, Seq{Word{"security"}, Word{"dilemma"}}, "", ""},
	{"a single word is itself", `anarchy`, Word{"anarchy"}, "", ""},
	{"nothing is an empty question", "  \t\n", Seq{}, "-", ""},
	{"punctuation at the edge of a word is not part of it", `What is power, then?`, Seq{Word{"What"}, Word{"is"}, Word{"power"}, Word{"then"}}, "What is power then", ""},
	{"an abbreviation keeps its full stops", `U.S. policy.`, Seq{Word{"U.S."}, Word{"policy"}}, "U.S. policy", ""},
	{"a hyphen inside a word is not a sign", `self-help`, Word{"self-help"}, "", ""},
	{"a dash alone is punctuation", `states - power`, Seq{Word{"states"}, Word{"power"}}, "states power", ""},
	{"an exact phrase", `"security dilemma"`, Quoted{Text: "security dilemma"}, "", ""},
	{"curly quotation marks", `“security dilemma”`, Quoted{Text: "security dilemma"}, `"security dilemma"`, ""},
	{"low and pointed quotation marks", `„balance“ «power»`, Seq{Quoted{Text: "balance"}, Quoted{Text: "power"}}, `"balance" "power"`, ""},
	{"blanks in a phrase are single", "\"balance \n of  power\"", Quoted{Text: "balance of power"}, `"balance of power"`, ""},
	{"a phrase with room between", `"security dilemma"~5`, Quoted{"security dilemma", 5}, "", ""},
	{"a distance beyond the largest", `"a b"~900`, Quoted{"a b", MaxDistance}, `"a b"~100`, "largest distance"},
	{"a tilde without a number", `"a b"~`, Quoted{"a b", 0}, `"a b"`, ""},
	{"an unbalanced quotation mark", `balance of "power`, Seq{Word{"balance"}, Word{"of"}, Word{"power"}}, "balance of power", "no partner"},
	{"a phrase without a word", `"?!" power`, Word{"power"}, "power", "holds no word"},
	{"a sentence in capitals has no operators", `BORDERS AND TARIFFS OF TWO ISLAND STATES`, Seq{Word{"BORDERS"}, Word{"and"}, Word{"TARIFFS"}, Word{"OF"}, Word{"TWO"}, Word{"ISLAND"}, Word{"STATES"}}, "BORDERS and TARIFFS OF TWO ISLAND STATES", "in capitals"},
	{"short names in capitals are joined", `NATO AND UN`, And{Word{"NATO"}, Word{"UN"}}, "", ""},
	{"near in capitals is near", `ARMS NEAR/5 RACE OF TWO GREAT POWERS`, Seq{Near{Word{"ARMS"}, Word{"RACE"}, 5}, Word{"OF"}, Word{"TWO"}, Word{"GREAT"}, Word{"POWERS"}}, "", ""},
	{"words near one another", `arms NEAR/5 race`, Near{Word{"arms"}, Word{"race"}, 5}, "", ""},
	{"a chain of near", `a NEAR/2 b NEAR/3 c`, Near{Near{Word{"a"}, Word{"b"}, 2}, Word{"c"}, 3}, "", ""},
	{"near takes its neighbours only", `x arms NEAR/5 race y`, Seq{Word{"x"}, Near{Word{"arms"}, Word{"race"}, 5}, Word{"y"}}, "", ""},
	{"near with a group", `arms NEAR/5 (race OR control)`, Near{Word{"arms"}, Or{Word{"race"}, Word{"control"}}, 5}, "", ""},
	{"near without a number is a word", `the NEAR east`, Seq{Word{"the"}, Word{"NEAR"}, Word{"east"}}, "", ""},
	{"near at the end is a word", `arms NEAR/5`, Seq{Word{"arms"}, Word{"near/5"}}, "arms near/5", "joins nothing"},
	{"the beginning of a word", `anarch*`, Prefix{"anarch"}, "", ""},
	{"a star inside a word", `an*chy`, Word{"an_chy"}, "an_chy", "end of a word"},
	{"a tilde of another language", `war~2 ~peace`, Seq{Word{"war"}, Word{"peace"}}, "war peace", "A tilde behind a word asks for nothing"},
	{"a star alone", `* power`, Word{"power"}, "power", "holds no word"},
	{"stars on both sides", `**balance** *power*`, Seq{Word{"balance"}, Word{"power"}}, "balance power", ""},
	{"this form only", `=securitize`, Form{"securitize"}, "", ""},
	{"an equals sign before a phrase", `="a b"`, Quoted{Text: "a b"}, `"a b"`, ""},
	{"an equals sign inside a word", `x=1`, Word{"x=1"}, "", ""},
	{"signs", `+must -not may`, Seq{Must{Word{"must"}}, Never{Word{"not"}}, Word{"may"}}, "", ""},
	{"a sign before a phrase", `power -"balance of power"`, Seq{Word{"power"}, Never{Quoted{Text: "balance of power"}}}, "", ""},
	{"a sign before a group", `+(a OR b) c`, Seq{Must{Or{Word{"a"}, Word{"b"}}}, Word{"c"}}, "", ""},
	{"a sign before this form only", `+=securitize`, Must{Form{"securitize"}}, "", ""},
	{"a sign before near", `+a NEAR/5 b`, Must{Near{Word{"a"}, Word{"b"}, 5}}, "+(a NEAR/5 b)", ""},
	{"two signs", `--option`, Never{Word{"option"}}, "-option", "first was read"},
	{"and", `anarchy AND hierarchy`, And{Word{"anarchy"}, Word{"hierarchy"}}, "", ""},
	{"or binds loosest", `a AND b OR c d`, Or{And{Word{"a"}, Word{"b"}}, Seq{Word{"c"}, Word{"d"}}}, "", ""},
	{"a group", `(a OR b) AND c`, And{Or{Word{"a"}, Word{"b"}}, Word{"c"}}, "", ""},
	{"not", `power NOT balance`, Seq{Word{"power"}, Never{Word{"balance"}}}, "power -balance", ""},
	{"and not", `power AND NOT balance`, And{Word{"power"}, Never{Word{"balance"}}}, "power AND -balance", ""},
	{"not not", `NOT NOT a`, Word{"a"}, "a", ""},
	{"operators in lower case are words", `war and peace`, Seq{Word{"war"}, Word{"and"}, Word{"peace"}}, "", ""},
	{"an operator alone", `AND`, Word{"and"}, "and", "joins nothing"},
	{"operators in a row", `a AND OR b`, Or{Seq{Word{"a"}, Word{"and"}}, Word{"b"}}, "a and OR b", "joins nothing"},
	{"an unclosed parenthesis", `(a OR b`, Or{Word{"a"}, Word{"b"}}, "a OR b", "no partner"},
	{"an unopened parenthesis", `a) b`, Seq{Word{"a"}, Word{"b"}}, "a b", "no partner"},
	{"empty parentheses", `() (()) a`, Word{"a"}, "a", ""},
	{"a superfluous parenthesis", `((a b))`, Seq{Word{"a"}, Word{"b"}}, "a b", ""},
	{"a filter", `theory:realism`, Filter{"theory", "realism"}, "", ""},
	{"a filter on a child", `theory:realism/structural`, Filter{"theory", "realism/structural"}, "", ""},
	{"a filter in capitals", `Theory:Realism`, Filter{"theory", "Realism"}, "theory:Realism", ""},
	{"a quoted value", `person:"Barry Buzan"`, Filter{"person", "Barry Buzan"}, "", ""},
	{"a quoted value that need not be", `work:"paper"`, Filter{"work", "paper"}, "work:paper", ""},
	{"several values", `type:essay,paper`, Seq{Filter{"type", "essay"}, Filter{"type", "paper"}}, "type:essay type:paper", ""},
	{"a filter left out", `power -author:ardam`, Seq{Word{"power"}, Never{Filter{"author", "ardam"}}}, "", ""},
	{"a section", `section:technology`, Filter{"section", "technology"}, "", ""},
	{"kind and voice", `kind:footnote voice:quotes`, Seq{Filter{"kind", "footnote"}, Filter{"voice", "quotes"}}, "", ""},
	{"a range of years", `year:1979..1990`, Filter{"year", "1979..1990"}, "", ""},
	{"an open range", `year:1979.. year:..1990`, Seq{Filter{"year", "1979.."}, Filter{"year", "..1990"}}, "", ""},
	{"a year", `year:1979`, Filter{"year", "1979"}, "", ""},
	{"years the wrong way round", `year:1990-1979`, Filter{"year", "1979..1990"}, "year:1979..1990", ""},
	{"a year that is none", `year:soon`, Word{"year:soon"}, "", "no year"},
	{"an unknown field is words", `Marx: critique`, Seq{Word{"Marx"}, Word{"critique"}}, "Marx critique", ""},
	{"an unknown field with a value is words", `Marx:critique`, Word{"Marx:critique"}, "", "no field “Marx”"},
	{"colons in a row", `a:b:c`, Word{"a:b:c"}, "", "no field"},
	{"a field without a value", `theory: realism`, Seq{Word{"theory"}, Word{"realism"}}, "theory realism", ""},
	{"an address of a page is a word", `https://example.org/a`, Word{"https://example.org/a"}, "", ""},
	{"an emoji", `🙂 power`, Word{"power"}, "power", "holds no word"},
	{"other scripts", `世界 قدرت`, Seq{Word{"世界"}, Word{"قدرت"}}, "", ""},
	{"bytes that are no text", "po\xffwer", Seq{Word{"po"}, Word{"wer"}}, "po wer", ""},
}

func TestLanguage(t *testing.T) {
	for _, c := range dictionary {
		t.Run(c.name, func(t *testing.T) {
			q := Parse(c.in)
			if !reflect.DeepEqual(q.Root, c.want) {
				t.Errorf("Parse(%q) = %#v, want %#v", c.in, q.Root, c.want)
			}
			print := c.print
			switch print {
			case "":
				print = c.in
			case "-":
				print = ""
			}
			if got := q.String(); got != print {
				t.Errorf("String = %q, want %q", got, print)
			}
			notes := strings.Join(q.Notes, " ")
			if c.note == "" && notes != "" || !strings.Contains(notes, c.note) {
				t.Errorf("notes = %q, want %q", notes, c.note)
			}
			again(t, q)
		})
	}
}

func again(t *testing.T, q Question) {
	t.Helper()
	if b := Parse(q.String()); !reflect.DeepEqual(b.Root, q.Root) {
		t.Errorf("%q is read back as %#v, was %#v", q.String(), b.Root, q.Root)
	}
}

func TestBounds(t *testing.T) {
	long := Parse(strings.Repeat("security dilemma ", 6000))
	if n := len(long.Root.(Seq)); n < 1000 || n > MaxBytes/8 {
		t.Errorf("100 kB give %d words", n)
	}
	if len(long.Notes) != 1 || !strings.Contains(long.Notes[0], "102000 bytes") {
		t.Errorf("notes of a long question: %q", long.Notes)
	}
	deep := Parse(strings.Repeat("(a ", 4000) + strings.Repeat(")", 4000))
	if len(deep.Notes) != 1 || !strings.Contains(deep.Notes[0], "too deeply") {
		t.Errorf("notes of a deep question: %q", deep.Notes)
	}
	again(t, deep)
	again(t, Parse(strings.Repeat("(", 9000)))
	again(t, Parse(strings.Repeat("NOT ", 4000)+"a"))
}

func TestRanges(t *testing.T) {
	for _, bad := range []string{"", "..", "-", "19x9", "-1979", "1979-", "12345", "+1979", "1979..1990..2000"} {
		if r, ok := ParseRange(bad); ok {
			t.Errorf("ParseRange(%q) = %s", bad, r)
		}
	}
	if s := (Range{}).String(); s != ".." {
		t.Errorf("a range open at both ends prints %q", s)
	}
}

func TestWalkVisitsEveryNodeInOrder(t *testing.T) {
	var seen []string
	Walk(Parse(`+a b NEAR/2 c -(d OR "e f") AND g`).Root, func(n Node) {
		if w, ok := n.(Word); ok {
			seen = append(seen, w.Text)
		}
	})
	if got := strings.Join(seen, ""); got != "abcdg" {
		t.Errorf("words in order: %q", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, c := range dictionary {
		f.Add(c.in)
	}
	f.Add(`-(+a) NEAR/5 (b c) (d OR e):"x"~3`)
	f.Fuzz(func(t *testing.T, s string) {
		again(t, Parse(s))
	})
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse(`What does "balance of power" mean for (small OR weak) states theory:realism year:1979..1990`)
	}
}
