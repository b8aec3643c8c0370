package main

import (
	"fmt"
	"regexp"

	"github.com/spf13/cobra"
)

// flagError says in a sentence what is wrong with a flag, and how it is written.
func flagError(cmd *cobra.Command, err error) error {
	parts := regexp.MustCompile(`(?s)^invalid argument "(.*)" for "(?:-., )?--([a-z-]+)" flag`).FindStringSubmatch(err.Error())
	if parts == nil {
		return usage{err}
	}
	value, name := parts[1], parts[2]
	flag := cmd.Flag(name)
	if flag == nil {
		return usage{err}
	}
	var wants, example string
	switch flag.Value.Type() {
	case "duration":
		wants, example = "a time with its unit", " 90s"
	case "int", "uint64":
		wants, example = "a whole number", " 7"
	case "bool":
		wants = "true or false"
	default:
		return usage{err}
	}
	return hinted{
		usagef("--%s %s is not %s", name, value, wants),
		fmt.Sprintf("Write it as in --%s%s; see %s --help.", name, example, cmd.CommandPath()),
	}
}
