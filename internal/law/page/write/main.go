// Command write writes the page of all legal values, LAW.md, at the root of the module: go generate ./internal/law.
package main

import (
	"fmt"
	"os"

	"github.com/moteur-film/moteur/internal/law/page"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: write ROOT FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(root, file string) error {
	tables, err := page.Tables(os.DirFS(root))
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(page.Text(tables)), 0o644)
}
