# shellcheck shell=bash
# A throw-away PostgreSQL server, for scripts/pg, scripts/test, scripts/e2e and scripts/bench.
#
# The server listens on 127.0.0.1 only, on a port nobody else uses, with a random superuser password, and with fsync off:
# it is fast, and it may lose everything when the machine stops. Never keep anything in it.
#
# Sourced after lib.sh. A server lives in one folder:
#   data/  the cluster    log  its messages    url  the address, readable by its owner only    user  who runs it

# pg_bin prints the folder of the server's binaries (the newest when there are several), or fails.
pg_bin() {
  local dir found=""
  if command -v initdb >/dev/null 2>&1 && command -v pg_ctl >/dev/null 2>&1; then
    dirname "$(readlink -f "$(command -v initdb)")"
    return
  fi
  for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin; do
    if [[ -x $dir/initdb && -x $dir/pg_ctl ]]; then
      found=$(printf '%s\n%s\n' "$found" "$dir" | sort -V | tail -n 1)
    fi
  done
  [[ -n $found ]] && printf '%s\n' "$found"
}

# pg_version prints the server's version, e.g. 15.18.
pg_version() {
  "$(pg_bin)/postgres" --version | sed -E 's/^[^0-9]*([0-9.]+).*/\1/'
}

# pg_as USER COMMAND… runs the command as that user; PostgreSQL refuses to run as root.
pg_as() {
  local user=$1
  shift
  if [[ $user == "$(id -un)" ]]; then
    "$@"
  else
    # Not "su": it would read the account's shell, and nobody's is nologin. LC_ALL keeps initdb from trusting an odd locale.
    (cd / && LC_ALL=C runuser -u "$user" -- "$@")
  fi
}

# pg_running DIR succeeds when the server of that folder is up.
pg_running() {
  [[ -f $1/user && -f $1/data/postmaster.pid ]] || return 1
  pg_as "$(cat "$1/user")" "$(pg_bin)/pg_ctl" -D "$1/data" status >/dev/null 2>&1
}

# pg_url DIR prints the superuser's address of the running server.
pg_url() { cat "$1/url"; }

# pg_create DIR makes the cluster: superuser mio, random password, UTF-8, byte-order collation as on every test machine.
pg_create() {
  local dir=$1 user password
  user=$(id -un)
  if [[ $EUID -eq 0 ]]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
  fi
  # The folder's name is easy to guess: never take over one that another user laid there.
  if [[ -e $dir && ! -O $dir ]]; then
    die "$dir belongs to another user; set MIO_PG_DIR to a folder of your own"
  fi
  rm -rf "$dir"
  mkdir -p "$dir"
  chmod 0711 "$dir"
  printf '%s\n' "$user" >"$dir/user"
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  install -m 0600 /dev/null "$dir/password"
  printf '%s\n' "$password" >"$dir/password"
  mkdir "$dir/data"
  : >"$dir/log"
  if [[ $user != "$(id -un)" ]]; then
    chown "$user" "$dir/data" "$dir/log" "$dir/password"
  fi
  if ! pg_as "$user" "$(pg_bin)/initdb" -D "$dir/data" -U mio -A scram-sha-256 --pwfile="$dir/password" \
    -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1; then
    cat "$dir/initdb.log" >&2
    die "initdb failed in $dir (as user $user)"
  fi
}

# pg_start DIR makes the cluster when there is none and starts it; the address is in DIR/url afterwards.
pg_start() {
  local dir=$1 port try password
  if pg_running "$dir"; then
    return 0
  fi
  if [[ ! -f $dir/data/PG_VERSION ]]; then
    pg_create "$dir"
  fi
  password=$(cat "$dir/password")
  for try in 1 2 3 4 5; do
    port=$(free_port)
    # Tokyo time on the server: a statement that leans on the server's zone instead of UTC shows itself here.
    if pg_as "$(cat "$dir/user")" "$(pg_bin)/pg_ctl" -D "$dir/data" -l "$dir/log" -s -w -t 60 start -o "\
-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=300 \
-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c timezone=Asia/Tokyo \
-c log_min_messages=fatal -c log_min_error_statement=panic" </dev/null >/dev/null 2>"$dir/start.log"; then
      install -m 0600 /dev/null "$dir/url"
      printf 'postgres://mio:%s@127.0.0.1:%s/postgres?sslmode=disable\n' "$password" "$port" >"$dir/url"
      return 0
    fi
    note "PostgreSQL did not start on port $port (try $try of 5)"
  done
  tail -n 20 "$dir/start.log" "$dir/log" >&2
  die "PostgreSQL did not start; its messages are above ($dir/log)"
}

# pg_stop DIR stops the server, by the process number in its own folder, and removes the folder.
pg_stop() {
  local dir=$1
  [[ -d $dir ]] || return 0
  if pg_running "$dir"; then
    pg_as "$(cat "$dir/user")" "$(pg_bin)/pg_ctl" -D "$dir/data" -s -m immediate -w -t 30 stop || true
  fi
  rm -rf "$dir"
}
