package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// mostUnpacked bounds what a packed record may become, so that a changed byte
// cannot ask for all memory there is.
const mostUnpacked = 1 << 30

// packing makes and reads what a segment stores of a document: a record and a
// text, together in one frame of zstd. The segment's own compression (snappy, a
// document at a time) leaves 87 of 100 bytes of a passage, this 59.
type packing struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

// packer is the one of the process; it is safe for concurrent use.
var packer = sync.OnceValues(func() (*packing, error) {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(false), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(64<<10))
	if err != nil {
		return nil, err
	}
	d, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(mostUnpacked))
	return &packing{encoder: e, decoder: d}, err
})

// pack writes the length of the record, the record and the text, compressed.
func pack(record []byte, text string) ([]byte, error) {
	p, err := packer()
	if err != nil {
		return nil, fmt.Errorf("compress a record: %w", err)
	}
	b := make([]byte, 0, len(record)+len(text)+binary.MaxVarintLen32)
	b = binary.AppendUvarint(b, uint64(len(record)))
	b = append(append(b, record...), text...)
	return p.encoder.EncodeAll(b, make([]byte, 0, len(b)*2/3)), nil
}

// unpack gives back what pack was given.
func unpack(b []byte) (record []byte, text string, err error) {
	p, err := packer()
	if err != nil {
		return nil, "", fmt.Errorf("read a record: %w", err)
	}
	b, err = p.decoder.DecodeAll(b, make([]byte, 0, 4*len(b)))
	if err != nil {
		return nil, "", fmt.Errorf("read a record: %w", err)
	}
	size, n := binary.Uvarint(b)
	if n <= 0 || size > uint64(len(b)-n) {
		return nil, "", errors.New("read a record: its length is not its own")
	}
	return b[n : n+int(size)], string(b[n+int(size):]), nil
}
