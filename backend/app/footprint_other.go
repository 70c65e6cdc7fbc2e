//go:build !linux

package app

import "runtime/debug"

// slim gives back the heap that only the start needed.
func slim() error {
	debug.FreeOSMemory()
	return nil
}
