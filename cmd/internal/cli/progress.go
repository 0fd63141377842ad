package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"locus/cmd/internal/inert"
)

// progressEvery is how often the line of progress is written at most.
const progressEvery = 100 * time.Millisecond

// progress is one line at a person's terminal that says how far a long command
// is. Where standard error is no terminal there is none; a nil one says nothing.
type progress struct {
	w       io.Writer
	width   int
	started time.Time
	last    time.Time
}

// newProgress makes a line on w where that is a terminal, else none.
func newProgress(w io.Writer) *progress {
	w = inert.Under(w)
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width < 20 {
		width = 80
	}
	return &progress{w: w, width: width, started: time.Now()}
}

// show says how many files and passages were read, how many a second, and what
// is being read.
func (p *progress) show(files, passages int, name string) {
	if p == nil || time.Since(p.last) < progressEvery {
		return
	}
	p.last = time.Now()
	rate := float64(passages) / max(time.Since(p.started).Seconds(), 0.001)
	p.say(fmt.Sprintf("%d read, %d passages, %.0f a second: %s", files, passages, rate, name))
}

// say writes the line anew, cut to the terminal's width.
func (p *progress) say(what string) {
	if p == nil {
		return
	}
	line := []rune(inert.Line(oneLine("locus: " + what)))
	if len(line) >= p.width {
		line = append(line[:p.width-2], '…')
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", string(line))
}

// done takes the line away.
func (p *progress) done() {
	if p != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
