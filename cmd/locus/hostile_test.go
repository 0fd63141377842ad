package main_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"locus/cmd/internal/cli"
)

// TestHostileInput runs every case of testdata/hostile.txt.
func TestHostileInput(t *testing.T) {
	data, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	for _, part := range strings.Split("\n"+string(data), "\n== ")[1:] {
		name, lines, _ := strings.Cut(part, "\n")
		t.Run(name, func(t *testing.T) {
			c := &hostile{T: t, cache: cache}
			t.Chdir(t.TempDir())
			c.must(os.Mkdir("in", 0o755))
			for n, line := range strings.Split(lines, "\n") {
				if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
					c.at = fmt.Sprintf("line %d: %s", n+1, line)
					c.line(line)
				}
			}
			c.finish()
		})
	}
}

// hostile is a case that is being run: the input is made, then comes a command
// line, then what has to come of it.
type hostile struct {
	*testing.T
	cache, at string
	ran       bool
	status    int
	want      int
	out       string
}

func (c *hostile) must(err error) {
	c.Helper()
	if err != nil {
		c.Fatalf("%s: %v", c.at, err)
	}
}

// words splits a line at blanks; a word in quotation marks is unquoted.
func (c *hostile) words(line string) []string {
	var out []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if quoted, err := strconv.QuotedPrefix(line); err == nil {
			word, err := strconv.Unquote(quoted)
			c.must(err)
			out, line = append(out, word), line[len(quoted):]
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		out, line = append(out, word), rest
	}
	return out
}

func (c *hostile) line(line string) {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "run":
		c.settle()
		c.run(c.words(rest)...)
	case "repeat":
		c.settle()
		w := c.words(rest)
		var question strings.Builder
		for i := range c.times(w, 2) {
			question.WriteString(strings.ReplaceAll(w[1], "%d", strconv.Itoa(i)))
		}
		c.run(w[0], question.String())
	case "long":
		if os.Getenv("LOCUS_HOSTILE") == "" {
			c.Skip("takes long; LOCUS_HOSTILE=1 runs it")
		}
	case "ends":
		if !c.ran {
			c.run("add", "in")
		}
		n, err := strconv.Atoi(rest)
		c.must(err)
		c.want = n
	case "says", "never":
		if !c.ran {
			c.run("add", "in")
		}
		if found := regexp.MustCompile(rest).MatchString(c.out); found != (verb == "says") {
			c.Errorf("%s\nended with %d and said %.3000s", c.at, c.status, c.out)
		}
	case "absent":
		if _, err := os.Lstat(filepath.Join("in", rest)); err == nil {
			c.Errorf("%s is there", rest)
		}
	default:
		c.make(verb, c.words(rest))
	}
}

// times is the number behind the x of a word, 1 where there is none.
func (c *hostile) times(w []string, at int) int {
	if at >= len(w) {
		return 1
	}
	n, err := strconv.Atoi(strings.TrimPrefix(w[at], "x"))
	c.must(err)
	return n
}

// make makes a piece of input.
func (c *hostile) make(verb string, w []string) {
	file := filepath.Join("in", w[0])
	switch verb {
	case "write":
		err := os.WriteFile(file, bytes.Repeat([]byte(w[1]), c.times(w, 2)), 0o644)
		if err != nil && !utf8.ValidString(w[0]) {
			c.Skipf("this file system takes no such names: %v", err)
		}
		c.must(err)
	case "nest":
		n := c.times(w, 4)
		c.must(os.WriteFile(file, []byte(strings.Repeat(w[1], n)+w[2]+strings.Repeat(w[3], n)), 0o644))
	case "link":
		c.must(os.Symlink(w[1], file))
	case "pipe":
		c.must(makePipe(file))
	case "socket":
		l, err := net.Listen("unix", file)
		c.must(err)
		c.Cleanup(func() { l.Close() })
	case "pack", "packlink":
		c.pack(file, verb == "packlink", w[1:])
	default:
		c.Fatalf("%s: no such line", c.at)
	}
}

// pack makes an archive.
func (c *hostile) pack(file string, link bool, w []string) {
	var b bytes.Buffer
	var zipped *zip.Writer
	var tarred *tar.Writer
	if strings.Contains(file, ".tar") {
		tarred = tar.NewWriter(&b)
	} else {
		zipped = zip.NewWriter(&b)
	}
	for len(w) >= 2 {
		name, text, n := w[0], w[1], 1
		if w = w[2:]; len(w) > 0 && strings.HasPrefix(w[0], "x") {
			n, w = c.times(w, 0), w[1:]
		}
		switch {
		case link:
			c.must(tarred.WriteHeader(&tar.Header{Name: name, Typeflag: tar.TypeSymlink, Linkname: text, Mode: 0o777}))
		case tarred != nil:
			c.must(tarred.WriteHeader(&tar.Header{Name: name, Size: int64(len(text) * n), Mode: 0o644}))
			_, err := io.WriteString(tarred, strings.Repeat(text, n))
			c.must(err)
		default:
			e, err := zipped.Create(name)
			c.must(err)
			for range n {
				_, err = io.WriteString(e, text)
				c.must(err)
			}
		}
	}
	if tarred != nil {
		c.must(tarred.Close())
	} else {
		c.must(zipped.Close())
	}
	if strings.HasSuffix(file, ".gz") {
		var z bytes.Buffer
		g := gzip.NewWriter(&z)
		_, err := g.Write(b.Bytes())
		c.must(err)
		c.must(g.Close())
		b = z
	}
	c.must(os.WriteFile(file, b.Bytes(), 0o644))
}

// run runs a command line and keeps what came of it.
func (c *hostile) run(args ...string) {
	c.ran, c.want = true, 0
	if args[0] != "--library" {
		args = append([]string{"--library", "lib"}, args...)
	}
	var out, said bytes.Buffer
	start := time.Now()
	c.status = cli.Run(context.Background(), args, strings.NewReader(""), &out, &said, func(k string) string {
		return map[string]string{"XDG_CACHE_HOME": c.cache, "XDG_CONFIG_HOME": c.cache, "XDG_DATA_HOME": c.cache, "HOME": c.cache}[k]
	})
	if took := time.Since(start); took > time.Minute {
		c.Errorf("%.100q takes %v", args, took)
	} else {
		c.Logf("%.60q: %d in %v", args[2:], c.status, took.Round(time.Millisecond))
	}
	c.out = out.String() + said.String()
	if bad := obeyed(said.String(), true) + obeyed(out.String(), false); bad != "" {
		c.Errorf("%.100q shows a terminal %q in %.2000q", args, bad, c.out)
	}
}

// obeyed gives a character that a terminal obeys, "" where there is none. Marks
// that turn the direction of writing may stand in what goes to a pipe.
func obeyed(s string, turns bool) string {
	if !utf8.ValidString(s) {
		return "bytes that are no letters"
	}
	for _, r := range s {
		if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r <= 0x9f || turns && (r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
			return strconv.QuoteRune(r)
		}
	}
	return ""
}

// settle checks how the last command ended.
func (c *hostile) settle() {
	c.Helper()
	if c.ran && c.status != c.want {
		c.Errorf("before %s\nended with %d, not %d, and said %.3000s", c.at, c.status, c.want, c.out)
	}
}

// finish checks the library that is left, where there is one.
func (c *hostile) finish() {
	if !c.ran {
		c.run("add", "in")
	}
	c.settle()
	if _, err := os.Stat("lib"); err != nil {
		return
	}
	if c.run("verify"); c.status != 0 {
		c.Errorf("verify says %.3000s", c.out)
	}
}
