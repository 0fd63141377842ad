package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
)

// The files of persons: who is who across works, for whoever asks, and from that
// the names that differ from those the works were read with, which every reading
// of a document needs. Both are worked out from the works and can be deleted.
const (
	peopleFile = "people.json"
	namesFile  = "names.json"
)

// Bearer is one person of a library, under all names that its works print.
type Bearer struct {
	// Name is the fullest name printed, diacritics kept; the pack's where it knows
	// the person, the user's where the record of a work was corrected.
	Name string `json:"name"`
	// Printed are the forms in passages, with the number of passages that print
	// each first; the most frequent first.
	Printed []Count `json:"printed,omitempty"`
	// Authored are the works by this person, in order.
	Authored []WorkID `json:"works,omitempty"`
	// Joined tells why different names are one person's.
	Joined []NameJoin `json:"joined,omitempty"`
	// Names are the names by which each work was read.
	Names map[WorkID][]string `json:"names"`
}

// NameJoin is why two names, as two works were read, are one person's.
type NameJoin struct {
	One       string `json:"one"`
	OneWork   WorkID `json:"one_work"`
	Other     string `json:"other"`
	OtherWork WorkID `json:"other_work"`
	Why       string `json:"why"`
}

// libraryNames says of each work which of its names stand for which others.
type libraryNames map[WorkID]map[string]string

// SetPeople keeps who is who across the works, in place of what was kept before.
// Document then gives every person of a passage the name of the Bearer, before
// corrections by hand, which therefore win; AsRead and the authors of works keep
// the names as printed. The fingerprints of works whose names change move. The
// caller holds the lock.
func (l *Library) SetPeople(people []Bearer) error {
	old, now := l.names(), namesOf(people)
	var ids []WorkID
	for id := range now {
		if !bytes.Equal(old.of(id), now.of(id)) {
			ids = append(ids, id)
		}
	}
	for id := range old {
		if _, ok := now[id]; !ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return l.noting(ids, func() error {
		return errors.Join(l.keepDerived(peopleFile, people, len(people) == 0), l.keepDerived(namesFile, now, len(now) == 0))
	})
}

// People gives what SetPeople kept, nil where nothing is kept or it cannot be read.
func (l *Library) People() []Bearer {
	data, err := os.ReadFile(l.path(peopleFile))
	if err != nil {
		return nil
	}
	var people []Bearer
	if json.Unmarshal(data, &people) != nil {
		return nil
	}
	return people
}

// namesOf lists the names that are not the bearer's own.
func namesOf(people []Bearer) libraryNames {
	names := libraryNames{}
	for i := range people {
		for id, list := range people[i].Names {
			for _, n := range list {
				if n == people[i].Name {
					continue
				}
				if names[id] == nil {
					names[id] = map[string]string{}
				}
				names[id][n] = people[i].Name
			}
		}
	}
	return names
}

// of is the names of a work as text, for its fingerprint; nil where none differs.
func (n libraryNames) of(id WorkID) []byte {
	if len(n[id]) == 0 {
		return nil
	}
	keys := make([]string, 0, len(n[id]))
	for k := range n[id] {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var out []byte
	for _, k := range keys {
		out = fmt.Appendf(out, "%q is %q\n", k, n[id][k])
	}
	return out
}

// keepDerived writes a file that is worked out from the works, where it says
// something else than before, and removes it where nothing is to be said.
func (l *Library) keepDerived(file string, value any, empty bool) error {
	if empty {
		return ignoreMissing(os.Remove(l.path(file)))
	}
	data, err := marshal(value)
	if err != nil {
		return fmt.Errorf("keep %s: %w", file, err)
	}
	if old, err := os.ReadFile(l.path(file)); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := replaceFile(l.path(file), data); err != nil {
		return fmt.Errorf("keep %s: %w", file, err)
	}
	return nil
}

// names are the names in force. A file that cannot be read renames nobody: it is
// no truth, and the next change of the library writes it again.
func (l *Library) names() libraryNames {
	return readKept(l, namesFile, &l.named)
}

// rename gives the persons of the passages the names they have in the library.
func (d *Document) rename(names map[string]string) {
	if len(names) == 0 {
		return
	}
	for i := range d.Passages {
		p := &d.Passages[i]
		changed := false
		for j := range p.People {
			if name, ok := names[p.People[j].Name]; ok {
				p.People[j].Name, changed = name, true
			}
		}
		if changed {
			p.mergePeople()
		}
		var voices []string
		for _, v := range p.VoiceOf {
			if name, ok := names[v]; ok {
				v = name
			}
			if !slices.Contains(voices, v) {
				voices = append(voices, v)
			}
		}
		p.VoiceOf = voices
	}
}
