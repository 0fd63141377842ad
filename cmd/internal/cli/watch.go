package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watchPause is how long nothing may change before what changed is read: editors
// write a file in several steps, and copies come in crowds.
const watchPause = 400 * time.Millisecond

// watch adds what is at the paths and then, until the context ends, whatever
// changes there, a line each. A file that cannot be read is told and the rest
// goes on. What is deleted there stays in the library.
func (a *app) watch(ctx context.Context, paths []string, flags addFlags) error {
	if slices.Contains(paths, "-") {
		return errors.New("--watch: standard input cannot be watched; name a file or a folder")
	}
	if flags.dryRun {
		return errors.New("either --watch or --dry-run, not both")
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("--watch: %w", err)
	}
	defer watcher.Close()
	w := &watched{app: a, watcher: watcher, files: map[string]bool{}}
	for _, path := range paths {
		if err := w.path(path); err != nil {
			return err
		}
	}
	round := func() {
		if err := a.add(ctx, paths, flags); err != nil && ctx.Err() == nil {
			fmt.Fprintln(a.err, "locus: "+err.Error())
		}
		flags.changesOnly = true
		flags.again = false
	}
	round()
	if ctx.Err() == nil {
		fmt.Fprintln(a.err, "locus: watching; an interrupt ends it")
	}
	return w.follow(ctx, round)
}

// watched are the places that are watched.
type watched struct {
	*app
	watcher *fsnotify.Watcher
	files   map[string]bool // those named by themselves; their folders are watched
	folders []string        // those watched with all in them
}

// path watches a file, or a folder with all folders in it.
func (w *watched) path(name string) error {
	name, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	if info.IsDir() {
		w.folders = append(w.folders, name)
		return w.tree(name)
	}
	// A file that is saved is often a new file under the old name, which only
	// its folder hears of.
	w.files[name] = true
	return w.listen(filepath.Dir(name))
}

// tree watches a folder and those in it, but the library's own and what is
// hidden. A folder that is gone meanwhile, or that cannot be read, is passed over.
func (w *watched) tree(dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case !d.IsDir():
			return nil
		case name != dir && strings.HasPrefix(d.Name(), "."), w.ours(name):
			return filepath.SkipDir
		}
		return w.listen(name)
	})
}

func (w *watched) listen(dir string) error {
	if err := w.watcher.Add(dir); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("--watch %s: %w", dir, err)
	}
	return nil
}

// ours reports whether a path is of the library, which changes whenever
// something is added.
func (w *watched) ours(name string) bool {
	lib, err := filepath.Abs(w.conf.Library)
	return err == nil && (name == lib || strings.HasPrefix(name, lib+string(filepath.Separator)))
}

// concerns reports whether something that changed may be what is to be added.
func (w *watched) concerns(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || w.ours(e.Name) {
		return false
	}
	return w.files[e.Name] || slices.ContainsFunc(w.folders, func(f string) bool {
		return strings.HasPrefix(e.Name, f+string(filepath.Separator))
	})
}

// follow calls round whenever something changed and then nothing for a while.
func (w *watched) follow(ctx context.Context, round func()) error {
	pause := time.NewTimer(watchPause)
	pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-pause.C:
			round()
		case e, ok := <-w.watcher.Events:
			if !ok {
				return nil
			}
			if !w.concerns(e) {
				continue
			}
			if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
				if err := w.tree(e.Name); err != nil {
					fmt.Fprintln(w.err, "locus: "+err.Error())
				}
			}
			pause.Reset(watchPause)
		case err := <-w.watcher.Errors:
			if err != nil { // events were lost: everything is looked at
				fmt.Fprintln(w.err, "locus: watching: "+err.Error())
				pause.Reset(watchPause)
			}
		}
	}
}

// changesOf are the reports of what is new since the last round.
func changesOf(reports []added) []added {
	return slices.DeleteFunc(reports, func(r added) bool { return r.Status == "unchanged" || r.passedOver })
}
