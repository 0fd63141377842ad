package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"unicode/utf8"

	"locus/corpus"
)

// decodeBody reads a body of JSON into a struct. A mistake is a *problem with its
// place: line and column from 1, the column in characters, and for a field that
// is not known the nearest names.
func decodeBody(data []byte, into any) error {
	if !utf8.Valid(data) {
		return newProblem(http.StatusBadRequest, "the body is not UTF-8").at("body", nil, nil)
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			return misread(data, d.InputOffset(), "there is more behind the JSON object")
		}
		return nil
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return misread(data, syntax.Offset, syntax.Error())
	case errors.As(err, &kind):
		p := newProblem(http.StatusUnprocessableEntity, fmt.Sprintf("%s cannot be %s", orBody(kind.Field), kind.Value))
		return p.at(strings.TrimSuffix("body."+kind.Field, "."), nil, nil)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return misread(data, int64(len(data)), "the JSON ends too early")
	}
	if quoted, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name := strings.Trim(quoted, `"`)
		near := corpus.Nearest(name, jsonNames(into), 3)
		detail := fmt.Sprintf("there is no field %q here", name)
		if len(near) > 0 {
			detail += "; did you mean " + strings.Join(near, " or ") + "?"
		}
		return newProblem(http.StatusUnprocessableEntity, detail).at("body."+name, nil, near)
	}
	return newProblem(http.StatusUnprocessableEntity, "the body cannot be read: "+err.Error()).at("body", nil, nil)
}

func orBody(field string) string {
	if field == "" {
		return "the body"
	}
	return field
}

// misread is the problem of a body that is not JSON from an offset on.
func misread(data []byte, offset int64, why string) *problem {
	before := data[:min(max(offset, 0), int64(len(data)))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := max(1, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]))
	return newProblem(http.StatusBadRequest, fmt.Sprintf("the body is not JSON: line %d, column %d: %s", line, column, why)).
		at(fmt.Sprintf("body:%d:%d", line, column), nil, nil)
}

// jsonNames are the names of a struct's fields in JSON.
func jsonNames(of any) []string {
	t := reflect.TypeOf(of).Elem()
	var out []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out = append(out, name)
	}
	return out
}
