#!/bin/sh
# What the program does, shown on a report of the fixtures.
#
# usage: tests/demo.sh PROGRAM
set -eu

program=$1
report=fixtures/narrative-2009-county/input.txt

show() {
    echo
    echo "\$ $*"
}

show head -n 12 $report
head -n 12 $report
show "govreport-extract -f figures $report | cut -d, -f 4-8 | head -n 12"
"$program" -f figures $report | cut -d, -f 4-8 | head -n 12
show "govreport-extract -f csv $report | head -c 400"
"$program" -f csv $report | head -c 400
echo
show "govreport-extract $report | head -n 24"
"$program" $report | head -n 24
show "govreport-extract --check $report"
"$program" --check $report
