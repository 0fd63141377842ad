package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/aymanbagabas/go-osc52/v2"
	"golang.org/x/term"

	"locus/cmd/internal/inert"
)

// mostCopied is how many bytes a terminal is asked to take; many take no more.
const mostCopied = 70_000

// copyCited puts what was printed for the text on the clipboard. Terminals take
// plain text this way, no marked one; --as html and a pipe serve for that.
func (a *app) copyCited(list []cited) error {
	var texts []string
	for _, c := range list {
		texts = append(texts, c.InText)
	}
	return a.copyText(strings.Join(texts, "\n"))
}

// copyText puts a text on the clipboard through the terminal that the program
// runs in. What a terminal does with it cannot be asked; where there is none, or
// one that surely cannot, that is an error.
func (a *app) copyText(text string) error {
	to := io.Writer(nil)
	for _, w := range []io.Writer{a.err, a.out} {
		w = inert.Under(w)
		if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			to = w
			break
		}
	}
	if to == nil {
		return errors.New("--copy needs a terminal, and neither standard output nor standard error is one")
	}
	sequence, err := clipboardSequence(text, a.getenv)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(to, sequence); err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	fmt.Fprintln(a.err, "locus: handed to the terminal's clipboard as plain text, if the terminal lets programs copy")
	return nil
}

// clipboardSequence is what a terminal is sent to take a text to its clipboard,
// through tmux and screen where they stand between. Of tmux it depends on a setting
// of the user's whether it takes the text itself (set-clipboard) or hands it through
// (allow-passthrough), so it gets both; it drops what it is not set to do.
func clipboardSequence(text string, getenv func(string) string) (string, error) {
	name := getenv("TERM")
	switch {
	case name == "" || name == "dumb" || name == "linux":
		return "", fmt.Errorf("--copy: a terminal of the kind %q has no clipboard", name)
	case getenv("TERM_PROGRAM") == "Apple_Terminal":
		return "", errors.New("--copy: this terminal lets no program copy; pipe to pbcopy instead")
	case len(text) > mostCopied:
		return "", fmt.Errorf("--copy: %d bytes are more than terminals take (%d)", len(text), mostCopied)
	}
	s := osc52.New(text)
	switch {
	case getenv("TMUX") != "":
		return s.String() + s.Tmux().String(), nil
	case getenv("STY") != "" || strings.HasPrefix(name, "screen"):
		s = s.Screen()
	}
	return s.String(), nil
}
