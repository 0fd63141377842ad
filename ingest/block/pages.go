package block

import "strconv"

// FillLabels gives pages without a label the numbers between those of their
// neighbours, with low confidence, where both neighbours agree: the page before
// the unlabelled ones and the one behind them are as many apart in their numbers
// as in their places. What no two pages say stays without a label.
func FillLabels(pages []*PageStart) {
	last := -1 // the labelled page before
	for i, p := range pages {
		n, err := strconv.Atoi(p.Label)
		if err != nil {
			if p.Label != "" {
				last = -1
			}
			continue
		}
		if last >= 0 && i > last+1 {
			from, _ := strconv.Atoi(pages[last].Label)
			for k := last + 1; n-from == i-last && k < i; k++ {
				pages[k].Label, pages[k].Source, pages[k].Confidence = strconv.Itoa(from+k-last), pages[last].Source, "low"
			}
		}
		last = i
	}
}

// Starts are the pages of a file as NumberPages found them, by their Number.
type Starts map[int]PageStart

// NumberPages counts the pages that blocks begin, from 1, where the reader has
// not, and notes on which one every block stands, so that RestorePages can tell a
// page after the block it began with has been dropped. Text before the first page
// that is told stands on the one before it.
func NumberPages(blocks []Block) Starts {
	starts, last := Starts{}, 0
	for i := range blocks {
		b := &blocks[i]
		for k := range b.Pages {
			p := &b.Pages[k]
			if len(starts) == 0 && (i > 0 || p.At > 0) && p.Number == 0 {
				last = 1
				starts[1] = PageStart{Number: 1}
			}
			if p.Number <= last {
				p.Number = last + 1
			}
			last = p.Number
			starts[last] = *p
			if p.At == 0 {
				b.page = last
			}
		}
		if b.page == 0 {
			b.page = max(0, last-len(b.Pages))
		}
	}
	if len(starts) == 0 {
		return nil
	}
	for i := range blocks {
		if blocks[i].page != 0 {
			break
		}
		blocks[i].page = 1
	}
	return starts
}

// RestorePages gives back to the blocks that are left the pages whose beginning
// went with a dropped block: such a page begins with the first block left of it.
func RestorePages(blocks []Block, starts Starts) {
	told := map[int]bool{}
	for i := range blocks {
		b := &blocks[i]
		known := told[b.page]
		for _, p := range b.Pages {
			told[p.Number] = true
			known = known || p.Number == b.page
		}
		if p, ok := starts[b.page]; ok && !known {
			p.At = 0
			b.Pages = append([]PageStart{p}, b.Pages...)
			told[p.Number] = true
		}
	}
}
