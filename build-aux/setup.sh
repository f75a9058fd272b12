# Shared by build-aux/run and build-aux/test: what has to be there before anything can run. Sourced, by
# /bin/sh. Sets top (the source folder) and gives the functions below. Everything can be called again at
# little cost.

set -u

# Tools behave the same whoever calls, and in whatever language.
export LC_ALL=C.UTF-8
unset GREP_OPTIONS CDPATH

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "$*"
  exit 1
}

# The packages named in build-aux/packages, one per line.
listed_packages ()
{
  sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$top/build-aux/packages"
}

# Those of them that aren't installed.
missing_packages ()
{
  listed_packages | while read -r package; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)
    test "$status" = installed || printf '%s ' "$package"
  done
}

as_root ()
{
  if test "$(id -u)" = 0; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

install_packages ()
{
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This is no Debian system: nothing is installed. It needs what these Debian packages hold:"
    say "$(listed_packages | tr '\n' ' ')"
    return 0
  fi

  missing=$(missing_packages)
  test -n "$missing" || return 0

  if test "$(id -u)" != 0 && ! command -v sudo >/dev/null; then
    die "These packages are missing: $missing
Run this as root, or install them and run it again."
  fi

  say "Installing packages: $missing"
  # The list of packages may be old or absent; an update that fails for one source need not matter.
  as_root apt-get -q -o Acquire::Retries=3 update >&2 ||
    say "The list of packages could not be updated in full; trying with what is there."
  # shellcheck disable=SC2086 # one word per package
  as_root apt-get -q -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
    install --no-install-recommends $missing >&2 ||
    die "Packages could not be installed (see above). Mend that and run this again."
}

# A home that can be written: without one, caches and settings go into the build folder.
provide_home ()
{
  if test -z "${HOME:-}" || ! test -d "${HOME:-}" || ! test -w "${HOME:-}"; then
    HOME=$1/home
    mkdir -p "$HOME" || die "The folder $HOME could not be made."
    unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
  fi
  export HOME
  if test -z "${XDG_RUNTIME_DIR:-}" || ! test -w "${XDG_RUNTIME_DIR:-}"; then
    XDG_RUNTIME_DIR=$1/runtime
    mkdir -p "$XDG_RUNTIME_DIR" && chmod 0700 "$XDG_RUNTIME_DIR"
    export XDG_RUNTIME_DIR
  fi
}

# Whether the build folder $1 was set up for these sources: it names them by absolute paths, so it is of no
# use after the folder was moved or copied. What was set up by hand has no note of ours, but meson's, which
# escapes letters beyond ASCII.
is_set_up ()
{
  test -f "$1/build.ninja" || return 1
  if test -f "$1/source-folder"; then
    test "$(cat "$1/source-folder")" = "$top"
  else
    grep -qF "\"source\": \"$top\"" "$1/meson-info/meson-info.json" 2>/dev/null
  fi
}

# build_in FOLDER MESON-OPTION…
build_in ()
{
  folder=$1
  shift
  if ! is_set_up "$folder"; then
    test ! -e "$folder/build.ninja" || rm -rf "$folder"
    mkdir -p "$folder" || die "The folder $folder could not be made."
    say "Setting up $folder"
    # What a build costs matters here, and nobody debugs it: headers precompiled, no debug information, the faster linker.
    if command -v ld.gold >/dev/null; then
      export CC_LD="${CC_LD:-gold}"
    fi
    meson setup -Dprecompiled_headers=true -Ddebug=false "$@" "$folder" "$top" >"$folder/setup.log" 2>&1 || {
      tail -n 40 "$folder/setup.log" >&2
      die "The build could not be set up; all of it is in $folder/setup.log."
    }
    printf '%s\n' "$top" >"$folder/source-folder"
  fi
  say "Building in $folder"
  ninja -C "$folder" >"$folder/build.log" 2>&1 || {
    grep -v '^\[[0-9/]*\]' "$folder/build.log" | tail -n 60 >&2
    die "The build failed; all of it is in $folder/build.log."
  }
}
