package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"locus/query"
)

// served is a running locus serve: where it answers, and how to end it.
type served struct {
	url  string
	stop context.CancelFunc
	done chan int
}

// serve starts locus serve on a free port and waits until it answers.
func (s shelf) serve() served {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	read, write := io.Pipe()
	run := served{stop: cancel, done: make(chan int, 1)}
	env := func(k string) string {
		return map[string]string{"XDG_CACHE_HOME": filepath.Join(s.home, "cache")}[k]
	}
	go func() {
		args := []string{"--library", s.lib, "serve", "--address", "127.0.0.1:0"}
		status := Run(ctx, args, strings.NewReader(""), io.Discard, write, env)
		_ = write.Close()
		run.done <- status
	}()
	said := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(read)
		for lines.Scan() {
			if _, at, ok := strings.Cut(lines.Text(), "answering on "); ok {
				said <- at
			}
		}
		close(said)
	}()
	select {
	case run.url = <-said:
	case <-time.After(20 * time.Second):
	}
	if run.url == "" {
		cancel()
		s.t.Fatal("locus serve does not say where it answers")
	}
	return run
}

// ask asks the endpoint and gives the answer.
func (r served) ask(t *testing.T, question string) query.Answer {
	t.Helper()
	res, err := http.Get(r.url + "v1/search?q=" + url.QueryEscape(question))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var a query.Answer
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestServeSeesWhatIsAddedBesideItAndStopsGracefully(t *testing.T) {
	s := newShelf(t, twoTexts)
	run := s.serve()
	defer run.stop()
	if a := run.ask(t, "gate"); len(a.Hits) != 1 || a.Hits[0].Work.ID != "gate" {
		t.Errorf("the endpoint answers %+v", a)
	}
	s.write("bell.md", "# Bells\n\nA bell that nobody rings keeps a town's secrets better than any wall could.\n")
	s.must("add", s.file("texts"))
	s.must("correct", "gate", "--title", "Locked at Dusk", "--author", "Example, Ada")
	var bell, gate query.Answer
	for began := time.Now(); time.Since(began) < 2*time.Second; time.Sleep(50 * time.Millisecond) {
		bell, gate = run.ask(t, "bell"), run.ask(t, "gate")
		if len(bell.Hits) == 1 && len(gate.Hits) == 1 && gate.Hits[0].Work.Title == "Locked at Dusk" {
			break
		}
	}
	if len(bell.Hits) != 1 {
		t.Error("after two seconds a text that was added is not found")
	}
	if len(gate.Hits) != 1 || !strings.HasPrefix(gate.Hits[0].Cite.InText, "(Example, n.d.") {
		t.Errorf("after two seconds a correction is not seen: %+v", gate.Hits)
	}
	res, err := http.Get(run.url + "v1/passages/" + string(gate.Hits[0].Passage.ID))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	res.Body.Close()
	if err != nil || !strings.Contains(string(body), "Locked at Dusk") || !strings.Contains(string(body), gate.Hits[0].Cite.InText) {
		t.Errorf("the passage by its id says %s, %v", body, err)
	}
	run.stop()
	select {
	case status := <-run.done:
		if status != 0 {
			t.Errorf("stopped, it ends with %d", status)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not stop")
	}
}

func TestServeRefusesAnAddressThatOthersReach(t *testing.T) {
	s := newShelf(t, twoTexts)
	if status, _, errw := s.run("serve", "--address", "0.0.0.0:0"); status != 2 || !strings.Contains(errw, "other machines") {
		t.Errorf("status %d, %s", status, errw)
	}
	if status, _, errw := s.run("serve", "--address", "nonsense"); status != 2 || errw == "" {
		t.Errorf("status %d, %s", status, errw)
	}
}

func TestAnAddressThatOthersReachAsksForAToken(t *testing.T) {
	s := newShelf(t, twoTexts)
	if status, _, errw := s.run("serve", "--public", "--address", "0.0.0.0:0"); status != 2 || !strings.Contains(errw, "LOCUS_TOKEN") {
		t.Errorf("status %d, %s", status, errw)
	}
	s.write("token", "short\n")
	if status, _, errw := s.run("serve", "--token-file", s.file("texts/token")); status != 2 || !strings.Contains(errw, "16 is the least") {
		t.Errorf("status %d, %s", status, errw)
	}
}

// The endpoint tells of a quotation and of a draft what the commands print.
func TestTheEndpointChecksAsTheCommandsDo(t *testing.T) {
	s := newShelf(t, twoTexts)
	s.write("draft.md", "They say that “a gate is locked at dusk by everyone”, and that “no such words stand anywhere in it”.\n")
	run := s.serve()
	defer func() { run.stop(); <-run.done }()
	send := func(path string, body any) any {
		t.Helper()
		data, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		res, err := http.Post(run.url+path, "application/json", strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		var v any
		if err := json.NewDecoder(res.Body).Decode(&v); err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %v %v", path, res.StatusCode, v, err)
		}
		return v
	}
	printed := func(args ...string) any {
		t.Helper()
		_, out, errw := s.run(args...)
		var v any
		if err := json.Unmarshal([]byte(out), &v); err != nil {
			t.Fatalf("%v: %v %s %s", args, err, out, errw)
		}
		if list, ok := v.([]any); ok && len(list) == 1 {
			v = list[0]
		}
		return v
	}
	words := run.ask(t, "gate").Hits[0].Passage.Text
	if diff := cmp.Diff(printed("quote", words, "--format", "json"), send("v1/quote", map[string]any{"text": words})); diff != "" {
		t.Error(diff)
	}
	text, err := os.ReadFile(s.file("texts/draft.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := printed("check", s.file("texts/draft.md"), "--format", "json").(map[string]any)
	want["file"] = "draft.md"
	if diff := cmp.Diff(any(want), send("v1/check", map[string]any{"text": string(text), "format": "md"})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(any(want), send("v1/check", map[string]any{"data": text, "format": "markdown"})); diff != "" {
		t.Error(diff)
	}
}
