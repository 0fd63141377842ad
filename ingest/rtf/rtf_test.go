package rtf

import (
	"flag"
	"testing"

	"locus/ingest/block"
	"locus/ingest/block/blocktest"
)

var update = flag.Bool("update", false, "write what was read into testdata/cases.txtar")

func TestRead(t *testing.T) {
	blocktest.Run(t, "testdata/cases.txtar", *update, func(_ string, data []byte) (block.Page, error) { return Read(data) })
}
