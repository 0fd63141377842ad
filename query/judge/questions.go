package judge

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"locus/corpus"
)

// Question is a question and the places that answer it. None says that nothing
// in the texts does. Line is where it stands in its file, from 1.
type Question struct {
	Text   string
	Places []Place
	None   bool
	Line   int
}

// Place is a judged passage: the one of a work in which the words of Anchor
// stand. Grade 3 is the passage to cite, 2 a good one, 1 one that touches the
// question.
type Place struct {
	Grade  int
	Work   corpus.WorkID
	Anchor string
	Line   int
}

// SyntaxError is a line of a file of questions that cannot be read.
type SyntaxError struct {
	Line int
	Why  string
}

// Error gives the line, from 1, and what is wrong with it.
func (e *SyntaxError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Why) }

// ReadQuestions reads judged questions. A question is a line "? words"; below
// it stand its places, one a line, "grade work | anchor", or the line "none".
// Blank lines and lines that begin with # are for people. Errors are *SyntaxError.
func ReadQuestions(r io.Reader) ([]Question, error) {
	var out []Question
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if text, ok := strings.CutPrefix(line, "?"); ok {
			out = append(out, Question{Text: strings.TrimSpace(text), Line: n})
			continue
		}
		if len(out) == 0 {
			return nil, &SyntaxError{n, "a place stands before the first question"}
		}
		q := &out[len(out)-1]
		if line == "none" {
			q.None = true
		} else {
			p, err := place(line)
			if err != "" {
				return nil, &SyntaxError{n, err}
			}
			p.Line = n
			q.Places = append(q.Places, p)
		}
		if q.None && len(q.Places) > 0 {
			return nil, &SyntaxError{n, "a question has places, or none, not both"}
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	for _, q := range out {
		if q.Text == "" {
			return nil, &SyntaxError{q.Line, "a question without words"}
		}
		if !q.None && len(q.Places) == 0 {
			return nil, &SyntaxError{q.Line, "a question without a place; write none where nothing answers it"}
		}
	}
	return out, nil
}

func place(line string) (Place, string) {
	head, anchor, ok := strings.Cut(line, "|")
	fields := strings.Fields(head)
	anchor = strings.TrimSpace(anchor)
	if !ok || len(fields) != 2 || anchor == "" {
		return Place{}, "a place is written: grade work | words of the passage"
	}
	grade, err := strconv.Atoi(fields[0])
	if err != nil || grade < 1 || grade > 3 {
		return Place{}, "a grade is 1, 2 or 3, not " + strconv.Quote(fields[0])
	}
	return Place{Grade: grade, Work: corpus.WorkID(fields[1]), Anchor: anchor}, ""
}
