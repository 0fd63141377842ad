package cli

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestATerminalIsHandedTheCitation(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for _, p := range pairs {
				if value, ok := strings.CutPrefix(p, name+"="); ok {
					return value
				}
			}
			return ""
		}
	}
	text := "(Wæver, 1995, p. 46)"
	coded := base64.StdEncoding.EncodeToString([]byte(text))
	for name, c := range map[string]struct {
		env        func(string) string
		begins, no string
	}{
		"a terminal takes the text coded":              {env("TERM=xterm-256color"), "\x1b]52;c;" + coded, ""},
		"tmux takes it or passes it on":                {env("TERM=tmux-256color", "TMUX=/tmp/tmux-1/default,1,0"), "\x1b]52;c;" + coded + "\x07\x1bPtmux;", ""},
		"screen passes it on":                          {env("TERM=screen"), "\x1bP\x1b]52;c;", ""},
		"a console has no clipboard":                   {env("TERM=linux"), "", "no clipboard"},
		"without a kind of terminal there is none":     {env(), "", "no clipboard"},
		"a terminal that lets no program copy is told": {env("TERM=xterm-256color", "TERM_PROGRAM=Apple_Terminal"), "", "pbcopy"},
	} {
		got, err := clipboardSequence(text, c.env)
		switch {
		case c.no == "" && (err != nil || !strings.HasPrefix(got, c.begins)):
			t.Errorf("%s: %q, %v", name, got, err)
		case c.no != "" && (err == nil || !strings.Contains(err.Error(), c.no)):
			t.Errorf("%s: error %v, want one that says %q", name, err, c.no)
		}
	}
	if _, err := clipboardSequence(strings.Repeat("x", mostCopied+1), env("TERM=xterm")); err == nil {
		t.Error("a text that terminals cut is handed over all the same")
	}
}
