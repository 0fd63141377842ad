package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	client "github.com/opensearch-project/opensearch-go/v4"

	"locus/corpus/words"
)

// Options says which cluster, and which index of it. Addresses, Name and Analysis
// are required; Analysis must be the one the index was made with.
type Options struct {
	// Addresses are of nodes, as "https://host:9200"; another is asked when one
	// does not answer.
	Addresses []string
	// Name begins the names of everything kept in the cluster, so that several
	// libraries share one: small letters, digits and hyphens.
	Name               string
	Username, Password string
	// CA is a certificate authority in PEM to trust instead of the system's.
	CA       []byte
	Analysis *words.Analysis
	// Shards and Replicas are of an index made anew; 0 shards means 1. Replicas are
	// copies beside the first.
	Shards, Replicas int
	// Interval is how long an answer that no other is compared with may be from one
	// state; 0 means 500 ms, below 0 only Refresh looks for a new one.
	Interval time.Duration
	// Patience is how long a cluster that is away or busy is asked again before a
	// change gives up; 0 means two minutes. A question waits a tenth of it.
	Patience time.Duration
	// Part names what one of several writers at once does, as "2/4"; "" is a writer
	// that is alone.
	Part string
}

const (
	defaultInterval = 500 * time.Millisecond
	defaultPatience = 2 * time.Minute
	least           = "2.19" // version
)

// cluster speaks to the nodes.
type cluster struct {
	o      Options
	client *client.Client

	mu      sync.Mutex
	checked bool // what answers is an OpenSearch
	number  string
}

// dial makes a client; nothing is asked yet.
func dial(o Options) (*cluster, error) {
	switch {
	case o.Analysis == nil:
		return nil, errors.New("use a cluster: no analysis of words is given")
	case len(o.Addresses) == 0:
		return nil, errors.New("use a cluster: no address is given")
	case !wellNamed(o.Name):
		return nil, fmt.Errorf("use a cluster: %q cannot name an index: small letters, digits and hyphens can, a letter first", o.Name)
	}
	for _, a := range o.Addresses {
		u, err := url.Parse(a)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, fmt.Errorf("use a cluster: %q is no address such as https://host:9200", a)
		}
		if u.User != nil {
			return nil, fmt.Errorf("use the cluster at %s: name and password belong in settings of their own, not in the address", u.Host)
		}
	}
	if o.Patience == 0 {
		o.Patience = defaultPatience
	}
	if o.Interval == 0 {
		o.Interval = defaultInterval
	}
	o.Shards = max(o.Shards, 1)
	c, err := client.NewClient(client.Config{
		Addresses: o.Addresses, Username: o.Username, Password: o.Password, CACert: o.CA,
		// What is tried again, and how often, is said in call.
		RetryOnStatus: []int{}, MaxRetries: len(o.Addresses), MaxRetryClusterHealth: -1, HealthCheckMaxRetries: -1,
	})
	if err != nil {
		return nil, fmt.Errorf("use the cluster at %s: %w", strings.Join(o.Addresses, ", "), err)
	}
	return &cluster{o: o, client: c}, nil
}

func wellNamed(name string) bool {
	for i, r := range name {
		if (r < 'a' || r > 'z') && (i == 0 || (r < '0' || r > '9') && r != '-') {
			return false
		}
	}
	return name != "" && len(name) <= 100
}

func (c *cluster) close() error { return c.client.Close() }

// call is a request. Body is nil, bytes sent as they are (lines), or a value sent
// as JSON; what comes back is read into out where that is not nil.
type call struct {
	method, path string
	body, out    any
	change       bool // how long it is tried again
}

// do makes a request, and again as long as the cluster is away or busy and there is
// time.
func (c *cluster) do(ctx context.Context, r call) error {
	if err := c.check(ctx, r.change); err != nil {
		return err
	}
	return c.try(ctx, r)
}

func (c *cluster) try(ctx context.Context, r call) error {
	body, lines, err := encoded(r.body)
	if err != nil {
		return err
	}
	patience := c.o.Patience
	if !r.change {
		patience /= 10
	}
	waited, wait := time.Duration(0), 50*time.Millisecond
	for {
		err := c.once(ctx, r, body, lines)
		if !again(err) || ctx.Err() != nil || waited >= patience {
			return c.at(err)
		}
		if errors.Is(err, ErrAway) && waited >= patience/4 {
			return c.at(err) // nobody there: that is said sooner
		}
		select {
		case <-ctx.Done():
			return c.at(unreached(ctx, ctx.Err()))
		case <-time.After(wait):
		}
		waited += wait
		wait = min(2*wait, 5*time.Second)
	}
}

// again reports whether a failure may pass.
func again(err error) bool {
	return errors.Is(err, ErrAway) || errors.Is(err, ErrBusy) || errors.Is(err, ErrIncomplete)
}

// at says of a failure to reach the cluster which one it is.
func (c *cluster) at(err error) error {
	switch {
	case errors.Is(err, ErrAway), errors.Is(err, ErrSlow), errors.Is(err, ErrDenied), errors.Is(err, ErrBusy), errors.Is(err, ErrReadOnly):
		return fmt.Errorf("%s: %w", strings.Join(c.o.Addresses, ", "), err)
	}
	return err
}

func encoded(body any) (data []byte, lines bool, err error) {
	switch b := body.(type) {
	case nil:
		return nil, false, nil
	case []byte:
		return b, true, nil
	}
	data, err = json.Marshal(body)
	return data, false, err
}

func (c *cluster) once(ctx context.Context, r call, body []byte, lines bool) error {
	req, err := http.NewRequestWithContext(ctx, r.method, r.path, nil)
	if err != nil {
		return err
	}
	if body != nil {
		req.Body = io.NopCloser(bytes.NewReader(body))
		req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		req.ContentLength = int64(len(body))
		req.Header.Set("Content-Type", "application/json")
		if lines {
			req.Header.Set("Content-Type", "application/x-ndjson")
		}
	}
	resp, err := c.client.Stream(req)
	if err != nil {
		if resp != nil && resp.Body != nil {
			resp.Body.Close()
		}
		return unreached(ctx, err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return unreached(ctx, err)
	}
	if resp.StatusCode >= 300 {
		return refusal(resp.StatusCode, data)
	}
	if r.out == nil {
		return nil
	}
	if err := json.Unmarshal(data, r.out); err != nil {
		return fmt.Errorf("read what the cluster answers to %s %s: %w", r.method, r.path, err)
	}
	return nil
}

// check asks once what answers at the address.
func (c *cluster) check(ctx context.Context, change bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.checked {
		return nil
	}
	var says struct {
		Version struct {
			Distribution string `json:"distribution"`
			Number       string `json:"number"`
		} `json:"version"`
	}
	err := c.try(ctx, call{method: http.MethodGet, path: "/", out: &says, change: change})
	if err != nil {
		return err
	}
	v := says.Version
	if v.Distribution != "opensearch" {
		if v.Distribution == "" {
			v.Distribution = "something else"
		}
		return c.versioned(fmt.Sprintf("%s answers there, version %q", v.Distribution, v.Number))
	}
	if older(v.Number, least) {
		return c.versioned("it is version " + v.Number)
	}
	c.checked, c.number = true, v.Number
	return nil
}

func (c *cluster) versioned(what string) error {
	return fmt.Errorf("%s: %w: %s; OpenSearch %s or later is needed", strings.Join(c.o.Addresses, ", "), ErrVersion, what, least)
}

// leading is the number that a text is, 0 where it is none.
func leading(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// older reports whether a version comes before another; what is no number counts
// as 0.
func older(version, than string) bool {
	a, b := strings.Split(version, "."), strings.Split(than, ".")
	for i := range b {
		x := 0
		if i < len(a) {
			x = leading(a[i])
		}
		if y := leading(b[i]); x != y {
			return x < y
		}
	}
	return false
}
