package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"slices"
	"time"
)

// repeatsFile ties passages of different works that say nearly the same words:
// from each passage's id to the others'. It is worked out from the works and can
// be deleted; who changes the works writes it anew.
const repeatsFile = "repeats.json"

// SetRepeats keeps which passages repeat which of other works, in place of what
// was kept before. Document then names them in AlsoIn, and the fingerprints of the
// works change with them. The caller holds the lock.
func (l *Library) SetRepeats(ties map[PassageID][]PassageID) error {
	old, now := tiesByWork(l.repeats()), tiesByWork(ties)
	var ids []WorkID
	for id, text := range now {
		if !bytes.Equal(text, old[id]) {
			ids = append(ids, id)
		}
	}
	for id := range old {
		if _, ok := now[id]; !ok {
			ids = append(ids, id)
		}
	}
	return l.noting(ids, func() error { return l.keepRepeats(ties) })
}

// keepRepeats writes the file of repeats where it says something else.
func (l *Library) keepRepeats(ties map[PassageID][]PassageID) error {
	if len(ties) == 0 {
		return ignoreMissing(os.Remove(l.path(repeatsFile)))
	}
	data, err := marshal(ties)
	if err != nil {
		return fmt.Errorf("keep repeats: %w", err)
	}
	if old, err := os.ReadFile(l.path(repeatsFile)); err == nil && string(old) == string(data) {
		return nil
	}
	if err := replaceFile(l.path(repeatsFile), data); err != nil {
		return fmt.Errorf("keep repeats: %w", err)
	}
	return nil
}

// Repeats gives what SetRepeats kept, nil where nothing is kept or it cannot be read,
// and a checksum of the file; 0 where there is none.
func (l *Library) Repeats() (ties map[PassageID][]PassageID, sum uint32) {
	data, err := os.ReadFile(l.path(repeatsFile))
	if err != nil {
		return nil, 0
	}
	return l.repeats(), crc32.ChecksumIEEE(data)
}

// repeats are the ties in force. A file that cannot be read ties nothing: it is
// no truth, and the next change of the library writes it again.
func (l *Library) repeats() map[PassageID][]PassageID {
	return readKept(l, repeatsFile, &l.ties)
}

// kept is what a file of the library held when it was read last.
type kept[T any] struct {
	at    time.Time
	size  int64
	value T
}

// readKept reads a file of ties, or gives what it held where it has not changed
// since. A file that is not there or cannot be read holds nothing.
func readKept[T any](l *Library, file string, last *kept[T]) (value T) {
	info, err := os.Stat(l.path(file))
	if err != nil {
		return value
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if last.at.Equal(info.ModTime()) && last.size == info.Size() {
		return last.value
	}
	data, err := os.ReadFile(l.path(file))
	if err != nil {
		return value
	}
	read := kept[T]{at: info.ModTime(), size: info.Size()}
	if json.Unmarshal(data, &read.value) != nil {
		read.value = value
	}
	*last = read
	return read.value
}

// tie adds the repeats in other works to the passages' AlsoIn.
func (d *Document) tie(ties map[PassageID][]PassageID) {
	if len(ties) == 0 {
		return
	}
	for i := range d.Passages {
		p := &d.Passages[i]
		for _, id := range ties[p.ID] {
			if !slices.Contains(p.AlsoIn, id) {
				p.AlsoIn = append(p.AlsoIn, id)
			}
		}
	}
}

// tiesByWork lists the ties of each work as text, for its fingerprint.
func tiesByWork(ties map[PassageID][]PassageID) map[WorkID][]byte {
	ids := make([]PassageID, 0, len(ties))
	for id := range ties {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out := map[WorkID][]byte{}
	for _, id := range ids {
		if a, err := ParseAddress(string(id)); err == nil {
			out[a.Work] = fmt.Appendf(out[a.Work], "%s %q\n", id, ties[id])
		}
	}
	return out
}
