//go:build unix

package main_test

import "syscall"

func makePipe(file string) error { return syscall.Mkfifo(file, 0o644) }
