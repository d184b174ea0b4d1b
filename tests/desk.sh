#!/usr/bin/env bash
# The real desk in a real window under Xvfb, driven by keys and pointer: opens, analyses a photograph, corrects a label,
# re-fuses, undoes, approves, and takes the pictures that the README shows.
# Usage: tests/desk.sh PATH/TO/dce FOLDER_FOR_PICTURES
# Needs xvfb, xdotool, imagemagick. What it did is read back from the project on disk, not from the pictures.
set -euo pipefail
dce=$1
pictures=$2
mkdir -p "$pictures"
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

fail() { printf 'desk: %s\n' "$*" >&2; cat "$work/log" >&2 2>/dev/null || true; exit 1; }

# A home of its own for the window's settings, on the store that the tests filled.
store=${DCE_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/dce}
[ -d "$store/files" ] || fail "no models in $store; run 'dce models fetch' first"
mkdir "$work/home"
for part in converted files models verified.json; do
    [ -e "$store/$part" ] && cp -a "$store/$part" "$work/home/"
done
export DCE_HOME=$work/home

photographs=()
for name in coffee astronaut chelsea motorcycle_left; do
    photographs+=("$(find "$store/files" -name "$name.png" | head -n 1)")
done
project=$work/street
"$dce" project create "$project" "${photographs[@]}" >/dev/null

# Xvfb names the display that is free.
exec 3<>"$work/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 >/dev/null 2>&1 &
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
DISPLAY=":$(head -n 1 "$work/display")"
export DISPLAY LIBGL_ALWAYS_SOFTWARE=1 USER=anna

# Asks the project until it says what is expected: the window has no other clock.
expect() { # WORDS_OF_LIST WHAT
    for _ in $(seq 120); do
        "$dce" project list "$project" 2>/dev/null | grep -Eq "$1" && return
        sleep 0.5
    done
    "$dce" project list "$project" >&2 || true
    import -window root "$pictures/failed.png" || true
    fail "$2"
}
key() { xdotool key --delay 80 "$@"; sleep 0.6; }
picture() { xdotool mousemove 1435 895; sleep 1; import -window root "$pictures/$1.png"; }

"$dce" open "$project" >"$work/log" 2>&1 &
window=$!
for _ in $(seq 200); do
    found=$(xdotool search --name 'DCE' 2>/dev/null | tail -n 1) && [ -n "$found" ] && break
    sleep 0.3
done
[ -n "${found:-}" ] || fail "no window came up"
xdotool windowsize "$found" 1440 900 windowmove "$found" 0 0 windowfocus "$found"

# The first image is new: the desk analyses it by itself where the models are there.
expect 'to.review.*coffee' "the first image was not analysed"
sleep 2
# A caption of another model comes from a file, to be read against the evidence.
printf '{"image":"coffee.png","model":"GPT-4V","caption":"Two cups of coffee stand on a wooden table, next to a spoon."}\n' \
    >"$work/captions.jsonl"
key ctrl+i
xdotool type --delay 20 "$work/captions.jsonl"
key Return
sleep 1
key Return
sleep 1
key Tab
picture desk-dark
key F9
picture desk-light
key g
picture graph-light
key g F9
picture desk-contrast
key F9

# A label is corrected by keyboard, the caption re-fused, both undone and made again.
key c
xdotool type --delay 60 'robot'
key Return
expect 'coffee.*robot' "the label was not corrected"
key r
key Return
key space
expect 'approved.*coffee' "the image was not approved"

# What the project on disk has was said to be saved: no farewell is needed.
kill -9 "$window"
wait "$window" 2>/dev/null || true
"$dce" project list "$project" | grep -Eq 'approved.*coffee' || fail "the approval did not survive"
"$dce" project records "$project" --out "$work/records" 2>/dev/null
grep -l '"robot"' "$work/records"/coffee-*.json >/dev/null || fail "the correction did not survive"
grep -l 'Two cups of coffee' "$work/records"/coffee-*.json >/dev/null || fail "the import did not survive"
echo "desk: opened, analysed, corrected, approved; pictures in $pictures"
