package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// What can be wrong with a cluster. The library is not touched by any of it.
var (
	// ErrAway says that no address of the cluster answers.
	ErrAway = errors.New("the cluster does not answer")
	// ErrSlow says that the time for an answer was over.
	ErrSlow = errors.New("the cluster did not answer in time")
	// ErrBusy says that the cluster refused work for want of room, again and again.
	ErrBusy = errors.New("the cluster has too much to do")
	// ErrReadOnly says that the cluster refuses changes, as when its disk is full.
	ErrReadOnly = errors.New("the cluster refuses changes")
	// ErrDenied says that name and password were missing or not accepted.
	ErrDenied = errors.New("the cluster does not let locus in")
	// ErrVersion says that what answers is no OpenSearch, or too old a one.
	ErrVersion = errors.New("not a version of OpenSearch that locus can use")
	// ErrIncomplete says that some shards could not answer, so that an answer
	// would not be whole.
	ErrIncomplete = errors.New("part of the index cannot be read now")
)

// Error is a refusal of the cluster. Status is HTTP's; Type and Reason are the
// cluster's own words, empty where it gave none.
type Error struct {
	Status       int
	Type, Reason string
}

// Error gives the cluster's words.
func (e *Error) Error() string {
	if e.Type == "" {
		return fmt.Sprintf("status %d: %s", e.Status, e.Reason)
	}
	return fmt.Sprintf("%s: %s", e.Type, e.Reason)
}

// Unwrap gives the sentinel that a caller can decide by, nil where there is none.
func (e *Error) Unwrap() error {
	switch {
	case e.Status == http.StatusUnauthorized, e.Type == "security_exception":
		return ErrDenied
	case e.Type == "cluster_block_exception" && e.Status == http.StatusForbidden:
		return ErrReadOnly
	case e.Status == http.StatusTooManyRequests:
		return ErrBusy
	case e.Type == "search_phase_execution_exception" && e.Status == http.StatusServiceUnavailable, e.Type == "no_shard_available_action_exception":
		return ErrIncomplete
	case e.Status == http.StatusBadGateway, e.Status == http.StatusServiceUnavailable:
		return ErrAway
	case e.Status == http.StatusGatewayTimeout:
		return ErrSlow
	case e.Status == http.StatusForbidden:
		return ErrDenied
	}
	return nil
}

// missing reports whether the cluster says that an index is not there.
func missing(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == http.StatusNotFound
}

// conflict reports whether a document was changed by another meanwhile.
func conflict(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == http.StatusConflict
}

// cause is how the cluster says what is wrong.
type cause struct {
	Type      string  `json:"type"`
	Reason    string  `json:"reason"`
	RootCause []cause `json:"root_cause"`
	CausedBy  *cause  `json:"caused_by"`
}

// words are the most particular ones that a cause has.
func (c *cause) words() (kind, reason string) {
	kind, reason = c.Type, c.Reason
	if len(c.RootCause) > 0 && c.RootCause[0].Reason != "" {
		reason = c.RootCause[0].Reason
	}
	for in := c.CausedBy; in != nil; in = in.CausedBy {
		if in.Reason != "" {
			reason = in.Reason
		}
	}
	return kind, reason
}

// refusal reads an answer that is none.
func refusal(status int, body []byte) *Error {
	var said struct {
		Error json.RawMessage `json:"error"`
	}
	e := &Error{Status: status}
	if json.Unmarshal(body, &said) == nil && len(said.Error) > 0 {
		var c cause
		if json.Unmarshal(said.Error, &c) == nil {
			e.Type, e.Reason = c.words()
		} else {
			_ = json.Unmarshal(said.Error, &e.Reason) // a bare string at most
		}
	}
	if e.Reason == "" {
		e.Reason = strings.TrimSpace(string(body[:min(len(body), 200)]))
	}
	if e.Reason == "" {
		e.Reason = http.StatusText(status)
	}
	return e
}

// unreached says why no answer came at all.
func unreached(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", ErrSlow, ctx.Err())
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("%w: %w", ErrAway, err)
}
