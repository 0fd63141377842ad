package tag

import (
	"locus/corpus"
	"locus/corpus/words"
)

// Knowledge is what tagging knows of a field. The zero value works: without a
// pack there are no theories, and only the people of the document's own record,
// references and citations are known; without Words the general rules hold.
type Knowledge struct {
	Pack  *corpus.Pack
	Words *words.Analysis
}

// Tagger is Knowledge made ready: compile once, tag many documents. It is safe
// for concurrent use.
type Tagger struct {
	words    *words.Analysis
	cues     *trie
	patterns []pattern
	theories []corpus.Theory
	field    map[string]bool // stems that cues of several theories share
	people   *roster
	schools  schools
}

// New makes a tagger. An error means that the rules of words contradict each
// other.
func New(k Knowledge) (*Tagger, error) {
	t := &Tagger{words: k.Words}
	pack := k.Pack
	if pack == nil {
		pack = &corpus.Pack{}
	}
	if t.words == nil {
		var err error
		if t.words, err = words.New(words.Rules{Same: pack.Words.Same, Apart: pack.Words.Apart}); err != nil {
			return nil, err
		}
	}
	t.theories = pack.Theories
	t.compile()
	t.gatherField()
	t.people = newRoster(pack)
	t.schools = newSchools(pack.Theories)
	return t, nil
}

// Document tags one document with a tagger made for it alone; whoever tags many
// keeps the Tagger. The error is New's.
func Document(doc *corpus.Document, k Knowledge) error {
	t, err := New(k)
	if err != nil {
		return err
	}
	t.Document(doc)
	return nil
}

// Document fills the references and citations of a document, and of each of its
// passages the theories, people, voice, citations and near repeats. Passages
// must be there (package passage); what was tagged before is replaced. The
// passages that a near repeat names bear the document's present id and revision.
func (t *Tagger) Document(doc *corpus.Document) { t.Marked(doc, Marks{}) }

// Marked is Document for a file whose mark-up gives references and citations:
// these are taken as they are, their confidence certain, and what the mark-up is
// silent about is read from the print.
func (t *Tagger) Marked(doc *corpus.Document, m Marks) {
	given := newMarked(m, doc)
	doc.References = given.refs
	c := &cast{roster: t.people, schools: t.schools}
	c.learn(doc)
	doc.Citations = given.over(citations(doc, c), doc)
	headings := t.headings(doc)
	var tokens []words.Token
	sketches := make([]sketch, len(doc.Passages))
	next := 0
	for i := range doc.Passages {
		p := &doc.Passages[i]
		p.Citations = nil
		for next < len(doc.Citations) && doc.Citations[next].Span.Start < p.Span.End {
			p.Citations = append(p.Citations, doc.Citations[next])
			next++
		}
		tokens = t.words.Append(tokens[:0], p.Text)
		p.People = c.people(p, c.names[i])
		c.voice(doc, i)
		c.beforeLen = len(p.Text)
		p.Theories = t.tag(p, tokens, headings[i], c)
		sketches[i] = sketchOf(p, tokens)
	}
	alike(doc, sketches)
}
