package layout

import (
	"encoding/binary"
	"math"
	"strings"
)

// A book of two thousand pages has ten million characters, and layout needs them
// to the end: what a paragraph is shows only when its style is known, which all
// pages tell. So the characters of a piece are kept packed, in five bytes instead
// of forty-eight: what is as it was at the character before is one bit, the rest a
// small number of steps of a 128th of a point.
const step = 1.0 / 128

// What a packed character has of its own.
const (
	ownGap   = 1 << iota // it does not begin where the one before ends
	ownPlace             // it does not stand where it begins
	ownBase
	ownSize
	ownFont
	wasBlank
)

// pack packs the characters of all pieces of a sheet together.
func pack(ps []piece) []piece {
	var all []byte
	ends := make([]int, len(ps))
	for i := range ps {
		all = ps[i].appendTo(all)
		ends[i] = len(all)
	}
	data, from := string(all), 0
	for i := range ps {
		ps[i].text = ps[i].words()
		ps[i].n, ps[i].gs = len(ps[i].gs), nil
		ps[i].kept = data[from:ends[i]]
		from = ends[i]
	}
	return append([]piece(nil), ps...)
}

// appendTo writes a piece's characters behind dst. Places are told from the
// piece's left end and its line, so that a piece that is moved stays as it is.
func (p *piece) appendTo(dst []byte) []byte {
	x, base, size, font := 0, 0, 0, int16(0)
	for _, g := range p.gs {
		x0, w, ox := steps(g.X0-p.x0), steps(g.X1-g.X0), steps(g.OX-g.X0)
		y, s := steps(g.Base-p.base), steps(g.Size)
		flags := byte(0)
		for _, own := range []struct {
			bit byte
			is  bool
		}{{ownGap, x0 != x}, {ownPlace, ox != 0}, {ownBase, y != base}, {ownSize, s != size}, {ownFont, g.Font != font}, {wasBlank, g.Blank}} {
			if own.is {
				flags |= own.bit
			}
		}
		dst = append(dst, flags)
		dst = binary.AppendUvarint(dst, uint64(uint32(g.Rune)))
		dst = binary.AppendVarint(dst, int64(w))
		for _, v := range []struct {
			bit byte
			is  int
		}{{ownGap, x0 - x}, {ownPlace, ox}, {ownBase, y}, {ownSize, s}, {ownFont, int(g.Font)}} {
			if flags&v.bit != 0 {
				dst = binary.AppendVarint(dst, int64(v.is))
			}
		}
		x, base, size, font = x0+w, y, s, g.Font
	}
	return dst
}

func steps(v float64) int { return int(math.Round(v / step)) }

// signs are a piece's characters. Those of a packed one are made anew; whoever
// changes them gives them back (take).
func (p *piece) signs() []Sign {
	if p.kept == "" {
		return p.gs
	}
	out := make([]Sign, 0, p.n)
	in := strings.NewReader(p.kept)
	next := func() int { v, _ := binary.ReadVarint(in); return int(v) }
	x, base, size, font := 0, 0, 0, int16(0)
	for range p.n {
		flags, _ := in.ReadByte()
		r, _ := binary.ReadUvarint(in)
		w, ox := next(), 0
		if flags&ownGap != 0 {
			x += next()
		}
		if flags&ownPlace != 0 {
			ox = next()
		}
		if flags&ownBase != 0 {
			base = next()
		}
		if flags&ownSize != 0 {
			size = next()
		}
		if flags&ownFont != 0 {
			font = int16(next())
		}
		x0 := p.x0 + float64(x)*step
		out = append(out, Sign{Rune: rune(uint32(r)), Font: font, Blank: flags&wasBlank != 0, Size: float64(size) * step,
			X0: x0, X1: x0 + float64(w)*step, OX: x0 + float64(ox)*step, Base: p.base + float64(base)*step})
		x += w
	}
	return out
}

// count is how many characters a piece has.
func (p *piece) count() int {
	if p.kept == "" {
		return len(p.gs)
	}
	return p.n
}

// take gives a piece other characters, packed where its own were.
func (p *piece) take(gs []Sign) {
	packed := p.kept != ""
	p.kept, p.text, p.gs = "", "", gs
	if packed && len(gs) > 0 {
		p.text = p.words()
		p.kept = string(p.appendTo(nil))
		p.n, p.gs = len(gs), nil
	}
}
