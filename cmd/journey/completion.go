package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"journey/game"
	"journey/game/offline"
)

// complete gives the shells what may be typed after arguments and flags.
func (p *program) complete(root *cobra.Command) {
	stories := func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.completeStory(cmd, begun)
	}
	values := map[string]cobra.CompletionFunc{
		"length":   cobra.FixedCompletions([]string{"short", "medium", "long", "endless"}, cobra.ShellCompDirectiveNoFileComp),
		"pictures": cobra.FixedCompletions([]string{"auto", "sixel", "kitty", "kitty-direct", "iterm2", "blocks", "off"}, cobra.ShellCompDirectiveNoFileComp),
		"provider": cobra.FixedCompletions([]string{"auto", "offline", "openai"}, cobra.ShellCompDirectiveNoFileComp),
		"reader":   cobra.FixedCompletions(readers(), cobra.ShellCompDirectiveNoFileComp),
		"as":       cobra.FixedCompletions([]string{"auto", "sixel", "kitty", "kitty-direct", "iterm2", "blocks"}, cobra.ShellCompDirectiveNoFileComp),
		"world":    completeWorld,
		"continue": func(cmd *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
			return p.completeStory(cmd, begun)
		},
	}
	for _, cmd := range append(root.Commands(), root) {
		if strings.Contains(cmd.Use, " STORY") {
			cmd.ValidArgsFunction = stories
		}
		for name, of := range values {
			if cmd.LocalFlags().Lookup(name) != nil {
				_ = cmd.RegisterFlagCompletionFunc(name, of) // fails only for a flag that is not there
			}
		}
	}
}

// completeFlag completes a flag by its few values.
func completeFlag(cmd *cobra.Command, flag string, values ...string) {
	// It fails only for a flag that is not there.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completePicture completes the first argument by the pictures in the folder.
func completePicture(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"png", "jpg", "jpeg", "webp", "gif"}, cobra.ShellCompDirectiveFilterFileExt
}

// completeStory completes a story by its id when that is begun, else by its
// title. While nothing is typed, stories called the same are offered by their ids.
func (p *program) completeStory(cmd *cobra.Command, begun string) ([]string, cobra.ShellCompDirective) {
	lib, err := p.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	defer lib.Close()
	entries, err := lib.List(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	called := map[string]int{}
	for _, e := range entries {
		called[e.Title]++
	}
	var names []string
	for _, e := range entries {
		told := fmt.Sprintf("%d chapters, played %s", e.Chapters, e.Played.Local().Format("2006-01-02"))
		byID := e.Title == "" || called[e.Title] > 1
		switch {
		case begun == "" && byID, begun != "" && hasPrefix(string(e.ID), begun):
			names = append(names, cobra.CompletionWithDesc(string(e.ID), strings.TrimSpace(e.Title+" "+told)))
		case begun == "", hasPrefix(e.Title, begun):
			names = append(names, cobra.CompletionWithDesc(e.Title, told))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

func completeWorld(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	teller, err := offline.New()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var names []string
	for _, w := range teller.Worlds() {
		names = append(names, cobra.CompletionWithDesc(w.Name, game.CleanLine(w.Title)))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
