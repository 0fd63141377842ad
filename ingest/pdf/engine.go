package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// The bounds that hold where the options name none.
const (
	DefaultWorkers  = 2
	DefaultPageTime = 20 * time.Second
	DefaultTime     = 10 * time.Minute
	DefaultMemory   = 192 << 20
	DefaultPages    = 20000
)

// Options bound what reading a file may cost. The zero value works.
type Options struct {
	// CacheDir is the folder in which the compiled renderer is kept from one
	// run to the next, so that only the first run pays for compiling it. ""
	// keeps nothing; a folder that cannot be written is passed over.
	CacheDir string
	// Workers is how many files are read at a time; 0 is DefaultWorkers.
	Workers int
	// PageTime is how long a single page may take; 0 is DefaultPageTime.
	PageTime time.Duration
	// Time is how long a whole file of up to a thousand pages may take, a longer
	// one in proportion; 0 is DefaultTime.
	Time time.Duration
	// Memory bounds what the renderer may use for one file, in bytes; 0 is
	// DefaultMemory.
	Memory int64
	// Pages is how many pages of a file are read; 0 is DefaultPages.
	Pages int
}

func (o Options) filled() Options {
	if o.Workers <= 0 {
		o.Workers = DefaultWorkers
	}
	if o.PageTime <= 0 {
		o.PageTime = DefaultPageTime
	}
	if o.Time <= 0 {
		o.Time = DefaultTime
	}
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	if o.Pages <= 0 {
		o.Pages = DefaultPages
	}
	return o
}

// Engine reads PDF files. It makes its renderer at the first file; a program
// that reads none pays nothing. It is safe for concurrent use. The zero value
// works; its Options must not change after the first Read.
type Engine struct {
	Options Options

	once  sync.Once
	pool  pdfium.Pool
	slots chan struct{}
	err   error
}

const wasmPage = 64 << 10

// open makes the pool of renderers.
func (e *Engine) open() error {
	e.once.Do(func() {
		o := e.Options.filled()
		e.slots = make(chan struct{}, o.Workers)
		config := wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(uint32(max(256, o.Memory/wasmPage)))
		if cache := compiled(o.CacheDir); cache != nil {
			config = config.WithCompilationCache(cache)
		}
		e.pool, e.err = webassembly.Init(webassembly.Config{
			MaxTotal: o.Workers, FSConfig: wazero.NewFSConfig(), RuntimeConfig: config,
			Stdout: io.Discard, Stderr: io.Discard,
		})
	})
	if e.err != nil {
		return fmt.Errorf("making the PDF renderer: %w", e.err)
	}
	return nil
}

// compiled opens the folder of compiled code, nil where there is none or it
// cannot be used: the renderer is then compiled for this run alone.
func compiled(dir string) wazero.CompilationCache {
	if dir == "" || os.MkdirAll(dir, 0o755) != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return nil
	}
	return cache
}

// Close frees the renderers. A closed engine reads no more.
func (e *Engine) Close() error {
	e.once.Do(func() { e.err = errors.New("closed") })
	if e.pool == nil {
		return nil
	}
	return e.pool.Close()
}

// worker borrows a renderer for one file; done gives it back.
func (e *Engine) worker(ctx context.Context) (in pdfium.Pdfium, done func(), err error) {
	if err := e.open(); err != nil {
		return nil, nil, err
	}
	select {
	case e.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	free := func() { <-e.slots }
	in, err = e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		free()
		return nil, nil, fmt.Errorf("starting the PDF renderer: %w", err)
	}
	return in, func() {
		in.Close()
		free()
	}, nil
}
