package encoding

import "testing"

func TestCodePages(t *testing.T) {
	for name, c := range map[string]struct {
		page     int
		in, want string
	}{
		"western":                     {1252, "\x93caf\xe9\x94", "“café”"},
		"Russian":                     {1251, "\xcc\xe8\xf0", "Мир"},
		"two bytes a character":       {932, "\x93\xfa\x96\x7b", "日本"},
		"of the Macintosh":            {10000, "caf\x8e", "café"},
		"of DOS":                      {437, "caf\x82", "café"},
		"UTF-8":                       {65001, "é", "é"},
		"one that nobody knows of":    {4711, "\x93a\x94", "“a”"},
		"a byte that is no character": {932, "\xff", "\uFFFD"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := CodePage(c.page)([]byte(c.in)); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
