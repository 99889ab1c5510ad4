# Sourced after build.sh: installing packages of Debian where that needs no password.

# as_root COMMAND…: runs a command as root if that needs no password.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# debian_packages PURPOSE NAME…: installs packages, or says what is not there without them and fails.
debian_packages() {
  local purpose=$1
  shift
  if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    say "not installed, and this account cannot install it: $*. Without it: $purpose."
    return 1
  fi
  say "installing $* …"
  mkdir -p "$STATE"
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } \
    >"$STATE/apt.log" 2>&1 </dev/null 9>&-; then
    say "could not be installed (see $STATE/apt.log): $*. Without it: $purpose."
    return 1
  fi
}
