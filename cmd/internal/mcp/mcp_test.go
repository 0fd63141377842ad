package mcp_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"locus/cmd/internal/mcp"
	"locus/corpus"
	"locus/corpus/cite"
	"locus/corpus/corpustest"
	"locus/corpus/words"
	"locus/index/indextest"
	"locus/query"
	"locus/query/quote"
)

// options are those of a server over the test works: a library on disk and a
// real searcher over the scanner.
func options(t *testing.T) mcp.Options {
	t.Helper()
	lib, err := corpus.CreateLibrary(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	docs := corpustest.Works()
	if _, err := lib.Put(docs...); err != nil {
		t.Fatal(err)
	}
	for i, d := range docs {
		if docs[i], err = lib.Document(d.Work.ID); err != nil {
			t.Fatal(err)
		}
	}
	analysis, err := words.New(words.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	scanner := indextest.NewScanner(analysis, docs...)
	pack := &corpus.Pack{Name: "test", Theories: []corpus.Theory{{ID: "realism", Label: "Realism"}, {ID: "realism/structural", Label: "Structural realism"}, {ID: "realism/defensive", Label: "Defensive realism"}, {ID: "liberalism", Label: "Liberalism"}, {ID: "liberalism/institutional", Label: "Institutionalism"}, {ID: "constructivism", Label: "Constructivism"}}}
	checker := quote.New(scanner, lib, quote.Options{Words: analysis})
	return mcp.Options{
		Searcher: query.NewSearcher(scanner, query.Options{Pack: pack, Words: analysis, Cite: cited}),
		Library:  lib,
		Quote: func(ctx context.Context, claim quote.Claim, style string) (mcp.Quoted, error) {
			f, err := checker.Check(ctx, claim)
			if err != nil || f.Passage == "" {
				return mcp.Quoted{Finding: f}, err
			}
			doc, p, err := lib.Resolve(f.Passage)
			if err != nil {
				return mcp.Quoted{}, err
			}
			c, err := cited(style, &doc.Work, &p)
			return mcp.Quoted{Finding: f, Cite: &c}, err
		},
	}
}

func cited(style string, w *corpus.Work, p *corpus.Passage) (query.Cite, error) {
	o := cite.Options{Style: cite.Style(style)}
	in, err := cite.InText(w, p, o)
	if err != nil {
		return query.Cite{}, err
	}
	entry, err := cite.Entry(w, o)
	return query.Cite{InText: in, Reference: entry}, err
}

// session is an assistant's end of a pipe to a server.
type session struct {
	t     *testing.T
	to    io.WriteCloser
	lines *bufio.Scanner
	ended chan error
	next  int
}

// begin starts a server and shakes hands with it.
func begin(t *testing.T, o mcp.Options) *session {
	t.Helper()
	in, to := io.Pipe()
	from, out := io.Pipe()
	s := &session{t: t, to: to, lines: bufio.NewScanner(from), ended: make(chan error, 1)}
	s.lines.Buffer(nil, 16<<20)
	go func() {
		s.ended <- mcp.Serve(context.Background(), in, out, o)
		out.Close()
	}()
	t.Cleanup(func() { to.Close() })
	got := s.ask("initialize", map[string]any{"protocolVersion": "2025-06-18", "capabilities": map[string]any{}, "clientInfo": map[string]any{"name": "test", "version": "1"}})
	if !strings.Contains(string(got), "invent a source") {
		t.Fatalf("no instructions: %s", got)
	}
	s.send(map[string]any{"jsonrpc": "2.0", "method": "notifications/initialized"})
	return s
}

func (s *session) send(message any) {
	s.t.Helper()
	line, err := json.Marshal(message)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := s.to.Write(append(line, '\n')); err != nil {
		s.t.Fatal(err)
	}
}

// answer is a line that the server wrote.
type answer struct {
	JSONRPC string          `json:"jsonrpc"`
	ID      int             `json:"id"`
	Result  json.RawMessage `json:"result"`
	Error   json.RawMessage `json:"error"`
}

// asked sends a request and reads its answer: every line must be of the protocol.
func (s *session) asked(method string, params any) answer {
	s.t.Helper()
	s.next++
	s.send(map[string]any{"jsonrpc": "2.0", "id": s.next, "method": method, "params": params})
	if !s.lines.Scan() {
		s.t.Fatalf("%s: no answer: %v", method, s.lines.Err())
	}
	var a answer
	if err := json.Unmarshal(s.lines.Bytes(), &a); err != nil || a.JSONRPC != "2.0" || a.ID != s.next {
		s.t.Fatalf("%s: %v: %s", method, err, s.lines.Bytes())
	}
	return a
}

func (s *session) ask(method string, params any) json.RawMessage {
	s.t.Helper()
	a := s.asked(method, params)
	if a.Error != nil {
		s.t.Fatalf("%s: %s", method, a.Error)
	}
	return a.Result
}

// result is what a tool answered.
type result struct {
	Content []struct {
		Type string `json:"type"`
		Text string `json:"text"`
	} `json:"content"`
	Structured json.RawMessage `json:"structuredContent"`
	IsError    bool            `json:"isError"`
}

func (s *session) call(tool string, arguments any) result {
	s.t.Helper()
	var r result
	got := s.ask("tools/call", map[string]any{"name": tool, "arguments": arguments})
	if err := json.Unmarshal(got, &r); err != nil || len(r.Content) != 1 || r.Content[0].Type != "text" {
		s.t.Fatalf("%s: %v: %s", tool, err, got)
	}
	return r
}

// called calls a tool that answers, in both forms alike.
func called[T any](s *session, tool string, arguments any) T {
	s.t.Helper()
	r := s.call(tool, arguments)
	if r.IsError {
		s.t.Fatalf("%s: %s", tool, r.Content[0].Text)
	}
	var v, text T
	if err := errors.Join(json.Unmarshal(r.Structured, &v), json.Unmarshal([]byte(r.Content[0].Text), &text)); err != nil {
		s.t.Fatalf("%s: %v", tool, err)
	}
	if d := gocmp.Diff(v, text); d != "" {
		s.t.Errorf("%s: structured content and text differ:\n%s", tool, d)
	}
	return v
}

func TestToolsSayWhatTheyAreFor(t *testing.T) {
	s := begin(t, options(t))
	var got struct {
		Tools []struct {
			Name, Title, Description string
			InputSchema              struct {
				Type       string
				Properties map[string]struct{ Description string }
				Required   []string
			}
			Annotations struct {
				ReadOnlyHint  bool
				OpenWorldHint *bool
			}
		}
	}
	if err := json.Unmarshal(s.ask("tools/list", map[string]any{}), &got); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range got.Tools {
		names = append(names, tool.Name)
		if !tool.Annotations.ReadOnlyHint || tool.Annotations.OpenWorldHint == nil || *tool.Annotations.OpenWorldHint {
			t.Errorf("%s does not say that it only reads, and only the library", tool.Name)
		}
		if !strings.Contains(tool.Description, "Returns ") || tool.Title == "" || tool.InputSchema.Type != "object" {
			t.Errorf("%s does not say what comes back, or takes no object: %+v", tool.Name, tool)
		}
		for name, p := range tool.InputSchema.Properties {
			if p.Description == "" {
				t.Errorf("%s: %s is not described", tool.Name, name)
			}
		}
	}
	if want := "check_quotation cite get_passage list_works search"; strings.Join(names, " ") != want {
		t.Errorf("tools %v, want %s", names, want)
	}
}

func TestAnswersAreThoseOfTheOtherDoors(t *testing.T) {
	o := options(t)
	s := begin(t, o)
	got := called[query.Answer](s, "search", map[string]any{"question": "security dilemma", "theory": []string{"realism"}, "limit": 3, "style": "mla", "facets": true})
	want, err := o.Searcher.Search(context.Background(), query.Request{Question: "security dilemma", Theory: []string{"realism"}, Limit: 3, Style: "mla", Facets: true})
	if err != nil {
		t.Fatal(err)
	}
	got.TookMS, want.TookMS = 0, 0
	if len(got.Hits) == 0 || asJSON(t, got) != asJSON(t, want) {
		t.Errorf("search: %s\nwant %s", asJSON(t, got), asJSON(t, want))
	}
	hit := got.Hits[0]
	shown := called[query.Shown](s, "get_passage", map[string]any{"id": hit.Passage.ID, "context": "section", "around": 1, "style": "mla"})
	if shown.Passage.Text != hit.Passage.Text || shown.Cite != hit.Cite || shown.Context == nil || !strings.Contains(shown.Context.Text, hit.Passage.Text) {
		t.Errorf("get_passage: %+v, want the passage of %+v in its section", shown, hit)
	}
	if len(shown.Before)+len(shown.After) == 0 {
		t.Error("get_passage: nothing before or after")
	}
	made := called[struct{ Citations []map[string]any }](s, "cite", map[string]any{"ids": []any{hit.Passage.ID}, "style": "mla"})
	if len(made.Citations) != 1 || made.Citations[0]["in_text"] != hit.Cite.InText || made.Citations[0]["reference"] != hit.Cite.Reference {
		t.Errorf("cite: %v, want %+v", made, hit.Cite)
	}
	checked := called[mcp.Quoted](s, "check_quotation", map[string]any{"text": hit.Passage.Text, "work": []any{hit.Work.ID}, "style": "mla"})
	if checked.Verdict != quote.Exact || !strings.HasPrefix(hit.Passage.Text, checked.SourceText) || checked.Cite == nil || *checked.Cite != hit.Cite {
		t.Errorf("check_quotation: %+v, want exact in %s", checked, hit.Passage.ID)
	}
}

// Words at second hand come with what they are from, from both tools that cite.
func TestWordsAtSecondHandComeWithTheirOrigin(t *testing.T) {
	o := options(t)
	doc, err := o.Library.(*corpus.Library).Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	s := begin(t, o)
	told := 0
	for i := range doc.Passages {
		p := &doc.Passages[i]
		want := cite.Originals(doc, p)
		shown := called[query.Shown](s, "get_passage", map[string]any{"id": p.ID})
		made := called[struct {
			Citations []struct{ Originals []corpus.Reference }
		}](s, "cite", map[string]any{"ids": []any{p.ID}})
		if gocmp.Diff(want, shown.Originals) != "" || gocmp.Diff(want, made.Citations[0].Originals) != "" {
			t.Errorf("%s: %+v and %+v, want %+v", p.ID, shown.Originals, made.Citations[0].Originals, want)
		}
		told += len(want)
	}
	if told == 0 {
		t.Error("no passage has an origin to tell")
	}
}

func TestWorksAreListedPageByPage(t *testing.T) {
	o := options(t)
	s := begin(t, o)
	works, err := o.Library.Works()
	if err != nil || len(works) < 2 {
		t.Fatal(len(works), err)
	}
	type page struct {
		Total int
		Works []corpus.Work
	}
	var all []corpus.WorkID
	for skip := range works {
		p := called[page](s, "list_works", map[string]any{"limit": 1, "skip": skip})
		if p.Total != len(works) || len(p.Works) != 1 {
			t.Fatalf("skip %d: %d of %d", skip, len(p.Works), p.Total)
		}
		all = append(all, p.Works[0].ID)
	}
	for i, w := range works {
		if all[i] != w.ID {
			t.Errorf("work %d is %s, want %s", i, all[i], w.ID)
		}
	}
	one := works[1]
	found := called[page](s, "list_works", map[string]any{"like": strings.ToUpper(one.Title)})
	if found.Total == 0 || found.Total == len(works) {
		t.Errorf("%d works like %q, want some and not all", found.Total, one.Title)
	}
	if none := called[page](s, "list_works", map[string]any{"like": "zygomorphic"}); none.Total != 0 || none.Works == nil {
		t.Errorf("%+v, want an empty list", none)
	}
}

func TestMistakesAreToolErrors(t *testing.T) {
	o := options(t)
	s := begin(t, o)
	works, _ := o.Library.Works()
	nearID := string(works[0].ID) + "x"
	cases := []struct {
		name, tool string
		arguments  map[string]any
		want       string
	}{
		{"a theory that is none names the nearest", "search", map[string]any{"question": "security", "theory": []string{"realizm"}}, "realism"},
		{"a style that is none names the nearest", "search", map[string]any{"question": "security", "style": "aap"}, "apa"},
		{"nothing asked says what to give", "search", map[string]any{"question": "  "}, "list_works"},
		{"too many hits say the bound", "search", map[string]any{"question": "security", "limit": 5000}, "50"},
		{"a parameter that is none is named", "search", map[string]any{"question": "security", "theries": []string{"realism"}}, "theries"},
		{"a parameter of another kind is named", "search", map[string]any{"question": 7}, "question"},
		{"an unknown work names the nearest", "get_passage", map[string]any{"id": nearID + ":0-10"}, string(works[0].ID)},
		{"an address that is none says what one is", "get_passage", map[string]any{"id": "nonsense"}, "start-end"},
		{"a span beyond the text is no address", "get_passage", map[string]any{"id": fmt.Sprintf("%s:0-%d", works[0].ID, 1<<30)}, "start-end"},
		{"a context that is none names the kinds", "get_passage", map[string]any{"id": string(works[0].ID) + ":0-1", "context": "chapter"}, "section"},
		{"no address is said", "cite", map[string]any{"ids": []string{}}, "ids"},
		{"a form that is none names the nearest", "cite", map[string]any{"ids": []string{string(works[0].ID) + ":0-1"}, "as": "bibtx"}, "bibtex"},
		{"no words are said", "check_quotation", map[string]any{"text": " "}, "text"},
		{"an unknown source names the nearest", "check_quotation", map[string]any{"text": "words that nobody wrote down", "work": []string{nearID}}, string(works[0].ID)},
		{"a negative number is said", "list_works", map[string]any{"skip": -1}, "skip"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s.t = t
			r := s.call(c.tool, c.arguments)
			if !r.IsError || !strings.Contains(r.Content[0].Text, c.want) {
				t.Errorf("error %v: %q, want one that says %q", r.IsError, r.Content[0].Text, c.want)
			}
		})
	}
	s.t = t
	if a := s.asked("tools/call", map[string]any{"name": "delete_work", "arguments": map[string]any{}}); a.Error == nil {
		t.Errorf("a tool that is none answers %s", a.Result)
	}
	if got := called[query.Answer](s, "search", map[string]any{"question": "security"}); got.Total == 0 {
		t.Error("the session does not go on after mistakes")
	}
}

// faulty is a searcher that panics at one question and never answers another.
type faulty struct{ mcp.Searcher }

func (f faulty) Search(ctx context.Context, r query.Request) (*query.Answer, error) {
	switch r.Question {
	case "panic":
		panic("out of order")
	case "wait":
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return f.Searcher.Search(ctx, r)
}

func TestAPanicEndsOneCall(t *testing.T) {
	o := options(t)
	o.Searcher = faulty{o.Searcher}
	s := begin(t, o)
	if r := s.call("search", map[string]any{"question": "panic"}); !r.IsError || !strings.Contains(r.Content[0].Text, "fault of locus") {
		t.Errorf("%+v, want an error that says whose fault it is", r)
	}
	if got := called[query.Answer](s, "search", map[string]any{"question": "security"}); got.Total == 0 {
		t.Error("the session does not go on")
	}
}

func TestACallHasATimeLimit(t *testing.T) {
	o := options(t)
	o.Searcher, o.Timeout = faulty{o.Searcher}, 20*time.Millisecond
	s := begin(t, o)
	if r := s.call("search", map[string]any{"question": "wait"}); !r.IsError || !strings.Contains(r.Content[0].Text, "too long") {
		t.Errorf("%+v, want an error that says it took too long", r)
	}
}

func TestNothingButTheProtocolIsWritten(t *testing.T) {
	s := begin(t, options(t))
	for range 20 { // asked checks that each line is the answer to its request
		called[query.Answer](s, "search", map[string]any{"question": "security"})
	}
	s.to.Close()
	if s.lines.Scan() {
		t.Errorf("after the end: %q", s.lines.Bytes())
	}
	if err := <-s.ended; err != nil {
		t.Errorf("the end of the input is an error: %v", err)
	}
}

func TestQuestionsPipedInAreAllAnswered(t *testing.T) {
	var in, out strings.Builder
	in.WriteString(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}` + "\n")
	in.WriteString(`{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n")
	for i := range 30 {
		fmt.Fprintf(&in, `{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"search","arguments":{"question":"security"}}}`+"\n", i+2)
	}
	if err := mcp.Serve(context.Background(), strings.NewReader(in.String()), &out, options(t)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 31 {
		t.Errorf("%d answers, want 31", n)
	}
}

func TestLinesThatAreNotTheProtocolEndTheSession(t *testing.T) {
	for _, in := range []string{"hello\n", "{}\n", "[]\n", "\x00\xff\n", `{"jsonrpc":"2.0","id":1,"method":` + "\n", `{"jsonrpc":"2.0","id":{},"method":"tools/call"}` + "\n"} {
		ended := make(chan error, 1)
		var out strings.Builder
		o := options(t)
		o.Timeout = time.Second
		go func() { ended <- mcp.Serve(context.Background(), strings.NewReader(in), &out, o) }()
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Fatalf("%q: the server hangs", in)
		}
	}
}

func TestAServerEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in, to := io.Pipe()
	defer to.Close()
	ended := make(chan error, 1)
	go func() { ended <- mcp.Serve(ctx, in, io.Discard, options(t)) }()
	cancel()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want that it was cancelled", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the server goes on after its context ended")
	}
}

func TestWhatIsNeededIsAskedFor(t *testing.T) {
	if err := mcp.Serve(context.Background(), strings.NewReader(""), io.Discard, mcp.Options{}); err == nil {
		t.Error("a server with nothing to answer from begins")
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
