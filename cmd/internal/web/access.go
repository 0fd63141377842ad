package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"math"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// open reports whether a path is answered to anybody at any time: a probe must
// hear whether the process lives, and is told nothing else.
func open(path string) bool { return path == "/livez" || path == "/readyz" }

// allowed refuses who lacks the token or asks too often; it writes the refusal.
func (s *server) allowed(w http.ResponseWriter, r *http.Request) bool {
	if open(r.URL.Path) {
		return true
	}
	if wait := s.rates.wait(client(r), time.Now()); wait > 0 {
		seconds := strconv.Itoa(int(math.Ceil(wait.Seconds())))
		w.Header().Set("Retry-After", seconds)
		s.refuse(w, r, newProblem(http.StatusTooManyRequests, "more questions than the "+strconv.FormatFloat(s.Rate, 'g', -1, 64)+
			" a second that one client may ask; try again in "+seconds+" s"))
		return false
	}
	if !s.knows(r) {
		w.Header().Add("WWW-Authenticate", `Bearer realm="locus"`)
		w.Header().Add("WWW-Authenticate", `Basic realm="locus", charset="UTF-8"`)
		s.refuse(w, r, newProblem(http.StatusUnauthorized, "this library answers who has its token: send it as Authorization: Bearer TOKEN, or in a browser as the password"))
		return false
	}
	return true
}

// knows reports whether a request bears the token, where there is one: as a
// bearer (RFC 6750), or as the password of any user, which is what a browser can
// send (RFC 7617). Hashes are compared, so that time tells nothing of the token.
func (s *server) knows(r *http.Request) bool {
	if s.Token == "" {
		return true
	}
	kind, given, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if _, password, ok := r.BasicAuth(); ok {
		given = password
	} else if !strings.EqualFold(kind, "bearer") {
		return false
	}
	want, got := sha256.Sum256([]byte(s.Token)), sha256.Sum256([]byte(strings.TrimSpace(given)))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1
}

// client is who asks, as the connection tells it: headers that a client can make
// up are not looked at.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// maxClients is how many clients' rates are kept; when there are more, those
// that have been quiet long enough to have their whole burst again are let go.
const maxClients = 4096

// rates keeps how often each client asked of late. A nil *rates lets all pass.
type rates struct {
	every rate.Limit
	burst int
	mu    sync.Mutex
	of    map[string]*rate.Limiter
}

func newRates(perSecond float64, burst int) *rates {
	if perSecond <= 0 {
		return nil
	}
	if burst <= 0 {
		burst = max(1, int(4*perSecond))
	}
	return &rates{every: rate.Limit(perSecond), burst: burst, of: map[string]*rate.Limiter{}}
}

// wait is how long a client must wait until it may ask, 0 where it may now.
func (l *rates) wait(client string, now time.Time) time.Duration {
	if l == nil {
		return 0
	}
	l.mu.Lock()
	one := l.of[client]
	if one == nil {
		if len(l.of) >= maxClients {
			l.forget(now)
		}
		one = rate.NewLimiter(l.every, l.burst)
		l.of[client] = one
	}
	l.mu.Unlock()
	asked := one.ReserveN(now, 1)
	wait := asked.DelayFrom(now)
	if wait > 0 {
		asked.CancelAt(now)
	}
	return wait
}

// forget lets go of the quiet clients, and of all where none is quiet: memory is
// bounded whatever addresses ask.
func (l *rates) forget(now time.Time) {
	for name, one := range l.of {
		if one.TokensAt(now) >= float64(l.burst) {
			delete(l.of, name)
		}
	}
	if len(l.of) >= maxClients {
		clear(l.of)
	}
}

// shared answers for pages of other origins, where the options name them: it
// sets the headers that let a browser give them the answer, and reports whether
// the request was only the browser's question beforehand (a preflight).
func (s *server) shared(w http.ResponseWriter, r *http.Request) (preflight bool) {
	if len(s.Origins) == 0 {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	origin := r.Header.Get("Origin")
	if origin == "" || !slices.Contains(s.Origins, origin) && !slices.Contains(s.Origins, "*") {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "ETag, Link, Retry-After, X-Request-Id")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, X-Request-Id")
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return true
}
