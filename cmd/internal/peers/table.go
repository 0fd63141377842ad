package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// columns writes rows of cells, the first cell to the left and the others to the
// right of their columns.
func columns(w io.Writer, rows [][]string) error {
	out := tabwriter.NewWriter(w, 0, 8, 2, ' ', tabwriter.AlignRight)
	widest := 0
	for _, r := range rows {
		widest = max(widest, len(r[0]))
	}
	for _, r := range rows {
		first := r[0] + strings.Repeat(" ", widest-len(r[0]))
		if _, err := fmt.Fprintln(out, strings.Join(append([]string{first}, r[1:]...), "\t")+"\t"); err != nil {
			return err
		}
	}
	return out.Flush()
}

// measured are the engines that were measured, locus first.
func (r *report) measured() []*engine {
	var out []*engine
	for _, e := range r.engines {
		if e.missing == "" {
			out = append(out, e)
		}
	}
	return out
}

func (r *report) engine(name string) *engine {
	for _, e := range r.measured() {
		if e.name == name {
			return e
		}
	}
	return nil
}

// write prints the table of one size.
func (r *report) write(w io.Writer) error {
	fmt.Fprintf(w, "%d passages, %s of text; %s\n\n", r.passages, megabytes(r.text), r.about)
	if err := columns(w, r.sizes()); err != nil {
		return err
	}
	for _, of := range []struct {
		name    string
		faceted bool
	}{{"with snippets, ms", false}, {"with snippets and facets, ms", true}} {
		rows := r.latencies(of.name, of.faceted)
		if len(rows) < 2 {
			continue
		}
		fmt.Fprintln(w)
		if err := columns(w, rows); err != nil {
			return err
		}
	}
	return r.writeRest(w)
}

// sizes are the rows of building.
func (r *report) sizes() [][]string {
	head := []string{""}
	rows := [][]string{{"read, split, tag, keep, index, s"}, {"index alone, s"}, {"index alone, processor s"}, {"peak memory of it"}, {"index on disk"}, {"index over text"}}
	lucene := r.engine("lucene")
	for _, e := range r.measured() {
		head = append(head, e.name)
		for i, cell := range []string{seconds(e.add.wall), seconds(e.build.wall), seconds(e.build.cpu), megabytes(e.build.peak), megabytes(e.size), ratio(e.size, r.text)} {
			rows[i] = append(rows[i], cell)
		}
	}
	if locus := r.engine("locus"); locus != nil && lucene != nil {
		head = append(head, "locus/lucene")
		for i, cell := range []string{"", ratio(int64(locus.build.wall), int64(lucene.build.wall)), ratio(int64(locus.build.cpu), int64(lucene.build.cpu)),
			ratio(locus.build.peak, lucene.build.peak), ratio(locus.size, lucene.size), ""} {
			rows[i] = append(rows[i], cell)
		}
	}
	return append([][]string{head}, rows...)
}

// latencies are the rows of kinds of questions.
func (r *report) latencies(name string, faceted bool) [][]string {
	of := func(e *engine) asking {
		if faceted {
			return e.faceted
		}
		return e.plain
	}
	times := func(e *engine) []quantiles { return of(e).times }
	head := []string{name, "n"}
	var all []*engine
	for _, e := range r.measured() {
		if len(times(e)) > 0 {
			all = append(all, e)
			head = append(head, e.name+" p50", "p90", "p99")
		}
	}
	if len(all) == 0 {
		return nil
	}
	lucene := r.engine("lucene")
	compare := all[0].name == "locus" && lucene != nil && len(times(lucene)) > 0
	if compare {
		head = append(head, "locus/lucene p50", "p99")
	}
	rows := [][]string{head}
	for _, q := range times(all[0]) {
		row := []string{q.kind, fmt.Sprint(q.questions)}
		for _, e := range all {
			k := ofKind(times(e), q.kind)
			row = append(row, milliseconds(k.p50), milliseconds(k.p90), milliseconds(k.p99))
		}
		if compare {
			l := ofKind(times(lucene), q.kind)
			row = append(row, ratio(q.p50, l.p50), ratio(q.p99, l.p99))
		}
		rows = append(rows, row)
	}
	last := []string{"all, processor time", ""}
	for _, e := range all {
		last = append(last, milliseconds(of(e).cpu.Microseconds()), "", "")
	}
	if compare {
		last = append(last, ratio(int64(of(all[0]).cpu), int64(of(lucene).cpu)), "")
	}
	return append(rows, last)
}

func ofKind(all []quantiles, kind string) quantiles {
	for _, q := range all {
		if q.kind == kind {
			return q
		}
	}
	return quantiles{}
}

// writeRest prints what is measured of locus alone, and who is missing.
func (r *report) writeRest(w io.Writer) error {
	fmt.Fprintln(w)
	if l := r.load; l != nil {
		fmt.Fprintf(w, "locus serve, %d clients: %.0f answers a second, p50 %s ms, p99 %s ms, %d errors in %d; %s of memory of its own\n",
			l.clients, float64(l.answers)/l.seconds, milliseconds(l.p50), milliseconds(l.p99), l.errors, l.answers, megabytes(l.anonymous))
	}
	if r.process > 0 {
		fmt.Fprintf(w, "locus search, whole process, median: %s ms\n", milliseconds(r.process.Microseconds()))
	}
	if r.added > 0 {
		fmt.Fprintf(w, "a text added to the library is found after %s s; the command that added it ends after %s s\n", seconds(r.added), seconds(r.settled))
	}
	for _, e := range r.engines {
		if e.missing != "" {
			fmt.Fprintf(w, "not measured: %s: %s\n", e.name, e.missing)
		}
	}
	_, err := fmt.Fprintln(w)
	return err
}

// writeGrowth prints how times, sizes and memory grow with the library.
func writeGrowth(w io.Writer, all []*report) error {
	head := []string{"growth"}
	for _, r := range all {
		head = append(head, fmt.Sprint(r.passages))
	}
	rows := [][]string{head}
	row := func(name string, cell func(*report) string) {
		line := []string{name}
		for _, r := range all {
			line = append(line, cell(r))
		}
		rows = append(rows, line)
	}
	for _, e := range all[0].measured() {
		of := func(r *report) *engine {
			if e := r.engine(e.name); e != nil {
				return e
			}
			return &engine{}
		}
		row(e.name+" index alone, s", func(r *report) string { return seconds(of(r).build.wall) })
		row(e.name+" index on disk", func(r *report) string { return megabytes(of(r).size) })
		for _, q := range e.plain.times {
			row(e.name+" "+q.kind+" p50, ms", func(r *report) string { return milliseconds(ofKind(of(r).plain.times, q.kind).p50) })
			row(e.name+" "+q.kind+" p99, ms", func(r *report) string { return milliseconds(ofKind(of(r).plain.times, q.kind).p99) })
		}
	}
	row("locus search, whole process, ms", func(r *report) string { return milliseconds(r.process.Microseconds()) })
	row("a text added is found after, s", func(r *report) string { return seconds(r.added) })
	row("serving memory", func(r *report) string {
		if r.load == nil {
			return ""
		}
		return megabytes(r.load.anonymous)
	})
	return columns(w, rows)
}

// The cells: empty where nothing was measured.

func seconds(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", d.Seconds())
}

func milliseconds(us int64) string {
	if us == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", float64(us)/1000)
}

func megabytes(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func ratio(a, b int64) string {
	if a == 0 || b == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", float64(a)/float64(b))
}
