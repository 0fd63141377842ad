package pdf

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"locus/ingest/pdf/pdftest"
)

// longBook is a book of so many pages of a height, with headings, heads and numbers.
func longBook(pages int, height float64) []byte {
	w := &pdftest.Words{Seed: 5}
	var all []pdftest.Element
	for i := range pages * int(height) / 140 {
		if i%100 == 0 {
			all = append(all, pdftest.Element{Kind: pdftest.Heading, Text: fmt.Sprintf("%d The matter of the harbour", i/100+1)})
		}
		all = append(all, pdftest.Element{Text: w.Paragraph(6)})
	}
	set := pdftest.Book{Elements: all, Width: 480, Height: height, Head: func(int) string { return "The Accounts of the Harbour" },
		Number: func(i int) string { return strconv.Itoa(i + 1) }}.Print()
	return pdftest.File{Sheets: set.Sheets[:pages]}.Bytes()
}

// TestALongBookIsReadWithoutABreak reads more pages than stay open at a time: all
// of them come, each once and with its label.
func TestALongBookIsReadWithoutABreak(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	const pages = pagesAtATime + 30
	page, err := testEngine().Read(context.Background(), longBook(pages, 250), "")
	if err != nil {
		t.Fatal(err)
	}
	next := 1
	for _, b := range page.Blocks {
		for _, p := range b.Pages {
			if p.Label != strconv.Itoa(next) {
				t.Fatalf("page %q, want %d", p.Label, next)
			}
			next++
		}
	}
	if next != pages+1 {
		t.Errorf("%d pages, want %d", next-1, pages)
	}
}

// TestAVeryLongBookNeedsLittleRoom reads a book of as many pages as
// LOCUS_LONG_BOOK says (LOCUS_LONG_BOOK=2000 go test -run TestAVeryLong ./ingest/pdf)
// and looks at the most room that the process has ever taken.
func TestAVeryLongBookNeedsLittleRoom(t *testing.T) {
	pages, _ := strconv.Atoi(os.Getenv("LOCUS_LONG_BOOK"))
	if pages == 0 {
		t.Skip("takes a minute: say how many pages in LOCUS_LONG_BOOK")
	}
	file := t.TempDir() + "/book.pdf"
	if err := os.WriteFile(file, longBook(pages, 700), 0o644); err != nil {
		t.Fatal(err)
	}
	// What the generator took counts for nothing.
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o644); err != nil {
		t.Skipf("this system does not tell how much room a process takes: %v", err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page, err := testEngine().Read(context.Background(), data, "")
	if err != nil || len(page.Blocks) < pages {
		t.Fatalf("%d blocks, %v", len(page.Blocks), err)
	}
	if peak := peakRoom(t); peak > 512<<10 {
		t.Errorf("%d pages: %d KB at the peak", pages, peak)
	} else {
		t.Logf("%d pages: %d KB at the peak", pages, peak)
	}
}

// peakRoom is the most room that this process has taken, in kilobytes.
func peakRoom(t *testing.T) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("no /proc: it is read only on Linux")
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	n, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return n
}
