package pdf

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"locus/ingest/pdf/layout"
)

// fontKey is what tells one font from another.
type fontKey struct {
	name          string
	weight, flags int
}

// maxChars bounds the characters of one page; what a page holds beyond is not
// text that a person reads on it.
const maxChars = 200_000

// sheet reads the characters of page i with their places and fonts.
func (r *run) sheet(doc references.FPDF_DOCUMENT, i int) (layout.Sheet, error) {
	out := layout.Sheet{}
	if label, err := r.in.FPDF_GetPageLabel(&requests.FPDF_GetPageLabel{Document: doc, Page: i}); err == nil {
		out.Label = strings.TrimSpace(label.Label)
		out.Labelled = true
	}
	loaded, err := r.in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: i})
	if err != nil {
		return out, err
	}
	defer r.in.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	page := requests.Page{ByReference: &loaded.Page}
	if w, err := r.in.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page}); err == nil {
		out.Width = float64(w.PageWidth)
	}
	if h, err := r.in.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page}); err == nil {
		out.Height = float64(h.PageHeight)
	}
	text, err := r.in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return out, err
	}
	defer r.in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := r.in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return out, err
	}
	if count.Count > maxChars {
		out.Broken = true
		return out, nil
	}
	chars, err := r.in.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: page, Mode: requests.GetPageTextStructuredModeChars, CollectFontInformation: true,
	})
	if err != nil {
		return out, err
	}
	out.Glyphs = r.glyphs(text.TextPage, chars.Chars)
	out.Rules, out.Dots = r.drawn(page)
	return out, nil
}

// glyphs makes glyphs of the page's characters; blanks become a mark on the next.
func (r *run) glyphs(page references.FPDF_TEXTPAGE, chars []*responses.GetPageTextStructuredChar) []layout.Glyph {
	out := make([]layout.Glyph, 0, len(chars))
	blank := false
	for i, c := range chars {
		ch, _ := utf8.DecodeRuneInString(c.Text)
		switch {
		case c.Text == "":
			continue
		case ch == ' ' || ch == '\u00A0' || ch == '\t' || ch == '\r' || ch == '\n' || ch >= '\u2000' && ch <= '\u200A' || ch == '\u3000':
			blank = true
			continue
		}
		g := layout.Glyph{Sign: layout.Sign{Rune: ch, Blank: blank}, Angle: c.Angle}
		p := c.PointPosition
		g.X0, g.X1, g.Y0, g.Y1, g.Base, g.OX = p.Left, p.Right, p.Bottom, p.Top, p.Bottom, p.Left
		if o, err := r.in.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: page, Index: i}); err == nil {
			g.OX, g.Base = o.X, o.Y
		}
		if l, err := r.in.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: i}); err == nil && l.Rect.Right > l.Rect.Left {
			g.X0, g.X1 = float64(l.Rect.Left), float64(l.Rect.Right)
			g.Y0, g.Y1 = float64(min(l.Rect.Bottom, l.Rect.Top)), float64(max(l.Rect.Bottom, l.Rect.Top))
		}
		if f := c.FontInformation; f != nil {
			g.Size, g.Font = f.RenderedSize, r.font(f)
		}
		if !finite(g) {
			continue
		}
		blank = false
		out = append(out, g)
	}
	ligatures(out)
	return out
}

// ligatures gives the letters of a ligature, which the renderer gives one place,
// each their share of it.
func ligatures(gs []layout.Glyph) {
	for i := 0; i < len(gs); {
		j := i + 1
		for j < len(gs) && j-i < 4 && !gs[j].Blank && gs[j].OX == gs[i].OX && gs[j].Base == gs[i].Base && gs[j].X1 == gs[i].X1 {
			j++
		}
		if n := float64(j - i); j-i > 1 && gs[i].Angle == 0 {
			from, width := gs[i].X0, (gs[i].X1-gs[i].X0)/n
			for k := i; k < j; k++ {
				gs[k].X0 = from + float64(k-i)*width
				gs[k].OX, gs[k].X1 = gs[k].X0, gs[k].X0+width
			}
		}
		i = j
	}
}

// finite reports whether all measures of a glyph are numbers a page can have.
func finite(g layout.Glyph) bool {
	for _, v := range []float64{g.X0, g.X1, g.Y0, g.Y1, g.Base, g.OX, g.Size} {
		if math.IsNaN(v) || math.Abs(v) > 1e5 {
			return false
		}
	}
	return true
}

// maxFonts bounds the fonts of a file that are told apart; what is printed in a
// further one counts as printed in the first.
const maxFonts = 30_000

// font numbers the fonts of a file in the order of their first use.
func (r *run) font(f *responses.FontInformation) int16 {
	k := fontKey{f.Name, f.Weight, f.Flags}
	n, ok := r.fonts[k]
	if !ok && len(r.doc.Fonts) < maxFonts {
		n = int16(len(r.doc.Fonts))
		r.fonts[k] = n
		r.doc.Fonts = append(r.doc.Fonts, layout.FontOf(f.Name, f.Weight, f.Flags))
	}
	return n
}

// maxObjects bounds the drawn things that are looked at on a page: a page of text
// has few, a map has many.
const maxObjects = 1500

const pathObject = 2

// drawn finds the horizontal lines that are drawn on a page, and the dots, as some
// programs draw the bullets of lists.
func (r *run) drawn(page requests.Page) (rules []layout.Rule, dots []layout.Dot) {
	count, err := r.in.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || count.Count > 20*maxObjects {
		return nil, nil
	}
	looked := 0
	for i := range count.Count {
		obj, err := r.in.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		kind, err := r.in.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: obj.PageObject})
		if err != nil || int(kind.Type) != pathObject {
			continue
		}
		if looked++; looked > maxObjects {
			return nil, nil
		}
		b, err := r.in.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: obj.PageObject})
		if err != nil {
			continue
		}
		x0, x1, y0, y1 := float64(b.Left), float64(b.Right), float64(b.Bottom), float64(b.Top)
		w, h := x1-x0, math.Abs(y1-y0)
		switch {
		case w > 20 && h < 3:
			rules = append(rules, layout.Rule{X0: x0, X1: x1, Y: (y0 + y1) / 2})
		case w > 1.5 && w < 9 && h > 1.5 && h < 9:
			dots = append(dots, layout.Dot{X: (x0 + x1) / 2, Y: (y0 + y1) / 2})
		}
	}
	return rules, dots
}
