#!/usr/bin/env bash
# Says whether an SDK is here that can build and run the command.
set -euo pipefail

# A global.json of the workspace must not choose.
cd "${RUNNER_TEMP//\\//}"
found=false
if command -v dotnet > /dev/null && dotnet --list-sdks | awk -F. '$1 >= 10 { here = 1 } END { exit !here }'; then
  found=true
fi

echo "found=$found" >> "$GITHUB_OUTPUT"
