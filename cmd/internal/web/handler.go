package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/klauspost/compress/gzhttp"
)

//go:embed assets
var assets embed.FS

// server holds what the handlers answer from. It is not changed after New.
type server struct {
	Options
	pages   *template.Template
	mux     *http.ServeMux
	metrics *metrics
	rates   *rates
	salt    string // of this process: no tag is taken for one of another's
}

// New makes the handler of the endpoint and the page, with every bound and
// header in place. It fails where Options lacks a searcher or a library.
func New(o Options) (http.Handler, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	pages, err := template.New("").Funcs(pageFuncs()).ParseFS(assets, "assets/*.html")
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	s := &server{Options: o, pages: pages, mux: http.NewServeMux(), rates: newRates(o.Rate, o.Burst), salt: newRequestID("")}
	s.metrics = s.newMetrics()
	s.api()
	s.page()
	s.mountMetrics()
	// Gzip only: an encoder of Zstandard holds megabytes for each answer under way.
	packed, err := gzhttp.NewWrapper(gzhttp.MinSize(1024), gzhttp.EnableZstd(false))
	if err != nil {
		return nil, fmt.Errorf("web: %w", err)
	}
	return s.guard(packed(http.HandlerFunc(s.route))), nil
}

// generation names the state of the library, "" where it is not known.
func (s *server) generation() string { return s.Generation() }

// api mounts the endpoint; huma writes its description at /openapi.json.
func (s *server) api() {
	c := huma.DefaultConfig("locus", s.Version)
	c.Info.Description = "Find the passage to cite, and cite it right. Offsets are bytes of UTF-8, start inside, end outside."
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	api := humago.New(s.mux, c)
	api.UseMiddleware(s.knownParameters)
	register(api, s, "search", "/v1/search", "Find passages, best first. The next page is in the Link header.", s.search)
	register(api, s, "passage", "/v1/passages/{id}", "The passage at an address work:start-end, or any span of a work.", s.passage)
	register(api, s, "cite", "/v1/passages/{id}/cite", "The citation of a passage, ready to paste.", s.cite)
	register(api, s, "works", "/v1/works", "The records of the works, by id.", s.works)
	register(api, s, "work", "/v1/works/{id}", "The record of a work.", s.work)
	register(api, s, "theories", "/v1/theories", "The taxonomy, with the number of passages of each theory and its children.", s.theories)
	register(api, s, "people", "/v1/people", "The persons named in the texts, with the number of passages that name them.", s.people)
	register(api, s, "live", "/livez", "Whether the process answers at all.", s.live)
	register(api, s, "ready", "/readyz", "Whether questions are answered.", s.ready)
	s.proofs(api)
	api.OpenAPI().AddOperation(&huma.Operation{OperationID: "metrics", Method: http.MethodGet, Path: "/metrics",
		Summary: "Counts of requests, times, size and reloads, for Prometheus.",
		Responses: map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{
			"text/plain": {Schema: &huma.Schema{Type: huma.TypeString}}}}}})
	s.describe(api)
}

// describe answers /openapi.json. The description is written once, by whoever
// asks first: huma's own handler lets two who ask at the same time both write it.
func (s *server) describe(api huma.API) {
	written := sync.OnceValues(func() ([]byte, error) { return json.Marshal(api.OpenAPI()) })
	s.mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		data, err := written()
		if err != nil {
			s.refuse(w, r, s.fail(r.Context(), err))
			return
		}
		w.Header().Set("Content-Type", "application/openapi+json")
		// A client that has gone away cannot be told.
		_, _ = w.Write(data)
	})
}

// schemaName names a type in the description: by its own name, and those of the
// packages of query after their package too, for a citation of a draft is not one
// of a text.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if inner, ok := strings.CutPrefix(t.PkgPath(), "locus/query/"); ok {
		name = strings.ToUpper(inner[:1]) + inner[1:] + name
	}
	return name
}

// route answers what the mux knows, and turns its own refusals into problems.
func (s *server) route(w http.ResponseWriter, r *http.Request) {
	if len(r.URL.RawQuery) > maxQuery {
		s.refuse(w, r, newProblem(http.StatusRequestURITooLong, fmt.Sprintf("the query has %d bytes; the most is %d", len(r.URL.RawQuery), maxQuery)))
		return
	}
	v, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		s.refuse(w, r, newProblem(http.StatusBadRequest, "the query of the address cannot be read: "+err.Error()))
		return
	}
	// Written anew, so that "?exact" and "?exact=" are the same to everyone who reads it.
	r = r.Clone(r.Context())
	r.URL.RawQuery = v.Encode()
	h, pattern := s.mux.Handler(r)
	if pattern != "" {
		s.tagged(w, r)
		return
	}
	said := &silent{header: http.Header{}}
	h.ServeHTTP(said, r)
	switch said.status {
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", said.header.Get("Allow"))
		s.refuse(w, r, newProblem(said.status, fmt.Sprintf("%s is not answered here; allowed: %s", r.Method, said.header.Get("Allow"))))
	case http.StatusNotFound, 0, http.StatusOK:
		s.refuse(w, r, newProblem(http.StatusNotFound, "nothing is at this path; the page is at /, the endpoint's description at /openapi.json"))
	default:
		h.ServeHTTP(w, r)
	}
}

// silent takes a handler's status and headers and drops its words.
type silent struct {
	header http.Header
	status int
}

func (s *silent) Header() http.Header { return s.header }

func (s *silent) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
}

func (s *silent) Write(p []byte) (int, error) {
	s.WriteHeader(http.StatusOK)
	return len(p), nil
}
