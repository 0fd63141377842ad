package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"locus/corpus"
	"locus/corpus/corpustest"
)

func TestDamagedFilesAreNamedAndMendedByAddingAgain(t *testing.T) {
	for name, c := range map[string]struct {
		file   string
		change func(string) string // "" deletes
		says   string
	}{
		"a text that was changed":     {"text-1.txt", func(s string) string { return strings.Replace(s, "Thucydides", "Herodotos!", 1) }, "text-1.txt: its"},
		"a text that is gone":         {"text-1.txt", nil, "text-1.txt: is missing"},
		"a document cut short":        {"document-1.json", func(s string) string { return s[:len(s)/2] }, "document-1.json: its"},
		"a document that is gone":     {"document-1.json", nil, "document-1.json: is missing"},
		"a record cut short":          {"work.json", func(s string) string { return s[:20] }, "work.json: it is not JSON"},
		"a record of another work":    {"work.json", func(s string) string { return strings.Replace(s, `"fear"`, `"dread"`, 1) }, "not the record"},
		"a record that points out":    {"work.json", func(s string) string { return strings.Replace(s, `"text-1.txt"`, `"../../x.txt"`, 1) }, "not the record"},
		"a record of an old revision": {"work.json", func(s string) string { return strings.Replace(s, `"revision": 1`, `"revision": 0`, 1) }, "not the record"},
	} {
		t.Run(name, func(t *testing.T) {
			l := library(t)
			file := filepath.Join(l.Dir(), "works", "fear", c.file)
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if c.change == nil {
				err = os.Remove(file)
			} else {
				err = os.WriteFile(file, []byte(c.change(string(data))), 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
			var damaged *corpus.DamagedError
			if _, err := l.Document("fear"); !errors.As(err, &damaged) || damaged.File != file || !errors.Is(err, corpus.ErrDamaged) {
				t.Errorf("Document answers %v, want a DamagedError of %s", err, c.file)
			}
			if got := strings.Join(problems(t, l), "\n"); !strings.Contains(got, c.says) {
				t.Errorf("Verify does not say %q:\n%s", c.says, got)
			}
			works, _ := l.Works()
			if len(works) < 3 {
				t.Errorf("the other works are lost: %d left", len(works))
			}
			docs := corpustest.Works()
			if got := put(t, l, docs[0]); got[0] != "fear replaced" {
				t.Errorf("adding again: %s", got[0])
			}
			if got := problems(t, l); len(got) > 0 {
				t.Errorf("adding again leaves %q", got)
			}
		})
	}
}

func TestARecordThatIsLostKeepsItsRevision(t *testing.T) {
	l := library(t)
	put(t, l, version(t, 1))
	put(t, l, version(t, 2))
	write(t, filepath.Join(l.Dir(), "works", "v", "work.json"), "{")
	put(t, l, version(t, 3))
	if w, err := l.Work("v"); err != nil || w.Revision != 3 {
		t.Errorf("got revision %d, %v; want 3, so that no address of revision 2 names new words", w.Revision, err)
	}
	write(t, filepath.Join(l.Dir(), "works", "v", "work.json"), "{")
	if err := l.Remove("v"); err != nil {
		t.Fatal(err)
	}
	put(t, l, version(t, 1))
	if w, err := l.Work("v"); err != nil || w.Revision != 4 {
		t.Errorf("got revision %d, %v; want 4", w.Revision, err)
	}
}

func TestVerifyReportsWhatIsNotTheLibrarys(t *testing.T) {
	l := library(t)
	for _, f := range []string{"notes.txt", ".new-stamp", "works/stray.txt", "works/UPPER/x", "works/ghost/text-1.txt", "works/fear/text-7.txt", "works/fear/own.md"} {
		write(t, filepath.Join(l.Dir(), f), "x")
	}
	write(t, filepath.Join(l.Dir(), "removed.json"), `{"../x": {"revision": 0}}`)
	write(t, filepath.Join(l.Dir(), "writing.json"), `["fear"]`)
	got := strings.Join(problems(t, l), "\n")
	for _, want := range []string{
		"notes.txt: is not a file of the library", ".new-stamp: was left by a writer", "works/stray.txt: is a file among",
		"works/UPPER: is a folder whose name", "works/ghost: has no record", "works/fear/text-7.txt: was left",
		"works/fear/own.md: is not a file", `removed.json: its entry "../x"`, "writing.json: a writer was killed",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("Verify does not say %q:\n%s", want, got)
		}
	}
	put(t, l, version(t, 1))
	if _, err := os.Stat(filepath.Join(l.Dir(), "works", "fear", "text-7.txt")); err == nil {
		t.Error("the next writer left an orphan")
	}
	if _, err := os.Stat(filepath.Join(l.Dir(), "works", "fear", "own.md")); err != nil {
		t.Error("the next writer deleted somebody's file")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := l.Verify(ctx, func(corpus.Problem) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("Verify after its context ended: %v", err)
	}
}

func TestVerifyReportsABrokenPromiseInFilesThatHashWell(t *testing.T) {
	l := library(t)
	file := filepath.Join(l.Dir(), "works", "fear", "work.json")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, strings.Replace(string(data), `"passages": `, `"passages": 9`, 1))
	if got := strings.Join(problems(t, l), "\n"); !strings.Contains(got, "record: says 9") {
		t.Errorf("Verify says %q", got)
	}
}

// TestAChangedLetterOfARecordIsNamed changes a letter that leaves a record whole
// JSON, and takes away the checksum, as records of older programs have none.
func TestAChangedLetterOfARecordIsNamed(t *testing.T) {
	l := library(t)
	file := filepath.Join(l.Dir(), "works", "fear", "work.json")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, strings.Replace(string(data), `"title": "`, `"title": "X`, 1))
	if got := strings.Join(problems(t, l), "\n"); !strings.Contains(got, "works/fear/work.json: is not as it was written") {
		t.Errorf("Verify says %q", got)
	}
	at := strings.LastIndex(string(data), ",\n \"sum\"")
	write(t, file, string(data[:at])+"\n}\n")
	if got := problems(t, l); len(got) > 0 {
		t.Errorf("of a record without a checksum Verify says %q", got)
	}
}

func TestLockKeepsASecondWriterOut(t *testing.T) {
	l := library(t)
	release, err := l.Lock(context.Background(), 0, "adding 3 files")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Put(version(t, 1)); err != nil {
		t.Errorf("the holder cannot write: %v", err)
	}
	other, err := corpus.OpenLibrary(l.Dir())
	if err != nil {
		t.Fatal(err)
	}
	var held *corpus.HeldError
	if _, err := other.Lock(context.Background(), 30*time.Millisecond, "removing"); !errors.As(err, &held) {
		t.Fatalf("a second lock answers %v", err)
	}
	if held.PID != os.Getpid() || held.What != "adding 3 files" || held.Since.IsZero() || !errors.Is(held, corpus.ErrHeld) {
		t.Errorf("the holder is %+v", held)
	}
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(held.Error(), "process "+strconv.Itoa(os.Getpid())+" on "+host+", adding 3 files, since "+held.Since.Format(time.DateOnly)) {
		t.Errorf("the error says %v", held)
	}
	if _, err := other.Put(version(t, 2)); !errors.Is(err, corpus.ErrHeld) {
		t.Errorf("writing beside the holder answers %v", err)
	}
	if err := other.Remove("fear"); !errors.Is(err, corpus.ErrHeld) {
		t.Errorf("removing beside the holder answers %v", err)
	}
	if _, err := other.Document("fear"); err != nil {
		t.Errorf("reading beside the holder answers %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := other.Lock(ctx, time.Minute, "waiting"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting beyond the context answers %v", err)
	}
	time.AfterFunc(40*time.Millisecond, func() { _ = release() })
	again, err := other.Lock(context.Background(), time.Minute, "my turn")
	if err != nil {
		t.Fatalf("waiting for the holder answers %v", err)
	}
	if err := again(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(l.Dir(), "lock.json")); err == nil {
		t.Error("a free lock still names a holder")
	}
}

func TestReadersBesideAWriterSeeWholeStates(t *testing.T) {
	l := library(t)
	put(t, l, version(t, 0))
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				d, err := l.Document("v")
				if err == nil {
					err = d.Check()
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := range 60 {
		put(t, l, retitled(version(t, n/2), fmt.Sprintf("Title %d", n)))
	}
	close(stop)
	wg.Wait()
}

// TestKilledWriterLeavesTheOldOrTheNewState starts this test again as a process
// that writes without end, kills it, and looks at what it left.
func TestKilledWriterLeavesTheOldOrTheNewState(t *testing.T) {
	if dir := os.Getenv("LOCUS_TEST_WRITER"); dir != "" {
		l, err := corpus.OpenLibrary(dir)
		for n := 0; err == nil; n++ {
			docs := []*corpus.Document{version(t, n), version(t, n+1), version(t, n)}
			docs[1].Work.ID, docs[2].Work.ID = "w", "x"
			_, err = l.Put(docs...)
			if n%3 == 0 && err == nil {
				err = l.Remove("w")
			}
		}
		t.Fatal(err)
	}
	if testing.Short() {
		t.Skip("starts and kills processes")
	}
	l := library(t)
	for round := range 8 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWriterLeavesTheOldOrTheNewState$")
		cmd.Env = append(os.Environ(), "LOCUS_TEST_WRITER="+l.Dir())
		before, _ := l.Stamp()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
			if now, _ := l.Stamp(); now != before {
				break
			}
		}
		time.Sleep(time.Duration(round*7) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("the writer ended with %v", err)
		}
		ids, err := l.IDs()
		if err != nil || len(ids) < 4 {
			t.Fatalf("ids %q, %v", ids, err)
		}
		for _, id := range ids {
			d, err := l.Document(id)
			if err == nil {
				err = d.Check()
			}
			if err != nil {
				t.Errorf("round %d: %v", round, err)
			}
		}
		put(t, l, version(t, 1000+round))
		if got := problems(t, l); len(got) > 0 {
			t.Errorf("round %d: the next writer leaves %q", round, got)
		}
	}
}

// TestALostHeadIsWrittenAgain takes the head from a library and damages it; the
// works stay, a reader is told, and the next writer puts the head right.
func TestALostHeadIsWrittenAgain(t *testing.T) {
	for name, harm := range map[string]func(file string) error{
		"the head is deleted": os.Remove,
		"the head is garbage": func(file string) error { return os.WriteFile(file, []byte("{"), 0o666) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			lib, err := corpus.CreateLibrary(dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := lib.Put(corpustest.Works()...); err != nil {
				t.Fatal(err)
			}
			if err := harm(filepath.Join(dir, "locus.json")); err != nil {
				t.Fatal(err)
			}
			if _, err := corpus.OpenLibrary(dir); !errors.Is(err, corpus.ErrDamaged) || !strings.Contains(err.Error(), "locus add") {
				t.Errorf("opening says %v", err)
			}
			lib, err = corpus.CreateLibrary(dir)
			if err != nil {
				t.Fatal(err)
			}
			if works, err := lib.Works(); err != nil || len(works) != len(corpustest.Works()) {
				t.Errorf("%d works: %v", len(works), err)
			}
		})
	}
}

// TestWholeSeesWhatIsCut cuts each file of a work in turn.
func TestWholeSeesWhatIsCut(t *testing.T) {
	dir := t.TempDir()
	lib, err := corpus.CreateLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	doc := corpustest.Works()[0]
	if _, err := lib.Put(doc); err != nil {
		t.Fatal(err)
	}
	if !lib.Whole(doc.Work.ID) {
		t.Error("a work just written is not whole")
	}
	for _, name := range []string{"text-1.txt", "document-1.json"} {
		file := filepath.Join(dir, "works", string(doc.Work.ID), name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data[:len(data)/2], 0o666); err != nil {
			t.Fatal(err)
		}
		if lib.Whole(doc.Work.ID) {
			t.Errorf("%s is cut and not missed", name)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestStampNoticesAWorkTakenOutByHand deletes a work's folder.
func TestStampNoticesAWorkTakenOutByHand(t *testing.T) {
	dir := t.TempDir()
	lib, err := corpus.CreateLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.Put(corpustest.Works()...); err != nil {
		t.Fatal(err)
	}
	before, err := lib.Stamp()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "works", string(corpustest.Works()[0].Work.ID))); err != nil {
		t.Fatal(err)
	}
	if after, err := lib.Stamp(); err != nil || after == before {
		t.Errorf("the stamp is still %q: %v", after, err)
	}
}
