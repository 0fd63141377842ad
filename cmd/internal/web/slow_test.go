package web_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"locus/cmd/internal/web"
)

// dial opens a connection of a client's own.
func dial(t *testing.T, url string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

// Clients that send their headers or their body by the byte, or never read what
// they ask for, are more than the server has places; all others are answered as ever,
// the slow ones are sent away, and nothing of them stays.
func TestSlowClientsKeepNobodyWaiting(t *testing.T) {
	before := goleak.IgnoreCurrent()
	o := options(t, many(t, 60)...)
	o.Parallel, o.Wait = 4, time.Second
	patience := 900 * time.Millisecond
	url, stop, done := serve(t, handler(t, o), web.ServeOptions{Patience: patience})
	form := "POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
	greedy := strings.Repeat("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", 400) // more than any buffer holds
	for name, start := range map[string]string{"headers by the byte": "GET / HTTP/1.1\r\nHost: localhost\r\n", "a body by the byte": form, "answers that nobody reads": greedy} {
		t.Run(name, func(t *testing.T) {
			ended := make(chan time.Duration, 12)
			for range cap(ended) {
				conn, began := dial(t, url), time.Now()
				go func() {
					defer conn.Close()
					_, err := io.WriteString(conn, start)
					for n := 0; err == nil && time.Since(began) < 20*patience; n++ {
						time.Sleep(patience / 10)
						_, err = io.WriteString(conn, "X-A: b\r\n"[n%8:n%8+1])
					}
					ended <- time.Since(began)
				}()
			}
			time.Sleep(patience / 3) // all of them are at it
			client := &http.Client{Timeout: 10 * patience, Transport: &http.Transport{DisableKeepAlives: true}}
			for range 5 {
				res, err := client.Get(url + "v1/search?q=ferry")
				if err != nil {
					t.Fatal(err)
				}
				res.Body.Close()
				if res.StatusCode != http.StatusOK {
					t.Errorf("beside them a question hears %d", res.StatusCode)
				}
			}
			for range cap(ended) {
				if took := <-ended; took >= 20*patience {
					t.Errorf("after %v a slow client still has its connection", took)
				}
			}
		})
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	goleak.VerifyNone(t, before)
}

// Questions that cost more than they may, many at one time, hear so when their
// time is up, the ones in line too; what asks no search is answered beside them.
func TestCostlyQuestionsEndInTime(t *testing.T) {
	o := options(t, many(t, 1)...)
	o.Searcher, o.Searching, o.Timeout = failing{until: make(chan struct{})}, 2, 300*time.Millisecond
	h := handler(t, o)
	var asked sync.WaitGroup
	began := time.Now()
	for i := range 12 {
		asked.Go(func() {
			path := []string{"/v1/search?q=a*", "/?q=a*", "/pictures?q=a*", "/v1/theories"}[i%4]
			if w := get(t, h, path); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "took too long; ask for less") {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		})
	}
	for range 5 {
		if w := get(t, h, "/v1/works"); w.Code != http.StatusOK {
			t.Errorf("a list beside them: %d", w.Code)
		}
	}
	asked.Wait()
	if took := time.Since(began); took > 10*o.Timeout {
		t.Errorf("they end after %v", took)
	}
}

// Bodies that do not come take the places of those who send, and of nobody else.
func TestWhoSendsSlowlyKeepsOnlySendersWaiting(t *testing.T) {
	o := options(t, many(t, 1)...)
	o.Parallel, o.Wait = 4, time.Second
	h := handler(t, o)
	var sent sync.WaitGroup
	var bodies []*io.PipeWriter
	begun := make(chan struct{}, 4)
	for range 4 {
		body, to := io.Pipe()
		bodies = append(bodies, to)
		r := httptest.NewRequest(http.MethodPost, "/v1/quote", body)
		sent.Go(func() {
			begun <- struct{}{}
			h.ServeHTTP(httptest.NewRecorder(), r)
		})
	}
	for range 4 {
		<-begun
	}
	time.Sleep(100 * time.Millisecond)
	if w := get(t, h, "/v1/works"); w.Code != http.StatusOK {
		t.Errorf("a question beside them hears %d", w.Code)
	}
	for _, to := range bodies {
		to.CloseWithError(io.ErrUnexpectedEOF)
	}
	sent.Wait()
}

// More connections than the server takes wait until one is closed.
func TestTooManyConnectionsWait(t *testing.T) {
	url, stop, done := serve(t, handler(t, options(t, many(t, 1)...)), web.ServeOptions{Connections: 3})
	defer func() { stop(); <-done }()
	ask := func(conn net.Conn, patience time.Duration) int {
		if _, err := io.WriteString(conn, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
			t.Fatal(err)
		}
		if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
			t.Fatal(err)
		}
		line, _ := bufio.NewReader(conn).ReadString('\n')
		if _, status, ok := strings.Cut(line, " "); ok {
			n, _ := strconv.Atoi(status[:3])
			return n
		}
		return 0
	}
	var held []net.Conn
	for range 3 {
		conn := dial(t, url)
		defer conn.Close()
		if got := ask(conn, 5*time.Second); got != 200 {
			t.Fatalf("a guest hears %d", got)
		}
		held = append(held, conn)
	}
	late := dial(t, url)
	defer late.Close()
	if got := ask(late, 200*time.Millisecond); got != 0 {
		t.Errorf("one too many hears %d", got)
	}
	held[0].Close()
	if err := late.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(late).ReadString('\n'); err != nil || !strings.Contains(line, "200") {
		t.Errorf("when one has left, the one who waits hears %q, %v", line, err)
	}
}
