package app

import "miotsukushi/backend/records/search"

// found are the kinds of records that the search over all finds, in the order in which equally good hits stand.
func (a *App) found() []search.Source {
	return []search.Source{
		a.Systems.Search(),
		a.Projects.Search(),
		a.Findings.Search(),
		a.Procedures.Search(),
		a.Datasets.Search(),
		a.Plans.SearchActions(),
		a.Plans.Search(),
		a.Directives.Search(),
		a.Meetings.Search(),
		a.Budgets.Search(),
		a.Pilots.Search(),
		a.LogicModels.Search(),
		a.Rationalisation.SearchCases(),
		a.Rationalisation.Search(),
		a.Maturity.Search(),
		a.Availability.Search(),
		a.Availability.SearchMaintenance(),
		a.Availability.SearchCalendars(),
		a.Disasters.Search(),
		a.Organisations.Search(),
		a.Organisations.SearchPosts(),
		a.Organisations.SearchPeople(),
	}
}
