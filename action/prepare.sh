#!/usr/bin/env bash
# Turns the inputs into the arguments of `gangate gate`, and asks it what to restore. No input is read by the shell itself.
set -euo pipefail

folder="${RUNNER_TEMP//\\//}/gangate"
arguments=()
for name in config name generated max-fid warn-fid max-kid warn-kid max-cmmd warn-cmmd min-inception-score warn-inception-score \
  min-precision warn-precision min-recall warn-recall min-density warn-density min-coverage warn-coverage \
  baseline max-regression alpha expect-count max-copies max-jsd warn-jsd n samples length quarantine limit sample class seed num z-size latent \
  truncation labels label-count inputs image-output range layout quantize protocol feature weights device ep-library batch-size threads \
  sample-bits timeout history
do
  variable="INPUT_$(printf %s "$name" | tr 'a-z-' 'A-Z_')"
  if [ -n "${!variable-}" ]; then arguments+=("--$name=${!variable}"); fi
done

wrong=false
refuse() {
  local message="GG2001: $1"
  echo "::error title=GanGate::$message"
  echo "⚠️ $message" >> "$GITHUB_STEP_SUMMARY"
  wrong=true
}

# GitHub only warns of an input that is misspelt, and hands it on with the others, a line each: its rule would be left out.
inputs="$(sed -n '/^inputs:/,/^outputs:/s/^  \([a-z-]*\):.*/\1/p' "${GITHUB_ACTION_PATH//\\//}/action.yml")"
while IFS= read -r given; do
  if ! grep -qixF -e "$given" <<< "$inputs"; then refuse "there is no input '${given//[^A-Za-z0-9_.-]/?}'"; fi
done < <(sed -n 's/^  "\([^"]*\)": .*/\1/p' <<< "${INPUTS-}")

# Anything else would silently be false, and a rule left out.
for name in confident early per-class no-recurse every-picture comment cache fetch-model; do
  variable="INPUT_$(printf %s "$name" | tr 'a-z-' 'A-Z_')"
  case "${!variable-}" in
    true)
      case "$name" in
        comment | cache | fetch-model) ;;
        *) arguments+=("--$name") ;;
      esac
      ;;
    false | '') ;;
    *)
      refuse "the input '$name' must be true or false, in small letters"
      ;;
  esac
done
if [ "$wrong" = true ]; then
  echo "verdict=error" >> "$GITHUB_OUTPUT"
  exit 2
fi

# One a line, where there are several.
for name in reference exclude; do
  variable="INPUT_$(printf %s "$name" | tr 'a-z-' 'A-Z_')"
  while IFS= read -r line; do
    if [ -n "$line" ]; then arguments+=("--$name=$line"); fi
  done <<< "${!variable-}"
done

arguments+=("--reference-cache=$folder/references")
printf '%s\0' "${arguments[@]}" > "$folder/arguments"

# What is wrong with them the gate says itself, in the summary too.
GITHUB_STEP_SUMMARY='' gangate gate --ci github --ci-prepare "${arguments[@]}" > /dev/null 2>&1 || true
