package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// report prints the table. The opening cannot be told ahead, so it stands apart.
func report(out io.Writer, ways []way, played [][]timing) {
	fmt.Fprintln(out, "| way | chapters | title | first word of prose | choices | picture | picture after scene | waited in all | of one after the other |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|---|---|")
	whole := waited(played[0])
	for i, w := range ways {
		line(out, w.name, "opening", played[i][:1], "", "")
		all := waited(played[i])
		line(out, w.name, "later ones, median (worst)", played[i][1:], seconds(all), fmt.Sprintf("%.1f %%", 100*all.Seconds()/whole.Seconds()))
	}
}

func line(out io.Writer, name, chapters string, played []timing, total, share string) {
	column := func(of func(timing) time.Duration) string {
		var all []time.Duration
		for _, t := range played {
			all = append(all, of(t))
		}
		if len(all) == 0 {
			return ""
		}
		slices.Sort(all)
		if len(all) == 1 {
			return seconds(all[0])
		}
		return fmt.Sprintf("%s (%s)", seconds(all[len(all)/2]), seconds(all[len(all)-1]))
	}
	fmt.Fprintf(out, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", name, chapters,
		column(func(t timing) time.Duration { return t.title }),
		column(func(t timing) time.Duration { return t.prose }),
		column(func(t timing) time.Duration { return t.choices }),
		column(func(t timing) time.Duration { return t.picture }),
		column(func(t timing) time.Duration { return t.picture - t.scene }),
		total, share)
}

func waited(played []timing) (sum time.Duration) {
	for _, t := range played {
		sum += t.waited
	}
	return sum
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
