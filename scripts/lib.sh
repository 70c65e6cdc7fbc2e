# shellcheck shell=bash
# Shared by the scripts in this folder: what they say, what they need on the machine, and how they build.
# Sourced, never run. Everything is found from this file's own place, so the scripts work from any folder.

MIO_ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
export MIO_ROOT

# A HOME that does not exist (some CI systems) would make Go and npm fail with messages about something else.
if [[ -z ${HOME:-} || ! -d ${HOME:-} || ! -w ${HOME:-} ]]; then
  HOME=${TMPDIR:-/tmp}/mio-home-$(id -u)
  (umask 077 && mkdir -p "$HOME")
  [[ -O $HOME ]] || { echo "error: $HOME belongs to another user; set HOME" >&2 && exit 1; }
  export HOME
fi

export CGO_ENABLED=0
# nomsgpack leaves out a codec that the program never uses and that gin would link: 5 MiB of every process's memory.
export GOFLAGS="${GOFLAGS:+$GOFLAGS }-tags=nomsgpack"
export DEBIAN_FRONTEND=noninteractive
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
export npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false npm_config_loglevel=error

# step announces a part of the work, note adds a line to it; both to stderr, so that stdout stays for results.
step() { printf '\n== %s\n' "$*" >&2; }
note() { printf '   %s\n' "$*" >&2; }
die() {
  printf '\nerror: %s\n' "$*" >&2
  exit 1
}

# version_at_least HAVE WANT compares dotted versions.
version_at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# free_port prints a port on 127.0.0.1 that nothing answers on. It lies below the range the kernel hands out by itself.
free_port() {
  local port
  while :; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    port_busy "$port" || break
  done
  printf '%s\n' "$port"
}

# port_busy PORT [HOST] succeeds when something answers there.
port_busy() { (exec 3<>"/dev/tcp/${2:-127.0.0.1}/$1") 2>/dev/null; }

# as_root COMMAND… runs it as root: directly, or by sudo when that asks nothing or somebody is there to answer.
as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [[ -t 0 && -t 2 ]]; }; then
    sudo --preserve-env=DEBIAN_FRONTEND "$@"
  else
    return 127
  fi
}

# apt_install WHAT-FOR PACKAGE… installs Debian packages, or says in one line what a person has to install.
apt_install() {
  local what=$1 log
  shift
  if ! command -v apt-get >/dev/null 2>&1; then
    die "$what is missing. Please install it (on Debian: $*)."
  fi
  if ! as_root true; then
    die "$what is missing, and this user may not install packages. Please run: sudo apt-get install $*"
  fi
  note "${what%,} is missing: installing $*"
  log=$(mktemp)
  # The package lists may be absent or old: only then is it worth the time to fetch them.
  if ! as_root apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
    if ! { as_root apt-get update -q && as_root apt-get install -y -q --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
      tail -n 20 "$log" >&2
      rm -f "$log"
      die "$what is missing, and apt-get could not install $*; its last messages are above."
    fi
  fi
  rm -f "$log"
}

# need_go makes sure of a Go that can build this module (go.mod says which).
need_go() {
  local want have
  want=$(awk '$1 == "go" { print $2; exit }' "$MIO_ROOT/go.mod")
  if ! command -v go >/dev/null 2>&1 && [[ -x /usr/local/go/bin/go ]]; then
    PATH=$PATH:/usr/local/go/bin
  fi
  if ! command -v go >/dev/null 2>&1; then
    # Since 1.21 an older Go fetches the one that go.mod asks for; before, it is of no use here.
    have=$(apt-cache policy golang-go 2>/dev/null | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9.]+).*/\2/p')
    if [[ -n $have ]] && version_at_least "$have" 1.21; then
      apt_install "Go" golang-go
    else
      die "Go $want or later is missing (https://go.dev/dl/ has it; unpack to /usr/local/go)."
    fi
  fi
  have=$(cd "$MIO_ROOT" && go env GOVERSION 2>/dev/null | sed 's/^go//') || have=""
  if [[ -z $have ]] || ! version_at_least "$have" "$want"; then
    die "Go $want or later is needed; found $(go version 2>/dev/null || echo 'one that does not run')."
  fi
}

# need_node makes sure of Node.js 20.19 or later (what Vite asks for) and npm.
need_node() {
  local want=20.19.0 have
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    have=$(apt-cache policy nodejs 2>/dev/null | sed -nE 's/^ *Candidate: ([0-9]+:)?([0-9.]+).*/\2/p')
    if [[ -n $have ]] && version_at_least "$have" "$want"; then
      apt_install "Node.js" nodejs npm
    else
      die "Node.js $want or later with npm is missing (https://nodejs.org/ has it)."
    fi
  fi
  have=$(node --version | sed 's/^v//')
  version_at_least "$have" "$want" || die "Node.js $want or later is needed; found $have."
}

# need_postgres makes sure of PostgreSQL's server programs. No server is started by the installation: the package's own
# cluster on port 5432 is held back, because the tests start their own and nobody asked for a second one.
need_postgres() {
  local conf=/etc/postgresql-common/createcluster.conf had=""
  if pg_bin >/dev/null; then
    return 0
  fi
  apt_install "PostgreSQL, for the tests," postgresql-common
  if [[ -f $conf ]]; then
    had=$(mktemp)
    cat "$conf" >"$had"
    printf 'create_main_cluster = false\n' | as_root tee -a "$conf" >/dev/null
  fi
  apt_install "PostgreSQL, for the tests," postgresql
  if [[ -n $had ]]; then
    as_root tee "$conf" <"$had" >/dev/null
    rm -f "$had"
  fi
  pg_bin >/dev/null || die "PostgreSQL was installed, but initdb and pg_ctl are nowhere to be found."
}

# find_chromium prints the path of a Chromium or Chrome (MIO_CHROMIUM wins), or fails.
find_chromium() {
  local name
  if [[ -n ${MIO_CHROMIUM:-} ]]; then
    [[ -x $MIO_CHROMIUM ]] || die "MIO_CHROMIUM is $MIO_CHROMIUM, which is not a program."
    printf '%s\n' "$MIO_CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  return 1
}

# need_chromium makes sure of a browser for the browser tests, with Japanese glyphs, and exports MIO_CHROMIUM.
need_chromium() {
  if ! find_chromium >/dev/null; then
    apt_install "Chromium, for the browser tests," chromium fonts-noto-cjk
  fi
  MIO_CHROMIUM=$(find_chromium)
  export MIO_CHROMIUM
}

# chromium_version prints e.g. 156.0.8078.79.
chromium_version() { "$MIO_CHROMIUM" --version 2>/dev/null | sed -nE 's/^[^0-9]*([0-9.]+).*/\1/p' | head -n 1; }

# source_hash FOLDER prints one hash over the files of a folder that a build of it reads.
source_hash() {
  (cd "$1" && find . \( -name node_modules -o -name dist -o -name e2e -o -name test-results -o -name playwright-report \
    -o -name coverage -o -name '*.test.ts' -o -name '*.test.tsx' \) -prune -o -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
}

# npm_install fetches the app's packages as package-lock.json has them, and only when it or Node.js has changed.
npm_install() {
  local app=$MIO_ROOT/frontend stamp want
  stamp=$app/node_modules/.mio-installed
  want="$(sha256sum <"$app/package-lock.json" | cut -d ' ' -f 1) $(node --version)"
  if [[ -f $stamp && $(cat "$stamp") == "$want" ]]; then
    return 0
  fi
  step "fetching the app's packages"
  # Not "npm ci": where a registry lacks packages for other platforms (a mirror, a filter), npm 11 leaves them out of the
  # lock file and its "ci" then refuses that file (npm/cli issue 9846). "install --no-save" takes the locked versions and
  # checks their hashes all the same; that package.json asks for what was locked, the line before it checks.
  node "$MIO_ROOT/scripts/locked.mjs" "$app" || die "frontend/package-lock.json is behind package.json; run npm install there and commit it"
  npm --prefix "$app" install --no-save --loglevel=error >&2 </dev/null
  printf '%s\n' "$want" >"$stamp"
}

# build_app builds the single-page app into frontend/dist; "fresh" as argument skips it when nothing has changed since.
build_app() {
  local app=$MIO_ROOT/frontend stamp=$MIO_ROOT/.cache/app-built
  if [[ ${1:-} == fresh && -f $app/dist/index.html && -f $stamp && $(cat "$stamp") == "$(app_state)" ]]; then
    note "the app is unchanged since it was built"
    return 0
  fi
  need_node
  npm_install
  step "building the app"
  npm --prefix "$app" run build >&2 </dev/null
  mkdir -p "$MIO_ROOT/.cache"
  app_state >"$stamp"
}

# app_state prints what the built app came from and what it is, so that neither can change unnoticed.
app_state() {
  printf '%s %s\n' "$(source_hash "$MIO_ROOT/frontend")" "$(sha256sum <"$MIO_ROOT/frontend/dist/index.html" | cut -d ' ' -f 1)"
}

# mio_version prints what the program calls itself: the tag, or the commit, or "unreleased" outside a checkout.
mio_version() { git -C "$MIO_ROOT" describe --tags --always --dirty 2>/dev/null || echo unreleased; }

# build_mio [FLAG…] builds bin/mio, one static program with the app inside.
build_mio() {
  step "building bin/mio"
  # -buildvcs=false: the version is passed in, and Go's own look at git fails in a checkout that another user owns.
  (cd "$MIO_ROOT" && go build -mod=readonly -buildvcs=false "$@" -o bin/mio ./backend/cmd/mio) >&2
}

# http_status HOST PORT PATH prints the status of a GET, or 000 when nothing answers; bash alone, as curl may be missing.
http_status() {
  local status=000
  if exec 3<>"/dev/tcp/$1/$2"; then
    printf 'GET %s HTTP/1.0\r\nHost: %s:%s\r\n\r\n' "$3" "$1" "$2" >&3
    read -r -t 5 _ status _ <&3 || true
    exec 3>&-
  fi 2>/dev/null
  printf '%s\n' "${status:-000}"
}

# wait_ready HOST PORT PID waits up to 60 s until the program answers that it is ready; fails at once when PID has ended.
wait_ready() {
  local i
  for ((i = 0; i < 300; i++)); do
    kill -0 "$3" 2>/dev/null || return 1
    [[ $(http_status "$1" "$2" /readyz) == 200 ]] && return 0
    sleep 0.2
  done
  return 1
}

# stop_process PID asks a process of ours to end, and insists after 25 s, which is longer than it takes to end in order.
stop_process() {
  local i
  kill -TERM "$1" 2>/dev/null || return 0
  for ((i = 0; i < 125; i++)); do
    kill -0 "$1" 2>/dev/null || break
    sleep 0.2
  done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}
