package auth

import (
	"context"
	"net/http"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// Routes registers signing in and what a person does to the own account.
func (s *Service) Routes(r *api.Router) {
	api.Get(r, "/session", "session:look", s.look, "Whether someone is signed in, and whether this is the demo city.")
	api.Open(r, "/session", "session:open", s.open, "Signs in. The same answer for an unknown login and a wrong password; failures are throttled.")
	api.End(r, "/session", "session:own", s.close, "Signs out.")
	api.Get(r, "/sessions", "session:own", s.list, "The caller's own sessions.")
	api.End(r, "/sessions", "session:own", s.closeAll, "Signs out everywhere, this session included.")
	api.Call(r, "/session/password", "session:own", s.password, "Changes the own password and ends all other sessions.")
	api.Call(r, "/session/totp", "session:own", s.totpBegin, "Makes a second factor; it counts once a code confirmed it.")
	api.Call(r, "/session/totp/confirm", "session:own", s.totpConfirm)
	api.Call(r, "/session/totp/remove", "session:own", s.totpRemove)
	api.Get(r, "/me", "session:me", s.me, "Who am I, with posts, roles and permissions; of a token: with those that it opens.")
	s.tokenRoutes(r)
}

// Look is what a visitor may know before signing in.
type Look struct {
	SignedIn bool `json:"signedIn"`
	Demo     bool `json:"demo" doc:"True in the demo city, whose sign-ins are named on its start"`
}

func (s *Service) look(ctx context.Context, _ *api.None) (Look, error) {
	n, err := store.Value[int](s.store.Read(ctx).Table("accounts").Where("demo = ?", true).Select("count(*)"))
	return Look{SignedIn: visitOf(ctx) != nil, Demo: n > 0}, err
}

type openIn struct {
	api.Web
	Body Credentials
}

func (s *Service) open(ctx context.Context, in *openIn) (Me, error) {
	token, err := s.signIn(ctx, in.Body, in.UserAgent, in.Remote)
	if err != nil {
		return Me{}, err
	}
	// The answer is the same as GET /me of the new session.
	r := (&http.Request{Header: http.Header{}}).WithContext(ctx)
	r.AddCookie(&http.Cookie{Name: s.cookieName(), Value: token})
	ctx, err = s.recognise(r, s.find, s.used)
	if err != nil {
		return Me{}, err
	}
	s.setCookie(in.Writer, token, int(absoluteLimit.Seconds()))
	return s.me(ctx, nil)
}

type webIn struct{ api.Web }

func (s *Service) close(ctx context.Context, in *webIn) (api.Empty, error) {
	s.setCookie(in.Writer, "", -1)
	return api.Empty{}, s.end(ctx, visitOf(ctx).TokenHash)
}

func (s *Service) closeAll(ctx context.Context, in *webIn) (api.Empty, error) {
	s.setCookie(in.Writer, "", -1)
	return api.Empty{}, s.store.Write(ctx, func(tx *store.Tx) error { return endAll(tx, visitOf(ctx).AccountID, "") })
}

// OpenSession is a session of the caller that is not over.
type OpenSession struct {
	CreatedAt  store.Time `json:"createdAt"`
	LastSeenAt store.Time `json:"lastSeenAt"`
	Client     string     `json:"client" doc:"User agent"`
	Address    string     `json:"address"`
	Current    bool       `json:"current" gorm:"-"`
	TokenHash  string     `json:"-"`
}

type sessionList struct {
	Items []OpenSession `json:"items"`
}

func (s *Service) list(ctx context.Context, _ *api.None) (sessionList, error) {
	v := visitOf(ctx)
	items, err := store.Scan[OpenSession](s.store.Read(ctx).Table("sessions").
		Where("account_id = ? AND expires_at > ?", v.AccountID, store.At(s.store.Now())).Order("last_seen_at DESC").Limit(store.MaxLimit))
	for i := range items {
		items[i].Current = items[i].TokenHash == v.TokenHash
	}
	return sessionList{items}, err
}

// NewPassword is a change of the own password.
type NewPassword struct {
	Current string `json:"current" validate:"required,max=512"`
	Next    string `json:"next" validate:"required,max=512"`
}

type passwordIn struct{ Body NewPassword }

func (s *Service) password(ctx context.Context, in *passwordIn) (api.Empty, error) {
	return api.Empty{}, s.changePassword(ctx, in.Body.Current, in.Body.Next)
}

// Again is the own password once more, for what a found session may not do.
type Again struct {
	Password string `json:"password" validate:"required,max=512"`
}

type againIn struct{ Body Again }

func (s *Service) totpBegin(ctx context.Context, in *againIn) (Second, error) {
	return s.beginSecond(ctx, in.Body.Password)
}

func (s *Service) totpRemove(ctx context.Context, in *againIn) (api.Empty, error) {
	return api.Empty{}, s.removeSecond(ctx, in.Body.Password)
}

// Code is a one-time code.
type Code struct {
	Code string `json:"code" validate:"required,max=10"`
}

type codeIn struct{ Body Code }

func (s *Service) totpConfirm(ctx context.Context, in *codeIn) (api.Empty, error) {
	return api.Empty{}, s.confirmSecond(ctx, in.Body.Code)
}

// Person is the signed-in person.
type Person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Post is a post that the person holds today.
type Post struct {
	ID                 string   `json:"id"`
	Title              string   `json:"title"`
	TitleEn            string   `json:"titleEn"`
	OrganisationID     string   `json:"organisationId"`
	OrganisationName   string   `json:"organisationName"`
	OrganisationNameEn string   `json:"organisationNameEn"`
	Authority          string   `json:"authority" enum:"cio,ict_director,sysmgmt_director," doc:"Decision authority: cio, ict_director, sysmgmt_director or empty"`
	Acting             bool     `json:"acting"`
	Roles              []string `json:"roles"`
}

// Me is the caller, with all that the app needs to show the right things.
type Me struct {
	Person             Person     `json:"person"`
	Login              string     `json:"login"`
	Posts              []Post     `json:"posts"`
	Roles              []string   `json:"roles"`
	Permissions        []string   `json:"permissions" doc:"What the policy allows for at least some record"`
	MustChangePassword bool       `json:"mustChangePassword"`
	TotpEnabled        bool       `json:"totpEnabled"`
	PolicyVersion      string     `json:"policyVersion" doc:"SHA-256 of the policy in force"`
	Demo               bool       `json:"demo"`
	SessionEndsAt      store.Time `json:"sessionEndsAt" doc:"However much it is used; what a device keeps of it ends then, too"`
}

func (s *Service) me(ctx context.Context, _ *api.None) (Me, error) {
	caller := authz.From(ctx)
	a, err := s.own(ctx)
	if err != nil {
		return Me{}, err
	}
	perms, err := caller.Permissions()
	if err != nil {
		return Me{}, err
	}
	m := Me{
		Person: Person{caller.PersonID, caller.Name, caller.NameEn}, Login: a.Login, Posts: []Post{}, Roles: append([]string{}, caller.Roles()...),
		Permissions: perms, MustChangePassword: a.MustChange, TotpEnabled: a.TotpConfirmed,
		PolicyVersion: s.policy.SHA256, Demo: a.Demo, SessionEndsAt: visitOf(ctx).ExpiresAt,
	}
	at := map[string]int{}
	for _, h := range caller.Held {
		if h.PostID == "" {
			continue
		}
		i, seen := at[h.PostID]
		if !seen {
			i = len(m.Posts)
			at[h.PostID] = i
			m.Posts = append(m.Posts, Post{
				ID: h.PostID, Title: h.PostTitle, TitleEn: h.PostTitleEn, OrganisationID: h.OrganisationID,
				OrganisationName: h.OrganisationName, OrganisationNameEn: h.OrganisationNameEn,
				Authority: h.Authority, Acting: h.Acting, Roles: []string{},
			})
		}
		m.Posts[i].Roles = append(m.Posts[i].Roles, h.Role)
	}
	return m, nil
}
