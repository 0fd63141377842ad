package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"locus/corpus"
)

// withoutText is the reason under which a record counts pages without text.
const withoutText = "page without text"

// library looks at every file of the library, at what its works lack, and at
// who holds it.
func (d *doctor) library(ctx context.Context, lib *corpus.Library, f field) {
	const about = "library"
	busy := d.lock(ctx, lib)
	sources := sourceFiles(lib)
	report := func(p corpus.Problem) {
		s := symptom{About: about, State: stateWrong, Work: p.Work, File: p.File, What: p.What, Mend: mendOf(lib, p, sources)}
		if busy {
			s.State = stateNote
			s.What += " (a writer is at work, so this may be about to be in order)"
		}
		d.found = append(d.found, s)
	}
	if err := lib.Verify(ctx, report); err != nil {
		d.say(about, stateWrong, err.Error(), "make the folder readable")
	}
	for _, p := range verifyReadings(lib) {
		report(p)
	}
	if faults, err := verifyTheories(lib, f.pack); err == nil {
		for _, p := range faults {
			report(p)
		}
	}
	kept, err := lib.Records()
	if err != nil && !errors.Is(err, corpus.ErrDamaged) {
		d.say(about, stateWrong, err.Error(), "make the folder readable")
	}
	passages := 0
	for i := range kept {
		passages += kept[i].Work.Passages
		d.text(&kept[i], sources)
	}
	d.wellUnlessSick(about, fmt.Sprintf("%s: %d works, %d passages, every file as it was written", lib.Dir(), len(kept), passages))
}

// lock tells who holds the library, and whether it can be written to.
func (d *doctor) lock(ctx context.Context, lib *corpus.Library) (busy bool) {
	release, err := lib.Lock(ctx, 0, "locus doctor")
	var held *corpus.HeldError
	switch {
	case err == nil:
		if err := release(); err != nil {
			d.say("library", stateWrong, err.Error(), "make the folder writable")
		}
	case errors.As(err, &held):
		d.say("library", stateNote, held.Error(), fmt.Sprintf("wait, or end process %d if it hangs: the lock goes with it", held.PID))
		return true
	case d.conf.Library != readerName:
		d.say("library", stateNote, "it can be read and not written: "+err.Error(), "make the folder writable, if texts are to be added")
	}
	return false
}

// text tells a work, or pages of it, that have no text to find.
func (d *doctor) text(r *corpus.Record, sources map[corpus.WorkID]string) {
	source := sources[r.Work.ID]
	if source == "" {
		source = r.Work.Source.File
	}
	mend := "give the file a text and add it again"
	if strings.EqualFold(filepath.Ext(source), ".pdf") {
		ocr := strings.TrimSuffix(source, filepath.Ext(source)) + "-ocr.pdf"
		mend = fmt.Sprintf("ocrmypdf %s %s && locus add %s && locus remove %s", shellWord(source), shellWord(ocr), shellWord(ocr), r.Work.ID)
	}
	n := r.LeftOut[withoutText]
	switch {
	case r.Work.Passages == 0:
		d.found = append(d.found, symptom{About: "library", State: stateWrong, Work: r.Work.ID, File: source, What: string(r.Work.ID) + " has no passage: nothing in it can be found", Mend: mend})
	case n > 0:
		d.found = append(d.found, symptom{About: "library", State: stateNote, Work: r.Work.ID, File: source, What: fmt.Sprintf("%d pages of %s have no text: nothing on them can be found", n, r.Work.ID), Mend: mend})
	}
}

// mendOf is what mends a fault of the library's files.
func mendOf(lib *corpus.Library, p corpus.Problem, sources map[corpus.WorkID]string) string {
	file := shellWord(filepath.Join(lib.Dir(), filepath.FromSlash(p.File)))
	switch {
	case strings.HasPrefix(p.File, "corrections/"):
		return "correct the line in " + file
	case strings.Contains(p.What, "writes it again"):
		return "any change does it, such as locus add of a text"
	case strings.Contains(p.What, "killed"):
		return "locus doctor --mend, and if it is still told: rm -r " + file
	case p.Work == "" && !strings.Contains(p.File, "/"), path.Dir(p.File) == "works":
		return "move it out of the library: " + file
	case strings.HasSuffix(p.What, "is not a file of the library"):
		return "move it out of the library: " + file
	case sources[p.Work] != "":
		return "locus add --again " + shellWord(sources[p.Work])
	}
	return fmt.Sprintf("restore %s from a copy, or delete its folder and add the work's file again", file)
}

// sourceFiles gives the file that each work was read from, where it was read
// from a file by itself or with others and that is remembered.
func sourceFiles(lib *corpus.Library) map[corpus.WorkID]string {
	out := map[corpus.WorkID]string{}
	log, err := openReadings(lib.Dir())
	if err != nil {
		return out // without it, files are read again: a convenience
	}
	for _, file := range sortedKeys(log.Files) {
		for _, id := range log.Files[file].Works {
			out[id] = file
		}
	}
	return out
}

// leftInIndex lists what a killed writer left in the index. While a writer is at
// work there is nothing that was left.
func leftInIndex(lib *corpus.Library) []string {
	if release, err := lib.Lock(context.Background(), 0, "locus doctor"); err == nil {
		defer release()
	} else if !errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return buildings(lib)
}

// buildings lists the folders in which a writer of the index is at work, or was
// when it was killed.
func buildings(lib *corpus.Library) []string {
	entries, err := os.ReadDir(lib.IndexDir())
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "building-") {
			out = append(out, e.Name())
		}
	}
	return out
}

// terminalState tells how results are shown, and why so.
func (d *doctor) terminalState() {
	const about = "terminal"
	if !d.terminal() {
		d.say(about, stateWell, "results go to a file or a pipe: one plain record a line", "")
		return
	}
	colour := "colour"
	switch {
	case d.flags.noColor || d.getenv("NO_COLOR") != "":
		colour = "no colour, as NO_COLOR or --no-color asks"
	case d.getenv("TERM") == "dumb":
		colour = "no colour, as TERM is dumb"
	}
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if locale = d.getenv(name); locale != "" {
			break
		}
	}
	if l := strings.ToUpper(locale); l != "" && !strings.Contains(l, "UTF-8") && !strings.Contains(l, "UTF8") {
		d.say(about, stateNote, "the locale "+locale+" is not UTF-8: letters with accents may be shown wrong", "export LC_ALL=C.UTF-8")
	}
	pager := strings.Fields(d.getenv("PAGER"))
	if len(pager) == 0 {
		pager = []string{"less"}
	}
	if _, err := exec.LookPath(pager[0]); err != nil {
		d.say(about, stateNote, "no pager "+pager[0]+": long results scroll by", "install less, or set PAGER")
	}
	d.say(about, stateWell, fmt.Sprintf("%d columns, %s", d.width(), colour), "")
}

// checkAddress says what is wrong with a host and port.
func checkAddress(value string) error {
	if _, _, err := net.SplitHostPort(value); err != nil {
		return fmt.Errorf("address %q: write host:port, as in %s", value, defaultAddress)
	}
	return nil
}

// shellWord quotes a word for a shell where it needs to be.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || slices.Contains([]rune("/._-+=:,@%"), r))
	}
	if word != "" && !strings.ContainsFunc(word, plain) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
