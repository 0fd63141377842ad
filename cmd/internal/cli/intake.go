package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"locus/corpus"
	"locus/ingest"
)

// The library is written in batches of so many documents or bytes of text,
// whichever comes first: few waits for the disk, bounded memory.
const (
	batchDocuments = 500
	batchBytes     = 32 << 20
)

// intake carries documents from files into the library, in batches, and keeps
// the report. Without a library it only reads and reports.
type intake struct {
	lib     *corpus.Library
	field   field
	reader  *ingest.Reader
	flags   addFlags
	meta    *meta // nil where no library of records is given
	log     *readings
	given   map[corpus.WorkID]corpus.Source // ids taken in this run, and by what
	sums    map[string]string               // from the hash of a file's bytes to its place in the log
	orphans map[string][]corpus.WorkID      // see unlogged; nil until it is asked for
	started time.Time

	batch   []*corpus.Document
	pending []int // places in reports of the batch's documents
	bytes   int
	reports []added

	progress *progress
	sizes    *sizes // nil where no progress is shown
	passages int    // read so far
}

func newIntake(lib *corpus.Library, f field, flags addFlags) (*intake, error) {
	in := &intake{lib: lib, field: f, reader: &ingest.Reader{Pack: f.pack, Words: f.words, Type: flags.Type},
		flags: flags, started: time.Now(), given: map[corpus.WorkID]corpus.Source{}, sums: map[string]string{}}
	var err error
	if lib == nil {
		in.log = &readings{Files: map[string]reading{}}
		return in, nil
	}
	if in.log, err = openReadings(lib.Dir()); err != nil {
		return nil, err
	}
	for _, key := range sortedKeys(in.log.Files) {
		in.sums[in.log.Files[key].SHA256] = key
	}
	return in, nil
}

// work is a work as the library holds it. One that is damaged counts as not held:
// it is put right by reading it again.
func (in *intake) work(id corpus.WorkID) (corpus.Work, bool) {
	if in.lib == nil || !in.lib.Holds(id) {
		return corpus.Work{}, false
	}
	w, err := in.lib.Work(id)
	return w, err == nil
}

// taken gives what holds an id, in this run or in the library. Ids are looked up
// one by one: reading all records of a large library takes longer than adding a
// text to it.
func (in *intake) taken(id corpus.WorkID) (corpus.Source, bool) {
	if s, ok := in.given[id]; ok {
		return s, true
	}
	w, ok := in.work(id)
	return w.Source, ok
}

func (in *intake) took() string { return time.Since(in.started).Round(time.Millisecond).String() }

// readAll reads every source; a source that cannot be read is reported, and
// only a broken library or an ended context stops the whole.
func (in *intake) readAll(ctx context.Context, sources iter.Seq2[ingest.Source, error]) error {
	for src, err := range sources {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			in.sizes.passed(src.Path)
			in.skip(src.Name, err)
			continue
		}
		src = in.sizes.next(src)
		in.progress.show(in.sizes.at(), in.passages, src.Name)
		if err := in.readOne(ctx, src); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) skip(name string, err error) {
	report := added{File: name, Status: "failed", Reason: err.Error()}
	var skip *ingest.Skip
	if errors.As(err, &skip) {
		report.Status, report.Reason = "skipped", strings.TrimPrefix(report.Reason, name+": ")
		switch skip.Reason {
		case ingest.Hidden, ingest.Ignored, ingest.Outside, ingest.Library:
			report.passedOver = true
		}
		if report.File == "" {
			report.File = skip.File
		}
	}
	in.reports = append(in.reports, report)
}

// readOne reads one source unless it is known unchanged.
func (in *intake) readOne(ctx context.Context, src ingest.Source) error {
	key := sourceKey(src)
	sum, sumErr := sourceSum(src)
	told := in.told(key)
	if sumErr == nil && in.unchanged(key, sum, told, src) {
		return nil
	}
	var works []corpus.WorkID
	said := told // of the one work of a file
	before := len(in.reports)
	for doc, err := range in.reader.Read(ctx, src) {
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			in.skip(src.Name, err)
			continue
		}
		own, note := in.meta.describe(src, &doc.Work, told)
		say, err := own.statements()
		if err != nil {
			return err
		}
		say(&doc.Work)
		id, reason := in.identify(key, doc)
		if reason != "" {
			in.reports = append(in.reports, added{File: src.Name, Work: id, Status: "failed", Reason: reason})
			continue
		}
		if err := doc.Check(); err != nil { // a fault of ours: the others go on
			in.reports = append(in.reports, added{File: src.Name, Work: id, Status: "failed", Reason: err.Error()})
			continue
		}
		works = append(works, id)
		said = own
		if err := in.take(src.Name, doc, note); err != nil {
			return err
		}
	}
	if len(in.reports) == before {
		in.skip(src.Name, &ingest.Skip{File: src.Name, Detail: "it holds no text and no record"})
	}
	if sumErr == nil && len(works) > 0 {
		in.sums[sum] = key
		if len(works) > 1 {
			said = told
		}
		in.log.Files[key] = reading{SHA256: sum, Pack: in.knowledge(said), Works: works, Said: said}
	}
	return nil
}

// identify gives the document its id in this library. A record keeps its own; a
// file read before keeps the id it had, and so does what came in the same bytes
// from standard input or in a run that was killed; another file of the same name
// gets the next free one.
func (in *intake) identify(key string, doc *corpus.Document) (corpus.WorkID, string) {
	id := doc.Work.ID
	if first, given := in.given[id]; given && doc.Work.Source.Format == "record" {
		return id, fmt.Sprintf("the id %s is given twice; the first stands in %s", id, first.File)
	}
	if doc.Work.Source.Format == "record" {
		if s, held := in.taken(id); held && s.Format != "record" {
			return id, fmt.Sprintf("the id %s is held by the file %s", id, s.File)
		}
	} else if last, ok := in.log.Files[key]; ok && slices.Contains(last.Works, id) {
		// one of several works of a file, or the only one
	} else if ok && len(last.Works) == 1 {
		id = last.Works[0]
	} else if same, ok := in.unlogged(id, doc.Work.Source); ok {
		id = same
	} else {
		id = corpus.MakeWorkID(string(id), func(w corpus.WorkID) bool { _, held := in.taken(w); return held })
	}
	in.given[id] = doc.Work.Source
	doc.Stamp(id, max(1, doc.Work.Revision))
	return id, ""
}

// take puts a document into the batch and its report into the list.
func (in *intake) take(name string, doc *corpus.Document, note string) error {
	report := added{File: name, Work: doc.Work.ID, Status: "added", Reason: note, Passages: len(doc.Passages), Dropped: map[string]int{}}
	for _, l := range doc.LeftOut {
		report.Dropped[l.Why] += l.Count
	}
	report.PagesWithoutText = report.Dropped["page without text"]
	for _, p := range doc.Parts {
		if p.Kind == corpus.PartPage {
			report.Pages++
			if p.Span.Empty() {
				report.PagesWithoutText++
			}
		}
	}
	in.reports = append(in.reports, report)
	in.passages += report.Passages
	in.progress.show(in.sizes.at(), in.passages, name)
	if in.lib == nil {
		return nil
	}
	in.batch = append(in.batch, doc)
	in.pending = append(in.pending, len(in.reports)-1)
	in.bytes += len(doc.Text)
	if len(in.batch) >= batchDocuments || in.bytes >= batchBytes {
		return in.flush()
	}
	return nil
}

// flush writes the batch into the library, or says what writing it would do.
func (in *intake) flush() error {
	if len(in.batch) == 0 {
		return nil
	}
	put := in.lib.Put
	if in.flags.dryRun {
		put = in.lib.Preview
	}
	changes, err := put(in.batch...)
	if err != nil {
		return err
	}
	for i, c := range changes {
		in.reports[in.pending[i]].Status = string(c.Status)
	}
	in.batch, in.pending, in.bytes = nil, nil, 0
	return nil
}

// finish writes what is left, remembers what was read, and brings the index up
// to date. It does so also after an interrupt: what was read is kept.
func (in *intake) finish(ctx context.Context) error {
	defer in.progress.done()
	if in.lib == nil {
		return nil
	}
	if err := in.flush(); err != nil || in.flags.dryRun {
		return err
	}
	in.progress.begin("bringing the index up to date,", "works", 0)
	if err := in.log.save(in.lib.Dir()); err != nil {
		return err
	}
	if in.changed() {
		if err := tieRepeats(context.WithoutCancel(ctx), in.lib, in.field, false, in.progress); err != nil {
			return err
		}
	}
	report, err := refreshIndex(context.WithoutCancel(ctx), in.lib, in.field, false, in.progress)
	if err != nil {
		return fmt.Errorf("the texts are in the library; the index could not be brought up to date (locus rebuild does it): %w", err)
	}
	return failures(report)
}

// changed reports whether any work was added or replaced.
func (in *intake) changed() bool {
	for _, r := range in.reports {
		if r.Status == "added" || r.Status == "replaced" {
			return true
		}
	}
	return false
}
