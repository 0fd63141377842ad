package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// load is what many clients saw of one server.
type load struct {
	clients, answers, errors int
	seconds                  float64
	quantiles
	anonymous int64 // bytes that the server held for itself at the end
}

// server is locus serve at work.
type server struct {
	cmd    *exec.Cmd
	url    string
	client *http.Client
	said   chan struct{} // closed when the server says no more
}

// serve starts locus serve on this machine's loopback and waits until it answers.
func (t *trial) serve() (*server, error) {
	c := t.locusCommand("serve", "--address", "127.0.0.1:0")
	s := &server{cmd: exec.CommandContext(t.ctx, c.name, c.args...), said: make(chan struct{}),
		client: &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: t.clients, MaxConnsPerHost: t.clients}}}
	s.cmd.Env = append(os.Environ(), c.env...)
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(os.Interrupt) }
	s.cmd.WaitDelay = 10 * time.Second
	pipe, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	in := bufio.NewScanner(pipe)
	var last string
	for s.url == "" && in.Scan() {
		last = in.Text()
		if at := strings.Index(last, "http://"); at >= 0 && strings.Contains(last, "answering on ") {
			s.url = strings.TrimSuffix(last[at:], "/")
		}
	}
	if s.url == "" {
		return nil, fmt.Errorf("locus serve ended: %s: %w", last, s.cmd.Wait())
	}
	go func() {
		defer close(s.said)
		// One line a request, which nobody reads; it must not fill the pipe.
		_, _ = io.Copy(io.Discard, pipe)
	}()
	return s, nil
}

// stop ends the server by an interrupt, as a user does.
func (s *server) stop() {
	s.client.CloseIdleConnections()
	if s.cmd.Process.Signal(os.Interrupt) == nil {
		<-s.said
	}
	_ = s.cmd.Wait() // what it answered was measured; how it ends is tested elsewhere
}

// search asks one question and tells how many passages match.
func (s *server) search(ctx context.Context, question string) (total int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/v1/search?q="+url.QueryEscape(question), nil)
	if err != nil {
		return 0, err
	}
	answer, err := s.client.Do(req)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, err
	}
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("status %d: %s", answer.StatusCode, body)
	}
	var a struct{ Total int }
	return a.Total, json.Unmarshal(body, &a)
}

// load has many clients ask at one time, each the next question as soon as it has
// an answer. Questions of all kinds are mixed.
func (s *server) load(ctx context.Context, work []asked, clients, requests int) (*load, error) {
	const stride = 7919 // a prime, so that questions of a kind are far apart
	times := make([]int64, requests)
	var next, failed atomic.Int64
	var wait sync.WaitGroup
	began := time.Now()
	for range clients {
		wait.Go(func() {
			for i := next.Add(1) - 1; i < int64(requests) && ctx.Err() == nil; i = next.Add(1) - 1 {
				start := time.Now()
				if _, err := s.search(ctx, work[int(i)*stride%len(work)].typed()); err != nil {
					failed.Add(1)
				}
				times[i] = time.Since(start).Microseconds()
			}
		})
	}
	wait.Wait()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	l := &load{clients: clients, answers: requests, errors: int(failed.Load()), seconds: time.Since(began).Seconds(),
		quantiles: quantilesOf("mixed", requests, times)}
	var err error
	l.anonymous, err = anonymous(s.cmd.Process.Pid)
	return l, err
}

// newText is a text with a word that no other has.
const newText = "The envoys of Quibbolaria came late to the congress.\n\nTheir country, they said, wanted no guarantee of its borders and no place in an alliance; it wanted to be asked before the others decided.\n"

// newWord is the word.
const newWord = "Quibbolaria"

// adding adds a text to the library while the server answers, and measures how
// long it takes until the server finds it.
func (t *trial) adding(s *server) error {
	name := t.path("envoys.txt")
	if err := os.WriteFile(name, []byte(newText), 0o644); err != nil {
		return err
	}
	if n, err := s.search(t.ctx, newWord); err != nil || n > 0 && !t.built {
		return errors.Join(fmt.Errorf("%d passages have the word before it is added", n), err)
	}
	began := time.Now()
	done := make(chan error, 1)
	go func() {
		c, err := t.locusCommand("add", "--again", name).run(t.ctx)
		t.r.settled = c.wall
		done <- err
	}()
	for time.Since(began) < 5*time.Minute {
		n, err := s.search(t.ctx, newWord)
		if err != nil {
			return err
		}
		if n > 0 {
			t.r.added = time.Since(began)
			return <-done
		}
		time.Sleep(5 * time.Millisecond)
	}
	return errors.Join(errors.New("a text that was added is not found after five minutes"), <-done)
}

// nothingFound reports whether a command ended with the status of no hit.
func nothingFound(err error) bool {
	var exit *exec.ExitError
	return errors.As(err, &exit) && exit.ExitCode() == 1
}
