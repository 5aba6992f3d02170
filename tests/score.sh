#!/bin/sh
# Accuracy on reports annotated by hand, which are kept beside the project.
#
# usage: tests/score.sh SHARED PROGRAM
set -u

shared=$1 program=$2 failed=0
if [ ! -d "$shared/tools" ]; then
    echo "no annotated reports in $shared: nothing is scored"
    exit 0
fi

score() {
    python3 "$shared/tools/score.py" "$@" -- "$program" || failed=1
}

# cells OPTION TRUTH INPUT
cells() {
    echo "$3"
    # shellcheck disable=SC2086
    python3 "$shared/tools/cells.py" $1 "$shared/real/truth/$2.cells.json" -- "$program" "$shared/real/$3" || failed=1
}

score --min 0.98 --gold "$shared/gold" --text "$shared/seeds"
score --min 0.97 --gold "$shared/real/gold" --text "$shared/real"
cells '' shanghai_2019 shanghai_2019.html
cells '' shanghai_2019 shanghai_2019.txt
cells '' hzq2023 hzq2023.layout.txt
# its columns stand before their labels and its pages out of order: some cells
# may be missing, none wrong
cells --may-miss hzq2023 hzq2023.txt
exit $failed
