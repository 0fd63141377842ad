package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"locus/corpus"
	"locus/index"
	"locus/index/opensearch"
)

func (a *app) removeCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "remove WORK...",
		Short:   "Drop works from the library and its index",
		Example: "  locus remove essay-widening paper-copenhagen-school",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.change(cmd.Context(), "locus remove", true, func(lib *corpus.Library) (string, error) {
				ids, err := workIDs(lib, args)
				if err != nil {
					return "", err
				}
				if err := lib.Remove(ids...); err != nil {
					return "", err
				}
				log, err := openReadings(lib.Dir())
				if err != nil {
					return "", err
				}
				gone := map[corpus.WorkID]bool{}
				for _, id := range ids {
					gone[id] = true
				}
				log.forget(gone)
				return fmt.Sprintf("%d removed", len(ids)), log.save(lib.Dir())
			})
		},
	}
}

// change runs a change of the user's library under its lock and brings the
// index up to date. Where texts come or go, repeats are looked for anew.
func (a *app) change(ctx context.Context, what string, texts bool, do func(*corpus.Library) (string, error)) error {
	f, err := a.field()
	if err != nil {
		return err
	}
	lib, err := a.ownLibrary(false)
	if err != nil {
		return err
	}
	release, err := lib.Lock(ctx, lockWait, what)
	if err != nil {
		return err
	}
	defer release()
	said, err := do(lib)
	if err != nil {
		return err
	}
	p := newProgress(a.err)
	if texts {
		if err := tieRepeats(context.WithoutCancel(ctx), lib, f, false, p); err != nil {
			p.done()
			return err
		}
	}
	report, err := refreshIndex(ctx, lib, f, false, p)
	p.done()
	if err != nil {
		return err
	}
	fmt.Fprintln(a.err, "locus: "+said)
	return failures(report)
}

func (a *app) rebuildCommand() *cobra.Command {
	var share string
	cmd := &cobra.Command{
		Use:     "rebuild",
		Example: "  locus rebuild\n  locus --library ~/thesis/library rebuild",
		Short:   "Make the index anew from the library",
		Long: `The library folder is the truth and the index can always be made again from it.
Where the index is in a cluster, several machines that see the folder can do it at
once, each with a part: --part 1/4 ... --part 4/4. A part adds what the index does
not hold as it is, a few hundred works at a time; run again it goes on.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, lib, err := a.fieldAndLibrary(cmd.Context())
			if err != nil {
				return err
			}
			if share != "" {
				return a.rebuildPart(cmd.Context(), lib, f, share)
			}
			release, err := lib.Lock(cmd.Context(), lockWait, "locus rebuild")
			if err != nil {
				return err
			}
			defer release()
			p := newProgress(a.err)
			if err := tieRepeats(cmd.Context(), lib, f, true, p); err != nil && !errors.Is(err, corpus.ErrDamaged) {
				p.done()
				return err
			}
			report, err := refreshIndex(cmd.Context(), lib, f, true, p)
			p.done()
			if err != nil {
				return err
			}
			fmt.Fprintf(a.err, "locus: %d works, %d passages indexed\n", report.Added, report.Passages)
			return errors.Join(failures(report), a.tellAllFaults(lib, f.pack))
		},
	}
	cmd.Flags().StringVar(&share, "part", "", "index only this part of the works, as 2/4, while other machines index the others")
	return cmd
}

// rebuildPart indexes one of several parts.
func (a *app) rebuildPart(ctx context.Context, lib *corpus.Library, f field, share string) error {
	p, err := parsePart(share)
	if err != nil {
		return err
	}
	report, err := indexPart(ctx, lib, f, p)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.err, "locus: part %s: %d works, %d passages indexed, %d as they were, %d dropped\n", p, report.Added, report.Passages, report.Kept, report.Removed)
	return failures(report)
}

// status is what `locus status` tells.
type status struct {
	Library  string         `json:"library"`
	Works    int            `json:"works"`
	Passages int            `json:"passages"`
	Words    int            `json:"words"`
	LeftOut  map[string]int `json:"left_out,omitempty"` // reason to times
	Repairs  int            `json:"repairs"`
	// Corrected counts the works that are corrected by hand.
	Corrected int         `json:"corrected,omitempty"`
	Index     indexStatus `json:"index"`
}

type indexStatus struct {
	State    string          `json:"state"` // fresh, stale, missing, damaged; away where its cluster cannot be asked
	Why      string          `json:"why,omitempty"`
	Shards   int             `json:"shards,omitempty"`
	Passages int             `json:"passages"`
	Bytes    int64           `json:"bytes,omitempty"`
	Stale    []corpus.WorkID `json:"stale,omitempty"` // works to add, replace or drop
	// Cluster tells how the cluster is that keeps the index; nil where the disk does.
	Cluster *opensearch.Status `json:"cluster,omitempty"`
}

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Example: "  locus status\n  locus status --format json",
		Short:   "What is held, what is stale, what was left out",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, lib, err := a.fieldAndLibrary(cmd.Context())
			if err != nil {
				return err
			}
			s, damaged := libraryStatus(lib)
			if damaged != nil && !errors.Is(damaged, corpus.ErrDamaged) {
				return damaged
			}
			s.Index = statusOfIndex(cmd.Context(), lib, f)
			return errors.Join(record(a, s, statusText), damaged)
		},
	}
}

func libraryStatus(lib *corpus.Library) (status, error) {
	s := status{Library: lib.Dir(), LeftOut: map[string]int{}}
	kept, damaged := lib.Records()
	if damaged != nil && !errors.Is(damaged, corpus.ErrDamaged) {
		return s, damaged
	}
	for _, r := range kept {
		s.Works++
		s.Passages += r.Work.Passages
		s.Words += r.Work.Words
		s.Repairs += r.Repairs
		for why, n := range r.LeftOut {
			s.LeftOut[why] += n
		}
	}
	corrected, err := lib.Corrected()
	s.Corrected = len(corrected)
	return s, errors.Join(damaged, err)
}

func statusOfIndex(ctx context.Context, lib *corpus.Library, f field) indexStatus {
	idx, err := f.openEngine(ctx, lib)
	switch {
	case errors.Is(err, index.ErrMissing):
		return indexStatus{State: "missing", Why: "it is made at the next question"}
	case index.Unusable(err):
		return indexStatus{State: "damaged", Why: err.Error() + "; it is made anew at the next question"}
	case err != nil:
		return indexStatus{State: "away", Why: err.Error()}
	}
	defer idx.Close()
	held, err := heldBy(ctx, idx)
	if err != nil {
		return indexStatus{State: "damaged", Why: err.Error()}
	}
	s := indexStatus{State: "fresh", Shards: held.shards, Passages: held.passages, Bytes: held.bytes, Cluster: held.cluster}
	stale, err := staleWorks(ctx, lib, f)
	if err != nil {
		s.State, s.Why = "damaged", err.Error()
	} else if len(stale) > 0 {
		s.State, s.Stale = "stale", stale
		s.Why = "it is brought up to date at the next question"
		if stamp, err := lib.Stamp(); err == nil && stamp == held.stamp {
			s.Why = "files of these works were changed by hand, or could not be read; locus rebuild brings them in"
		}
	}
	return s
}

// staleWorks lists the works that the index lacks, holds in an older form, or
// holds though the library does not.
func staleWorks(ctx context.Context, lib *corpus.Library, f field) ([]corpus.WorkID, error) {
	want, err := lib.Fingerprints()
	if err != nil {
		return nil, err
	}
	store, err := f.keeper(lib)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	held, err := store.Held(ctx)
	if err != nil {
		return nil, err
	}
	var out []corpus.WorkID
	for id, work := range want {
		if held[id] != index.Fingerprint(work, f.words) {
			out = append(out, id)
		}
		delete(held, id)
	}
	for id := range held {
		out = append(out, id)
	}
	slices.Sort(out)
	return out, nil
}

func statusText(w io.Writer, s status) {
	fmt.Fprintf(w, "library\t%s\nworks\t%d\npassages\t%d\nwords\t%d\nrepairs\t%d\n", s.Library, s.Works, s.Passages, s.Words, s.Repairs)
	if s.Corrected > 0 {
		fmt.Fprintf(w, "corrected by hand\t%d works\n", s.Corrected)
	}
	for _, why := range sortedKeys(s.LeftOut) {
		fmt.Fprintf(w, "left out\t%s\t%d\n", why, s.LeftOut[why])
	}
	fmt.Fprintf(w, "index\t%s\t%d passages, %d shards, %d bytes\n", s.Index.State, s.Index.Passages, s.Index.Shards, s.Index.Bytes)
	if c := s.Index.Cluster; c != nil {
		fmt.Fprintf(w, "cluster\t%s\tOpenSearch %s, %d nodes, %d copies of shards, %d without a node, %d on the move\n", c.Health, c.Version, c.Nodes, c.Shards, c.Unassigned, c.Moving)
		if c.Pending > 0 || c.Dead > 0 {
			fmt.Fprintf(w, "cluster\t%d changes not done, %d works to be deleted\n", c.Pending, c.Dead)
		}
	}
	if s.Index.Why != "" {
		fmt.Fprintf(w, "index\t%s\n", s.Index.Why)
	}
	for _, id := range s.Index.Stale {
		fmt.Fprintf(w, "stale\t%s\n", id)
	}
}

func (a *app) verifyCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "verify",
		Example: "  locus verify\n  locus verify --format jsonl",
		Short:   "Check every promise on disk",
		Long: `Reads the whole library and its index and checks every promise: hashes, spans,
passages, parts, checksums. Prints each fault and ends with status 1 when there is one.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, lib, err := a.fieldAndLibrary(cmd.Context())
			if err != nil {
				return err
			}
			var found []corpus.Problem
			if err := lib.Verify(cmd.Context(), func(p corpus.Problem) { found = append(found, p) }); err != nil {
				return err
			}
			taxonomy, err := verifyTheories(lib, f.pack)
			if err != nil {
				return err
			}
			found = append(append(append(found, taxonomy...), verifyReadings(lib)...), verifyIndex(cmd.Context(), lib, f)...)
			if err := records(a, found, func(w io.Writer, p corpus.Problem) { fmt.Fprintln(w, p.String()) }); err != nil {
				return err
			}
			if len(found) > 0 {
				fmt.Fprintf(a.err, "locus: %d faults\n", len(found))
				return errNothing
			}
			fmt.Fprintln(a.err, "locus: library and index keep every promise")
			return nil
		},
	}
}

// verifyTheories finds corrections that name a theory the pack does not have;
// whatever else is wrong with a correction the library's own check has told.
func verifyTheories(lib *corpus.Library, pack *corpus.Pack) ([]corpus.Problem, error) {
	ids, err := lib.Corrected()
	if err != nil {
		return nil, err
	}
	var found []corpus.Problem
	for _, id := range ids {
		c, err := lib.Corrections(id)
		if err != nil {
			return nil, err
		}
		for _, x := range c.List() {
			if x.Field != "theory" || x.Fault != "" {
				continue
			}
			if fault := unknownTheory(x.Value, pack); fault != "" {
				found = append(found, corpus.Problem{Work: id, File: path.Join("corrections", filepath.Base(lib.CorrectionsFile(id))), What: fmt.Sprintf("line %d: %s: %s", x.Line, x, fault)})
			}
		}
	}
	return found, nil
}

// verifyIndex turns what is wrong with the index into faults; a missing index
// is none, since it can be made at any time.
func verifyIndex(ctx context.Context, lib *corpus.Library, f field) []corpus.Problem {
	var found []corpus.Problem
	report := func(fault error) {
		if !errors.Is(fault, index.ErrMissing) {
			found = append(found, corpus.Problem{File: "index", What: fault.Error() + "; locus rebuild makes it anew"})
		}
	}
	store, err := f.keeper(lib)
	if err == nil {
		err = errors.Join(store.Verify(ctx, report), store.Close())
	}
	if err != nil {
		report(err)
	}
	return found
}
