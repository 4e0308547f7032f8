#!/usr/bin/env bash
# Installs what the tests need beside Python, where it is missing: a browser, the programs of a PostgreSQL server, nginx
# and openssl, and LibreOffice, which works the workbooks out again.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
  missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx)
command -v openssl >/dev/null || missing+=(openssl)
command -v soffice >/dev/null || missing+=(libreoffice-calc)
[ ${#missing[@]} -gt 0 ] || exit 0

run=()
[ "$(id -u)" -eq 0 ] || run=(sudo)
if ! command -v apt-get >/dev/null; then
  echo "The tests need ${missing[*]}. Install them with the package manager of this system." >&2
  exit 1
fi
echo "Installing ${missing[*]} for the tests."
export DEBIAN_FRONTEND=noninteractive
"${run[@]}" apt-get update -qq
"${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
