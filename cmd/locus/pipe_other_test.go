//go:build !unix

package main_test

import "errors"

func makePipe(string) error { return errors.ErrUnsupported }
