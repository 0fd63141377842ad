package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"locus/cmd/internal/web"
	"locus/index"
)

// defaultAddress is where locus serve listens: loopback only.
const defaultAddress = "127.0.0.1:7070"

func (a *app) serveCommand() *cobra.Command {
	var address string
	var public bool
	cmd := a.onPlace(&cobra.Command{
		Use:     "serve",
		Short:   "Answer over HTTP: an endpoint and a search page",
		Long:    "Serves the search page at / and the endpoint below /v1, on this machine only\nunless --public is given. An interrupt lets running answers finish.",
		Example: "  locus serve --address 127.0.0.1:8080",
		Args:    cobra.NoArgs,
	}, func(ctx context.Context, p *place, _ []string) error {
		if address == "" {
			address = a.conf.Address
		}
		if address == "" {
			address = defaultAddress
		}
		defer a.spareMemory()()
		log := slog.New(slog.NewTextHandler(a.err, nil))
		handler, err := web.New(web.Options{Searcher: p.searcher, Library: p.lib, Among: p.kin, Pack: p.pack, Log: log, Style: a.conf.Style})
		if err != nil {
			return err
		}
		ready := func(url string) { fmt.Fprintf(a.err, "locus: answering on %s\n", url) }
		return web.Serve(ctx, handler, web.ServeOptions{Address: address, Public: public, Ready: ready, Log: log})
	})
	cmd.Flags().StringVar(&address, "address", "", "host and port (default "+defaultAddress+")")
	cmd.Flags().BoolVar(&public, "public", false, "allow an address that other machines reach")
	return cmd
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
		Use:   "version",
		Short: "The version of the program, its index and its pack",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			f, err := a.field()
			if err != nil {
				return err
			}
			v := version{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
				Schema: index.Schema, Pack: f.pack.Name, Words: f.words.Fingerprint()}
			if info, ok := debug.ReadBuildInfo(); ok {
				v.Version = info.Main.Version
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						v.Commit = s.Value
					}
				}
			}
			return record(a, v, func(w io.Writer, v version) {
				fmt.Fprintf(w, "locus %s %s\n%s %s\nindex schema %s, pack %s, words %s\n", v.Version, v.Commit, v.Go, v.Platform, v.Schema, v.Pack, v.Words)
			})
		},
	}
}
