// Command bench states the program's speed as ratios measured in one run: each
// endpoint of the real program, signed in, scoped, audited and logged, against
// a floor of hand-written net/http and driver code that moves the same rows of
// the same database. The two run in turn; the median of the repeats counts.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"
)

type options struct {
	databases string
	systems   int
	projects  int
	growth    int
	duration  time.Duration
	repeats   int
	clients   int
	floor     string
	figures   bool
	rows      []int
}

func main() {
	var o options
	flag.StringVar(&o.databases, "db", "sqlite,postgres", "databases to measure")
	flag.IntVar(&o.systems, "systems", 10_000, "systems in the register")
	flag.IntVar(&o.projects, "projects", 5_000, "projects")
	flag.IntVar(&o.growth, "growth", 0, "also measure a list page over this many systems (1000000 takes some minutes)")
	flag.DurationVar(&o.duration, "duration", 2*time.Second, "length of one measurement")
	flag.IntVar(&o.repeats, "repeats", 3, "measurements of each side, interleaved")
	flag.IntVar(&o.clients, "clients", 8, "connections at once")
	flag.StringVar(&o.floor, "floor", "", "serve the floor over this database (used by bench itself)")
	flag.BoolVar(&o.figures, "figures", false, "measure the pages of figures over cities of growing size instead")
	rows := flag.String("rows", "1000,10000,100000", "sizes of these cities, in findings")
	flag.Parse()
	for _, text := range strings.Split(*rows, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1000 {
			fmt.Fprintln(os.Stderr, "bench: -rows wants numbers from 1000 on")
			os.Exit(2)
		}
		o.rows = append(o.rows, n)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	if o.floor != "" {
		return serveFloor(ctx, o.floor)
	}
	work, err := os.MkdirTemp("", "mio-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	one := func(name string) (bool, error) { return figures(ctx, o, work, name) }
	if !o.figures {
		binary, err := build(ctx, work)
		if err != nil {
			return err
		}
		one = func(name string) (bool, error) { return measure(ctx, o, work, binary, name) }
	}
	failed := false
	for _, name := range strings.Split(o.databases, ",") {
		ok, err := one(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		failed = failed || !ok
	}
	if failed {
		return fmt.Errorf("a figure misses its goal")
	}
	return nil
}
