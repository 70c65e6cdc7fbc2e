package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	_ "github.com/jackc/pgx/v5/stdlib" // the floor's driver for PostgreSQL
	_ "modernc.org/sqlite"             // and for SQLite
)

// floor answers the measured requests with nothing but net/http and the driver:
// no session, no policy, no validation, no log, no problem documents.
type floor struct {
	read, write *sql.DB
	postgres    bool
}

func serveFloor(ctx context.Context, url string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	f, err := openFloor(url)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /systems", f.list)
	mux.HandleFunc("GET /systems/{id}", f.detail)
	mux.HandleFunc("PUT /systems/{id}", f.put)
	mux.HandleFunc("GET /projects/{id}/readiness", f.readiness)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("floor on http://%s\n", l.Addr())
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: time.Second}
	go func() {
		<-ctx.Done()
		_ = srv.Close()
	}()
	if err := srv.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

func openFloor(url string) (*floor, error) {
	if path, ok := strings.CutPrefix(url, "sqlite://"); ok {
		dsn := "file:" + path + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)"
		w, err := sql.Open("sqlite", dsn+"&_txlock=immediate")
		if err != nil {
			return nil, err
		}
		w.SetMaxOpenConns(1)
		r, err := sql.Open("sqlite", dsn)
		if err != nil {
			return nil, err
		}
		r.SetMaxOpenConns(4)
		r.SetMaxIdleConns(4)
		return &floor{read: r, write: w}, nil
	}
	db, err := sql.Open("pgx", url)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	return &floor{read: db, write: db, postgres: true}, nil
}

// q turns ? into $1 for PostgreSQL.
func (f *floor) q(query string) string {
	if !f.postgres {
		return query
	}
	var b strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

type floorItem struct {
	ID, Code, Name, Kana, NameEn, OwnerID, Kind, NetworkZone, Criticality, Phase, Vendor string
	Version                                                                              int64
	CitizenFacing, Core                                                                  bool
	ContractEndsOn, NextRenewalOn, NextEOLOn                                             *string
	ConfirmBy, CreatedAt, UpdatedAt                                                      string
	Completeness                                                                         int
}

func (f *floor) list(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	var total int
	err := f.read.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM systems LIMIT 1001) AS counted").Scan(&total)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	rows, err := f.read.QueryContext(ctx, `SELECT id, version, CAST(created_at AS TEXT), CAST(updated_at AS TEXT), code, name, kana, name_en, owner_id, kind, network_zone, criticality,
		citizen_facing, core, phase, vendor, CAST(contract_ends_on AS TEXT), CAST(next_renewal_on AS TEXT), CAST(next_eol_on AS TEXT), CAST(confirm_by AS TEXT), completeness
		FROM systems ORDER BY code, id LIMIT 51`)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	defer rows.Close()
	items := make([]floorItem, 0, 51)
	for rows.Next() {
		var i floorItem
		if err := rows.Scan(&i.ID, &i.Version, &i.CreatedAt, &i.UpdatedAt, &i.Code, &i.Name, &i.Kana, &i.NameEn, &i.OwnerID, &i.Kind, &i.NetworkZone,
			&i.Criticality, &i.CitizenFacing, &i.Core, &i.Phase, &i.Vendor, &i.ContractEndsOn, &i.NextRenewalOn, &i.NextEOLOn, &i.ConfirmBy, &i.Completeness); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		items = append(items, i)
	}
	answer(w, map[string]any{"items": items[:min(50, len(items))], "total": total})
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // the client is gone if this fails
}

// record reads all columns of a row and its part rows as they are.
func (f *floor) record(ctx context.Context, tx interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}, query string, args ...any) ([]map[string]any, error) {
	rows, err := tx.QueryContext(ctx, f.q(query), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var out []map[string]any
	for rows.Next() {
		values := make([]any, len(columns))
		targets := make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		m := make(map[string]any, len(columns))
		for i, c := range columns {
			m[c] = values[i]
		}
		out = append(out, m)
	}
	return out, rows.Err()
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }
