package quote

import "locus/corpus"

// Verdict says what became of a quotation.
type Verdict string

// The verdicts.
const (
	Exact       Verdict = "exact"                 // word for word
	ExactMarked Verdict = "exact-marked"          // but for edits that are marked
	Altered     Verdict = "altered"               // words changed, added or left out without a mark
	Stitched    Verdict = "stitched"              // words of several places as if of one
	WrongPage   Verdict = "wrong-page"            // exact, on another page than cited
	WrongSource Verdict = "wrong-source"          // in another work than cited
	Secondhand  Verdict = "secondhand"            // the source quotes these words from somebody else
	NotFound    Verdict = "not-found"             // in no work of the library
	NoSource    Verdict = "source-not-in-library" // nor is the work cited
	TooShort    Verdict = "too-short"             // to tell one text from another
	Ambiguous   Verdict = "ambiguous"             // in several works, and nothing says which
)

// Verdicts lists every verdict, from right to wrong, then what cannot be told.
func Verdicts() []Verdict {
	return []Verdict{Exact, ExactMarked, Altered, Stitched, WrongPage, WrongSource, Secondhand, NotFound, NoSource, TooShort, Ambiguous}
}

// Good reports whether nothing is to be mended: the quotation is right, or too
// short to be one.
func (v Verdict) Good() bool { return v == Exact || v == ExactMarked || v == TooShort }

// Least is the number of words from which a quotation can be told from other
// texts.
const Least = 4

// Claim is a quotation to be looked for. The zero value of all but Text stands
// for a quotation of which nothing else is said.
type Claim struct {
	Text string
	// Source is the source as the writer names it, "" where none is named.
	Source string
	// Works are the works of the library that Source may mean; none where the
	// library does not hold it.
	Works []corpus.WorkID
	// Pages are the pages named, as written: "118", "117-18", "xi, 3".
	Pages string
	// Of are the persons whose words the writer says they are, by family name.
	Of []string
	// Secondary says that the writer quotes from a quotation ("as cited in").
	Secondary bool
}

// Finding is what was found of a quotation. Its JSON form is the contract of
// every door.
type Finding struct {
	Text    string  `json:"text"`
	Verdict Verdict `json:"verdict"`
	// Why tells the verdict in a sentence, or several.
	Why     string           `json:"why"`
	Work    corpus.WorkID    `json:"work,omitempty"`
	Passage corpus.PassageID `json:"passage,omitempty"` // the address of the words found
	// SourceText is the source's own words, verbatim but for line ends.
	SourceText string          `json:"source_text,omitempty"`
	Locator    *corpus.Locator `json:"locator,omitempty"`
	// Of is whose words they are, where the source quotes them.
	Of      []string           `json:"of,omitempty"`
	Diff    []Difference       `json:"diff,omitempty"`
	Nearest []Near             `json:"nearest,omitempty"`
	Places  []corpus.PassageID `json:"places,omitempty"` // all exact places where there are several
}

// Near is a place whose words are like the quotation's. Likeness is the part of
// the quotation's words that stand there in order, 0 to 1.
type Near struct {
	Work       corpus.WorkID    `json:"work"`
	Passage    corpus.PassageID `json:"passage"`
	SourceText string           `json:"source_text"`
	Locator    *corpus.Locator  `json:"locator,omitempty"`
	Likeness   float64          `json:"likeness"`
}
