package auth

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/limits"
)

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	if ctx == nil {
		return nil
	}
	v, _ := ctx.Value(visitKey{}).(*visit)
	return v
}

// cookieName carries the __Host- prefix when cookies are Secure: a browser then
// takes it from this host only.
func (s *Service) cookieName() string {
	if s.secure {
		return "__Host-mio"
	}
	return "mio"
}

func (s *Service) setCookie(w http.ResponseWriter, token string, maxAge int) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(), Value: token, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode,
	})
}

// Middleware finds out who asks and puts session and actor into the context.
// A request that carries Authorization never falls back to the cookie.
func (s *Service) Middleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		ctx, err := s.recognise(c.Request, s.find, s.used)
		// Whoever shows a key that does not work is counted, too: by address.
		if over := s.count(c, visitOf(ctx)); over != nil {
			err = over
		}
		if err != nil {
			p := api.ProblemOf(c.Request.Context(), err)
			if retry, ok := p.Params["retryAfter"].(int); ok {
				c.Header("Retry-After", strconv.Itoa(retry))
			}
			if p.Code == fault.Unauthenticated {
				c.Header("WWW-Authenticate", "Bearer")
			}
			c.Header("Content-Type", p.ContentType(""))
			c.AbortWithStatusJSON(p.Status, p)
			return
		}
		// A stream outlives the session that opened it unless it asks again. That is no use of the session: a board left open
		// does not keep anybody signed in.
		asked := c.Request
		ctx = api.WithRecheck(ctx, func(now context.Context) (context.Context, error) {
			return s.recognise(asked.WithContext(now), s.known, s.bearer)
		})
		c.Request = c.Request.WithContext(ctx)
		c.Next()
	}
}

// count takes one request of the caller's limit, tells how much of it is left, and refuses when nothing is.
func (s *Service) count(c *gin.Context, v *visit) error {
	kind, id := limits.Address, c.ClientIP()
	switch {
	case v != nil && v.TokenID != "":
		kind, id = limits.Token, v.TokenID
	case v != nil:
		kind, id = limits.Person, v.PersonID
	}
	taken := s.limits.Take(c.Request.Context(), kind, id)
	if taken.Limit == 0 {
		return nil
	}
	reset := int(math.Ceil(taken.Reset.Seconds()))
	c.Header("RateLimit-Policy", fmt.Sprintf("%q;q=%d;w=60", kind, taken.Limit))
	c.Header("RateLimit", fmt.Sprintf("%q;r=%d;t=%d", kind, taken.Left, reset))
	if taken.Allowed {
		return nil
	}
	return fault.New(fault.Throttled, fault.Params{"retryAfter": reset, "reason": "rate", "limit": taken.Limit})
}

// finder gives the visit of a session's token or of a key, or nil.
type finder func(context.Context, string) (*visit, error)

func (s *Service) recognise(r *http.Request, bySession, byKey finder) (context.Context, error) {
	ctx := r.Context()
	var v *visit
	if given := r.Header.Get("Authorization"); given != "" {
		scheme, key, _ := strings.Cut(given, " ")
		if strings.EqualFold(scheme, "Bearer") {
			var err error
			if v, err = byKey(ctx, strings.TrimSpace(key)); err != nil {
				return nil, err
			}
		}
		if v == nil {
			return nil, fault.New(fault.Unauthenticated, fault.Params{"reason": "token"})
		}
	} else if cookie, err := r.Cookie(s.cookieName()); err == nil {
		if v, err = bySession(ctx, cookie.Value); err != nil {
			return nil, err
		}
	}
	if v == nil {
		return authz.With(ctx, authz.NewSession(authz.Subject{}, noDirectory{}, s.policy)), nil
	}
	d, err := s.directory(ctx, v.Stamp)
	if err != nil {
		return nil, err
	}
	subject, ok := d.Subject(v.PersonID)
	if !ok {
		subject = authz.Subject{PersonID: v.PersonID}
	}
	ctx = context.WithValue(ctx, visitKey{}, v)
	session, who := authz.NewSession(subject, d, s.policy), actor(subject, s.policy.SHA256, api.RequestOf(ctx).ID)
	if v.TokenID != "" {
		session.Narrow(opens(v.Scopes))
		who.TokenID, who.TokenLabel = v.TokenID, v.TokenLabel
	}
	ctx = audit.With(authz.With(ctx, session), who)
	if v.MustChange {
		ctx = api.WithMustChange(ctx)
	}
	return ctx, nil
}

func actor(s authz.Subject, policy, request string) audit.Actor {
	a := audit.Actor{PersonID: s.PersonID, Name: s.Name, NameEn: s.NameEn, Policy: policy, Request: request}
	if len(s.Held) > 0 {
		h := s.Held[0]
		a.PostID, a.PostTitle, a.PostTitleEn = h.PostID, h.PostTitle, h.PostTitleEn
		a.OrganisationID, a.OrganisationName, a.OrganisationNameEn = h.OrganisationID, h.OrganisationName, h.OrganisationNameEn
	}
	return a
}

// noDirectory serves anonymous callers, who belong nowhere.
type noDirectory struct{}

func (noDirectory) Within(string, string) bool           { return false }
func (noDirectory) Below(string) []string                { return nil }
func (noDirectory) Subject(string) (authz.Subject, bool) { return authz.Subject{}, false }
func (noDirectory) Organisation(string) (authz.Organisation, bool) {
	return authz.Organisation{}, false
}
func (noDirectory) Path(string) []authz.Organisation  { return nil }
func (noDirectory) WithRole(string) []authz.Candidate { return nil }
