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
