package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"locus/cmd/internal/inert"
	"locus/corpus"
	"locus/ingest"
)

// lockWait is how long a writer waits for another before it says who holds the
// library.
const lockWait = 10 * time.Second

// added is the report on one file, or on one record of a file of records.
type added struct {
	File             string         `json:"file"`
	Work             corpus.WorkID  `json:"work,omitempty"`
	Status           string         `json:"status"` // added, replaced, unchanged, skipped, failed
	Reason           string         `json:"reason,omitempty"`
	Passages         int            `json:"passages"`
	Pages            int            `json:"pages"`
	PagesWithoutText int            `json:"pages_without_text"`
	Dropped          map[string]int `json:"dropped,omitempty"` // reason to times, as left out of the text

	passedOver bool // as the user's ignore files ask, or the library's own: no fault
}

type addFlags struct {
	spoken
	dryRun, again bool
	watch         bool
	changesOnly   bool // report what is new since the last round of watching
	password      string
	meta          []string
}

func (a *app) addCommand() *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add PATH...",
		Short: "Read texts into the library and index them",
		Long: `Reads files and folders (recursive, ignore files honoured), "-" for standard
input, and files of records (.jsonl: one work a line with id, title, author,
year, text). A library of records (BibTeX, RIS, CSL-JSON, Zotero's JSON) is given
with --meta: its records are tied to the files by their file fields, by DOI or by
title with author and year, and win over what was read; a library named alone adds
the files that it points to. Each file is reported on; a file that cannot be read is skipped
with its reason and the rest goes on. Unchanged files are not read again. What
--type, --title, --year and --author say of a file is remembered: reading it again
without them says it again.`,
		Example: `  locus add ~/thesis/texts
  locus add paper.md --type paper --year 2021
  locus add speeches.jsonl --format jsonl
  locus add --meta library.bib ~/papers
  locus add --watch ~/thesis/texts`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.watch {
				return a.watch(cmd.Context(), args, f)
			}
			return a.add(cmd.Context(), args, f)
		},
	}
	cmd.Flags().StringVar(&f.Type, "type", "", "type of the works: essay, chapter, article, encyclopedia, paper, book, report, thesis, webpage")
	cmd.Flags().StringVar(&f.Title, "title", "", "title, for a single file")
	cmd.Flags().StringVar(&f.Year, "year", "", "year of publication, for works that do not print theirs")
	cmd.Flags().StringArrayVar(&f.Authors, "author", nil, `author as "Given Family" or "Family, Given", in order; may be repeated`)
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "read and report, write nothing")
	cmd.Flags().BoolVar(&f.again, "again", false, "read also files that have not changed")
	cmd.Flags().BoolVar(&f.watch, "watch", false, "go on and add what changes there, a line each, until interrupted")
	cmd.Flags().StringVar(&f.password, "password", "", "password of the files that ask for one")
	cmd.Flags().StringArrayVar(&f.meta, "meta", nil, "library of records that describe the files: BibTeX, RIS, CSL-JSON or Zotero's JSON; may be repeated")
	return cmd
}

func (a *app) add(ctx context.Context, paths []string, flags addFlags) error {
	if _, err := flags.statements(); err != nil {
		return err
	}
	paths, libraries, err := withLibraries(paths, flags.meta)
	if err != nil {
		return err
	}
	described, err := openMeta(libraries)
	if err != nil {
		return err
	}
	f, err := a.field()
	if err != nil {
		return err
	}
	if _, err := a.format(); err != nil {
		return err
	}
	lib, err := a.ownLibrary(!flags.dryRun)
	if flags.dryRun && errors.Is(err, corpus.ErrNoLibrary) {
		lib, err = nil, nil
	}
	if err != nil {
		return err
	}
	if lib != nil && !flags.dryRun {
		release, err := lib.Lock(ctx, lockWait, "locus add")
		if err != nil {
			return err
		}
		defer release()
	}
	intake, err := newIntake(lib, f, flags)
	if err != nil {
		return err
	}
	intake.reader.Cache = filepath.Join(a.userDir("XDG_CACHE_HOME", xdg.CacheHome), "locus", "compiled")
	intake.reader.Password = flags.password
	if intake.meta = described; described != nil {
		intake.reader.Chapters = described.chapters
	}
	if intake.progress = newProgress(a.err); intake.progress != nil {
		intake.sizes = sizesOf(paths)
		intake.progress.begin("reading", "passages", intake.sizes.total)
	}
	readErr := intake.readAll(ctx, ingest.Expand(ctx, paths, a.in))
	if readErr == nil {
		intake.reports = append(intake.reports, described.untied()...)
	}
	if err := intake.finish(ctx); err != nil {
		return errors.Join(readErr, err)
	}
	if flags.changesOnly {
		return errors.Join(readErr, records(a, changesOf(intake.reports), a.addedText))
	}
	if err := records(a, intake.reports, a.addedText); err != nil {
		return err
	}
	if readErr != nil {
		return readErr // what was finished is reported above
	}
	if lib != nil {
		if err := a.tellAllFaults(lib, f.pack); err != nil {
			return err
		}
	}
	return a.summarize(intake)
}

func (a *app) addedText(w io.Writer, r added) {
	line := r.Status + "\t" + inert.Line(r.File)
	if r.Work != "" {
		line += "\t" + string(r.Work)
	}
	if r.Passages > 0 {
		line += fmt.Sprintf("\t%d passages", r.Passages)
	}
	if r.Reason != "" {
		line += "\t" + oneLine(r.Reason)
	}
	fmt.Fprintln(w, line)
}

// summarize says on standard error what came of the whole, and makes a file
// that could not be read the command's error.
func (a *app) summarize(in *intake) error {
	count := map[string]int{}
	passages, faults := 0, 0
	for _, r := range in.reports {
		count[r.Status]++
		passages += r.Passages
		if !r.passedOver && (r.Status == "skipped" || r.Status == "failed") {
			faults++
		}
	}
	var parts []string
	for _, s := range []string{"added", "replaced", "unchanged", "skipped", "failed"} {
		if count[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", count[s], s))
		}
	}
	if len(parts) == 0 {
		return errors.New("nothing to read there: the folders hold no files, or ignore files leave all of them out")
	}
	verb := "in"
	if in.flags.dryRun {
		verb = "read, nothing written, in"
	}
	fmt.Fprintf(a.err, "locus: %s; %d passages %s %s\n", strings.Join(parts, ", "), passages, verb, in.took())
	if faults > 0 {
		return fmt.Errorf("%d of %d could not be read; the reasons are above, the rest is in the library", faults, len(in.reports))
	}
	return nil
}
