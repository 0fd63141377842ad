package opensearch

import (
	"locus/corpus"
)

// object is a piece of a request.
type object = map[string]any

// schema is the version of the mappings and of what documents hold.
const schema = "1"

// The kinds of documents beside the passages.
const (
	kindManifest = "manifest"
	kindWork     = "work"
	kindWord     = "word"
)

// keyField is the field that holds the values of a key.
func keyField(f corpus.Field) string { return "key_" + string(f) }

// similarity gives the frequency of a word as its score, which is all that is asked
// of the engine's scoring: the formula itself is in the questions (see scored), with
// statistics that are exact.
func similarity() object {
	return object{"frequency": object{"type": "scripted", "script": object{"source": "return query.boost * doc.freq;"}}}
}

// passagesBody makes the index of passages. Words come analysed: a token of the
// text field holds, joined by the separator, all words that stand at one position,
// which the filter lays one over the other.
func (o *Options) passagesBody() object {
	long := object{"type": "whitespace", "max_token_length": 1 << 20}
	words := func(analyzer, options string) object {
		return object{"type": "text", "analyzer": analyzer, "index_options": options, "norms": false, "similarity": "frequency"}
	}
	properties := object{
		"work": object{"type": "keyword"}, "born": object{"type": "long"}, "start": object{"type": "long"},
		"year":     object{"type": "integer"},
		"text_len": object{"type": "integer", "index": false}, "title_len": object{"type": "integer", "index": false},
		"section_len": object{"type": "integer", "index": false},
		"text":        words("positions", "positions"), "title": words("apart", "freqs"), "section": words("apart", "freqs"),
		"passage": object{"type": "object", "enabled": false},
	}
	for _, f := range corpus.Fields() {
		properties[keyField(f)] = object{"type": "keyword"}
	}
	return object{
		"settings": object{
			"number_of_shards": o.Shards, "number_of_replicas": o.Replicas,
			"refresh_interval": "-1", "codec": "best_compression", "max_result_window": 10_000_000,
			"similarity": similarity(),
			"analysis": object{
				"tokenizer": object{"long": long},
				"filter": object{"over": object{"type": "pattern_capture", "preserve_original": false,
					"patterns": []string{"([^" + separator + "]+)"}}},
				"analyzer": object{
					"positions": object{"type": "custom", "tokenizer": "long", "filter": []string{"over"}},
					"apart":     object{"type": "custom", "tokenizer": "long"},
				},
			},
		},
		"mappings": object{
			"dynamic": "strict",
			"_meta":   object{"locus": schema},
			"_source": object{"excludes": []string{"text", "title", "section"}},
			// A passage is shown from its source; its words are made again from it.
			"properties": properties,
		},
	}
}

// worksBody makes the index of works, of words and of the manifest.
func (o *Options) worksBody() object {
	return object{
		"settings": object{"number_of_shards": 1, "number_of_replicas": o.Replicas, "refresh_interval": "-1", "codec": "best_compression",
			"max_result_window": 10_000_000},
		"mappings": object{
			"dynamic": "strict",
			"_meta":   object{"locus": schema},
			"properties": object{
				"kind": object{"type": "keyword"}, "work": object{"type": "keyword"}, "born": object{"type": "long"},
				"field": object{"type": "keyword"}, "word": object{"type": "keyword"},
				"held": object{"type": "object", "enabled": false}, "record": object{"type": "object", "enabled": false},
				"manifest": object{"type": "object", "enabled": false},
			},
		},
	}
}
