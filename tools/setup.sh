# What run, test and bench share. Sourced from the repository root.

# Picks the grain runtime: $1 is orleans, embedded or empty (orleans when its packages restore); $2 says why it is $1.
# Sets runtime_properties, the MSBuild properties that go with it.
choose_runtime() {
  local why="${2:-chosen}" faults
  runtime_properties=()
  case "$1" in
    embedded) echo "grain runtime: embedded ($why)" ;;
    orleans)
      if ! faults="$(orleans_faults)"; then
        echo "grain runtime: orleans was asked for, but its packages do not restore from the configured NuGet sources:" >&2
        echo "$faults" >&2
        exit 1
      fi
      runtime_properties=(-p:GrainRuntime=Orleans)
      echo "grain runtime: orleans ($why)" ;;
    "")
      if orleans_faults >/dev/null; then
        runtime_properties=(-p:GrainRuntime=Orleans)
        echo "grain runtime: orleans (its packages restore)"
      else
        echo "grain runtime: embedded (the Orleans packages do not restore from the configured NuGet sources)"
      fi ;;
    *) echo "unknown grain runtime '$1': orleans or embedded" >&2; exit 2 ;;
  esac
}

# Fails and prints why when the Orleans packages do not restore; what that attempt wrote goes again.
orleans_faults() {
  local output
  if output="$(timeout 60 dotnet restore Silo -p:GrainRuntime=Orleans -v quiet -nologo 2>&1)"; then
    return 0
  fi
  rm -rf artifacts/orleans/obj
  rmdir artifacts/orleans artifacts 2>/dev/null || true
  grep -oE "NU[0-9]+: .*" <<<"$output" | sed 's/ \[[^]]*\]$//' | sort -u | head -20 | grep . || echo "no answer within a minute"
  return 1
}

# PostgreSQL 13 or later, unless ConnectionStrings__Chat names a database.
require_postgres() {
  if [ -n "${ConnectionStrings__Chat:-}" ] || has_postgres; then
    return
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing PostgreSQL with apt-get"
    { apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1 ||
      { apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; }; } || true
  fi
  if ! has_postgres; then
    echo "PostgreSQL 13 or later is missing: install it (Debian: apt-get install postgresql) or set ConnectionStrings__Chat" >&2
    exit 1
  fi
}

has_postgres() {
  command -v initdb >/dev/null && command -v postgres >/dev/null && return
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || compgen -G '/usr/local/pgsql*/bin/initdb' >/dev/null ||
    compgen -G '/usr/pgsql-*/bin/initdb' >/dev/null || compgen -G '/opt/homebrew/opt/postgresql*/bin/initdb' >/dev/null
}

# The parser of AsyncAPI for the one test that asks it, beside the build; without npm that test is skipped.
offer_asyncapi_parser() {
  local folder=artifacts/asyncapi source=Tests/Protocols/Chat33/AsyncApi
  if [ -d "$folder/node_modules" ] && [ "$folder/node_modules" -nt "$source/package-lock.json" ]; then
    return
  fi
  mkdir -p "$folder"
  cp "$source"/{.npmrc,package.json,package-lock.json,check.mjs} "$folder"
  if ! command -v npm >/dev/null || ! (cd "$folder" && timeout 120 npm ci >/dev/null 2>&1); then
    rm -rf "$folder"
    echo "npm is missing or could not install @asyncapi/parser: the test that asks it is skipped"
  fi
}

# Builds the server in Release unless the build is newer than every source file.
build_product() {
  local dll
  dll="$(product WebFrontend)"
  if [ -f "$dll" ] && [ -z "$(find Grains.Interfaces Grains Silo WebFrontend Directory.*.props -newer "$dll" -type f -print -quit)" ]; then
    return
  fi
  dotnet build WebFrontend -c Release -v quiet -nologo "${runtime_properties[@]}" || exit 1
}

# Path of a built project's assembly.
product() {
  local folder=artifacts
  [ "${#runtime_properties[@]}" = 0 ] || folder=artifacts/orleans
  echo "$folder/bin/$1/release/$1.dll"
}

# Sums the result files of one test run into the closing line.
count_tests() {
  cat "$1"/*.trx 2>/dev/null | grep -oE '<Counters [^>]*>' | awk '
    { for (i = 1; i <= NF; i++) { split($i, p, "\""); v[substr(p[1], 1, length(p[1]) - 1)] += p[2] } }
    END { printf "%d passed, %d failed, %d skipped\n", v["passed"], v["failed"] + v["error"] + v["timeout"] + v["aborted"], v["total"] - v["executed"] }'
}
