package corpus

import "strings"

// Cue is a word or phrase that speaks for a theory. Text is matched by stems,
// its words contiguous; with Exact it is matched in this form only. Weight is
// above 0 for, below 0 against. 1 suffices alone. Smaller cues add up: a theory
// is tagged where its cues sum to 1 (a repeat counts half of the one before) and
// two different ones of .5 or more speak, or any three; so .9 and .6 do, .5 and
// .5 do, the same .9 twice does not. A theory marked as a concept takes a sum of 1.5 and, without
// its name or a cue of 1, three cues that weigh 2 together. With
// Needs the cue counts only in a passage where one of these words stands too.
type Cue struct {
	Text   string   `yaml:"text"`
	Weight float64  `yaml:"weight"`
	Exact  bool     `yaml:"exact,omitempty"`
	Needs  []string `yaml:"needs,omitempty"`
}

// Theory is a node of a pack's taxonomy; its place in the tree is its id's
// slashes. Aliases name it outright.
type Theory struct {
	ID      TheoryID `yaml:"id"`
	Label   string   `yaml:"label"`
	About   string   `yaml:"about,omitempty"`   // one sentence for people
	Concept bool     `yaml:"concept,omitempty"` // cuts across schools
	Aliases []string `yaml:"aliases,omitempty"`
	Cues    []Cue    `yaml:"cues,omitempty"`
}

// Person is somebody the field knows: the canonical name, every printed
// variant of the full or the family name, and the theories spoken for.
type Person struct {
	Name     string     `yaml:"name"`
	Family   string     `yaml:"family"`
	Variants []string   `yaml:"variants,omitempty"`
	Theories []TheoryID `yaml:"theories,omitempty"`
	// Common marks a family name that is also an ordinary word or a frequent
	// name (Walker, Smith): alone it names this person only beside another sign.
	Common bool `yaml:"common,omitempty"`
}

// Words is what a field knows of its vocabulary. Each Same list holds word
// forms that count as one word; each Apart list forms that a stemmer would
// confuse and that must stay apart; each Synonyms list phrases (one word or
// several) that a question may use for one another.
type Words struct {
	Same     [][]string `yaml:"same,omitempty"`
	Apart    [][]string `yaml:"apart,omitempty"`
	Synonyms [][]string `yaml:"synonyms,omitempty"`
}

// Pack is a field's knowledge as data: a taxonomy of theories, the people, the
// vocabulary. A field is never code.
type Pack struct {
	Name     string   `yaml:"name"`
	Title    string   `yaml:"title"`
	Theories []Theory `yaml:"theories"`
	People   []Person `yaml:"people"`
	Words    Words    `yaml:"words"`
	// Fingerprint is a hash of the pack's files, so that what was tagged with
	// an older pack can be told. Set by whoever loads the pack.
	Fingerprint string `yaml:"-"`
}

// Theory finds a theory by its id.
func (p *Pack) Theory(id TheoryID) (Theory, bool) {
	for _, t := range p.Theories {
		if t.ID == id {
			return t, true
		}
	}
	return Theory{}, false
}

// Parent is the theory above id, "" for a root: the id without its last slash.
func (id TheoryID) Parent() TheoryID {
	i := strings.LastIndexByte(string(id), '/')
	if i < 0 {
		return ""
	}
	return id[:i]
}

// Within reports whether id is t or stands below it.
func (id TheoryID) Within(t TheoryID) bool {
	return id == t || strings.HasPrefix(string(id), string(t)+"/")
}
