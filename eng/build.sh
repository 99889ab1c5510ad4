# Sourced by the launchers and scripts: installing npm packages, building, and neither when nothing has changed.
# Says what it does on standard error; standard output belongs to the program that is started afterwards.

LTS_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
STATE="$LTS_ROOT/artifacts/launcher"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1

say() { printf 'lts: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# require_tools: the SDK of global.json and Node.js are there.
require_tools() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$LTS_ROOT/global.json")
  command -v dotnet >/dev/null \
    || fail "the .NET SDK is missing: install version $wanted or a later 10.0 (https://dotnet.microsoft.com/download) and try again."
  (cd "$LTS_ROOT" && dotnet --version) >/dev/null 2>&1 \
    || fail "no .NET SDK that fits: $wanted or a later 10.0 is needed, and there are: $(dotnet --list-sdks | cut -d' ' -f1 | xargs)."
  command -v node >/dev/null && command -v npm >/dev/null \
    || fail "Node.js with npm is missing: install version 18 or later (https://nodejs.org) and try again. Only building needs it."
}

# quietly LOG COMMAND…: runs a command with its output in a file, and shows the end of that if it fails. The command never holds the lock
# (descriptor 9): compilers that stay behind for the next build would keep it.
quietly() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null 9>&- && return
  tail -n 40 "$log" >&2
  fail "failed: $* (all of it is in $log)"
}

# take_lock HOW: locks descriptor 9, with HOW "now" or "wait". macOS has no flock program, but Perl; the lock belongs to the open
# file and so outlives the Perl that took it.
take_lock() {
  if command -v flock >/dev/null; then
    if [ "$1" = now ]; then flock -n 9; else flock 9; fi
  else
    perl -MFcntl=:flock -e 'open(F, ">&=", 9) && flock(F, LOCK_EX | ($ARGV[0] eq "now" ? LOCK_NB : 0)) or exit 1' "$1"
  fi
}

# locked FUNCTION…: runs a function while no other launcher of this tree installs or builds.
locked() {
  mkdir -p "$STATE"
  (
    exec 9>"$STATE/lock"
    take_lock now || { say "another build of this tree is running; waiting for it."; take_lock wait; }
    "$@"
  )
}

# npm_is_current FOLDER: what is installed there is what its package-lock.json asks for. A linked folder is another tree's to keep.
npm_is_current() { [ -L "$1/node_modules" ] || cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock.json"; }

# npm_install FOLDER: never runs the packages' own scripts; one of them would try to download more.
npm_install() {
  npm_is_current "$1" && return
  say "installing npm packages in ${1#"$LTS_ROOT"/} …"
  quietly "$STATE/npm.log" npm --prefix "$1" ci --ignore-scripts --no-audit --no-fund
  cp "$1/package-lock.json" "$1/node_modules/.installed-lock.json"
}

# build_is_current STAMP FOLDER…: nothing in the folders, nor any file that steers the build, is newer than the last build. A folder is
# newer when a file in it was deleted.
build_is_current() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 1
  [ -z "$(cd "$LTS_ROOT" && find "$@" ./*.props ./*.targets global.json .editorconfig BannedSymbols.txt \
    -name node_modules -prune -o -newer "$stamp" ! -name '*.md' -print -quit)" ]
}

# build STAMP WHAT: restores and builds a solution or a part of it. The stamp is as old as the start, so that what is edited
# meanwhile counts.
build() {
  touch "$1.started"
  quietly "$STATE/restore.log" dotnet restore "$2" --verbosity quiet
  quietly "$STATE/build.log" dotnet build "$2" --configuration Release --no-restore --verbosity quiet -nodeReuse:false
  mv "$1.started" "$1"
}

PROGRAM_SOURCES="protos shared coordinator agent trainer third_party"

programs_are_current() {
  npm_is_current "$LTS_ROOT/third_party/npm" && build_is_current "$STATE/programs" $PROGRAM_SOURCES
}

make_programs() {
  programs_are_current && return
  require_tools
  npm_install "$LTS_ROOT/third_party/npm"
  if [ -e "$STATE/programs" ]; then say "building …"; else say "building; the first time takes about a minute …"; fi
  build "$STATE/programs" "$LTS_ROOT/eng/programs.slnf"
}

# build_programs: what the launchers start.
build_programs() { programs_are_current || locked make_programs; }
