package flow

import "locus/ingest/block"

// Place is where a note is called: the index of the calling block, and the byte
// offset in its text after which the mark stood.
type Place struct{ Block, At int }

// Notes puts each note behind the block that calls it (behind the whole list or
// table where an item, a row or a table's caption does), in the order of the
// notes. A note whose call is not found stays where it was. The map says, by the
// note's index in the result, where its call stands in the result.
func Notes(blocks []block.Block) ([]block.Block, map[int]Place) {
	caller := match(blocks)
	after := map[int][]int{}
	for i := range blocks {
		if c, ok := caller[i]; ok {
			end := run(blocks, c.Block)
			after[end] = append(after[end], i)
		}
	}
	out := make([]block.Block, 0, len(blocks))
	now := make([]int, len(blocks)) // old index to new
	put := func(i int) {
		now[i] = len(out)
		out = append(out, blocks[i])
	}
	for i := range blocks {
		if _, moved := caller[i]; !moved {
			put(i)
		}
		for _, n := range after[i] {
			put(n)
		}
	}
	places := map[int]Place{}
	for i, c := range caller {
		places[now[i]] = Place{now[c.Block], c.At}
	}
	return out, places
}

// match finds for each note the block that calls it: by the anchor that the
// call links to, else the nearest call before with the note's mark that no other
// note has taken, else the first one after.
func match(blocks []block.Block) map[int]Place {
	taken := map[[2]int]bool{}
	out := map[int]Place{}
	byRef := map[string]Place{}
	byMark := map[string][][2]int{}
	for i, b := range blocks {
		for k, c := range b.Calls {
			if c.Ref != "" {
				if _, ok := byRef[c.Ref]; !ok {
					byRef[c.Ref] = Place{i, c.At}
				}
			}
			byMark[c.Mark] = append(byMark[c.Mark], [2]int{i, k})
		}
	}
	for i, b := range blocks {
		if b.Kind != block.Note {
			continue
		}
		if c, ok := byRef[b.Anchor]; ok && b.Anchor != "" {
			out[i] = c
			continue
		}
		if found, ok := nearest(byMark[b.Mark], i, taken); ok {
			taken[found] = true
			out[i] = Place{found[0], blocks[found[0]].Calls[found[1]].At}
		}
	}
	return out
}

// nearest picks the last untaken call before the note at block i, else the
// first one after it. The calls are in order.
func nearest(calls [][2]int, i int, taken map[[2]int]bool) ([2]int, bool) {
	lo, hi := 0, len(calls)
	for lo < hi {
		mid := (lo + hi) / 2
		if calls[mid][0] <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for k := lo - 1; k >= 0 && k >= lo-50; k-- {
		if !taken[calls[k]] && calls[k][0] != i {
			return calls[k], true
		}
	}
	for k := lo; k < len(calls) && k < lo+5; k++ {
		if !taken[calls[k]] {
			return calls[k], true
		}
	}
	return [2]int{}, false
}

// run is the last block of the list or table that block i stands in; i itself
// for any other.
func run(blocks []block.Block, i int) int {
	kind := blocks[i].Kind
	if kind == block.Caption {
		j := i + 1
		for j < len(blocks) && blocks[j].Kind == block.Note {
			j++
		}
		if j < len(blocks) && blocks[j].Kind == block.Row {
			return run(blocks, j)
		}
	}
	if kind != block.Item && kind != block.Row {
		return i
	}
	for i+1 < len(blocks) && (blocks[i+1].Kind == kind || blocks[i+1].Kind == block.Note && i+2 < len(blocks) && blocks[i+2].Kind == kind) {
		i++
	}
	return i
}
