// Command locus finds the passage to cite, and cites it right.
package main

import (
	"os"

	"locus/cmd/internal/cli"
)

func main() { os.Exit(cli.Main()) }
