package web_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"locus/corpus/corpustest"
)

// schema is as much of JSON Schema as the endpoint's description uses.
type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Properties map[string]*schema
	Required   []string
	Items      *schema
	Additional any `json:"additionalProperties"`
}

// disagree lists where a value is not as its schema says.
func disagree(all map[string]*schema, s *schema, v any, at string) []string {
	if s == nil {
		return nil
	}
	if s.Ref != "" {
		return disagree(all, all[strings.TrimPrefix(s.Ref, "#/components/schemas/")], v, at)
	}
	var types []string
	switch t := s.Type.(type) {
	case string:
		types = []string{t}
	case []any:
		for _, one := range t {
			types = append(types, fmt.Sprint(one))
		}
	}
	var out []string
	is := "null"
	switch v := v.(type) {
	case bool:
		is = "boolean"
	case string:
		is = "string"
	case float64:
		if is = "number"; slices.Contains(types, "integer") && v == float64(int64(v)) {
			is = "integer"
		}
	case []any:
		is = "array"
		for i, one := range v {
			out = append(out, disagree(all, s.Items, one, at+"/"+strconv.Itoa(i))...)
		}
	case map[string]any:
		is = "object"
		for name, one := range v {
			p, known := s.Properties[name]
			if !known && s.Additional == false {
				out = append(out, at+"/"+name+" is not described")
			}
			out = append(out, disagree(all, p, one, at+"/"+name)...)
		}
		for _, name := range s.Required {
			if _, there := v[name]; !there {
				out = append(out, at+"/"+name+" is required and missing")
			}
		}
	}
	if len(types) > 0 && !slices.Contains(types, is) {
		out = append(out, fmt.Sprintf("%s is %s, described as %v", at, is, types))
	}
	return out
}

func TestAnswersAreAsTheDescriptionSays(t *testing.T) {
	o := options(t, corpustest.Works()...)
	doc, err := o.Library.Document("fear")
	if err != nil {
		t.Fatal(err)
	}
	h := handler(t, o)
	spec := decode[struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]struct{ Schema *schema }
			}
		}
		Components struct{ Schemas map[string]*schema }
	}](t, get(t, h, "/openapi.json"))
	id := string(doc.Passages[3].ID)
	for _, c := range []struct{ operation, path, body string }{
		{"/v1/search", "/v1/search?q=security+fear&facets=true&explain=true", ""},
		{"/v1/search", "/v1/search?q=zxqvy", ""},
		{"/v1/search", "/v1/search?q=fear&theory=realsm", ""},
		{"/v1/search", "/v1/search?nope=1", ""},
		{"/v1/passages/{id}", "/v1/passages/" + id + "?context=section&around=2", ""},
		{"/v1/passages/{id}", "/v1/passages/fear:0-3", ""},
		{"/v1/passages/{id}", "/v1/passages/nowhere:0-3", ""},
		{"/v1/passages/{id}/cite", "/v1/passages/" + id + "/cite", ""},
		{"/v1/works", "/v1/works", ""},
		{"/v1/works/{id}", "/v1/works/undated", ""},
		{"/v1/theories", "/v1/theories", ""},
		{"/v1/people", "/v1/people", ""},
		{"/livez", "/livez", ""},
		{"/readyz", "/readyz", ""},
		{"/v1/quote", "/v1/quote", `{"text":"` + opening(doc.Passages[3], 8) + `"}`},
		{"/v1/quote", "/v1/quote", `{"text":"nobody ever wrote quite these words about lanterns"}`},
		{"/v1/quote", "/v1/quote", `{"text":""}`},
		{"/v1/quote", "/v1/quote", `{"texts":""}`},
		{"/v1/check", "/v1/check", `{"text":"One says “` + opening(doc.Passages[3], 8) + `” (Waltz 1979, 118)."}`},
		{"/v1/check", "/v1/check", `{"text":`},
	} {
		method, w := "get", (*httptest.ResponseRecorder)(nil)
		if c.body != "" {
			method, w = "post", post(t, h, c.path, c.body)
		} else {
			w = get(t, h, c.path)
		}
		kind, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
		if kind == "text/plain" {
			continue
		}
		described := spec.Paths[c.operation][method].Responses[strconv.Itoa(w.Code)].Content[kind].Schema
		if described == nil {
			t.Errorf("%s: status %d as %s is not described", c.path, w.Code, kind)
			continue
		}
		var v any
		if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		for _, d := range disagree(spec.Components.Schemas, described, v, "") {
			t.Errorf("%s: %s", c.path, d)
		}
	}
}
