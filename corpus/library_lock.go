package corpus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// lockPoll is how often a waiting writer looks whether the lock is free.
const lockPoll = 25 * time.Millisecond

// holder is the content of lock.json.
type holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host,omitempty"`
	What  string    `json:"what"`
	Since time.Time `json:"since"`
}

// Lock makes this value the library's one writer until release is called; what
// says for others what it does ("adding 12 files"). While another holds the
// lock, Lock waits for the given time (0: not at all) and then answers a
// *HeldError; when the context ends first, its error. The system frees the lock
// of a process that dies. Lock does not nest: a value that holds the lock already
// is answered a *HeldError too.
func (l *Library) Lock(ctx context.Context, wait time.Duration, what string) (release func() error, err error) {
	lock := flock.New(l.path(lockFile))
	ok, err := lock.TryLock()
	if err == nil && !ok && wait > 0 {
		bounded, cancel := context.WithTimeout(ctx, wait)
		defer cancel()
		ok, err = lock.TryLockContext(bounded, lockPoll)
		if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
			err = nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("lock the library: %w", err)
	}
	if !ok {
		return nil, errors.Join(l.heldBy(), lock.Close())
	}
	host, _ := os.Hostname() // a machine without a name is not told
	note, err := marshal(holder{PID: os.Getpid(), Host: host, What: what, Since: time.Now().Truncate(time.Second)})
	if err == nil {
		err = os.WriteFile(l.path(holderFile), note, 0o666)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock the library: %w", err), lock.Close())
	}
	l.setHeld(true)
	return func() error {
		l.setHeld(false)
		return errors.Join(ignoreMissing(os.Remove(l.path(holderFile))), lock.Close())
	}, nil
}

// heldBy reads who holds the lock.
func (l *Library) heldBy() *HeldError {
	e := &HeldError{Dir: l.dir}
	var h holder
	if data, err := os.ReadFile(l.path(holderFile)); err == nil && json.Unmarshal(data, &h) == nil {
		e.PID, e.Host, e.What, e.Since = h.PID, h.Host, h.What, h.Since
	}
	return e
}

// setHeld notes whether this value holds the lock.
func (l *Library) setHeld(held bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.held = held
}

// writer makes sure that the lock is held while something is written: it takes
// it for the moment where the caller has not, and does not wait.
func (l *Library) writer(what string) (release func() error, err error) {
	l.mu.Lock()
	held := l.held
	l.mu.Unlock()
	if held {
		return func() error { return nil }, nil
	}
	return l.Lock(context.Background(), 0, what)
}
