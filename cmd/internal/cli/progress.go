package cli

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"locus/cmd/internal/inert"
	"locus/corpus"
	"locus/query"
	"locus/query/judge"
)

// progressEvery is how often the line of progress is written at most, and written
// anew while nothing is reported; settled is how long a stretch of work lasts before
// what is left of it is told.
const (
	progressEvery = 100 * time.Millisecond
	progressAgain = time.Second
	settled       = time.Second
)

// progress is one line at a person's terminal that says how far a long command
// is, how fast it goes and how long it will take. Where standard error is no
// terminal there is none; a nil one says nothing. It is our own because what is
// left is told by bytes and the speed by passages, which a bar has one counter for.
type progress struct {
	w     io.Writer
	width int
	now   func() time.Time
	stop  chan struct{} // ends what writes the line anew; nil where nothing does

	mu    sync.Mutex
	last  time.Time
	at    reached
	ended bool

	what, unit string // of the stretch of work
	total      int64  // in any measure; 0 is not known
	began      time.Time
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
	p := &progress{w: w, width: width, now: time.Now, stop: make(chan struct{})}
	go p.again()
	return p
}

// reached is how far a stretch of work is.
type reached struct {
	done  int64
	count int
	name  string
}

// again writes the line anew while a single file takes long, until done.
func (p *progress) again() {
	tick := time.NewTicker(progressAgain)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			p.mu.Lock()
			if p.what != "" && !p.ended && p.now().Sub(p.last) >= progressAgain {
				p.say(p.line())
			}
			p.mu.Unlock()
		}
	}
}

// begin begins a stretch of work: what is done, what is counted, and how much
// there is to do, 0 where that is not known.
func (p *progress) begin(what, unit string, total int64) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.unit, p.total, p.began, p.at = what, unit, total, p.now(), reached{}
	p.say(what)
}

// show says that so much of the total is done, that so many were counted, and
// what is at work, "" for nothing to name.
func (p *progress) show(done int64, count int, name string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at = (reached{done, count, name}); p.now().Sub(p.last) >= progressEvery {
		p.last = p.now()
		p.say(p.line())
	}
}

// line is what stands on the terminal of the stretch of work.
func (p *progress) line() string {
	done, count, name := p.at.done, p.at.count, p.at.name
	took := p.now().Sub(p.began)
	line := p.what
	if p.total > 0 {
		line += fmt.Sprintf(" %d %%,", 100*min(done, p.total)/p.total)
	}
	line += fmt.Sprintf(" %d %s", count, p.unit)
	if rate := float64(count) / max(took.Seconds(), 0.001); rate >= 10 {
		line += fmt.Sprintf(", %.0f a second", rate)
	} else if rate > 0 {
		line += fmt.Sprintf(", %.1f a second", rate)
	}
	if took > settled && done > 0 && done < p.total {
		line += ", " + spokenFor(time.Duration(float64(took)*float64(p.total-done)/float64(done))) + " left"
	}
	if name != "" {
		line += ": " + name
	}
	return line
}

// spokenFor is a time as a person says it, to the second below a minute and a half.
func spokenFor(d time.Duration) string {
	switch s := int(d.Round(time.Second).Seconds()); {
	case s < 90:
		return fmt.Sprintf("%d s", s)
	case s < 90*60:
		return fmt.Sprintf("%d min", (s+30)/60)
	default:
		return fmt.Sprintf("%d h %d min", s/3600, s%3600/60)
	}
}

// say writes the line anew, cut to the terminal's width.
func (p *progress) say(what string) {
	line := []rune(inert.Line(oneLine("locus: " + what)))
	if len(line) >= p.width {
		line = append(line[:p.width-2], '…')
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s", string(line))
}

// done takes the line away, for good.
func (p *progress) done() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ended && p.stop != nil {
		close(p.stop)
	}
	p.ended = true
	fmt.Fprint(p.w, "\r\x1b[K")
}

// each is a list of so many documents that says how far it is read, and that ends
// with the context's error when the context ends.
func (p *progress) each(ctx context.Context, what string, total int, list iter.Seq2[*corpus.Document, error]) iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		p.begin(what, "works", int64(total))
		n := 0
		for doc, err := range list {
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			n++
			p.show(int64(n), n, "")
			if !yield(doc, err) {
				return
			}
		}
	}
}

// indexed is a library whose works are counted as an index is made of them.
type indexed struct {
	*corpus.Library
	p *progress
	n int
}

// Fingerprints are the library's; as many works are to be looked at.
func (l *indexed) Fingerprints() (map[corpus.WorkID]string, error) {
	all, err := l.Library.Fingerprints()
	l.p.begin("indexing", "works", int64(len(all)))
	return all, err
}

// FingerprintsOf are the library's; as many works are to be read.
func (l *indexed) FingerprintsOf(ids []corpus.WorkID) (map[corpus.WorkID]string, error) {
	l.p.begin("indexing", "works", int64(len(ids)))
	return l.Library.FingerprintsOf(ids)
}

// Document is the library's, counted.
func (l *indexed) Document(id corpus.WorkID) (*corpus.Document, error) {
	l.n++
	l.p.show(int64(l.n), l.n, string(id))
	return l.Library.Document(id)
}

// tally is a searcher whose questions are counted.
type tally struct {
	judge.Searcher
	p *progress
	n int
}

// Search is the searcher's, counted.
func (c *tally) Search(ctx context.Context, r query.Request) (*query.Answer, error) {
	c.n++
	c.p.show(int64(c.n), c.n, r.Question)
	return c.Searcher.Search(ctx, r)
}
