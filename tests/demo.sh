#!/bin/sh
# What the program does, shown on a report of the fixtures.
#
# usage: tests/demo.sh PROGRAM
set -eu

program=$1
report=fixtures/narrative-2009-county/input.txt
table=fixtures/statistics-table-2018/input.txt

show() {
    echo
    echo "\$ $*"
}

show head -n 7 $report
head -n 7 $report
show "govreport-extract -f figures $report | cut -d, -f 4-8 | head -n 12"
"$program" -f figures $report | cut -d, -f 4-8 | head -n 12
show "govreport-extract $report | head -n 17"
"$program" $report | head -n 17
show "govreport-extract --check $table"
"$program" --check $table
