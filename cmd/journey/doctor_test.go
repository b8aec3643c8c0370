package main

import (
	"os"
	"runtime"
	"strings"
	"testing"
)

func TestWritable(t *testing.T) {
	dir := t.TempDir()
	if err := writable(dir); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("it leaves %v, %v", left, err)
	}
	if runtime.GOOS != "linux" {
		t.Skip("there is no folder known in which nobody can write")
	}
	if err := writable("/proc/self"); err == nil || !strings.HasPrefix(err.Error(), "nothing can be written in /proc/self: ") {
		t.Errorf("%v", err)
	}
}
