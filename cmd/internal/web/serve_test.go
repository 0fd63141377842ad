package web_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"locus/cmd/internal/web"
	"locus/corpus/corpustest"
)

// serve runs Serve and gives its address, a stop, and what it returned.
func serve(t *testing.T, h http.Handler, o web.ServeOptions) (url string, stop func(), done chan error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready := make(chan string, 1)
	o.Ready = func(url string) { ready <- url }
	done = make(chan error, 1)
	go func() { done <- web.Serve(ctx, h, o) }()
	select {
	case url = <-ready:
	case err := <-done:
		cancel()
		t.Fatal(err)
	}
	return url, cancel, done
}

func TestServeLetsRunningAnswersFinish(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	f := failing{until: make(chan struct{}), began: make(chan struct{}, 1)}
	o := options(t, corpustest.Works()...)
	o.Searcher = f
	url, stop, done := serve(t, handler(t, o), web.ServeOptions{})
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	code := make(chan int, 1)
	go func() {
		r, err := client.Get(url + "v1/search?q=x")
		if err != nil {
			code <- 0
			return
		}
		defer r.Body.Close()
		_, _ = io.Copy(io.Discard, r.Body)
		code <- r.StatusCode
	}()
	<-f.began
	stop()
	select {
	case err := <-done:
		t.Fatalf("the server ended before its answer: %v", err)
	case <-time.After(50 * time.Millisecond):
	}
	close(f.until)
	if c := <-code; c != 200 {
		t.Errorf("the running answer ended with %d", c)
	}
	if err := <-done; err != nil {
		t.Errorf("a graceful stop is an error: %v", err)
	}
	client.CloseIdleConnections()
}

func TestServeStaysOnLoopback(t *testing.T) {
	h := handler(t, options(t, corpustest.Works()...))
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := web.Serve(ctx, h, web.ServeOptions{Address: "0.0.0.0:0"}); !errors.Is(err, web.ErrPublic) {
		t.Errorf("an address for everybody: %v", err)
	}
	if err := web.Serve(ctx, h, web.ServeOptions{Address: "0.0.0.0:0", Public: true}); !errors.Is(err, web.ErrUnguarded) {
		t.Errorf("an address for everybody, and no token: %v", err)
	}
	if err := web.Serve(ctx, h, web.ServeOptions{Address: "nonsense"}); err == nil || !strings.Contains(err.Error(), "host:port") {
		t.Errorf("an address that is none: %v", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := web.Serve(ctx, h, web.ServeOptions{Address: l.Addr().String()}); err == nil {
		t.Error("an address in use is taken")
	}
	url, stop, done := serve(t, h, web.ServeOptions{Listener: l})
	for host, status := range map[string]int{"": 200, "localhost": 200, "evil.example": 421, "[::1]:80": 200} {
		r, err := http.NewRequest(http.MethodGet, url+"livez", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		got, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		if got.StatusCode != status {
			t.Errorf("host %q hears %d, want %d", host, got.StatusCode, status)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
