// Package config reads the program's settings from MIO_* variables. Flags of
// the commands override them.
package config

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Config holds every setting. The zero configuration serves an SQLite file in
// the data folder on this machine alone.
type Config struct {
	// Addr is where to listen.
	Addr string `env:"MIO_ADDR" envDefault:"127.0.0.1:8080"`
	// Data is the folder of the SQLite file.
	Data string `env:"MIO_DATA" envDefault:"data"`
	// DatabaseURL selects PostgreSQL; empty means SQLite in Data.
	DatabaseURL string `env:"MIO_DATABASE_URL"`
	// PublicURL is the address that browsers use. With https cookies are Secure.
	PublicURL string `env:"MIO_PUBLIC_URL"`
	// TrustedProxies lists the CIDRs whose X-Forwarded-For is believed.
	TrustedProxies []string `env:"MIO_TRUSTED_PROXIES" envSeparator:","`
	// Policies is a folder whose model.conf, policy.csv, gates.yaml and findings.yaml replace the built-in ones.
	Policies string `env:"MIO_POLICIES"`
	// LogFormat is json or text; LogLevel debug, info, warn or error.
	LogFormat string `env:"MIO_LOG_FORMAT" envDefault:"json"`
	LogLevel  string `env:"MIO_LOG_LEVEL" envDefault:"info"`
	// MetricsAddr, if set, serves /metrics there instead of on Addr.
	MetricsAddr string `env:"MIO_METRICS_ADDR"`
	// RatePerson, RateToken and RateAddress bound the API's requests a minute: of a signed-in person, of an API token, and of
	// an address from which nobody signed in yet. 0 sets no limit.
	RatePerson  int `env:"MIO_RATE_PERSON" envDefault:"1200"`
	RateToken   int `env:"MIO_RATE_TOKEN" envDefault:"600"`
	RateAddress int `env:"MIO_RATE_ADDRESS" envDefault:"1200"`
}

// Load reads the environment.
func Load() (Config, error) {
	var c Config
	if err := env.Parse(&c); err != nil {
		return c, fmt.Errorf("settings: %w", err)
	}
	return c, c.check()
}

func (c Config) check() error {
	if c.PublicURL != "" {
		u, err := url.Parse(c.PublicURL)
		if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return fmt.Errorf("settings: MIO_PUBLIC_URL must be an http or https address")
		}
	}
	if min(c.RatePerson, c.RateToken, c.RateAddress) < 0 {
		return fmt.Errorf("settings: MIO_RATE_PERSON, MIO_RATE_TOKEN and MIO_RATE_ADDRESS must not be negative")
	}
	if c.LogFormat != "json" && c.LogFormat != "text" {
		return fmt.Errorf("settings: MIO_LOG_FORMAT must be json or text")
	}
	return nil
}

// URL is the database to open.
func (c Config) URL() string {
	if c.DatabaseURL != "" {
		return c.DatabaseURL
	}
	path, err := filepath.Abs(filepath.Join(c.Data, "mio.db"))
	if err != nil {
		path = filepath.Join(c.Data, "mio.db")
	}
	return "sqlite://" + path
}

// Secure tells whether browsers reach the program by https.
func (c Config) Secure() bool { return strings.HasPrefix(c.PublicURL, "https://") }
