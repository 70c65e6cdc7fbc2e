package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
)

// postgresDatabase makes a database of its own on the server and drops it again.
func postgresDatabase(ctx context.Context, server string) (string, func(), error) {
	if server == "" {
		return "", nil, errors.New("MIO_TEST_DATABASE_URL names no server; scripts/bench starts one")
	}
	name := fmt.Sprintf("mio_bench_%d", time.Now().UnixNano())
	if err := admin(ctx, server, "CREATE DATABASE "+name); err != nil {
		return "", nil, err
	}
	u, err := url.Parse(server)
	if err != nil {
		return "", nil, err
	}
	u.Path = "/" + name
	drop := func() { _ = admin(context.WithoutCancel(ctx), server, "DROP DATABASE "+name+" WITH (FORCE)") }
	return u.String(), drop, nil
}

func admin(ctx context.Context, server, statement string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}
