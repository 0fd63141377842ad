package ingest_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"go.uber.org/goleak"
	"locus/ingest"
)

// recordLines writes n records of different lengths; every tenth line is none.
func recordLines(n int) string {
	var out strings.Builder
	for i := range n {
		if i%10 == 7 {
			fmt.Fprintf(&out, "{broken %d\n", i)
			continue
		}
		fmt.Fprintf(&out, "{\"id\":\"r%d\",\"text\":\"%s\"}\n", i, strings.Repeat("The ferry left the quay at noon. ", 1+i*37%90))
	}
	return out.String()
}

func TestRecordsComeInTheOrderOfTheirLines(t *testing.T) {
	defer goleak.VerifyNone(t)
	r := &ingest.Reader{}
	src := ingest.Source{Name: "r.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(recordLines(200))), nil }}
	n := 0
	for doc, err := range r.Read(context.Background(), src) {
		if n%10 == 7 {
			if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("line %d", n+1)) {
				t.Errorf("line %d: %v", n+1, err)
			}
		} else if err != nil || string(doc.Work.ID) != fmt.Sprintf("r%d", n) {
			t.Errorf("line %d: %v", n+1, err)
		}
		n++
	}
	if n != 200 {
		t.Errorf("%d results of 200", n)
	}
}

func TestReadingStopsWhenTheCallerStops(t *testing.T) {
	defer goleak.VerifyNone(t)
	r := &ingest.Reader{}
	src := ingest.Source{Name: "r.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(recordLines(200))), nil }}
	n := 0
	for range r.Read(context.Background(), src) {
		if n++; n == 5 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := 0
	for _, err := range r.Read(ctx, src) {
		if cancel(); err == context.Canceled {
			ended++
			break
		}
	}
	if n != 5 || ended != 1 {
		t.Errorf("%d results, %d ends", n, ended)
	}
}
