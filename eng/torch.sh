#!/usr/bin/env bash
# libtorch, and the C shim over it in artifacts/native, which training needs and nothing else does. Sourced by the launcher and by test.sh;
# run by itself it sets up and says what there is. Nothing happens when all is up to date.
#   LTS_TORCH   a folder with libtorch, or PyTorch's own (torch.utils.cmake_prefix_path), instead of Debian's

[ -n "${LTS_ROOT-}" ] || . "$(dirname "${BASH_SOURCE[0]}")/build.sh"
. "$LTS_ROOT/eng/debian.sh"

TORCH_SOURCES="third_party/TorchSharp/native"
TORCH_NATIVE="$LTS_ROOT/artifacts/native"
TORCH_PACKAGES="libtorch-dev libopenblas0-pthread libgloo-dev cmake make g++"

# shim_is_current: built, for the libtorch that is asked for, and no older than its sources. A shim given by LTS_TORCH_SHIM is its owner's.
shim_is_current() {
  [ -z "${LTS_TORCH_SHIM-}" ] || return 0
  [ -e "$TORCH_NATIVE/built" ] && [ "$(cat "$TORCH_NATIVE/built")" = "${LTS_TORCH-}" ] \
    && [ -z "$(find "$LTS_ROOT/$TORCH_SOURCES" -newer "$TORCH_NATIVE/built" ! -name '*.md' -print -quit)" ]
}

# torch_prefix: prints where CMake is to look: LTS_TORCH, nothing for a libtorch that lies where CMake looks, or python3's PyTorch.
torch_prefix() {
  if [ -n "${LTS_TORCH-}" ]; then
    printf '%s' "$LTS_TORCH"
  elif ! compgen -G '/usr/lib/*/cmake/Torch/TorchConfig.cmake' >/dev/null && ! compgen -G '/usr/local/*/cmake/Torch/TorchConfig.cmake' >/dev/null; then
    python3 -c 'import torch; print(torch.utils.cmake_prefix_path, end="")' 2>/dev/null || return 1
  fi
}

# build_shim PREFIX
build_shim() {
  local arguments=(-S "$LTS_ROOT/$TORCH_SOURCES" -B "$TORCH_NATIVE/build" "-DCMAKE_LIBRARY_OUTPUT_DIRECTORY=$TORCH_NATIVE")
  [ -z "$1" ] || arguments+=("-DCMAKE_PREFIX_PATH=$1")
  touch "$TORCH_NATIVE/started"
  say "building the shim over libtorch; the first time takes about a minute …"
  # Another libtorch leaves nothing in the folder that may be reused.
  [ -e "$TORCH_NATIVE/built" ] && [ "$(cat "$TORCH_NATIVE/built")" = "${LTS_TORCH-}" ] || rm -rf "$TORCH_NATIVE/build"
  if ! { cmake "${arguments[@]}" && cmake --build "$TORCH_NATIVE/build" --parallel; } >"$STATE/torch.log" 2>&1 </dev/null 9>&-; then
    say "the shim over libtorch could not be built; all of it is in $STATE/torch.log. The end:"
    tail -n 5 "$STATE/torch.log" >&2
    return 1
  fi
  printf '%s' "${LTS_TORCH-}" >"$TORCH_NATIVE/built"
  touch -r "$TORCH_NATIVE/started" "$TORCH_NATIVE/built"
}

make_torch() {
  shim_is_current && return
  mkdir -p "$STATE" "$TORCH_NATIVE"
  local prefix
  if ! prefix=$(torch_prefix) || ! command -v cmake >/dev/null || ! command -v c++ >/dev/null; then
    debian_packages "training (set LTS_TORCH to a libtorch of your own)" $TORCH_PACKAGES || return 1
    prefix=$(torch_prefix) || return 1
  fi
  build_shim "$prefix"
}

# prepare_torch: installs and builds what training needs, or fails with what is missing already said.
prepare_torch() { shim_is_current || locked make_torch; }

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  prepare_torch
  say "libtorch is ready: $(ls "${LTS_TORCH_SHIM:-$TORCH_NATIVE}"/liblts_torch.* 2>/dev/null || printf '%s' "${LTS_TORCH_SHIM-}")"
fi
