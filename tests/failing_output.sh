#!/bin/sh
# What the program says, and how it ends, when input or output fails: one line
# on standard error that names the thing, and the exit status that the README
# gives.
#
# usage: tests/failing_output.sh PROGRAM
set -u

program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
extract() { "$program" "$@"; }
report=$(cd "$(dirname "$0")/../fixtures" && pwd)/hard-wrapped/input.txt
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
failed=0 passed=0

fail() {
    echo "FAIL  $*"
    sed 's/^/      /' err
    failed=$((failed + 1))
}

# expect STATUS WORDS COMMAND: the shell runs COMMAND; WORDS are in the one line
# that it says; no words: nothing is said
expect() {
    status=0
    : >out
    eval "$3" 2>err || status=$?
    lines=$(wc -l <err)
    if [ $status -ne "$1" ]; then
        fail "$3: exit status $status, not $1"
    elif [ -z "$2" ] && [ -s err ]; then
        fail "$3: not quiet"
    elif [ -n "$2" ] && [ "$lines" -ne 1 ]; then
        fail "$3: $lines lines on standard error"
    elif [ -n "$2" ] && ! grep -q "^govreport-extract: .*$2" err; then
        fail "$3: says nothing of '$2'"
    else
        passed=$((passed + 1))
    fi
}

records() {
    [ "$(wc -l <out)" -eq "$1" ] || fail "$(wc -l <out) records, not $1"
}

cp "$report" good.txt
mkdir folder
: >empty.txt
head -c 3000 /dev/zero >zeros.bin
printf '%%PDF-1.4\n' >report.pdf
printf 'id\tindicator\tpattern\nx\t\t((\n' >bad-rules.tsv

# ---- inputs
expect 0 '' 'extract good.txt >out'
expect 1 'missing.txt: [Nn]o such file' 'extract missing.txt >out'
expect 1 'folder: ' 'extract folder >out'
expect 1 'empty.txt: is empty' 'extract empty.txt >out'
expect 1 'zeros.bin: is no text' 'extract zeros.bin >out'
expect 1 'report.pdf: is a PDF file' 'extract report.pdf >out'
expect 1 'is empty' 'extract - </dev/null >out'
[ -r /proc/self/mem ] && expect 1 '/proc/self/mem: ' 'extract /proc/self/mem >out'
touch secret.txt && chmod 000 secret.txt
[ -r secret.txt ] || expect 1 'secret.txt: [Pp]ermission denied' 'extract secret.txt >out'

# the others' records are complete
expect 1 'missing.txt: ' 'extract -f jsonl good.txt missing.txt good.txt >out'
records 2
expect 1 'report.pdf: ' 'extract -f jsonl report.pdf good.txt >out'
records 1
expect 1 'empty.txt: ' 'extract -f csv empty.txt good.txt >out'
records 2 # a header and a row

# ---- outputs
if [ -w /dev/full ]; then
    for format in json jsonl csv figures sections checks; do
        expect 1 '[Nn]o space left' "extract -f $format good.txt >/dev/full"
    done
    expect 1 '/dev/full: [Nn]o space left' 'extract -o /dev/full good.txt'
    expect 1 '[Nn]o space left' 'extract --help >/dev/full'
    expect 1 '[Nn]o space left' 'extract --list-indicators >/dev/full'
    expect 1 '[Nn]o space left' 'extract --schema >/dev/full'
fi
expect 1 '[Bb]ad file' 'extract good.txt >&-'
expect 1 'nowhere/out.json: ' 'extract -o nowhere/out.json good.txt'
expect 1 'folder: ' 'extract -o folder good.txt'

# a closed pipe ends it quietly
i=0
while [ $i -lt 400 ]; do
    echo good.txt
    i=$((i + 1))
done >many
expect 0 '' 'extract -f jsonl $(cat many) | head -n 1 >out'
records 1
expect 0 '' 'extract --help | true'

# ---- wrong usage
expect 2 "no-such-encoding" 'extract --encoding no-such-encoding good.txt >out'
expect 2 'no-such-option' 'extract --no-such-option good.txt >out'
expect 2 'no-such-format' 'extract -f no-such-format good.txt >out'
expect 2 'encoding' 'extract --encoding'
expect 2 'bad-rules.tsv' 'extract --rules bad-rules.tsv good.txt >out'
expect 2 'missing.tsv' 'extract --rules missing.tsv good.txt >out'

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
