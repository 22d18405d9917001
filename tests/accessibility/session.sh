#!/bin/sh
# One session with the accessibility bus: a screen, a window manager, a session bus, the program, a reader.
# usage: session.sh BUNDLE FOLDER      BUNDLE is dist/feedback-desk; FOLDER gets Tîm.desk and transcript.txt
# Needs (Debian): xvfb xauth openbox dbus at-spi2-core gir1.2-atspi-2.0 python3-gi
set -eu
bundle=$(cd "$1" && pwd) folder=$2 here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
rm -rf "$folder/Tîm.desk"
export LC_ALL=C.UTF-8 FEEDBACK_DESK_PASSPHRASE="four calm giraffes"
"$bundle/desk" new "$folder/Tîm.desk" --member "Zoë Ŵyn-Example" > /dev/null
export HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 LC_ALL=C.UTF-8 PYTHONWARNINGS=ignore
rm -rf "$HOME" && mkdir -p "$HOME" "$XDG_RUNTIME_DIR" && chmod 700 "$XDG_RUNTIME_DIR"
exec xvfb-run -a -s "-screen 0 1366x768x24" dbus-run-session -- sh -c '
    openbox & manager=$!
    /usr/libexec/at-spi-bus-launcher --launch-immediately & bus=$!
    status=0
    python3 "$1/complaint.py" "$2/feedback-desk" "$3" || status=$?
    kill $manager $bus 2> /dev/null || true
    exit $status
' session "$here" "$bundle" "$folder"
