package inert_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"locus/cmd/internal/inert"
)

const bold = "\x1b[1m"

// obeyed lists what no shown text may hold.
func obeyed(s string) string {
	for _, r := range s {
		switch {
		case r == '\n', r == '\t':
		case r < 0x20, r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return strings.ToUpper(string(r))
		}
	}
	if !utf8.ValidString(s) {
		return "bytes that are no UTF-8"
	}
	return ""
}

func TestNothingObeyedIsLeft(t *testing.T) {
	for name, c := range map[string]struct{ in, text, line string }{
		"a colour":                      {"a \x1b[31mred\x1b[0m", "a ␛[31mred␛[0m", "a ␛[31mred␛[0m"},
		"the window's title":            {"\x1b]0;mine\x07", "␛]0;mine␇", "␛]0;mine␇"},
		"a write into the clipboard":    {"\x1b]52;c;AAAA\x1b\\", "␛]52;c;AAAA␛\\", "␛]52;c;AAAA␛\\"},
		"a line that overwrites itself": {"good\rbad", "good␍bad", "good␍bad"},
		"letters taken back":            {"ab\b\bcd\x7f", "ab␈␈cd␡", "ab␈␈cd␡"},
		"eight-bit controls":            {"\u009b31m\u0085", "<U+009B>31m<U+0085>", "<U+009B>31m<U+0085>"},
		"a byte that is no letter":      {"\x9b31m\xff", "<9B>31m<FF>", "<9B>31m<FF>"},
		"writing turned round":          {"\u202egpj.exe\u202c", "<U+202E>gpj.exe<U+202C>", "<U+202E>gpj.exe<U+202C>"},
		"two lines and a tab":           {"a\n\tb", "a\n\tb", "a␊␉b"},
		"nothing of all this":           {"plain words", "plain words", "plain words"},
		"a NUL":                         {"a\x00b", "a␀b", "a␀b"},
		"a code of the program's own":   {bold + "x", "␛[1mx", "␛[1mx"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := inert.Text(c.in); got != c.text || obeyed(got) != "" {
				t.Errorf("Text: %q, want %q", got, c.text)
			}
			if got := inert.Line(c.in); got != c.line {
				t.Errorf("Line: %q, want %q", got, c.line)
			}
		})
	}
}

func TestLettersPass(t *testing.T) {
	for _, s := range []string{"Straße, façade, Žižek", "السلام", "\u200fעברית\u200e", "安全保障", "👩\u200d🏫 and 🇩🇪", "a\u00adb", "“quoted” – dash …", "\ufeff"} {
		if got := inert.Line(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func TestAStreamCutAnywhereComesOutTheSame(t *testing.T) {
	const in = "a " + bold + "bold\x1b[0m é \x1b[31m \u009b \xe2\x80 安 \u202e\x1b"
	const want = "a " + bold + "bold␛[0m é ␛[31m <U+009B> <E2><80> 安 <U+202E>␛"
	for size := 1; size <= len(in); size++ {
		var out bytes.Buffer
		w := inert.NewWriter(&out, inert.Options{Codes: []string{bold}})
		for rest := in; rest != ""; {
			n := min(size, len(rest))
			if _, err := w.Write([]byte(rest[:n])); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("in pieces of %d bytes: %q, want %q", size, out.String(), want)
		}
	}
}

func TestMarksOfDirectionPassWhereTheyAreLet(t *testing.T) {
	var out bytes.Buffer
	w := inert.NewWriter(&out, inert.Options{Turns: true})
	if _, err := w.Write([]byte("\u2067שלום\u2069 \x1b[1m")); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "\u2067שלום\u2069 ␛[1m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestJSONKeepsItsValues(t *testing.T) {
	value := map[string]string{"title": "a \x1b[31m \u009b31m \u202eb\u202c \x7f end\nline\ttab é 安"}
	plain, err := json.MarshalIndent(value, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := inert.NewJSONWriter(&out)
	for _, b := range plain {
		if _, err := w.Write([]byte{b}); err != nil {
			t.Fatal(err)
		}
	}
	if bad := obeyed(out.String()); bad != "" {
		t.Errorf("%q holds %q", out.String(), bad)
	}
	var back map[string]string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back["title"] != value["title"] {
		t.Errorf("%q, %v; want %q", back, err, value)
	}
}

func FuzzText(f *testing.F) {
	f.Add("a \x1b[31m", 1)
	f.Add("\xe2\x80\xae\x9b", 2)
	f.Fuzz(func(t *testing.T, s string, cut int) {
		shown := inert.Text(s)
		if bad := obeyed(shown); bad != "" {
			t.Fatalf("%q is shown as %q, which holds %q", s, shown, bad)
		}
		var out bytes.Buffer
		w := inert.NewWriter(&out, inert.Options{Codes: []string{bold}})
		cut = min(max(cut, 0), len(s))
		_, _ = w.Write([]byte(s[:cut]))
		_, _ = w.Write([]byte(s[cut:]))
		_ = w.Flush()
		if got := strings.ReplaceAll(out.String(), bold, "␛[1m"); got != shown {
			t.Fatalf("%q cut at %d is written as %q, shown as %q", s, cut, got, shown)
		}
	})
}
