package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"journey/game"
)

func (p *program) salvageCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "salvage STORY",
		Short: "Save what can be read of a damaged story as a new one",
		Long: "Salvage copies the chapters that stand before the damage, with their pictures, into a new story and leaves the damaged one as it is.\n\n" +
			"STORY is the beginning of a title, the end of an id (as journey list shows it), or a story's folder.",
		Example: "journey salvage T0Z3F",
		Args:    exactly(1, "a story"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.salvage(cmd.Context(), args[0])
		},
	}
}

func (p *program) salvage(ctx context.Context, name string) error {
	lib, e, err := p.find(ctx, name, pick)
	if err != nil {
		return err
	}
	if e.Err == nil {
		return errors.Join(fmt.Errorf("“%s” is not damaged; there is nothing to salvage", e.Title), lib.Close())
	}
	id, kept, lost, err := lib.Salvage(ctx, e.ID)
	if errors.Is(err, game.ErrDamaged) {
		err = hinted{fmt.Errorf("nothing of %s can be read any more", e.ID), fmt.Sprintf("journey delete %s removes it.", e.ID)}
	}
	if err == nil {
		_, err = fmt.Fprintf(p.out, "Saved as a new story: %s\n%d of %d entries of its journal were kept; journey play --continue %s goes on.\n", id, kept, kept+lost, id)
	}
	return errors.Join(err, lib.Close())
}

// mendable adds to the error of a damaged story what can be done about it.
func mendable(id game.StoryID, err error) error {
	if !errors.Is(err, game.ErrDamaged) {
		return err
	}
	return hinted{err, fmt.Sprintf("journey salvage %s saves it as a new story.", id)}
}
