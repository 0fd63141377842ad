package main_test

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"locus/corpus"
)

// TestManyAtOnce runs writers and readers side by side, each a process of its own:
// a writer waits for the other or says who holds the library, and a reader gets
// whole answers all the while.
func TestManyAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	b := newBench(t)
	deeds := []deed{b.add("one", "two"), b.add("three"), b.add("base0", "four"),
		{name: "correct", args: []string{"correct", "base1", "--title", "Together"}, works: map[corpus.WorkID]state{"base1": {1, "Together"}}},
		{name: "rebuild", args: []string{"rebuild"}},
		{name: "remove", args: []string{"remove", "base5"}, works: map[corpus.WorkID]state{"base5": {}}},
	}
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for _, d := range deeds {
		if d.ready != nil {
			d.ready()
		}
		writers.Go(func() {
			for range 20 {
				cmd, said := b.command(d.args...)
				err := cmd.Run()
				if err == nil {
					return
				}
				if !strings.Contains(said.String(), "in use by another process (process ") {
					t.Errorf("%s beside others: %v: %s", d.name, err, said)
					return
				}
			}
			t.Errorf("%s never had its turn", d.name)
		})
	}
	asked := 0
	readers.Go(func() {
		for {
			select {
			case <-done:
				return
			default:
			}
			for _, args := range [][]string{{"search", marker("base2", 1)}, {"show", "base2:0-20"}, {"works"}, {"cite", "base2:0-20"}} {
				status, out, said := b.run(args...)
				if status != 0 || !strings.Contains(out, "base2") && args[0] != "show" && args[0] != "cite" {
					t.Errorf("%v beside writers ends with %d: %s%s", args, status, out, said)
					return
				}
				asked++
			}
		}
	})
	writers.Wait()
	close(done)
	readers.Wait()
	t.Logf("%d questions beside %d writers", asked, len(deeds))
	changed := map[corpus.WorkID]state{}
	for _, d := range deeds {
		for id, s := range d.works {
			changed[id] = s
		}
	}
	b.holds(changed, "all of them")
	for id, s := range changed {
		if b.held[id] != s {
			t.Errorf("%s is %+v, not %+v", id, b.held[id], s)
		}
	}
	b.healed("all of them")
}

// TestAWriterWaitsAndThenSaysWhoHoldsTheLibrary holds the library for a while, and
// then for longer than anybody waits.
func TestAWriterWaitsAndThenSaysWhoHoldsTheLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("waits")
	}
	b := newBench(t)
	lib, err := corpus.OpenLibrary(b.lib)
	b.must(err)
	release, err := lib.Lock(context.Background(), 0, "counting sheep")
	b.must(err)
	time.AfterFunc(300*time.Millisecond, func() { _ = release() })
	if status, _, said := b.run("correct", "base1", "--title", "Waited"); status != 0 {
		t.Errorf("a writer that could have waited ends with %d: %s", status, said)
	}
	release, err = lib.Lock(context.Background(), 0, "counting sheep")
	b.must(err)
	defer release()
	start := time.Now()
	status, _, said := b.run("remove", "base1")
	host, err := os.Hostname()
	b.must(err)
	want := fmt.Sprintf("in use by another process (process %s on %s, counting sheep, since %d-", strconv.Itoa(os.Getpid()), host, time.Now().Year())
	if status != 2 || !strings.Contains(said, want) {
		t.Errorf("a writer that waited %v ends with %d and says %q, not %q", time.Since(start), status, said, want)
	}
	if status, out, _ := b.run("search", marker("base1", 1)); status != 0 || !strings.Contains(out, "base1") {
		t.Error("a reader is kept out by a writer")
	}
}
