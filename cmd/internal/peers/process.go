package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// cost is what a process took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // bytes of memory, 0 where the system does not tell
}

// command is a process to run.
type command struct {
	name string
	args []string
	env  []string // beside the environment of this process
	out  io.Writer
}

// run runs a process to its end. An error carries the last words it said.
func (c command) run(ctx context.Context) (cost, error) {
	cmd := exec.CommandContext(ctx, c.name, c.args...)
	cmd.Env = append(os.Environ(), c.env...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = c.out, &said
	began := time.Now()
	err := cmd.Run()
	of := cost{wall: time.Since(began)}
	if s := cmd.ProcessState; s != nil {
		of.cpu, of.peak = s.UserTime()+s.SystemTime(), peakOf(s)
	}
	if err != nil {
		return of, fmt.Errorf("%s %s: %w: %s", filepath.Base(c.name), strings.Join(c.args, " "), err, lastLine(said.String()))
	}
	return of, nil
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// sizeOf is the number of bytes of a file, or of all files of a folder.
func sizeOf(name string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(name, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}
