package app

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/directives"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/platform/store"
)

// Resolution tells what the headquarters has said to an application: nothing as long as it was never put before it.
func (projectsAtGates) Resolution(db *gorm.DB, applicationID string) (gates.HQResolution, error) {
	put, err := store.Value[int](db.Table("meeting_referrals").Where("subject_id = ?", applicationID).Select("count(*)"))
	if err != nil || put == 0 {
		return gates.HQNotTracked, err
	}
	said, err := store.Column[string](db.Table("meeting_items").Where("subject_id = ? AND subject_noun = ? AND kind = 'approval'", applicationID, meetings.NounGate).Select("decision"))
	switch {
	case err != nil:
		return gates.HQNotTracked, err
	case slices.Contains(said, string(meetings.Approved)), slices.Contains(said, string(meetings.Conditional)):
		return gates.HQApproved, nil
	}
	return gates.HQPending, nil
}

// directivesOfMeetings lets a meeting give directives.
type directivesOfMeetings struct{ app *App }

func (d directivesOfMeetings) Give(ctx context.Context, tx *store.Tx, draft meetings.DirectiveDraft, from meetings.Origin) (string, error) {
	row, err := d.app.Directives.CreateIn(ctx, tx, directives.Draft{
		Title: draft.Title, Text: draft.Text, Priority: draft.Priority, OwnerID: draft.OwnerID, PostID: draft.PostID, DueOn: draft.DueOn,
	}, directives.Source{MeetingID: from.MeetingID, ItemID: from.ItemID, OpinionID: from.OpinionID, GivenOn: from.On})
	if err != nil {
		return "", err
	}
	return row.ID, nil
}

func (d directivesOfMeetings) Of(ctx context.Context, meetingID string, limit int) ([]meetings.GivenDirective, int, error) {
	f := &directives.Filter{MeetingID: meetingID}
	f.Limit, f.Sort = store.MaxLimit, "code"
	out := []meetings.GivenDirective{}
	for {
		page, err := d.app.Directives.List(ctx, f)
		if err != nil {
			return nil, 0, err
		}
		for _, it := range page.Items {
			out = append(out, meetings.GivenDirective{Code: it.Code, Title: it.Title, Owner: it.OwnerName, DueOn: it.DueOn})
		}
		if f.Cursor = page.Next; f.Cursor == "" || len(out) >= limit {
			return out, int(page.Total), nil
		}
	}
}
