package corpus

import (
	"bytes"
	"fmt"
)

// A record ends with a checksum over the rest of its file, since nothing else
// tells a letter of a title that changed on the disk from the title. Records made
// before there was one have none.
const (
	sealBefore = ",\n \"sum\": \""
	sealAfter  = "\"\n}\n"
	sealBytes  = 16
)

// sealed puts its checksum at the end of a record's JSON.
func sealed(record []byte) []byte {
	body := bytes.TrimSuffix(record, []byte("\n}\n"))
	return fmt.Append(nil, string(body), sealBefore, hash(body)[:sealBytes], sealAfter)
}

// unbroken reports whether a record has the content that its checksum was made
// of; one without a checksum has.
func unbroken(record []byte) bool {
	at := bytes.LastIndex(record, []byte(sealBefore))
	if at < 0 {
		return true
	}
	sum, ok := bytes.CutSuffix(record[at+len(sealBefore):], []byte(sealAfter))
	return ok && string(sum) == hash(record[:at])[:sealBytes]
}
