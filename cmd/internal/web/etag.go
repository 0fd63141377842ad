package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// ofLibrary reports whether a request is answered from the whole library, which
// costs more than to say that nothing has changed.
func ofLibrary(r *http.Request) bool {
	switch r.URL.Path {
	case "/v1/search", "/pictures", "/v1/works", "/works", "/v1/theories", "/v1/people":
		return true
	}
	return r.URL.Path == "/" && r.URL.RawQuery != ""
}

// searches reports whether an answer tells the time that it took.
func searches(r *http.Request) bool {
	return r.URL.Path == "/v1/search" || r.URL.Path == "/pictures" || r.URL.Path == "/" && r.URL.RawQuery != ""
}

// tagged gives every answer that can be had again unchanged an ETag, and 304 to
// whoever holds it. The tag is weak, for the bytes may be compressed, and is of
// the answer's bytes. Of what is answered from the whole library it is of the
// question and the library's generation, so that who holds it hears so without a
// search; where the generation is not known, a search has none, for it tells its
// time and no two answers are the same bytes.
func (s *server) tagged(w http.ResponseWriter, r *http.Request) {
	generation := s.generation()
	s.metrics.saw(generation)
	asks := ofLibrary(r) && generation != ""
	if r.Method != http.MethodGet || r.URL.Path == "/metrics" || generation == "" && searches(r) {
		s.mux.ServeHTTP(w, r)
		return
	}
	tag := ""
	if asks {
		tag = tagOf([]byte(s.salt + "\n" + generation + "\n" + r.URL.Path + "?" + r.URL.RawQuery))
		if list := r.Header.Get("If-None-Match"); list != "*" && matches(list, tag) {
			w.Header().Set("ETag", tag)
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	held := &held{ResponseWriter: w}
	s.mux.ServeHTTP(held, r)
	status := held.status
	if status == 0 {
		status = http.StatusOK
	}
	if status == http.StatusOK {
		of := tag
		if of == "" {
			of = tagOf(held.body.Bytes())
		}
		w.Header().Set("ETag", of)
		if !asks && matches(r.Header.Get("If-None-Match"), of) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	made(r.Context())
	w.WriteHeader(status)
	// A client that has gone away cannot be told.
	_, _ = held.body.WriteTo(w)
}

// tagOf is a weak tag of what is hashed.
func tagOf(data []byte) string {
	sum := sha256.Sum256(data)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// matches reports whether a list of tags holds one, weak or strong.
func matches(list, tag string) bool {
	for _, one := range strings.Split(list, ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == strings.TrimPrefix(tag, "W/") || one == "*" {
			return true
		}
	}
	return false
}

// held keeps an answer until its tag is known.
type held struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader notes the first status.
func (h *held) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

// Write keeps the bytes.
func (h *held) Write(p []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	return h.body.Write(p)
}
