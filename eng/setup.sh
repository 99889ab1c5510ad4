#!/usr/bin/env bash
# lts setup: installs and builds what the programs need.
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/build.sh"
case "${1-}" in
  "") ;;
  -h | --help) say "usage: lts setup — installs npm packages, restores and builds; does nothing when all is up to date."; exit 0 ;;
  *) say "lts setup takes no arguments."; exit 2 ;;
esac
require_tools
build_programs
say "ready. Try: ./lts quickstart"
