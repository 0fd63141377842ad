package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
)

// tagged gives every answer that can be had again unchanged an ETag of its
// bytes, and 304 to whoever holds them. A search tells its time, so that no two
// answers are the same bytes: it has none.
func tagged(next http.Handler, w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/v1/search" || r.URL.Path == "/" || r.Method != http.MethodGet {
		next.ServeHTTP(w, r)
		return
	}
	held := &held{ResponseWriter: w}
	next.ServeHTTP(held, r)
	status := held.status
	if status == 0 {
		status = http.StatusOK
	}
	if status == http.StatusOK {
		sum := sha256.Sum256(held.body.Bytes())
		tag := `"` + hex.EncodeToString(sum[:12]) + `"`
		w.Header().Set("ETag", tag)
		if matches(r.Header.Get("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.WriteHeader(status)
	// A client that has gone away cannot be told.
	_, _ = held.body.WriteTo(w)
}

// matches reports whether a list of tags holds one, weak or strong.
func matches(list, tag string) bool {
	for _, one := range strings.Split(list, ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == tag || one == "*" {
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
