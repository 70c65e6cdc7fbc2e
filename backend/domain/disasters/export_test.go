package disasters

// SetReviewed bounds what a review reads, for tests that cannot make so many reports.
func (s *Service) SetReviewed(n int) { s.reviewed = n }
