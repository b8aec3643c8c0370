package main

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"journey/game/disk"
)

// program is what the commands share: the streams of the process and the flags
// that every command takes.
type program struct {
	in, out *os.File
	err     io.Writer
	env     func(string) string

	dataDir    string
	configFile string

	failed error // of the command that ran
}

// command builds the tree of commands.
func (p *program) command() *cobra.Command {
	opts := &playOptions{}
	root := &cobra.Command{
		Use:   "journey",
		Short: "An illustrated choose-your-own-adventure for the terminal",
		Long: "Journey tells a story that goes where you choose, and paints each chapter in your terminal.\n\n" +
			"It plays without a key: the offline storyteller and painter are built in. With OPENAI_API_KEY, " +
			"or OPENAI_BASE_URL for a compatible server, models tell and paint.",
		Example: "# the title screen\njourney\n# a new story at once, always the same for the same seed\njourney play --seed 7\n# as plain text, for screen readers and scripts\njourney play --plain",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return unknownCommand(cmd, args[0])
		},
		RunE:          func(cmd *cobra.Command, _ []string) error { return p.play(cmd.Context(), opts, true) },
		SilenceUsage:  true,
		SilenceErrors: true,

		SuggestionsMinimumDistance: 2, // two slips of the finger are still meant
	}
	root.PersistentFlags().StringVar(&p.dataDir, "data", "", "folder of the stories (also JOURNEY_DATA; default: your XDG data folder)")
	root.PersistentFlags().StringVar(&p.configFile, "config", "", "configuration file (default: journey/config.toml in your XDG config folder)")
	opts.look.flags(root)
	opts.provider.flags(root)
	opts.budget.flags(root)
	root.AddCommand(
		p.playCommand(), p.replayCommand(), p.listCommand(), p.renameCommand(), p.deleteCommand(),
		p.salvageCommand(), p.showCommand(), p.pictureCommand(), p.spendingCommand(), p.serveCommand(), p.doctorCommand(), p.worldCommand(), p.studioCommand(),
		p.versionCommand(),
	)
	p.complete(root)
	return root
}

func unknownCommand(cmd *cobra.Command, name string) error {
	err := usagef("there is no command %q", name)
	if near := cmd.SuggestionsFor(name); len(near) > 0 {
		return hinted{err, "Did you mean: journey " + near[0] + "?"}
	}
	return err
}

// exactly wants n arguments, named in the error.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return hinted{usagef("%s wants %s", cmd.CommandPath(), what), "See " + cmd.CommandPath() + " --help."}
	}
}

// library opens the stories of this player.
func (p *program) library() (*disk.Library, error) {
	cfg, err := p.config()
	if err != nil {
		return nil, err
	}
	return openLibrary(cfg.Data)
}

// openLibrary opens the stories in a folder.
func openLibrary(dir string) (*disk.Library, error) {
	lib, err := disk.Open(dir)
	if err != nil {
		return nil, hinted{fmt.Errorf("the stories in %s cannot be opened: %w", dir, reason(err)), "Name another folder with --data DIR or JOURNEY_DATA."}
	}
	return lib, nil
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Example: "journey version",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.Println("journey " + version())
			return nil
		},
	}
}

// version is what the build knows of itself.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
