package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"locus/corpus"
)

// correctFlags are what a user says of a work or of a passage. Record holds the
// fields of the record by name.
type correctFlags struct {
	record            map[string]*string
	names             map[string]*[]string // author, editor, translator
	theories, people  []string
	voice, page       string
	voiceOf           []string
	show, undo, clear bool
}

func (a *app) correctCommand() *cobra.Command {
	f := correctFlags{record: map[string]*string{}, names: map[string]*[]string{}}
	cmd := &cobra.Command{
		Use:   "correct WORK|ID",
		Short: "Put right by hand what was read of a work or of a passage",
		Long: `Corrects the record of a work, or theories, persons, voice and page of a
passage. What is said is kept as a plain file in the library, corrections/WORK.txt,
one "field: value" a line, which can be edited too; it survives reading the work
again, since a passage is named there by its first words. A correction whose words
stand nowhere any more changes nothing and is told by --show and by locus verify.

An empty value says that the work has no such field. A theory or a person is added
with + and dropped with -; NAME=OTHER makes two persons one, '"Printed"=NAME' says
who is meant by a printed form. Without an ID they hold for the whole work.`,
		Example: `  locus correct essay-anarchy --title "Does Anarchy Matter?" --author "Ostrov, Mila" --year 2021
  locus correct essay-anarchy:7095-7702 --theory +technology --theory -realism/defensive
  locus correct essay-anarchy:7095-7702 --voice reports --voice-of "Robert Jervis" --page 17
  locus correct essay-anarchy --person "R. Jervis=Robert Jervis"
  locus correct essay-anarchy --show`,
		Args: cobra.ExactArgs(1),
	}
	fl := cmd.Flags()
	for _, name := range corpus.RecordFields() {
		switch name {
		case "author", "editor", "translator":
			f.names[name] = fl.StringArray(name, nil, name+` as "Family, Given", in order; may be repeated`)
		default:
			f.record[name] = fl.String(flagOf(name), "", strings.ReplaceAll(name, "_", " ")+" of the work")
		}
	}
	fl.StringArrayVar(&f.theories, "theory", nil, "+ID or -ID: what the passage argues from or does not")
	fl.StringArrayVar(&f.people, "person", nil, `+NAME, "+NAME as PRINTED", -NAME, NAME=OTHER, '"Printed"=NAME'`)
	fl.StringVar(&f.voice, "voice", "", "whose words the passage gives: author, quotes, reports")
	fl.StringArrayVar(&f.voiceOf, "voice-of", nil, "who is quoted or reported; may be repeated")
	fl.StringVar(&f.page, "page", "", "printed page of the passage")
	fl.BoolVar(&f.show, "show", false, "list the corrections and where they stand")
	fl.BoolVar(&f.undo, "undo", false, "take back the last locus correct of the work")
	fl.BoolVar(&f.clear, "clear", false, "drop the corrections of the passage, or of the work and all its passages")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.correct(cmd.Context(), args[0], f, cmd.Flags())
	}
	return cmd
}

// flagOf is the flag that sets a field of the record.
func flagOf(field string) string { return strings.ReplaceAll(field, "_", "-") }

// correct does what one command line asks for.
func (a *app) correct(ctx context.Context, target string, f correctFlags, set *pflag.FlagSet) error {
	if _, err := a.format(); err != nil {
		return err
	}
	fd, err := a.field()
	if err != nil {
		return err
	}
	lib, err := a.ownLibrary(false)
	if err != nil {
		return err
	}
	id, anchor, err := correctable(lib, target)
	if err != nil {
		return err
	}
	if f.show {
		return a.showCorrections(lib, fd.pack, id)
	}
	change, err := f.change(set, anchor, fd.pack)
	if err != nil {
		return err
	}
	err = a.change(ctx, "locus correct", anchor == nil, func(lib *corpus.Library) (string, error) {
		if f.undo {
			return "the last correction of " + string(id) + " is taken back", lib.UndoCorrections(id)
		}
		return "corrected; it stands in " + lib.CorrectionsFile(id), lib.Correct(id, change)
	})
	if err != nil || f.undo || f.clear {
		return err
	}
	return a.tellFaults(lib, fd.pack, id)
}

// correctable finds what is to be corrected: a work, or the passage of a work
// that an address lies in.
func correctable(lib *corpus.Library, target string) (corpus.WorkID, *corpus.Anchor, error) {
	if _, err := corpus.ParseAddress(target); err != nil || lib.Holds(corpus.WorkID(target)) {
		ids, err := workIDs(lib, []string{target})
		if err != nil {
			return "", nil, err
		}
		return ids[0], nil, nil
	}
	doc, passage, err := lib.Resolve(corpus.PassageID(target))
	if err != nil {
		return "", nil, err
	}
	var within []string
	at := -1
	for i, p := range doc.Passages {
		if p.Span.Overlaps(passage.Span) {
			at = i
			within = append(within, string(p.ID))
		}
	}
	switch len(within) {
	case 0:
		return "", nil, fmt.Errorf("%s: no passage stands there, only a heading or what was dropped", target)
	case 1:
		anchor := doc.Anchor(at)
		return doc.Work.ID, &anchor, nil
	}
	return "", nil, fmt.Errorf("%s: %d passages stand there; correct each by itself: %s", target, len(within), strings.Join(within, " "))
}

// change is what the flags ask to be done to a corrections file.
func (f *correctFlags) change(set *pflag.FlagSet, at *corpus.Anchor, pack *corpus.Pack) (func(*corpus.Corrections) error, error) {
	lines, err := f.lines(set, at, pack)
	switch {
	case err != nil:
		return nil, err
	case f.undo && (f.clear || len(lines) > 0) || f.clear && len(lines) > 0:
		return nil, errors.New("--undo and --clear stand alone")
	case !f.undo && !f.clear && len(lines) == 0:
		return nil, errors.New("nothing to correct; for example: --title, --author, --theory +ID, --show; see locus correct --help")
	}
	return func(c *corpus.Corrections) error {
		switch {
		case f.clear && at == nil:
			*c = *corpus.ParseCorrections("")
		case f.clear:
			c.Clear(at)
		}
		for _, l := range lines {
			if l.record {
				c.Set(l.field, l.values...)
				continue
			}
			for _, v := range l.values {
				c.Say(at, l.field, v)
			}
		}
		return nil
	}, nil
}

// said is a field and what is said of it.
type said struct {
	field  string
	values []string
	record bool // of the work's record
}

// lines turns the flags that were given into lines, each checked as the file's
// own are.
func (f *correctFlags) lines(set *pflag.FlagSet, at *corpus.Anchor, pack *corpus.Pack) ([]said, error) {
	var out []said
	for _, name := range sortedKeys(f.record) {
		if set.Changed(flagOf(name)) {
			out = append(out, said{field: name, values: []string{*f.record[name]}, record: true})
		}
	}
	for field, names := range f.names {
		if set.Changed(field) {
			out = append(out, said{field: field, values: *names, record: true})
		}
	}
	slices.SortStableFunc(out, func(a, b said) int { return strings.Compare(a.field, b.field) })
	if len(f.theories) > 0 {
		theories, err := signedTheories(f.theories, pack)
		if err != nil {
			return nil, err
		}
		out = append(out, said{field: "theory", values: theories})
	}
	if len(f.people) > 0 {
		out = append(out, said{field: "person", values: spaced(f.people)})
	}
	if f.voice != "" || len(f.voiceOf) > 0 {
		if f.voice == "" {
			return nil, errors.New("--voice-of needs --voice quotes or --voice reports")
		}
		voice := strings.TrimSpace(f.voice + " " + strings.Join(f.voiceOf, "; "))
		out = append(out, said{field: "voice", values: []string{voice}})
	}
	if f.page != "" {
		out = append(out, said{field: "page", values: []string{f.page}})
	}
	return out, checkLines(out, at)
}

// checkLines reads lines as a corrections file would and answers the first fault.
func checkLines(lines []said, at *corpus.Anchor) error {
	for _, l := range lines {
		if l.record && at != nil {
			return fmt.Errorf("--%s is said of a work, not of a passage; name the work", flagOf(l.field))
		}
		if !l.record && at == nil && l.field != "person" {
			return fmt.Errorf("--%s is said of a passage; name it by its id", l.field)
		}
		for _, v := range l.values {
			var c corpus.Corrections
			if l.record {
				c.Set(l.field, v)
			} else {
				c.Say(at, l.field, v)
			}
			for _, x := range c.List() {
				if x.Fault != "" {
					return fmt.Errorf("--%s %s: %s", flagOf(l.field), v, x.Fault)
				}
			}
		}
	}
	return nil
}

// signedTheories checks theories against the pack; without a sign one is added.
func signedTheories(list []string, pack *corpus.Pack) ([]string, error) {
	var out []string
	for _, s := range spaced(list) {
		if s != "" && s[0] != '+' && s[0] != '-' {
			s = "+ " + s
		}
		if fault := unknownTheory(s, pack); fault != "" {
			return nil, fmt.Errorf("--theory %s: %s", s, fault)
		}
		out = append(out, s)
	}
	return out, nil
}

// unknownTheory says that a signed theory is none of the pack's, and which are
// nearest; "" where it is one, or where it is to be dropped.
func unknownTheory(value string, pack *corpus.Pack) string {
	id, adds := strings.CutPrefix(value, "+")
	if !adds {
		return ""
	}
	id = strings.TrimSpace(id)
	if _, ok := pack.Theory(corpus.TheoryID(id)); ok {
		return ""
	}
	return fmt.Sprintf("the pack %s has no theory %q%s", pack.Name, id, didYouMean(corpus.Nearest(id, theoryIDs(pack), 3)))
}

func theoryIDs(pack *corpus.Pack) []string {
	ids := make([]string, len(pack.Theories))
	for i, t := range pack.Theories {
		ids[i] = string(t.ID)
	}
	return ids
}

// spaced writes signs apart from what they are about.
func spaced(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		s = oneLine(s)
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[:1] + " " + strings.TrimSpace(s[1:])
		}
		out[i] = s
	}
	return out
}

// placedCorrections are the corrections of a work with where they stand, a
// theory that the pack does not know told as a fault.
func placedCorrections(lib *corpus.Library, pack *corpus.Pack, id corpus.WorkID) ([]corpus.Correction, error) {
	list, err := lib.CheckCorrections(id)
	for i := range list {
		if c := &list[i]; c.Field == "theory" && c.Fault == "" {
			c.Fault = unknownTheory(c.Value, pack)
		}
	}
	return list, err
}

func (a *app) showCorrections(lib *corpus.Library, pack *corpus.Pack, id corpus.WorkID) error {
	list, err := placedCorrections(lib, pack, id)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintf(a.err, "locus: nothing is corrected in %s\n", id)
	}
	return records(a, list, func(w io.Writer, c corpus.Correction) {
		place, state := string(c.Passage), "applied"
		if c.Anchor == nil {
			place = string(id)
		} else if place == "" {
			place = oneLine(c.Anchor.String())
		}
		if c.Fault != "" {
			state = "not applied: " + c.Fault
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\n", c.Line, place, c, state)
	})
}

// tellAllFaults is tellFaults for every work that is corrected.
func (a *app) tellAllFaults(lib *corpus.Library, pack *corpus.Pack) error {
	ids, err := lib.Corrected()
	if err != nil {
		return err
	}
	return a.tellFaults(lib, pack, ids...)
}

// tellFaults says on standard error which corrections of works cannot be
// applied; the command goes on all the same.
func (a *app) tellFaults(lib *corpus.Library, pack *corpus.Pack, ids ...corpus.WorkID) error {
	for _, id := range ids {
		list, err := placedCorrections(lib, pack, id)
		if errors.Is(err, corpus.ErrUnknownWork) || errors.Is(err, corpus.ErrDamaged) {
			continue // verify tells
		}
		if err != nil {
			return err
		}
		for _, c := range list {
			if c.Fault != "" {
				fmt.Fprintf(a.err, "locus: %s line %d: %s: %s\n", lib.CorrectionsFile(id), c.Line, c, c.Fault)
			}
		}
	}
	return nil
}
