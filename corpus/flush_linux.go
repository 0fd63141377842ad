package corpus

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flushFew is up to how many files are flushed one by one.
const flushFew = 8

// flushAll has files or folders written to disk. Where there are many, the file
// system they lie on is flushed once instead, which waits for the disk once.
func flushAll(names []string) error {
	if len(names) <= flushFew {
		return flushEach(names)
	}
	f, err := os.Open(names[0])
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(f.Fd())), f.Close())
}
