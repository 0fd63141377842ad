package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"
)

// ErrPublic says that an address would be reached by other machines, which was
// not asked for.
var ErrPublic = errors.New("this address is reached by other machines")

// ErrUnguarded says that other machines would reach a handler that asks for no
// token.
var ErrUnguarded = errors.New("other machines reach this address, and anyone could read the library")

// ServeOptions says where to listen. The zero value listens on a free port of
// the loopback interface.
type ServeOptions struct {
	Address string // host:port; an empty host is loopback
	Public  bool   // other machines may reach it
	// Guarded says that the handler asks for a token (Options.Token): without one no
	// address that other machines reach is served.
	Guarded bool
	// Listener is used instead of Address where it is set; Serve closes it.
	Listener net.Listener
	Ready    func(url string) // called once when questions are answered
	Log      *slog.Logger     // of the connections' errors; nil: none
	Grace    time.Duration    // for running answers at the end; 0 means ten seconds
	// Patience is how long a client may take to send a request, and, twice over, to
	// read the answer; for the headers alone it has a third. 0 means fifteen seconds.
	Patience time.Duration
	// Connections are open at one time at most, the others wait; 0 means 512, of
	// the thousand files that systems let a program open.
	Connections int
}

// Serve answers with the handler until the context ends, then lets running
// answers finish. An address that other machines reach is refused with ErrPublic
// unless Public is set, and with ErrUnguarded unless Guarded is too; without Public, a request whose Host is not this machine's
// is refused too, so that no page elsewhere can ask in the user's name.
func Serve(ctx context.Context, h http.Handler, o ServeOptions) error {
	l, err := listen(ctx, o)
	if err != nil {
		return err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Grace == 0 {
		o.Grace = 10 * time.Second
	}
	if o.Patience == 0 {
		o.Patience = 15 * time.Second
	}
	if o.Connections == 0 {
		o.Connections = 512
	}
	if !o.Public {
		h = ownHost(h)
	}
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: o.Patience / 3,
		ReadTimeout:       o.Patience,
		WriteTimeout:      3 * o.Patience, // counted from the end of the headers
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    256 << 10, // so that a question far too long still hears why
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(crowded(l, o.Connections)) }()
	if o.Ready != nil {
		o.Ready("http://" + l.Addr().String() + "/")
	}
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), o.Grace)
	defer cancel()
	if err := srv.Shutdown(last); err != nil {
		return fmt.Errorf("stop serving: %w", errors.Join(err, srv.Close()))
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// listen opens the address, which is checked as it was bound: a name that
// resolves elsewhere does not pass for loopback.
func listen(ctx context.Context, o ServeOptions) (net.Listener, error) {
	l := o.Listener
	if l == nil {
		host, port, err := net.SplitHostPort(o.Address)
		if o.Address == "" {
			host, port, err = "", "0", nil
		}
		if err != nil {
			return nil, fmt.Errorf("address %q: write host:port, as 127.0.0.1:7070: %w", o.Address, err)
		}
		if host == "" && !o.Public {
			host = "127.0.0.1"
		}
		var lc net.ListenConfig
		if l, err = lc.Listen(ctx, "tcp", net.JoinHostPort(host, port)); err != nil {
			return nil, fmt.Errorf("listen: %w", err)
		}
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		if !o.Public {
			return nil, errors.Join(fmt.Errorf("%s: %w; say so (--public), or use 127.0.0.1", o.Address, ErrPublic), l.Close())
		}
		if !o.Guarded {
			return nil, errors.Join(fmt.Errorf("%s: %w; set a token (LOCUS_TOKEN or --token-file)", o.Address, ErrUnguarded), l.Close())
		}
	}
	return l, nil
}

// ownHost refuses requests made for another host's name.
func ownHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		host = strings.Trim(host, "[]")
		ip := net.ParseIP(host)
		if host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			w.Header().Set("Content-Type", "application/problem+json")
			w.WriteHeader(http.StatusMisdirectedRequest)
			// A client that has gone away cannot be told.
			_, _ = w.Write([]byte(`{"title":"Misdirected Request","status":421,"detail":"this server answers for this machine only; ask for localhost or 127.0.0.1"}` + "\n"))
			return
		}
		next.ServeHTTP(w, r)
	})
}
