package layout

import (
	"math"
	"testing"

	"locus/ingest/pdf/pdftest"
)

// TestPackedCharactersAreTheSame packs the pieces of printed pages: their
// characters come back, each within half a step of where it stood.
func TestPackedCharactersAreTheSame(t *testing.T) {
	doc := documentOf(pdftest.Book{Elements: chapters(3, 30, true), Columns: 2, Width: 595, Height: 842}.Print().Sheets)
	for _, s := range doc.Sheets {
		up, _ := upright(s)
		before, _ := pieces(up, doc.Fonts)
		after := pack(append([]piece(nil), before...))
		for i := range after {
			samePiece(t, before[i], after[i], 0)
			moved := after[i].moved(-300)
			samePiece(t, before[i], moved, -300)
			moved.take(moved.signs())
			samePiece(t, before[i], moved, -300)
		}
	}
	odd := piece{x0: -3, base: 9, gs: []Sign{
		{Rune: 0x10FFFF, X0: -3, X1: 1e5, OX: 7, Base: -1e5, Size: 0.5, Font: 29999, Blank: true},
		{Rune: 0, X0: 1, X1: 0.5, OX: -1e5, Base: 9, Size: 1e5},
	}}
	samePiece(t, odd, pack([]piece{odd})[0], 0)
}

func samePiece(t *testing.T, want, got piece, dx float64) {
	t.Helper()
	if got.count() != len(want.gs) || got.words() != want.words() {
		t.Fatalf("%d characters %q, want %d %q", got.count(), got.words(), len(want.gs), want.words())
	}
	near := func(a, b float64) bool { return math.Abs(a-b) <= 4*step }
	for i, g := range got.signs() {
		w := want.gs[i]
		if g.Rune != w.Rune || g.Font != w.Font || g.Blank != w.Blank || !near(g.X0, w.X0+dx) || !near(g.X1, w.X1+dx) || !near(g.OX, w.OX+dx) || !near(g.Base, w.Base) || !near(g.Size, w.Size) {
			t.Fatalf("character %d of %q: %+v, want %+v", i, got.words(), g, w)
		}
	}
}

// TestPackedCharactersNeedLittleRoom bounds what a book keeps of a page.
func TestPackedCharactersNeedLittleRoom(t *testing.T) {
	doc := documentOf(pdftest.Book{Elements: chapters(3, 60, false)}.Print().Sheets)
	kept, characters := 0, 0
	for _, s := range doc.Sheets {
		up, _ := upright(s)
		ps, _ := pieces(up, doc.Fonts)
		for _, p := range pack(ps) {
			kept += len(p.kept) + len(p.text)
			characters += p.n
		}
	}
	if kept > 7*characters {
		t.Errorf("%d bytes are kept of %d characters", kept, characters)
	}
}
