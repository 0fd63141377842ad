package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// peer is an engine that is measured by a program that comes with neither locus
// nor this command.
type peer struct {
	name    string
	facets  bool
	warming int                   // rounds before those that are timed
	lacks   func(t *trial) string // what is missing and what to install; "" for nothing
	index   func(t *trial) command
	speed   func(t *trial, facets bool) command
}

// foreign are the peers. Each one's index is in the trial's folder, under its name.
var foreign = []peer{
	{"lucene", true, 2, lacksLucene,
		func(t *trial) command { return t.lucene("index", t.path("passages.tsv"), t.path("lucene")) },
		func(t *trial, facets bool) command {
			return t.lucene("speed", t.path("lucene"), t.path("workload.tsv"), strconv.Itoa(t.rounds), map[bool]string{false: "h", true: "fh"}[facets])
		}},
	pythonPeer("sqlite", "sqlite3", "python3 with its sqlite3 module"),
	pythonPeer("xapian", "xapian", "python3-xapian"),
}

// ask runs a peer's own measurement.
func (p *peer) ask(t *trial, facets bool) (asking, error) {
	c := p.speed(t, facets)
	var out bytes.Buffer
	c.out = &out
	of, err := c.run(t.ctx)
	if err != nil {
		return asking{}, err
	}
	times, err := readTimes(p.name, out.String())
	questions := 0
	for _, q := range times {
		questions += q.questions
	}
	return askedOf(times, of, questions*(t.rounds+p.warming)), err
}

// readTimes reads what the peers' programs print: a line a kind with the engine,
// the kind, the number of questions and three times in microseconds.
func readTimes(name, out string) ([]quantiles, error) {
	var all []quantiles
	for line := range strings.Lines(out) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 6 || f[0] != name {
			return nil, fmt.Errorf("%s printed %q, not a line of times", name, strings.TrimSpace(line))
		}
		var n [4]int64
		for i := range n {
			var err error
			if n[i], err = strconv.ParseInt(f[i+2], 10, 64); err != nil {
				return nil, fmt.Errorf("%s printed %q: %w", name, strings.TrimSpace(line), err)
			}
		}
		all = append(all, quantiles{f[1], int(n[0]), n[1], n[2], n[3]})
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s printed no times", name)
	}
	return all, nil
}

// The jars that LuceneBench needs.
var jars = []string{"lucene-core", "lucene-analyzers-common", "lucene-highlighter", "lucene-facet", "lucene-memory", "lucene-queries", "lucene-queryparser", "hppc"}

// classpath is Lucene's jars; it is an error when one is not there.
func (t *trial) classpath() (string, error) {
	var out []string
	for _, jar := range jars {
		found, err := filepath.Glob(filepath.Join(t.jars, jar+"-[0-9]*.jar"))
		if err != nil || len(found) == 0 {
			return "", errors.Join(fmt.Errorf("no %s-*.jar in %s", jar, t.jars), err)
		}
		out = append(out, found[len(found)-1])
	}
	return strings.Join(append(out, t.path("classes")), string(os.PathListSeparator)), nil
}

func lacksLucene(t *trial) string {
	source := filepath.Join(t.peers, "LuceneBench.java")
	if _, err := os.Stat(source); err != nil {
		return "LuceneBench.java is not in " + t.peers + " (-peers)"
	}
	path, err := t.classpath()
	if err != nil {
		return err.Error() + "; install liblucene8-java and libcarrotsearch-hppc-java"
	}
	for _, tool := range []string{"javac", "java"} {
		if _, err := exec.LookPath(tool); err != nil {
			return tool + " is not there; install a JDK"
		}
	}
	compile := command{name: "javac", args: []string{"-nowarn", "-cp", path, "-d", t.path("classes"), source}}
	if _, err := compile.run(t.ctx); err != nil {
		return "LuceneBench.java does not compile: " + err.Error()
	}
	return ""
}

func (t *trial) lucene(args ...string) command {
	path, _ := t.classpath() // lacksLucene has seen it
	return command{name: "java", args: append([]string{"-Xmx2g", "-cp", path, "LuceneBench"}, args...)}
}

// python is the system's own, which has the modules that packages install.
const python = "/usr/bin/python3"

func pythonPeer(name, module, install string) peer {
	script := func(t *trial, args ...string) command {
		return command{name: python, args: append([]string{filepath.Join(t.peers, "py_peers.py"), name}, args...)}
	}
	return peer{
		name:    name,
		warming: 1,
		lacks: func(t *trial) string {
			if _, err := os.Stat(filepath.Join(t.peers, "py_peers.py")); err != nil {
				return "py_peers.py is not in " + t.peers + " (-peers)"
			}
			if _, err := (command{name: python, args: []string{"-c", "import " + module}}).run(t.ctx); err != nil {
				return "install " + install
			}
			return ""
		},
		index: func(t *trial) command { return script(t, "index", t.path("passages.tsv"), t.path(name)) },
		speed: func(t *trial, _ bool) command {
			return script(t, "speed", t.path(name), t.path("workload.tsv"), strconv.Itoa(t.rounds))
		},
	}
}
