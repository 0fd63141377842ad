package main_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestManyClientsAtOnce has 64 clients ask a server, in every way there is, while
// the command line adds and removes texts beside it and a few clients are slow on
// purpose: no request fails, every text that was added is found, and when the clients
// have gone the server holds no goroutine, file or memory more than before.
//
// It runs for three seconds. LOCUS_LOAD=10m runs it longer and LOCUS_LOAD_LIBRARY=DIR
// on another library, which is changed and changed back:
//
//	LOCUS_LOAD=10m LOCUS_LOAD_LIBRARY=DIR go test ./cmd/locus -run TestManyClientsAtOnce -v -timeout 20m
func TestManyClientsAtOnce(t *testing.T) {
	length, err := time.ParseDuration(envOr("LOCUS_LOAD", "3s"))
	if err != nil {
		t.Fatal(err)
	}
	l := newLoad(t)
	l.warm()
	before := l.gauges()
	end := time.Now().Add(length)
	var clients, others sync.WaitGroup
	for i := range 64 {
		clients.Go(func() { l.client(uint64(i), end) })
	}
	for i := range 6 {
		others.Go(func() { l.slow(i%3, end) })
	}
	others.Go(func() { l.writer(end) })
	for range 4 {
		time.Sleep(length / 5)
		l.held = append(l.held, l.gauges())
	}
	clients.Wait()
	others.Wait()
	l.http.CloseIdleConnections()
	after := l.settled(before)
	l.report(before, after)
	if len(l.failed) > 0 {
		t.Errorf("%d requests failed, the first: %s", len(l.failed), strings.Join(l.failed[:min(5, len(l.failed))], "\n"))
	}
	if after.goroutines > before.goroutines+8 || after.files > before.files+24 {
		t.Errorf("left behind: %+v, before %+v", after, before)
	}
	if limit := before.resident + 256<<20; after.resident > limit {
		t.Errorf("%d MB are in use, before %d", after.resident>>20, before.resident>>20)
	}
}

func envOr(name, value string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return value
}

// load is a running server with what is asked of it and what it answered.
type load struct {
	t        *testing.T
	dir, lib string
	env      []string
	url      string
	http     *http.Client
	ids      []string // of passages
	texts    []string // theirs
	works    []string

	mu       sync.Mutex
	took     map[string][]time.Duration // by kind of request
	engine   []float64                  // took_ms of the answers
	failed   []string
	lag      []time.Duration // from the end of an add to its text being found
	slowDone int
	held     []gauges // on the way
}

// newLoad makes or opens a library and starts a server of it.
func newLoad(t *testing.T) *load {
	l := &load{t: t, dir: t.TempDir(), took: map[string][]time.Duration{}}
	l.lib = envOr("LOCUS_LOAD_LIBRARY", filepath.Join(l.dir, "library"))
	l.env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(l.dir, "cache"), "NO_COLOR=1")
	l.http = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	if os.Getenv("LOCUS_LOAD_LIBRARY") == "" {
		for i := range 12 {
			l.write(fmt.Sprintf("text-%02d.md", i), ferries(i))
		}
		l.locus("add", filepath.Join(l.dir, "texts"))
	}
	l.sample()
	server := exec.Command("locus", "--library", l.lib, "serve", "--address", "127.0.0.1:0")
	server.Env = l.env
	said, err := server.StderrPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(said)
		for lines.Scan() {
			if _, at, ok := strings.Cut(lines.Text(), "answering on "); ok {
				ready <- strings.TrimSuffix(at, "/")
			}
		}
	}()
	t.Cleanup(func() {
		if err := server.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := server.Wait(); err != nil {
			t.Errorf("the server ended with %v", err)
		}
	})
	select {
	case l.url = <-ready:
	case <-time.After(time.Minute):
		t.Fatal("the server does not say where it answers")
	}
	return l
}

// ferries is an invented text of some sections.
func ferries(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Ferries of the year %d\n\n", 1900+n)
	things := strings.Fields("harbour lantern ledger tide rope captain bridge signal bell warehouse treaty envoy")
	for i := range 12 {
		one, other := things[(n+i)%len(things)], things[(n*5+i*7+3)%len(things)]
		fmt.Fprintf(&b, "## The %s\n\nEvery %s on the river has a %s of its own, and nobody asks the %s why it waits for the evening (Example, %d). "+
			"A realist would say that the stronger %s crosses first. The weaker one keeps a %s and hopes for institutions.\n\n", one, one, other, one, 1950+i, one, other)
	}
	return b.String()
}

func (l *load) write(name, text string) string {
	l.t.Helper()
	path := filepath.Join(l.dir, "texts", name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		l.t.Fatal(err)
	}
	return path
}

// locus runs a command on the library.
func (l *load) locus(args ...string) []byte {
	cmd := exec.Command("locus", append([]string{"--library", l.lib}, args...)...)
	cmd.Env = l.env
	var errw bytes.Buffer
	cmd.Stderr = &errw
	out, err := cmd.Output()
	if err != nil {
		l.fail("locus %v: %v: %s", args, err, errw.String())
	}
	return out
}

// sample takes passages to ask for.
func (l *load) sample() {
	l.t.Helper()
	var works []struct{ ID string }
	if err := json.Unmarshal(l.locus("works", "--format", "json"), &works); err != nil || len(works) == 0 {
		l.t.Fatalf("%d works: %v", len(works), err)
	}
	for i := 0; i < len(works) && len(l.works) < 12; i += max(1, len(works)/12) {
		l.works = append(l.works, works[i].ID)
	}
	lines := bufio.NewScanner(bytes.NewReader(l.locus(append([]string{"passages", "--format", "jsonl"}, l.works...)...)))
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var p struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			l.t.Fatal(err)
		}
		if len(strings.Fields(p.Text)) > 12 && len(l.ids) < 400 {
			l.ids, l.texts = append(l.ids, p.ID), append(l.texts, p.Text)
		}
	}
	if len(l.ids) < 20 {
		l.t.Fatalf("only %d passages to ask for", len(l.ids))
	}
}

func (l *load) fail(format string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.failed = append(l.failed, fmt.Sprintf(format, args...))
}

// request is one kind of request.
type request struct {
	kind, path, body, contentType string
}

// pick chooses what a client asks next.
func (l *load) pick(r *rand.Rand) request {
	i := r.IntN(len(l.ids))
	id, ws := url.PathEscape(l.ids[i]), strings.Fields(l.texts[i])
	at := r.IntN(len(ws) - 8)
	word := func() string { return strings.Trim(ws[r.IntN(len(ws))], ".,;:!?()“”\"'") }
	ask := func(s string) string { return url.QueryEscape(s) }
	switch n := r.IntN(100); {
	case n < 30:
		return request{kind: "search", path: "/v1/search?q=" + ask(word()+" "+word())}
	case n < 40:
		return request{kind: "search a phrase", path: "/v1/search?q=" + ask(`"`+strings.Trim(strings.Join(ws[at:at+3], " "), `"“”`)+`"`)}
	case n < 50:
		return request{kind: "search with facets", path: "/v1/search?facets=true&limit=20&q=" + ask(strings.Join(ws[at:at+6], " "))}
	case n < 65:
		return request{kind: "the page", path: "/?q=" + ask(word()+" "+word())}
	case n < 75:
		return request{kind: "a permalink", path: "/p/" + id}
	case n < 85:
		return request{kind: "a passage", path: "/v1/passages/" + id + "?around=2&style=mla"}
	case n < 90:
		return request{kind: "a citation", path: "/v1/passages/" + id + "/cite?as=bibtex"}
	case n < 92:
		return request{kind: "a work", path: "/works/" + url.PathEscape(l.works[r.IntN(len(l.works))])}
	case n < 93:
		return request{kind: "pictures", path: "/pictures?q=" + ask(word())}
	case n < 97:
		body, _ := json.Marshal(map[string]string{"text": strings.Join(ws[at:at+8], " ")})
		return request{"a quotation", "/v1/quote", string(body), "application/json"}
	}
	body, _ := json.Marshal(map[string]string{"text": "He says “" + strings.Join(ws[at:at+8], " ") + "” and “no such words ever stood in any of these texts”."})
	return request{"a draft", "/v1/check", string(body), "application/json"}
}

// send sends a request and gives the answer's body.
func (l *load) send(q request) []byte {
	began := time.Now()
	var res *http.Response
	var err error
	if q.body == "" {
		res, err = l.http.Get(l.url + q.path)
	} else {
		res, err = l.http.Post(l.url+q.path, q.contentType, strings.NewReader(q.body))
	}
	if err != nil {
		l.fail("%s: %v", q.path, err)
		return nil
	}
	data, err := io.ReadAll(res.Body)
	err = errors.Join(err, res.Body.Close())
	if err != nil || res.StatusCode != http.StatusOK {
		l.fail("%s: %d, %v: %.200s", q.path, res.StatusCode, err, data)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.took[q.kind] = append(l.took[q.kind], time.Since(began))
	if strings.HasPrefix(q.kind, "search") {
		var a struct {
			Took float64 `json:"took_ms"`
		}
		if json.Unmarshal(data, &a) == nil {
			l.engine = append(l.engine, a.Took)
		}
	}
	return data
}

// warm asks once of everything, so that what is made once is made.
func (l *load) warm() {
	r := rand.New(rand.NewPCG(1, 1))
	for range 150 {
		l.send(l.pick(r))
	}
	l.took, l.engine = map[string][]time.Duration{}, nil
	l.http.CloseIdleConnections()
	time.Sleep(200 * time.Millisecond)
}

func (l *load) client(seed uint64, end time.Time) {
	r := rand.New(rand.NewPCG(seed, 7))
	for time.Now().Before(end) {
		l.send(l.pick(r))
	}
}

// slow is a client that is slow on purpose: with its headers, with its body, or in
// reading the answer. The server is to end what it cannot wait for.
func (l *load) slow(how int, end time.Time) {
	for time.Now().Before(end) {
		conn, err := net.Dial("tcp", strings.TrimPrefix(l.url, "http://"))
		if err != nil {
			l.fail("a slow client is not let in: %v", err)
			return
		}
		start := []string{"GET / HTTP/1.1\r\nHost: localhost\r\n", "POST /v1/quote HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
			"GET /v1/works HTTP/1.1\r\nHost: localhost\r\n\r\n"}[how]
		_, err = io.WriteString(conn, start)
		for err == nil && time.Now().Before(end) {
			time.Sleep(300 * time.Millisecond)
			_, err = io.WriteString(conn, []string{"X-A: b\r\n", " ", ""}[how])
			if how == 2 && err == nil {
				err = conn.SetReadDeadline(time.Now().Add(time.Millisecond))
			}
		}
		conn.Close()
		l.mu.Lock()
		l.slowDone++
		l.mu.Unlock()
	}
}

// writer adds texts by the command line, looks for each through the server, and
// removes it again.
func (l *load) writer(end time.Time) {
	for n := 0; time.Now().Before(end); n++ {
		word := "zyx" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, strconv.Itoa(100000+n))
		path := l.write("added-"+word+".md", "# Added "+word+"\n\nOnly this ferry is called "+word+", and it sails at noon.\n")
		l.locus("add", path)
		began := time.Now()
		for {
			var a struct{ Total int }
			if data := l.send(request{kind: "search for what was added", path: "/v1/search?q=" + word}); json.Unmarshal(data, &a) == nil && a.Total > 0 {
				break
			}
			if time.Since(began) > 20*time.Second {
				l.fail("after twenty seconds %s is not found", word)
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		l.mu.Lock()
		l.lag = append(l.lag, time.Since(began))
		l.mu.Unlock()
		l.locus("remove", "added-"+word)
	}
}

// gauges are what the server holds, as it tells itself.
type gauges struct {
	goroutines, files, resident, heap int
	seconds                           float64 // of processor time, since the start
}

func (l *load) gauges() gauges {
	l.t.Helper()
	res, err := l.http.Get(l.url + "/metrics")
	if err != nil {
		l.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		l.t.Fatal(err)
	}
	value := func(name string) float64 {
		m := regexp.MustCompile(`(?m)^` + name + ` (\S+)$`).FindSubmatch(data)
		if m == nil {
			return 0
		}
		f, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			l.t.Fatal(err)
		}
		return f
	}
	return gauges{int(value("go_goroutines")), int(value("process_open_fds")), int(value("process_resident_memory_bytes")),
		int(value("go_memstats_heap_inuse_bytes")), value("process_cpu_seconds_total")}
}

// settled waits until the server holds no more than before, or some seconds.
func (l *load) settled(before gauges) gauges {
	for range 40 {
		if g := l.gauges(); g.goroutines <= before.goroutines+2 && g.files <= before.files+2 {
			return g
		}
		time.Sleep(250 * time.Millisecond)
	}
	return l.gauges()
}

// report tells the figures.
func (l *load) report(before, after gauges) {
	kinds := make([]string, 0, len(l.took))
	all := 0
	for kind, list := range l.took {
		kinds = append(kinds, kind)
		all += len(list)
	}
	slices.Sort(kinds)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	for _, kind := range kinds {
		list := slices.Sorted(slices.Values(l.took[kind]))
		l.t.Logf("%-26s %7d requests  p50 %8.1f ms  p99 %8.1f ms  most %8.1f ms", kind, len(list), ms(list[len(list)/2]), ms(list[len(list)*99/100]), ms(list[len(list)-1]))
	}
	engine := slices.Sorted(slices.Values(l.engine))
	if len(engine) > 0 {
		l.t.Logf("took_ms of the searches: p50 %.1f, p99 %.1f", engine[len(engine)/2], engine[len(engine)*99/100])
	}
	lag := slices.Sorted(slices.Values(l.lag))
	if len(lag) > 0 {
		l.t.Logf("%d texts added and removed; found after %v at the median, %v at most", len(lag), lag[len(lag)/2].Round(time.Millisecond), lag[len(lag)-1].Round(time.Millisecond))
	}
	for i, g := range l.held {
		l.t.Logf("after %d/5 of the time: %+v", i+1, g)
	}
	l.t.Logf("%.1f ms of processor time a request", 1000*(after.seconds-before.seconds)/float64(max(1, all)))
	l.t.Logf("%d requests, %d failed, %d slow clients sent away; before %+v, after %+v", all, len(l.failed), l.slowDone, before, after)
}
