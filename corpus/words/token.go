package words

// Token is a word of a text. Start and End are byte offsets into the text as
// given (half open), whatever folding made of the word. Form is the folded
// exact form (lower case, accents and ligatures resolved, possessive dropped);
// Stem is what the index compares. Pos counts words from 0; Extra tokens stand
// at the position of another token (the joined form of a hyphenated compound,
// spanning all of it, at the position of its first word).
type Token struct {
	Start, End int
	Form, Stem string
	Pos        int
	Extra      bool
}
