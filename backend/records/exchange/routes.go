package exchange

import (
	"context"
	"mime/multipart"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/records/history"
)

// Routes registers the endpoints of imports.
func (s *Service) Routes(r *api.Router, h *history.Service) {
	api.Get(r, "/imports", "imports:read", s.List, "Imports, newest first.")
	api.Get(r, "/imports/nouns", "imports:read", s.Nouns, "What can be imported, with the fields that columns can be mapped to.")
	api.Download(r, "/imports/template", "imports:read", s.template, "An empty table with the headers of a noun, and a sheet that explains them.")
	api.Upload(r, "/imports", "imports:create", MaxUpload, s.upload, "Takes an .xlsx or CSV file (file) for a noun (noun) and begins to check it.")
	api.Get(r, "/imports/{id}", "imports:read", s.get)
	api.Put(r, "/imports/{id}", "imports:create", s.put, "Changes the mapping or the reading of the file and checks it again. Left out: stays.")
	api.Get(r, "/imports/{id}/rows", "imports:read", s.Rows, "What the check said about each row.")
	api.Download(r, "/imports/{id}/errors", "imports:read", s.errorFile, "The rows that were refused, in the format of the upload, with a column that says why.")
	api.Act(r, "/imports/{id}/commit", "imports:commit", s.commit, "Writes all rows in one transaction; refused while rows have errors unless onlyValid is true.")
	api.Act(r, "/imports/{id}/cancel", "imports:create", s.cancel, "Ends an import that has not been committed.")
	api.Get(r, "/imports/{id}/history", "imports:read", history.Of(h, s.readable))
}

// NounInfo is a noun that can be imported.
type NounInfo struct {
	Noun   string  `json:"noun"`
	Fields []Field `json:"fields"`
}

// NounList lists the nouns.
type NounList struct {
	Items []NounInfo `json:"items"`
}

// Nouns tells what can be imported.
func (s *Service) Nouns(context.Context, *api.None) (NounList, error) {
	out := NounList{Items: []NounInfo{}}
	for _, name := range s.order {
		out.Items = append(out.Items, NounInfo{name, s.nouns[name].Fields()})
	}
	return out, nil
}

type uploadIn struct {
	RawBody multipart.Form `validate:"-"`
}

func (s *Service) upload(ctx context.Context, in *uploadIn) (*Detail, error) {
	f, err := readUpload(&in.RawBody)
	if err != nil {
		return nil, err
	}
	row, err := s.Upload(ctx, f)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

// readUpload takes the one file and the noun out of a form.
func readUpload(form *multipart.Form) (f File, err error) {
	if nouns := form.Value["noun"]; len(nouns) == 1 {
		f.Noun = nouns[0]
	} else {
		return f, fault.Bad("noun", "required", nil)
	}
	noun := f.Noun
	f, err = ReadFile(form)
	f.Noun = noun
	return f, err
}

func (s *Service) get(ctx context.Context, in *api.ID) (*Detail, error) { return s.Get(ctx, in.ID) }

type putIn struct {
	api.ID
	api.Match
	Body Reading
}

func (s *Service) put(ctx context.Context, in *putIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Reread(ctx, in.ID.ID, version, in.Body)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

// CommitOptions say what to do about rows with errors.
type CommitOptions struct {
	OnlyValid bool `json:"onlyValid,omitempty" doc:"Leave rows with errors out"`
}

type commitIn struct {
	api.ID
	api.Match
	Body CommitOptions
}

func (s *Service) commit(ctx context.Context, in *commitIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Commit(ctx, in.ID.ID, version, in.Body.OnlyValid)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

type cancelIn struct {
	api.ID
	api.Match
}

func (s *Service) cancel(ctx context.Context, in *cancelIn) (*Detail, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	row, err := s.Cancel(ctx, in.ID.ID, version)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) readable(ctx context.Context, id string) error {
	_, err := s.Get(ctx, id)
	return err
}
