#!/usr/bin/env bash
# Puts the gangate command on the path of the job: the published one for a version's tag, else the one in this folder.
set -euo pipefail

here="${GITHUB_ACTION_PATH//\\//}"
folder="${RUNNER_TEMP//\\//}/gangate"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$folder/bin"

# A runner unpacks an action into _actions/OWNER/NAME/REF; its variable for the ref is empty in the script of a composite step.
tool="${INPUT_TOOL:-source}"
if [ -z "${INPUT_TOOL:-}" ] && [[ "$here" =~ /_actions/[^/]+/[^/]+/v[0-9]+(\.[0-9]+)*$ ]]; then
  tool=released
fi

# Runs a command that is not an executable file of every platform.
wrap() {
  printf '#!/usr/bin/env bash\nexec' > "$folder/bin/gangate"
  printf ' %q' "$@" >> "$folder/bin/gangate"
  printf ' "$@"\n' >> "$folder/bin/gangate"
  chmod +x "$folder/bin/gangate"
}

workspace="$PWD"
cd "$folder"
case "$tool" in
  released)
    version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$here/Directory.Build.props")"
    dotnet tool update GanGate.Tool --tool-path "$folder/bin" --version "$version" --allow-downgrade
    ;;
  source)
    dotnet publish "$here/src/GanGate.Tool" --configuration Release --output "$folder/tool" -p:UseAppHost=false
    wrap dotnet "$folder/tool/gangate.dll"
    ;;
  *)
    cd "$workspace"
    if [ ! -f "$tool" ]; then
      message="GG2001: the input 'tool' must be released, source, or the path of a gangate command"
      echo "::error title=GanGate::$message"
      echo "⚠️ $message" >> "$GITHUB_STEP_SUMMARY"
      echo "verdict=error" >> "$GITHUB_OUTPUT"
      exit 2
    fi
    path="$(cd "$(dirname "$tool")" && pwd)/$(basename "$tool")"
    case "$path" in
      *.dll) wrap dotnet "$path" ;;
      *) wrap "$path" ;;
    esac
    ;;
esac

echo "$folder/bin" >> "$GITHUB_PATH"
