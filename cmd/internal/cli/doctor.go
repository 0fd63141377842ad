package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/corpus/cite"
	"locus/index"
)

// The states of what a doctor looks at. Only what is wrong makes the command
// end with 1; a note is worth knowing and may be as it should.
const (
	stateWell  = "well"
	stateNote  = "note"
	stateWrong = "wrong"
)

// symptom is one thing that locus doctor tells: what it is about (program,
// configuration, pack, library, index, terminal), how that is, and the command
// or the deed that mends it.
type symptom struct {
	About string        `json:"about"`
	State string        `json:"state"`
	Work  corpus.WorkID `json:"work,omitempty"`
	File  string        `json:"file,omitempty"` // below the library's folder, or a path
	What  string        `json:"what"`
	Mend  string        `json:"mend,omitempty"`
}

// doctor gathers symptoms.
type doctor struct {
	*app
	found []symptom
}

func (d *doctor) say(about, state, what, mend string) {
	d.found = append(d.found, symptom{About: about, State: state, What: what, Mend: mend})
}

// sick reports whether something about a thing is wrong.
func (d *doctor) sick(about string) bool {
	return slices.ContainsFunc(d.found, func(s symptom) bool { return s.About == about && s.State == stateWrong })
}

// wellUnlessSick says how a thing is where nothing about it is wrong.
func (d *doctor) wellUnlessSick(about, what string) {
	if !d.sick(about) {
		d.say(about, stateWell, what, "")
	}
}

func (a *app) doctorCommand() *cobra.Command {
	var mend bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "What is wrong, and how to mend it",
		Long: `Looks at the program, the configuration, the pack, the library with every file in
it, the index and the terminal, and says for each thing that is wrong which command
mends it. --mend first does what loses nothing: it clears away what a killed writer
left and makes an index anew that is damaged or behind. Ends with status 1 when
something is wrong.`,
		Example: "  locus doctor\n  locus doctor --mend\n  locus doctor --format jsonl",
		Args:    cobra.NoArgs,
		// A configuration that cannot be read is told, not stumbled over.
		PersistentPreRunE: func(*cobra.Command, []string) error { return nil },
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := &doctor{app: a}
			d.examine(cmd.Context(), mend)
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if err := records(a, d.found, a.symptomText); err != nil {
				return err
			}
			if slices.ContainsFunc(d.found, func(s symptom) bool { return s.State == stateWrong }) {
				return errNothing
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&mend, "mend", false, "first mend what can be mended without loss")
	return cmd
}

func (a *app) symptomText(w io.Writer, s symptom) {
	code := map[string]string{stateWell: codeDim, stateWrong: codeMark}[s.State]
	line := s.What
	if s.File != "" {
		line = s.File + ": " + line
	}
	fmt.Fprintf(w, "%s\t%s\t%s", a.styled(code, s.State), s.About, oneLine(line))
	if s.Mend != "" {
		fmt.Fprintf(w, "\tmend: %s", s.Mend)
	}
	fmt.Fprintln(w)
}

// examine looks at everything, from what all else rests on upwards. Where the
// pack or the library cannot be opened, what rests on them is not looked at.
func (d *doctor) examine(ctx context.Context, mend bool) {
	v := programVersion()
	d.say("program", stateWell, fmt.Sprintf("locus %s, %s, %s, index schema %s", v.Version, v.Go, v.Platform, v.Schema), "")
	d.configuration()
	d.terminalState()
	f, err := d.field()
	if err != nil {
		d.say("pack", stateWrong, err.Error(), "locus config unset pack, or --pack with a pack that can be read")
		return
	}
	d.say("pack", stateWell, fmt.Sprintf("%s: %d theories, %d people", f.pack.Name, len(f.pack.Theories), len(f.pack.People)), "")
	lib := d.openedLibrary(ctx, f)
	if lib == nil {
		return
	}
	if mend {
		d.mend(ctx, lib, f)
	}
	d.library(ctx, lib, f)
	d.index(ctx, lib, f)
}

// configuration looks at the configuration file, the environment and the flags.
func (d *doctor) configuration() {
	const about = "configuration"
	path, err := d.configPath()
	if err != nil {
		d.say(about, stateWrong, err.Error(), "name a file that is there, or leave --config and LOCUS_CONFIG out")
	}
	k, err := configFile(path)
	if err != nil {
		d.say(about, stateWrong, err.Error(), "write one \"setting: value\" a line in "+path)
	} else {
		for _, fault := range unknownSettings(k) {
			d.say(about, stateWrong, path+": "+fault, "correct or delete the line in "+path)
		}
	}
	use := path
	if d.sick(about) {
		use = ""
	}
	if err := d.configureFrom(use); err != nil {
		d.say(about, stateWrong, err.Error(), "correct the environment's LOCUS_ variables")
	}
	for _, key := range settingKeys {
		if err := checkSetting(key, d.settingValue(key)); err != nil {
			d.say(about, stateWrong, err.Error(), "locus config set "+key+" VALUE, or unset it")
		}
	}
	switch d.conf.Format {
	case "", formatText, formatJSON, formatJSONL:
	default:
		d.conf.Format = formatText // told here, in a form that can be
	}
	if path == "" {
		path = "no file; the defaults are in force"
	}
	d.wellUnlessSick(about, path)
}

// openedLibrary opens the library that questions go to, nil where there is none
// to look at.
func (d *doctor) openedLibrary(ctx context.Context, f field) *corpus.Library {
	const about = "library"
	if d.conf.Library == readerName {
		lib, err := d.readerLibrary(ctx, f)
		if err != nil {
			d.say(about, stateWrong, err.Error(), "make the user's cache folder writable, or name another with XDG_CACHE_HOME")
		}
		return lib
	}
	lib, err := corpus.OpenLibrary(d.conf.Library)
	switch {
	case err == nil:
		return lib
	case errors.Is(err, corpus.ErrNoLibrary) && !d.conf.Named:
		d.say(about, stateNote, "there is none yet at "+d.conf.Library+"; questions go to the bundled reader", "locus add PATH")
	case errors.Is(err, corpus.ErrNoLibrary):
		d.say(about, stateWrong, err.Error(), "locus --library "+shellWord(d.conf.Library)+" add PATH, or name the folder where the library is")
	default:
		d.say(about, stateWrong, err.Error(), "restore locus.json from a copy, or open it with the version of locus that made it")
	}
	return nil
}

// mend does what loses nothing, under the library's lock.
func (d *doctor) mend(ctx context.Context, lib *corpus.Library, f field) {
	release, err := lib.Lock(ctx, 0, "locus doctor --mend")
	if err != nil {
		d.say("library", stateWrong, "not mended: "+err.Error(), "locus doctor --mend, when it is free")
		return
	}
	defer release()
	if err := lib.Remove(); err != nil { // of nothing: clears away what a killed writer left
		d.say("library", stateWrong, "not mended: "+err.Error(), "")
	}
	for _, name := range buildings(lib) {
		if err := os.RemoveAll(filepath.Join(lib.IndexDir(), name)); err != nil {
			d.say("index", stateWrong, "not mended: "+err.Error(), "")
		}
	}
	faults := verifyIndex(ctx, lib, f)
	if len(faults) == 0 && statusOfIndex(ctx, lib, f).State == "fresh" {
		return
	}
	report, err := refreshIndex(ctx, lib, f, true, nil)
	if err = errors.Join(err, failures(report)); err != nil {
		d.say("index", stateNote, "mended but for: "+err.Error(), "")
		return
	}
	d.say("index", stateNote, fmt.Sprintf("made anew: %d works, %d passages", report.Added, report.Passages), "")
}

// index looks at the index and the checksums of its files.
func (d *doctor) index(ctx context.Context, lib *corpus.Library, f field) {
	const about = "index"
	s := statusOfIndex(ctx, lib, f)
	for _, p := range verifyIndex(ctx, lib, f) {
		d.found = append(d.found, symptom{About: about, State: stateWrong, File: p.File, What: p.What, Mend: "locus rebuild"})
	}
	switch s.State {
	case "missing":
		d.say(about, stateNote, "there is none: "+s.Why, "locus rebuild")
	case "stale":
		d.say(about, stateWrong, fmt.Sprintf("%d works are not as in the library (%s first): %s", len(s.Stale), s.Stale[0], s.Why), "locus rebuild")
	case "damaged":
		if !d.sick(about) {
			d.say(about, stateWrong, s.Why, "locus rebuild")
		}
	default:
		d.wellUnlessSick(about, fmt.Sprintf("%d passages in %d shards, %d bytes, schema %s", s.Passages, s.Shards, s.Bytes, index.Schema))
	}
	for _, name := range leftInIndex(lib) {
		d.found = append(d.found, symptom{About: about, State: stateWrong, File: "index/" + name, What: "was left by a writer that was killed", Mend: "locus doctor --mend"})
	}
}

// checkSetting says what is wrong with a setting's value; "" is none.
func checkSetting(key, value string) error {
	if value == "" {
		return nil
	}
	switch key {
	case "index":
		if engines := []string{engineBleve, engineOpenSearch}; !slices.Contains(engines, value) {
			return fmt.Errorf("no engine %q%s", value, didYouMean(corpus.Nearest(value, engines, 3)))
		}
	case "style":
		_, err := cite.ParseStyle(value)
		return err
	case "format":
		if formats := []string{formatText, formatJSON, formatJSONL}; !slices.Contains(formats, value) {
			return fmt.Errorf("no format %q%s", value, didYouMean(corpus.Nearest(value, formats, 2)))
		}
	case "address":
		return checkAddress(value)
	}
	return nil
}
