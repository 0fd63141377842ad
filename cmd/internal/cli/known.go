package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"locus/corpus"
	"locus/ingest"
)

// told is what the user says of a source's works, now or when it was read last. A
// record that was tied to it holds until another is.
func (in *intake) told(key string) *spoken {
	last := in.log.Files[key].Said
	switch {
	case in.flags.nothing() && !last.nothing():
		return last
	case last != nil && last.Record != nil:
		said := in.flags.spoken
		said.Record = last.Record
		return &said
	}
	return &in.flags.spoken
}

// knowledge names what else a reading depends on: the pack, the words, and what
// the user said of the works.
func (in *intake) knowledge(told *spoken) string {
	h := sha256.New()
	fmt.Fprintln(h, in.field.pack.Fingerprint, in.field.words.Fingerprint(), told.Type, told.Title, told.Year, told.Authors)
	if told.Record != nil {
		b, err := json.Marshal(told.Record)
		fmt.Fprintln(h, string(b), err)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// unchanged reports a source whose bytes were read before, from this place or
// another, with the same pack and words and whose works are all still held.
func (in *intake) unchanged(key, sum string, told *spoken, src ingest.Source) bool {
	if in.flags.again {
		return false
	}
	last, ok := in.log.Files[key]
	same := ""
	if !ok {
		if same = in.sums[sum]; same != "" {
			last, ok = in.log.Files[same], true
		}
	}
	if !ok || last.SHA256 != sum || last.Pack != in.knowledge(told) || !in.holds(last.Works) {
		return false
	}
	if !in.described(src, last) {
		return false
	}
	report := added{File: src.Name, Status: "unchanged"}
	if len(last.Works) == 1 {
		report.Work = last.Works[0]
	} else {
		report.Reason = fmt.Sprintf("%d records, all held", len(last.Works))
	}
	if same != "" {
		report.Reason = "the same bytes as " + same
	}
	in.reports = append(in.reports, report)
	return true
}

// described reports whether the libraries of records still say what they said of
// the works of a source.
func (in *intake) described(src ingest.Source, last reading) bool {
	if in.meta == nil {
		return true
	}
	var works []corpus.Work
	for _, id := range last.Works {
		w, _ := in.work(id)
		works = append(works, w)
	}
	return in.meta.same(src, works, last.Said)
}

// holds reports whether all works are held and whole, or wait in the batch.
func (in *intake) holds(works []corpus.WorkID) bool {
	for _, id := range works {
		if _, now := in.given[id]; !now && (in.lib == nil || !in.lib.Whole(id)) {
			return false
		}
	}
	return len(works) > 0
}

// sourceKey names a source for the log of readings: its absolute path, or its
// name where it has none.
func sourceKey(src ingest.Source) string {
	if src.Path == "" {
		return "-" + src.Name
	}
	if abs, err := filepath.Abs(src.Path); err == nil {
		return lettered(abs)
	}
	return lettered(src.Path)
}

// lettered writes the bytes of a path that are no UTF-8 as their numbers, as the
// log, which is JSON, would write them all alike.
func lettered(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	var b strings.Builder
	for len(path) > 0 {
		r, n := utf8.DecodeRuneInString(path)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, "<%02X>", path[0])
		} else {
			b.WriteString(path[:n])
		}
		path = path[n:]
	}
	return b.String()
}

// sourceSum is the hash of a source's bytes. Standard input, which can be read
// only once, has none.
func sourceSum(src ingest.Source) (string, error) {
	if src.Path == "" {
		return "", errors.New("no file")
	}
	r, err := src.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// unlogged finds the work of a name that was read from the same bytes and of which
// the log knows nothing: it came from standard input, or the run that added it was
// killed before it wrote the log.
func (in *intake) unlogged(name corpus.WorkID, src corpus.Source) (corpus.WorkID, bool) {
	if in.lib == nil {
		return "", false
	}
	if in.orphans == nil {
		in.orphans = in.unloggedWorks()
	}
	for _, id := range in.orphans[src.SHA256] {
		number, ours := strings.CutPrefix(string(id), string(name))
		_, given := in.given[id]
		if ours && !given && (number == "" || strings.HasPrefix(number, "-") && strings.Trim(number[1:], "0123456789") == "") {
			return id, true
		}
	}
	return "", false
}

// unloggedWorks lists the works that the log does not name by the hash of the
// bytes that they were read from. Records, which keep their ids, are left out.
func (in *intake) unloggedWorks() map[string][]corpus.WorkID {
	out := map[string][]corpus.WorkID{}
	ids, err := in.lib.IDs()
	if err != nil {
		return out // writing says so
	}
	logged := map[corpus.WorkID]bool{}
	for _, r := range in.log.Files {
		for _, id := range r.Works {
			logged[id] = true
		}
	}
	for _, id := range ids {
		if logged[id] {
			continue
		}
		if w, ok := in.work(id); ok && w.Source.Format != "record" {
			out[w.Source.SHA256] = append(out[w.Source.SHA256], id)
		}
	}
	return out
}
