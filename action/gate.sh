#!/usr/bin/env bash
# Runs the gate. Its exit code is an output, so that the report is kept before the job fails.
set -euo pipefail

folder="${RUNNER_TEMP//\\//}/gangate"
arguments=()
while IFS= read -r -d '' argument; do arguments+=("$argument"); done < "$folder/arguments"

reports="$(mktemp -d "$folder/report-XXXXXX")"
arguments+=("--report=$reports/report.html" "--json-file=$reports/report.json" "--junit=$reports/junit.xml")
if [ "${INPUT_COMMENT-}" = true ]; then arguments+=(--comment); fi

code=0
gangate gate --ci github "${arguments[@]}" || code=$?

# Of a gate that came to no verdict they may not all be there, and what is saved is never saved again.
references=false
if [ "$code" -le 1 ] && compgen -G "$folder/references/*.npz" > /dev/null; then references=true; fi

{
  echo "exit-code=$code"
  echo "folder=$reports"
  echo "references=$references"
  if [ -f "$reports/report.json" ]; then echo "json=$reports/report.json"; fi
} >> "$GITHUB_OUTPUT"
