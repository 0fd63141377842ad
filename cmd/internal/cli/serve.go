package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"locus/cmd/internal/web"
	"locus/index"
)

// defaultAddress is where locus serve listens: loopback only.
const defaultAddress = "127.0.0.1:7070"

type serveFlags struct {
	address, tokenFile string
	public             bool
	rate               float64
	origins            []string
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := a.onPlace(&cobra.Command{
		Use:   "serve",
		Short: "Answer over HTTP: an endpoint and a search page",
		Long: `Serves the search page at /, what was found in pictures at /pictures, a check of
quotations and drafts at /quote and /check, and the endpoint below /v1, which
/openapi.json describes; on this machine only unless --public is given. An address that other machines reach asks for a token,
from LOCUS_TOKEN or --token-file: programs send it as "Authorization: Bearer TOKEN",
browsers as the password, with any name. Nothing can be changed through it. An
interrupt lets running answers finish.`,
		Example: "  locus serve --address 127.0.0.1:8080\n  locus serve --public --address 0.0.0.0:7070 --token-file ~/.locus-token",
		Args:    cobra.NoArgs,
	}, func(ctx context.Context, p *place, _ []string) error { return a.serve(ctx, p, f) })
	cmd.Flags().StringVar(&f.address, "address", "", "host and port (default "+defaultAddress+")")
	cmd.Flags().BoolVar(&f.public, "public", false, "allow an address that other machines reach")
	cmd.Flags().StringVar(&f.tokenFile, "token-file", "", "file with the token to ask for (or LOCUS_TOKEN)")
	cmd.Flags().Float64Var(&f.rate, "rate", -1, "requests a second of one client; 0 for any number (default 20 with --public, else any)")
	cmd.Flags().StringSliceVar(&f.origins, "cors", nil, "origin whose pages may read the answers, as https://desk.example")
	return cmd
}

// publicRate is how many requests a second a client may make of a public server
// where nobody says otherwise: more than a person can, less than a harvest would.
const publicRate = 20

func (a *app) serve(ctx context.Context, p *place, f serveFlags) error {
	if f.address == "" {
		f.address = a.conf.Address
	}
	if f.address == "" {
		f.address = defaultAddress
	}
	token, err := a.token(f.tokenFile)
	if err != nil {
		return err
	}
	if f.rate < 0 {
		f.rate = 0
		if f.public {
			f.rate = publicRate
		}
	}
	defer a.spareMemory()()
	log := slog.New(slog.NewTextHandler(a.err, nil))
	handler, err := web.New(web.Options{Searcher: p.searcher, Library: p.lib, Among: p.kin, Pack: p.pack, Log: log, Style: a.conf.Style,
		Proof: newServedProof(p), Generation: p.index.Generation, Size: p.index.Size, Token: token, Rate: f.rate, Origins: f.origins})
	if err != nil {
		return err
	}
	ready := func(url string) { fmt.Fprintf(a.err, "locus: answering on %s\n", url) }
	return web.Serve(ctx, handler, web.ServeOptions{Address: f.address, Public: f.public, Guarded: token != "", Ready: ready, Log: log})
}

// leastToken is the number of bytes that a token has at least.
const leastToken = 16

// token is the secret to ask for: the first line of a file, else LOCUS_TOKEN. It
// is never the value of a flag, which every user of the machine can see.
func (a *app) token(file string) (string, error) {
	token, from := a.getenv("LOCUS_TOKEN"), "LOCUS_TOKEN"
	if file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("token: %w", err)
		}
		token, _, _ = strings.Cut(string(data), "\n")
		from = file
	}
	token = strings.TrimSpace(token)
	if file == "" && token == "" {
		return "", nil
	}
	if len(token) < leastToken {
		return "", fmt.Errorf("the token of %s has %d characters; %d is the least (openssl rand -hex 16 makes one)", from, len(token), leastToken)
	}
	return token, nil
}

// servingGC is how much the heap of a server may grow between collections, in
// percent of what is in use: most of it is postings kept for the next question, which
// would stand in memory twice over before anything is given back.
const servingGC = 40

// spareMemory has a server collect sooner than a program that ends soon, unless
// the user says how often (GOGC). What it gives undoes it.
func (a *app) spareMemory() (undo func()) {
	if a.getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(servingGC)
	return func() { debug.SetGCPercent(before) }
}

// version is what `locus version` tells.
type version struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Schema   string `json:"schema"` // of the index
	Pack     string `json:"pack"`
	Words    string `json:"words"` // fingerprint of the analysis
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Example: "  locus version\n  locus version --format json",
		Short:   "The version of the program, its index and its pack",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.version() },
	}
}

func (a *app) version() error {
	f, err := a.field()
	if err != nil {
		return err
	}
	v := programVersion()
	v.Pack, v.Words = f.pack.Name, f.words.Fingerprint()
	return record(a, v, func(w io.Writer, v version) {
		fmt.Fprintf(w, "locus %s %s\n%s %s\nindex schema %s, pack %s, words %s\n", v.Version, v.Commit, v.Go, v.Platform, v.Schema, v.Pack, v.Words)
	})
}

// programVersion is what the program knows of itself without a pack.
func programVersion() version {
	v := version{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, Schema: index.Schema}
	if info, ok := debug.ReadBuildInfo(); ok {
		v.Version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Commit = s.Value
			}
		}
	}
	return v
}
