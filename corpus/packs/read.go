package packs

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"sync"

	"go.yaml.in/yaml/v3"

	"locus/corpus"
)

// place is where something of a pack is written.
type place struct {
	file string
	line int
}

// reader gathers the files of a pack, where each thing stands, and the faults.
type reader struct {
	pack     *corpus.Pack
	theories []place // of pack.Theories, by index
	people   []place
	same     []place
	apart    []place
	synonyms []place
	faults   []error
}

// fault notes one.
func (r *reader) fault(at place, format string, args ...any) {
	r.faults = append(r.faults, &FaultError{File: at.file, Line: at.line, What: fmt.Sprintf(format, args...)})
}

// file reads one file strictly and joins it to the pack.
func (r *reader) file(name string, data []byte) {
	var one corpus.Pack
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&one); err != nil {
		if errors.Is(err, io.EOF) {
			return // only comments, or nothing
		}
		r.yamlFaults(name, err)
		return
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		r.fault(place{name, 0}, "holds more than one YAML document")
		return
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		r.yamlFaults(name, err)
		return
	}
	for _, s := range []struct {
		value string
		into  *string
		key   string
	}{{one.Name, &r.pack.Name, "name"}, {one.Title, &r.pack.Title, "title"}} {
		if s.value == "" {
			continue
		}
		if *s.into != "" {
			r.fault(place{name, lineOf(&root, s.key)}, "%s is given twice, %q and %q", s.key, *s.into, s.value)
		}
		*s.into = s.value
	}
	p := r.pack
	p.Theories, r.theories = append(p.Theories, one.Theories...), append(r.theories, places(name, &root, "theories")...)
	p.People, r.people = append(p.People, one.People...), append(r.people, places(name, &root, "people")...)
	p.Words.Same, r.same = append(p.Words.Same, one.Words.Same...), append(r.same, places(name, &root, "words", "same")...)
	p.Words.Apart, r.apart = append(p.Words.Apart, one.Words.Apart...), append(r.apart, places(name, &root, "words", "apart")...)
	p.Words.Synonyms, r.synonyms = append(p.Words.Synonyms, one.Words.Synonyms...), append(r.synonyms, places(name, &root, "words", "synonyms")...)
}

// yamlLine finds the line in a message of the YAML reader.
var yamlLine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`) })

// yamlFaults turns what the YAML reader says into faults with lines.
func (r *reader) yamlFaults(name string, err error) {
	messages := []string{err.Error()}
	var several *yaml.TypeError
	if errors.As(err, &several) {
		messages = several.Errors
	}
	for _, m := range messages {
		line := 0
		if found := yamlLine().FindStringSubmatch(m); found != nil {
			line, _ = strconv.Atoi(found[1]) // digits, by the pattern
			m = found[2]
		}
		r.fault(place{name, line}, "%s", m)
	}
}

// under finds the node below a chain of keys, nil where there is none.
func under(n *yaml.Node, keys ...string) *yaml.Node {
	for n != nil && (n.Kind == yaml.DocumentNode || n.Kind == yaml.AliasNode) {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		} else {
			n = n.Content[0]
		}
	}
	if len(keys) == 0 || n == nil || n.Kind != yaml.MappingNode {
		if len(keys) > 0 {
			return nil
		}
		return n
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == keys[0] {
			return under(n.Content[i+1], keys[1:]...)
		}
	}
	return nil
}

// lineOf is the line of a key's value.
func lineOf(root *yaml.Node, keys ...string) int {
	if n := under(root, keys...); n != nil {
		return n.Line
	}
	return 0
}

// places gives where each entry of a list stands.
func places(file string, root *yaml.Node, keys ...string) []place {
	n := under(root, keys...)
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	out := make([]place, len(n.Content))
	for i, c := range n.Content {
		out[i] = place{file, c.Line}
	}
	return out
}
