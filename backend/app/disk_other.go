//go:build !unix

package app

import "errors"

// freeBytes is unknown on systems where the program does not usually run.
func freeBytes(string) (uint64, error) { return 0, errors.New("not known on this system") }
