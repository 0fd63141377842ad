package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metrics counts what the server does, in a registry of its own, so that two
// servers of one process do not count together.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	running  prometheus.Gauge
	reloads  prometheus.Counter
	mu       sync.Mutex
	seen     string // the generation last seen
}

func (s *server) newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "locus_http_requests_total", Help: "Requests answered, by route, method and status."}, []string{"route", "method", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "locus_http_request_duration_seconds", Help: "Time from a request's headers to the end of its answer.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}}, []string{"route"}),
		running: prometheus.NewGauge(prometheus.GaugeOpts{Name: "locus_http_requests_in_flight", Help: "Requests that are being answered."}),
		reloads: prometheus.NewCounter(prometheus.CounterOpts{Name: "locus_library_reloads_total", Help: "Times that another state of the library was seen."}),
	}
	m.seen = s.generation()
	m.registry.MustRegister(m.requests, m.seconds, m.running, m.reloads,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	if s.Size != nil {
		m.registry.MustRegister(s.sized("locus_library_passages", "Passages that questions are asked of.", func(passages, _ int) int { return passages }),
			s.sized("locus_library_works", "Works that questions are asked of.", func(_, works int) int { return works }))
	}
	return m
}

// sized is a gauge of the library's size; it is -1 where the size is not known.
func (s *server) sized(name, help string, of func(passages, works int) int) prometheus.GaugeFunc {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		size, err := s.Size(ctx)
		if err != nil {
			return -1
		}
		return float64(of(size.Passages, size.Works))
	})
}

// begin counts a request in and gives what counts it out, with its status.
func (m *metrics) begin() func(route, method string, status int) {
	start := time.Now()
	m.running.Inc()
	return func(route, method string, status int) {
		m.running.Dec()
		m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
		m.seconds.WithLabelValues(route).Observe(time.Since(start).Seconds())
	}
}

// saw counts a reload where the generation is another than the one seen last.
func (m *metrics) saw(generation string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if generation != m.seen {
		m.seen = generation
		m.reloads.Inc()
	}
}

// routeOf names the route of a request by its pattern, so that what clients make
// up (ids, paths, methods) makes no new series.
func (s *server) routeOf(r *http.Request) (route, method string) {
	route, method = "none", "other"
	if _, pattern := s.mux.Handler(r); pattern != "" {
		_, route, _ = strings.Cut(pattern, " ")
		route = strings.TrimSuffix(route, "{$}")
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		method = r.Method
	}
	return route, method
}

// mountMetrics answers /metrics in the text form of Prometheus.
func (s *server) mountMetrics() {
	handler := promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{DisableCompression: true})
	s.mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		s.metrics.saw(s.generation())
		handler.ServeHTTP(w, r)
	})
}
