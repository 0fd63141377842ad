package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
)

// Run shows the search at a terminal until the person leaves or the context ends,
// and gives what was copied, in order. A context that ends is its error; the
// terminal is given back as it was in every case.
func Run(ctx context.Context, o Options) ([]string, error) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	m, err := NewModel(ctx, o)
	if err != nil {
		return nil, err
	}
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler()}
	if o.In != nil {
		options = append(options, tea.WithInput(o.In))
	}
	if o.Out != nil {
		options = append(options, tea.WithOutput(o.Out))
	}
	if o.Environment != nil {
		options = append(options, tea.WithEnvironment(o.Environment))
	}
	_, err = tea.NewProgram(m, options...).Run()
	if ctx.Err() != nil {
		err = ctx.Err()
	} else if errors.Is(err, tea.ErrInterrupted) {
		err = context.Canceled
	}
	return m.Copied(), err
}
