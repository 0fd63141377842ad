package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The folder of corrections, and the endings of its files: what is in force,
// what was before the last change, what was said of a work that is removed.
const (
	correctionsDir = "corrections"
	inForce        = ".txt"
	before         = ".before"
	ofRemoved      = ".removed"
)

// CorrectionsFile is the file that holds the corrections of a work, a plain text
// for a person to edit. It may not exist.
func (l *Library) CorrectionsFile(id WorkID) string { return l.corrections(id, inForce) }

func (l *Library) corrections(id WorkID, ending string) string {
	return l.path(correctionsDir, id.folder()+ending)
}

// readCorrections reads a work's corrections file, "" where there is none.
func (l *Library) readCorrections(id WorkID) ([]byte, error) {
	data, err := os.ReadFile(l.CorrectionsFile(id))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read corrections: %w", err)
	}
	return data, nil
}

// Corrections reads what is corrected by hand in a work, empty where nothing is.
func (l *Library) Corrections(id WorkID) (*Corrections, error) {
	data, err := l.readCorrections(id)
	if err != nil {
		return nil, err
	}
	return ParseCorrections(string(data)), nil
}

// Corrected lists the works that have a corrections file, sorted, held or not.
func (l *Library) Corrected() ([]WorkID, error) {
	entries, err := os.ReadDir(l.path(correctionsDir))
	if ignoreMissing(err) != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	var ids []WorkID
	for _, e := range entries {
		stem, ok := strings.CutSuffix(e.Name(), inForce)
		if !ok || strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		if id, ok := folderID(stem); ok {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// CheckCorrections applies the corrections of a work to it and gives each with
// the passage where it was placed, or with the Fault for which it is not applied.
func (l *Library) CheckCorrections(id WorkID) ([]Correction, error) {
	c, err := l.Corrections(id)
	if err != nil {
		return nil, err
	}
	d, err := l.AsRead(id)
	if err != nil {
		return nil, err
	}
	return d.correct(c, l.names()[id]), nil
}

// Correct changes what is corrected in a work and keeps what was in force before
// for UndoCorrections. The file is replaced whole, and deleted where nothing is
// left in it. An error of change changes nothing. Correct takes the lock where
// the caller does not hold it, without waiting.
func (l *Library) Correct(id WorkID, change func(*Corrections) error) error {
	old, err := l.readCorrections(id)
	if err != nil {
		return err
	}
	c := ParseCorrections(string(old))
	if err := change(c); err != nil {
		return err
	}
	return l.replaceCorrections(id, string(old), c.String())
}

// UndoCorrections puts back the corrections of a work as they were before the
// last change by Correct or by UndoCorrections itself, so that doing it twice
// changes nothing. The error says where there is nothing to go back to.
func (l *Library) UndoCorrections(id WorkID) error {
	last, err := os.ReadFile(l.corrections(id, before))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("work %q: no correction to take back", id)
	}
	if err != nil {
		return fmt.Errorf("read corrections: %w", err)
	}
	old, err := l.readCorrections(id)
	if err != nil {
		return err
	}
	return l.replaceCorrections(id, string(old), string(last))
}

// replaceCorrections writes what was before, then what is in force. A writer
// killed between the two leaves in force what was.
func (l *Library) replaceCorrections(id WorkID, old, now string) (err error) {
	if _, err := l.record(id); err != nil {
		return l.near(err)
	}
	if old == now {
		return nil
	}
	release, err := l.writer("correcting a work")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := errors.Join(os.MkdirAll(l.path(correctionsDir), 0o777), flush(l.dir)); err != nil {
		return fmt.Errorf("write corrections: %w", err)
	}
	if err := replaceFile(l.corrections(id, before), []byte(old)); err != nil {
		return fmt.Errorf("write corrections: %w", err)
	}
	err = l.noting([]WorkID{id}, func() error {
		file := l.CorrectionsFile(id)
		if ParseCorrections(now).Empty() {
			return errors.Join(ignoreMissing(os.Remove(file)), flush(filepath.Dir(file)))
		}
		return replaceFile(file, []byte(now))
	})
	if err != nil {
		return fmt.Errorf("write corrections: %w", err)
	}
	return nil
}

// buryCorrections puts the corrections of a removed work aside. Those put aside
// before, of another text under the same id, are kept behind them as remarks.
func (l *Library) buryCorrections(id WorkID) error {
	now, err := l.readCorrections(id)
	if err != nil || now == nil {
		return err
	}
	earlier, err := os.ReadFile(l.corrections(id, ofRemoved))
	if ignoreMissing(err) != nil {
		return err
	}
	if !bytes.HasPrefix(earlier, now) { // else a writer was killed when it had got so far
		if err := replaceFile(l.corrections(id, ofRemoved), append(now, remarks(earlier)...)); err != nil {
			return err
		}
	}
	return errors.Join(os.Remove(l.CorrectionsFile(id)), ignoreMissing(os.Remove(l.corrections(id, before))))
}

// remarks makes lines that say something into lines that say nothing.
func remarks(lines []byte) []byte {
	var out []byte
	for line := range bytes.Lines(lines) {
		if text := bytes.TrimSpace(line); len(text) > 0 && text[0] != '#' {
			out = append(out, "# "...)
		}
		out = append(out, line...)
	}
	return out
}

// reviveCorrections puts the corrections of a removed work in force again.
func (l *Library) reviveCorrections(id WorkID) error {
	if _, err := os.Stat(l.CorrectionsFile(id)); err == nil {
		return nil // there are newer ones
	}
	return ignoreMissing(os.Rename(l.corrections(id, ofRemoved), l.CorrectionsFile(id)))
}

// correctionsPrint is a hash of everything that is in force, "" where nothing is.
func (l *Library) correctionsPrint() (string, error) {
	ids, err := l.Corrected()
	if err != nil || len(ids) == 0 {
		return "", err
	}
	var all []byte
	for _, id := range ids {
		data, err := l.readCorrections(id)
		if err != nil {
			return "", err
		}
		all = fmt.Appendf(all, "%s %d\n%s", id, len(data), data)
	}
	return hash(all)[:16], nil
}

// corrections checks the folder of corrections: every line of every file is
// applied, and every file belongs to a work that is held.
func (v *verifier) corrections() {
	entries, err := os.ReadDir(v.l.path(correctionsDir))
	if ignoreMissing(err) != nil {
		v.problem("", correctionsDir, "cannot be read: %v", err)
	}
	for _, e := range entries {
		file := correctionsDir + "/" + e.Name()
		ending := filepath.Ext(e.Name())
		id, ok := folderID(strings.TrimSuffix(e.Name(), ending))
		switch {
		case !ok || ending != inForce && ending != before && ending != ofRemoved:
			v.stray("", file, e.Name())
		case ending == inForce && !v.l.Holds(id):
			v.problem(id, file, "corrects a work that the library does not hold")
		case ending == inForce:
			v.correctionsOf(id, file)
		}
	}
}

func (v *verifier) correctionsOf(id WorkID, file string) {
	list, err := v.l.CheckCorrections(id)
	if err != nil {
		return // the damage is reported of the work itself
	}
	for _, c := range list {
		if c.Fault != "" {
			v.problem(id, file, "line %d: %s: %s", c.Line, c, c.Fault)
		}
	}
}
