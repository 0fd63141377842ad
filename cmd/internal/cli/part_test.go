package cli

import (
	"fmt"
	"testing"

	"locus/corpus"
)

func TestPartsDivideTheWorks(t *testing.T) {
	seen := make([]int, 4)
	for k := range 1000 {
		of := 0
		for i := range 4 {
			if (part{i + 1, 4}).has(corpus.WorkID(fmt.Sprint("work-", k))) {
				seen[i]++
				of++
			}
		}
		if of != 1 {
			t.Fatalf("work %d belongs to %d parts", k, of)
		}
	}
	for i, n := range seen {
		if n < 150 || n > 350 {
			t.Errorf("part %d has %d of 1000 works", i+1, n)
		}
	}
}

func TestPartsAreRead(t *testing.T) {
	if p, err := parsePart("2/4"); err != nil || p != (part{2, 4}) {
		t.Errorf("2/4 is %v, %v", p, err)
	}
	for _, s := range []string{"", "0/4", "5/4", "2", "2/4/1", "-1/2", " 1/2", "a/b"} {
		if p, err := parsePart(s); err == nil {
			t.Errorf("%q is %v", s, p)
		}
	}
}
