package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

type contextKey int

const (
	requestKey contextKey = iota // the request's id
	leaveKey                     // what gives back the request's place
)

// requestID is the id of the request a context belongs to, "" outside one.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestKey).(string)
	return id
}

// guard puts around a handler what every answer has: an id, the headers, the
// bounds, a line in the log; and a panic becomes an answer.
func (s *server) guard(next http.Handler) http.Handler {
	places, bodies := make(chan struct{}, s.Parallel), make(chan struct{}, max(1, s.Parallel/4))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := newRequestID(r.Header.Get("X-Request-Id"))
		ctx, cancel := context.WithTimeout(context.WithValue(r.Context(), requestKey, id), s.Timeout)
		defer cancel()
		r = r.WithContext(ctx)
		out := &counted{ResponseWriter: w}
		secure(out.Header(), id)
		count := s.metrics.begin()
		defer func() {
			if p := recover(); p != nil {
				s.Log.ErrorContext(ctx, "panic", "request", id, "value", fmt.Sprint(p), "stack", string(debug.Stack()))
				if out.status == 0 {
					s.refuse(out, r, asProblem(fmt.Errorf("panic: %v", p)))
				}
			}
			route, method := s.routeOf(r)
			count(route, method, out.status)
			s.Log.InfoContext(ctx, "request", "request", id, "method", r.Method, "path", r.URL.Path, "status", out.status,
				"bytes", out.bytes, "ms", float64(time.Since(start).Microseconds())/1000)
		}()
		r.Body = http.MaxBytesReader(out, r.Body, maxDraft)
		if s.shared(out, r) || !s.allowed(out, r) {
			return
		}
		if r.URL.Path == "/livez" {
			next.ServeHTTP(out, r)
			return
		}
		room := places
		if r.ContentLength != 0 {
			room = bodies // who sends slowly keeps nobody waiting but others who send
		}
		if !take(ctx, room, s.Wait) {
			out.Header().Set("Retry-After", "2")
			s.refuse(out, r, newProblem(http.StatusServiceUnavailable, "too many questions at one time; try again in some seconds"))
			return
		}
		leave := sync.OnceFunc(func() { <-room })
		defer leave()
		next.ServeHTTP(out, r.WithContext(context.WithValue(ctx, leaveKey, leave)))
	})
}

// made says that an answer is made and only to be written: who reads it slowly
// keeps nobody waiting.
func made(ctx context.Context) {
	if leave, ok := ctx.Value(leaveKey).(func()); ok {
		leave()
	}
}

// take waits for a free place, but not for long.
func take(ctx context.Context, places chan struct{}, most time.Duration) bool {
	select {
	case places <- struct{}{}:
		return true
	default:
	}
	wait := time.NewTimer(most)
	defer wait.Stop()
	select {
	case places <- struct{}{}:
		return true
	case <-wait.C:
	case <-ctx.Done():
	}
	return false
}

// secure sets the headers that keep a page to itself: nothing from elsewhere, no
// script but the one file of ours, none in the page, no frame, no guessing of types.
func secure(h http.Header, id string) {
	h.Set("X-Request-Id", id)
	h.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Cache-Control", "no-cache")
}

// newRequestID keeps a sane id that a proxy gave, else makes one.
func newRequestID(given string) string {
	if given != "" && len(given) <= 64 && strings.Trim(given, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == "" {
		return given
	}
	var b [8]byte
	// crypto/rand.Read never fails (it ends the program where the system cannot).
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// counted remembers the status and the size of an answer.
type counted struct {
	http.ResponseWriter
	status, bytes int
}

// WriteHeader notes the status.
func (c *counted) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (c *counted) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the writer beneath.
func (c *counted) Unwrap() http.ResponseWriter { return c.ResponseWriter }
