package opensearch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"locus/corpus"
	"locus/index"
	"locus/query"
)

var (
	_ query.Finder = (*Index)(nil)
	_ index.Store  = (*Store)(nil)
)

// hello is what a node says of itself.
const hello = `{"version":{"distribution":"opensearch","number":"2.19.1"}}`

// speaks is a cluster that answers every request but the first as told.
func speaks(t *testing.T, answer http.HandlerFunc) Options {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/" {
			fmt.Fprint(w, hello)
			return
		}
		answer(w, r)
	}))
	t.Cleanup(server.Close)
	return Options{Addresses: []string{server.URL}, Name: "lib", Analysis: newAnalysis(t), Patience: 20 * time.Millisecond}
}

func TestFailuresAreTold(t *testing.T) {
	for _, c := range []struct {
		name, body string
		status     int
		want       error
		words      string
	}{
		{"no index yet", `{"error":{"type":"index_not_found_exception","reason":"no such index [lib-works]"}}`, 404, index.ErrMissing, "there is no index yet"},
		{"a manifest without a word", `{"_source":{}}`, 200, index.ErrDamaged, "empty"},
		{"an index of another form", `{"_source":{"manifest":{"schema":"0"}}}`, 200, index.ErrStale, "form 0"},
		{"a password that is wrong", `Unauthorized`, 401, ErrDenied, "Unauthorized"},
		{"a user who may not read", `{"error":{"type":"security_exception","reason":"no permissions for [indices:data/read/get]"}}`, 403, ErrDenied, "no permissions"},
		{"a disk that is full", `{"error":{"type":"cluster_block_exception","reason":"index [lib] blocked by: [FORBIDDEN/12/index read-only / allow delete (api)];"}}`, 403, ErrReadOnly, "read-only"},
		{"too much to do", `{"error":{"type":"rejected_execution_exception","reason":"queue is full"}}`, 429, ErrBusy, "queue is full"},
		{"no shard that answers", `{"error":{"type":"no_shard_available_action_exception","reason":"all gone"}}`, 503, ErrIncomplete, "all gone"},
		{"no manager of the cluster", `{"error":{"type":"cluster_manager_not_discovered_exception","reason":null}}`, 503, ErrAway, "cluster_manager_not_discovered"},
		{"a gateway that gave up", `<html>`, 504, ErrSlow, "<html>"},
		{"an answer that is none", `<html>`, 200, nil, "read what the cluster answers"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := speaks(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				io.WriteString(w, c.body)
			})
			_, err := Open(t.Context(), o)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.words) {
				t.Errorf("%v; want %v with the words %q", err, c.want, c.words)
			}
		})
	}
}

func TestWhatAnswersIsLookedAt(t *testing.T) {
	for _, c := range []struct{ name, says, words string }{
		{"an older one", `{"version":{"distribution":"opensearch","number":"2.9.0"}}`, "it is version 2.9.0; OpenSearch 2.19 or later"},
		{"another engine", `{"version":{"number":"8.1.0"}}`, `something else answers there, version "8.1.0"`},
		{"a page", `{}`, "something else"},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, c.says) }))
			defer server.Close()
			_, err := Open(t.Context(), Options{Addresses: []string{server.URL}, Name: "lib", Analysis: newAnalysis(t)})
			if !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), c.words) {
				t.Errorf("%v; want the words %q", err, c.words)
			}
		})
	}
	if older("2.19.1", least) || older("3.0.0-beta1", least) || !older("2.18.9", least) || !older("", least) {
		t.Error("versions are not told apart")
	}
}

func TestNobodyAnswers(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	server.Close()
	_, err := Open(t.Context(), Options{Addresses: []string{server.URL}, Name: "lib", Analysis: newAnalysis(t), Patience: time.Millisecond})
	if !errors.Is(err, ErrAway) || !strings.Contains(err.Error(), server.URL) {
		t.Errorf("%v; want that the cluster at %s does not answer", err, server.URL)
	}
}

func TestTimeIsKept(t *testing.T) {
	o := speaks(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-time.After(10 * time.Second):
		}
	})
	ctx, done := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer done()
	if _, err := Open(ctx, o); !errors.Is(err, ErrSlow) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v; want that it was too slow", err)
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	a := newAnalysis(t)
	for name, o := range map[string]Options{
		"no analysis":      {Addresses: []string{"http://h"}, Name: "lib"},
		"no address":       {Name: "lib", Analysis: a},
		"no name":          {Addresses: []string{"http://h"}, Analysis: a},
		"a name in a tree": {Addresses: []string{"http://h"}, Name: "a/b", Analysis: a},
		"capital letters":  {Addresses: []string{"http://h"}, Name: "Lib", Analysis: a},
		"no scheme":        {Addresses: []string{"h:9200"}, Name: "lib", Analysis: a},
		"a password seen":  {Addresses: []string{"https://me:secret@h:9200"}, Name: "lib", Analysis: a},
	} {
		_, err := NewStore(o)
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v; want an error that tells no secret", name, err)
		}
	}
}

func TestWhatIsRefusedIsSentAgain(t *testing.T) {
	var calls atomic.Int32
	var sent [2]string
	o := speaks(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		n := calls.Add(1)
		sent[n-1] = string(body)
		if n == 1 {
			io.WriteString(w, `{"errors":true,"items":[{"index":{"status":201}},{"index":{"status":429,"error":{"type":"rejected","reason":"full"}}},{"create":{"status":409,"error":{}}}]}`)
			return
		}
		io.WriteString(w, `{"errors":false}`)
	})
	o.Patience = 2 * time.Second
	c, err := dial(o)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	b := &bulk{c: c, ctx: t.Context()}
	for i, action := range []string{"index", "index", "create"} {
		if err := b.add(action, "lib", fmt.Sprint(i), object{"n": i}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.flush(); err != nil {
		t.Fatal(err)
	}
	if want := "{\"index\":{\"_id\":\"1\",\"_index\":\"lib\"}}\n{\"n\":1}\n"; calls.Load() != 2 || sent[1] != want {
		t.Errorf("%d requests, the second %q; want two and %q", calls.Load(), sent[1], want)
	}
}

func TestARefusalThatStaysIsAnError(t *testing.T) {
	for name, item := range map[string]string{
		"a document that cannot be": `{"index":{"status":400,"error":{"type":"mapper_parsing_exception","reason":"no year"}}}`,
		"no room, ever":             `{"index":{"status":429,"error":{"type":"rejected","reason":"full"}}}`,
	} {
		o := speaks(t, func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"errors":true,"items":[%s]}`, item)
		})
		c, err := dial(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.put(t.Context(), [][]byte{[]byte("{}\n")}); err == nil {
			t.Errorf("%s: no error", name)
		}
		c.close()
	}
}

// TestAnAnswerIsOfOneState lets the manifest change while a question is asked.
func TestAnAnswerIsOfOneState(t *testing.T) {
	o := Options{Name: "lib", Analysis: newAnalysis(t)}
	states := []manifest{
		{Version: 1, Next: 2},
		{Version: 2, Next: 3, Pending: []pending{{Born: 2}}}, // a change began
		{Version: 3, Next: 3, Commits: 1, Dead: []dead{{Works: []corpus.WorkID{"w"}, Below: 2}}}, // it is done
		{Version: 4, Next: 3, Commits: 1, Swept: 1},                                              // and swept
		{Version: 4, Next: 3, Commits: 1, Swept: 1}, {Version: 4, Next: 3, Commits: 1, Swept: 1}, // nothing more
	}
	for _, c := range []struct {
		name string
		at   []int // the states that are read one after the other
		want []bool
	}{
		{"nothing changes", []int{0, 0}, []bool{false}},
		{"documents may have come that nothing kept out", []int{0, 1, 1}, []bool{false, true}},
		{"what came was kept out", []int{1, 2}, []bool{true}},
		{"what was the state's is deleted", []int{2, 3, 4}, []bool{true, true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := 0
			so := speaks(t, func(w http.ResponseWriter, _ *http.Request) {
				m := states[c.at[min(k, len(c.at)-1)]]
				k++
				m.Schema, m.Analysis = index.Schema+"."+schema, o.Analysis.Fingerprint()
				fmt.Fprintf(w, `{"_index":"lib-works-000001","_source":{"manifest":%s}}`, asJSON(t, m))
			})
			so.Interval = -1
			x, err := Open(t.Context(), so)
			if err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			var asked []bool
			if err := x.consistent(t.Context(), func(v view) error { asked = append(asked, v.strict); return nil }); err != nil {
				t.Fatal(err)
			}
			if fmt.Sprint(asked) != fmt.Sprint(c.want) {
				t.Errorf("asked with conditions %v, want %v", asked, c.want)
			}
		})
	}
}
