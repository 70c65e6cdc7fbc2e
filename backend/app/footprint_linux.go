package app

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"golang.org/x/sys/unix"
)

// errRelocated: the program's read-only pages are not those of its file.
var errRelocated = errors.New("not built as a fixed executable")

// slim gives back what only the start needed: the heap of wiring, and the
// pages of the program's own file that registering every route has read. Clean
// pages of a read-only mapping come back from the page cache when they are
// touched, so what stays resident is what serving uses. Goroutines may run
// meanwhile. Errors are for the log: nothing depends on it.
func slim() error {
	debug.FreeOSMemory()
	info, _ := debug.ReadBuildInfo()
	if info == nil || !fixed(info.Settings) {
		return errRelocated
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return err
	}
	defer maps.Close()
	lines := bufio.NewScanner(maps)
	for lines.Scan() {
		var from, to uintptr
		var mode string
		n, _ := fmt.Sscanf(lines.Text(), "%x-%x %s", &from, &to, &mode)
		// A writable mapping holds values that the file does not.
		if n != 3 || !strings.HasSuffix(lines.Text(), " "+self) || mode != "r-xp" && mode != "r--p" {
			continue
		}
		if _, _, code := unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_DONTNEED); code != 0 {
			return code
		}
	}
	return lines.Err()
}

// fixed says that the linker placed the program at its final address: a
// relocated one keeps corrected addresses in pages that look read-only.
func fixed(settings []debug.BuildSetting) bool {
	for _, s := range settings {
		if s.Key == "-buildmode" {
			return s.Value == "exe"
		}
	}
	return false
}
