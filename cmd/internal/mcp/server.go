package mcp

import (
	"context"
	"errors"
	"fmt"
	"io"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"locus/corpus"
)

// instructions are given to an assistant at the start of a session.
const instructions = `locus holds the texts of one person's library, split into passages that are verbatim slices of the works.
Find before you claim: use search for every statement that needs a source, and read the hit's whole passage (and, with get_passage, what stands around it) before you rely on it.
Quote only words that a passage holds, unchanged; run check_quotation on every quotation before you offer it, and follow its verdict.
Cite with the citation that the tools give. Where page is null the library knows no page: never supply one from memory. Where "missing" names fields, say that the record lacks them.
A hit with "weak": true shares too little with the question to be offered as support. Voice "quotes" or "reports" means that the words or the view are somebody else's (voice_of), not the author's: say so, and cite as quoted in the work.
Nothing found means that this library has nothing: say that, and do not invent a source.`

// server holds what the tools answer from.
type server struct{ Options }

// Serve speaks the protocol: it reads messages from in, one a line, and writes
// answers and nothing else to out, until in has ended and all is answered, or the
// context ends. The end of in is no error; neither stream is closed.
func Serve(ctx context.Context, in io.Reader, out io.Writer, o Options) error {
	o, err := o.filled()
	if err != nil {
		return err
	}
	s := &server{o}
	ends := newExchange(in, out, s.Timeout)
	err = s.protocol().Run(ctx, &sdk.IOTransport{Reader: ends, Writer: ends})
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// protocol is the server of the protocol with its tools.
func (s *server) protocol() *sdk.Server {
	out := sdk.NewServer(
		&sdk.Implementation{Name: "locus", Title: "locus: find the passage to cite, and cite it right", Version: s.Version},
		&sdk.ServerOptions{Instructions: instructions, Capabilities: &sdk.ServerCapabilities{}},
	)
	s.addTools(out)
	return out
}

// register adds a tool that only reads. What do returns is the answer, as JSON;
// an error of do is told to the assistant as the tool's.
func register[In, Out any](s *server, to *sdk.Server, name, title, about string, do func(context.Context, In) (Out, error)) {
	closed := false // it looks into the library and nowhere else
	tool := &sdk.Tool{
		Name: name, Title: title, Description: about,
		Annotations: &sdk.ToolAnnotations{Title: title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}
	sdk.AddTool(to, tool, func(ctx context.Context, _ *sdk.CallToolRequest, in In) (_ *sdk.CallToolResult, _ any, err error) {
		ctx, cancel := context.WithTimeout(ctx, s.Timeout)
		defer cancel()
		defer func() {
			if fault := recover(); fault != nil {
				err = fmt.Errorf("%s failed: %v; this is a fault of locus, not of the call", name, fault)
			}
		}()
		out, err := do(ctx, in)
		if err != nil {
			return nil, nil, advised(err)
		}
		return nil, out, nil
	})
}

// advised adds to an error what to do about it, where its own words do not say.
func advised(err error) error {
	switch {
	case errors.Is(err, corpus.ErrChanged):
		return fmt.Errorf("%w; search for the words again and use the new address", err)
	case errors.Is(err, corpus.ErrAddress):
		return fmt.Errorf("%w; an address is work:start-end as search gives it in passage.id", err)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("the answer took too long; ask for less: fewer words, a filter, no beginnings such as a*")
	}
	return err
}
