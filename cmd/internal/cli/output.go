package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/term"

	"locus/cmd/internal/inert"
	"locus/corpus"
)

// The formats that every command writes.
const (
	formatText  = "text"
	formatJSON  = "json"
	formatJSONL = "jsonl"
)

// format is the output format in force, checked against what the command can
// write: text, json, jsonl and extra.
func (a *app) format(extra ...string) (string, error) {
	known := append([]string{formatText, formatJSON, formatJSONL}, extra...)
	f := a.conf.Format
	if f == "" {
		return formatText, nil
	}
	for _, k := range known {
		if f == k {
			return f, nil
		}
	}
	return "", fmt.Errorf("no format %q here; there are %s", f, strings.Join(known, ", "))
}

// terminal reports whether results go to a person's screen.
func (a *app) terminal() bool {
	f, ok := a.out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colour reports whether escape codes may be written.
func (a *app) colour() bool {
	return a.terminal() && !a.flags.noColor && a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb"
}

// width is the screen's width in columns, 80 where there is no screen.
func (a *app) width() int {
	if f, ok := a.out.(*os.File); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 20 {
			return min(w, 100)
		}
	}
	return 80
}

// records writes a list: an array, a line each, a template each, or text as the
// command's own writer makes it.
func records[T any](a *app, list []T, text func(io.Writer, T)) error {
	return stream(a, func(yield func(T, error) bool) {
		for _, v := range list {
			if !yield(v, nil) {
				return
			}
		}
	}, text)
}

// stream is records for a list too long to hold in memory.
func stream[T any](a *app, list iter.Seq2[T, error], text func(io.Writer, T)) error {
	format, err := a.format()
	if err != nil {
		return err
	}
	return a.page(func(w io.Writer) error {
		return writeStream(a, w, format, list, text)
	})
}

func writeStream[T any](a *app, w io.Writer, format string, list iter.Seq2[T, error], text func(io.Writer, T)) error {
	array := format == formatJSON && a.flags.template == ""
	between := "[\n"
	for v, err := range list {
		if err != nil {
			return err
		}
		switch {
		case a.flags.template != "":
			err = eachTemplate(w, a.flags.template, []T{v})
		case array:
			if _, err = io.WriteString(w, between); err == nil {
				err = writeJSON(w, v, true)
			}
			between = ","
		case format == formatJSONL:
			err = writeJSON(w, v, false)
		default:
			text(w, v)
		}
		if err != nil {
			return err
		}
	}
	if !array {
		return nil
	}
	end := "]\n"
	if between != "," {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

// record writes one value in the format in force.
func record[T any](a *app, v T, text func(io.Writer, T)) error {
	format, err := a.format()
	if err != nil {
		return err
	}
	return a.page(func(w io.Writer) error {
		switch {
		case a.flags.template != "":
			return eachTemplate(w, a.flags.template, []T{v})
		case format == formatText:
			text(w, v)
			return nil
		default:
			return writeJSON(w, v, format == formatJSON)
		}
	})
}

func writeJSON(w io.Writer, v any, indent bool) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if indent {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(v)
}

// inert gives the writer through which results go to w, and what ends it: what
// others wrote must not govern a terminal. Text and JSON may end on one by way of
// a pipe too; other formats and templates are for programs, and go through a pipe
// as they are.
func (a *app) inert(w io.Writer) (shown io.Writer, flush func() error) {
	var own *inert.Writer
	switch format := a.conf.Format; {
	case a.flags.template == "" && (format == formatJSON || format == formatJSONL):
		own = inert.NewJSONWriter(w)
	case a.terminal() && a.colour():
		own = inert.NewWriter(w, inert.Options{Codes: []string{codeMark, codeBold, codeDim, codeReset}})
	case a.terminal():
		own = inert.NewWriter(w, inert.Options{})
	case a.flags.template == "" && (format == "" || format == formatText):
		own = inert.NewWriter(w, inert.Options{Turns: true})
	default:
		return w, func() error { return nil }
	}
	return own, own.Flush
}

// page runs write on standard output, through the user's pager when that is a
// terminal and the text does not fit it.
func (a *app) page(write func(io.Writer) error) error {
	if !a.terminal() {
		w := bufio.NewWriter(a.out) // it keeps the first error of a text's many writes
		shown, flush := a.inert(w)
		return errors.Join(write(shown), flush(), w.Flush())
	}
	var buf bytes.Buffer
	shown, flush := a.inert(&buf)
	if err := errors.Join(write(shown), flush()); err != nil {
		return err
	}
	pager := a.getenv("PAGER")
	if pager == "" {
		pager = "less"
	}
	_, height, err := term.GetSize(int(a.out.(*os.File).Fd()))
	if err != nil || bytes.Count(buf.Bytes(), []byte("\n")) < height || pager == "cat" {
		_, err := a.out.Write(buf.Bytes())
		return err
	}
	cmd := exec.Command("sh", "-c", pager)
	cmd.Env = append(os.Environ(), "LESS=FRX")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = &buf, a.out, inert.Under(a.err)
	if err := cmd.Run(); err != nil {
		_, err = a.out.Write(buf.Bytes())
		return err
	}
	return nil
}

// The escape codes of a mark, a heading and a dim aside.
const (
	codeMark  = "\x1b[1;33m"
	codeBold  = "\x1b[1m"
	codeDim   = "\x1b[2m"
	codeReset = "\x1b[0m"
)

// styled wraps s in an escape code when colour is on.
func (a *app) styled(code, s string) string {
	if s == "" || !a.colour() {
		return s
	}
	return code + s + codeReset
}

// marked shows marks in a text: in colour, or between ** where there is none.
func (a *app) marked(text string, marks []corpus.Mark) string {
	open, shut := "**", "**"
	if a.colour() {
		open, shut = codeMark, codeReset
	}
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start])
		b.WriteString(open)
		b.WriteString(text[m.Start:m.End])
		b.WriteString(shut)
		at = m.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// oneLine squeezes a text into one line for a record.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// wrapped breaks a text at blanks into lines of at most width columns, each
// after the indent. Escape codes and ** count nothing.
func wrapped(s, indent string, width int) string {
	var b strings.Builder
	for _, para := range strings.Split(s, "\n") {
		col := 0
		for _, word := range strings.Fields(para) {
			n := columns(word)
			switch {
			case col == 0:
				b.WriteString(indent)
			case col+1+n > width-len(indent):
				b.WriteString("\n" + indent)
				col = 0
			default:
				b.WriteByte(' ')
				col++
			}
			b.WriteString(word)
			col += n
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func columns(word string) int {
	for _, code := range []string{codeMark, codeBold, codeDim, codeReset} {
		word = strings.ReplaceAll(word, code, "")
	}
	return len([]rune(word))
}
