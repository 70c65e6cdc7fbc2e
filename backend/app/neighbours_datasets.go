package app

import (
	"context"

	"miotsukushi/backend/domain/datasets"
)

// policiesOfDataset gives datasets the logic models that take figures from them.
type policiesOfDataset struct{ app *App }

func (p policiesOfDataset) OfDataset(ctx context.Context, id string) ([]datasets.Ref, error) {
	found, err := p.app.LogicModels.OfDataset(ctx, id)
	out := make([]datasets.Ref, len(found))
	for i, r := range found {
		out[i] = datasets.Ref(r)
	}
	return out, err
}
