package encoding

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	russian, _ := charmap.Windows1251.NewEncoder().String("Мир держится на договорах, а договоры держатся на доверии людей друг к другу.")
	little, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("plain words of a text")
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("Wæver")
	for name, c := range map[string]struct{ in, want, encoding, how string }{
		"UTF-8 is read as it is":                              {"Wæver", "Wæver", "utf-8", "valid"},
		"a mark is taken away":                                {"\xEF\xBB\xBFWæver", "Wæver", "utf-8", "mark"},
		"letters with loose accents are composed":             {"e\u0301tat", "état", "utf-8", "valid"},
		"every line end is one":                               {"a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne", "utf-8", "valid"},
		"a paragraph separator is a blank line":               {"a\u2029b", "a\n\nb", "utf-8", "valid"},
		"soft hyphens, zero widths and controls are left out": {"se\u00ADcu\u200Brity\x00\x07", "security", "utf-8", "valid"},
		"a form feed stays":                                   {"a\fb", "a\fb", "utf-8", "valid"},
		"windows-1252 is guessed":                             {"the \x93security dilemma\x94 of W\xE6ver", "the “security dilemma” of Wæver", "windows-1252", "guessed"},
		"UTF-8 with bytes of windows-1252":                    {"a na\xC3\xAFve caf\xE9, \x93so\x94", "a naïve café, “so”", "utf-8 and windows-1252", "mixed"},
		"colours of a terminal are left out":                  {"a \x1B[1;31mred\x1B[0m word \x1B]0;title\x07here", "a red word here", "utf-8", "valid"},
		"a declared encoding is believed":                     {`<meta charset="windows-1251"><p>` + russian, `<meta charset="windows-1251"><p>Мир держится на договорах, а договоры держатся на доверии людей друг к другу.`, "windows-1251", "declared"},
		"UTF-16 without a mark is told by its NULs":           {little, "plain words of a text", "utf-16le", "pattern"},
		"UTF-16 with a mark":                                  {big, "Wæver", "utf-16be", "mark"},
		"nothing is nothing":                                  {"", "", "utf-8", "valid"},
	} {
		t.Run(name, func(t *testing.T) {
			got := Decode([]byte(c.in))
			if got.String != c.want || got.Encoding != c.encoding || got.How != c.how {
				t.Errorf("got %q, %s by %s", got.String, got.Encoding, got.How)
			}
		})
	}
}

func TestDamagedCharactersAreCounted(t *testing.T) {
	text := "é è à ü ö ä ß ç ñ ø æ å ó í ú ý ð þ ê ô û â ï \xFF end"
	if got := Decode([]byte(text)); got.Bad != 1 || got.Encoding != "utf-8" {
		t.Errorf("%d damaged as %s", got.Bad, got.Encoding)
	}
}

func TestBinary(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want bool
	}{
		"words":                {"plain words\n", false},
		"UTF-16":               {"\xFF\xFEa\x00b\x00", false},
		"UTF-16 without mark":  {"a\x00b\x00c\x00d\x00", false},
		"NULs among bytes":     {"\x00\x00\x01\x02ab\x00\x00\x00", true},
		"many controls":        {"\x01\x02\x03\x04\x05abc", true},
		"a colour of terminal": {"\x1B[1mwords\x1B[0m of a log", false},
		"nothing":              {"", false},
	} {
		if got := Binary([]byte(c.in)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a\x00b\x00", "\xFF\xFE\x00", "W\xE6ver", "<meta charset=utf-16>\xFF", "e\u0301\u2028"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		got := Decode(b)
		if !utf8.ValidString(got.String) {
			t.Errorf("%q is not UTF-8", got.String)
		}
		if again := Decode([]byte(got.String)); again.String != got.String && again.How == "valid" {
			t.Errorf("reading again gives %q", again.String)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := make([]byte, 0, 1<<20)
	for len(text) < 1<<20 {
		text = append(text, "The school of Wæver speaks of “security” and of much else.\r\n"...)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Decode(text)
	}
}
