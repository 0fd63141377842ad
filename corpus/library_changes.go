package corpus

import "slices"

// changesKept is how many ids of changed works are remembered; where there are
// more, comparing all works costs no more than what was done to them.
const changesKept = 100_000

// moved is a change that this value made: from which state of the library to which,
// as Stamp names them, and which works differ.
type moved struct {
	from, to string
	ids      []WorkID
}

// Changes lists the works that differ between the state of the library that a
// stamp names and the present one, sorted; works that are gone are among them. It
// knows that only of changes made through this value, one after the other, with
// nothing by others between them: where ok is false, Fingerprints tells. It costs a
// look at the stamp, however large the library is.
//
// What somebody does by hand to a work's files, and not to the folder of works or
// to corrections, moves no stamp and is not told here.
func (l *Library) Changes(since string) (ids []WorkID, ok bool) {
	now, err := l.Stamp()
	if err != nil || since == "" {
		return nil, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	first := slices.IndexFunc(l.steps, func(s moved) bool { return s.from == since })
	if first < 0 {
		return nil, since == now
	}
	if l.steps[len(l.steps)-1].to != now {
		return nil, false
	}
	for _, s := range l.steps[first:] {
		ids = append(ids, s.ids...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), true
}

// noting runs a change of works and remembers it for Changes. What fails is not
// remembered, nor is anything before it.
func (l *Library) noting(ids []WorkID, change func() error) error {
	from, before := l.Stamp()
	err := change()
	to, after := l.Stamp()
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.steps); n > 0 && l.steps[n-1].to != from {
		l.steps, l.noted = nil, 0
	}
	l.noted += len(ids)
	if err != nil || before != nil || after != nil || l.noted > changesKept {
		l.steps, l.noted = nil, 0
		return err
	}
	l.steps = append(l.steps, moved{from: from, to: to, ids: slices.Clone(ids)})
	return nil
}
