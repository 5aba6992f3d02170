#!/bin/sh
# How fast the program is, beside programs that do less with the same text.
#
# usage: tests/bench.sh PROGRAM [--quick]
#
# Makes a corpus from the fixtures (bench.c says how), runs all programs in turn
# several times, and prints a table of medians.  BENCH_DIR keeps the corpus
# between runs; programs that are not installed are left out.
set -eu

program=$1
case $program in /*) ;; *) program=$PWD/$program ;; esac
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
[ "${2:-}" = --quick ] && QUICK=1
if [ "${QUICK:-0}" = 1 ]; then
    files=300 stream=6 rounds=3 starts=60 sizes='1 4 16' large=64 python=40
else
    files=20000 stream=200 rounds=3 starts=300 sizes='1 10 100 1000' large=1000 python=200
fi
if [ -n "${BENCH_DIR:-}" ]; then
    dir=$BENCH_DIR
    mkdir -p "$dir"
else
    dir=$(mktemp -d)
    trap 'rm -rf "$dir"' EXIT INT TERM
fi

# ---------------------------------------------------------------------- corpus
${CC:-cc} -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Iinclude -Isrc -o "$dir/bench" tests/bench.c src/lines.c src/mem.c
bench=$dir/bench
[ -f "$dir/$files.made" ] || {
    "$bench" corpus "$dir" $files fixtures/*/input.txt
    "$bench" stream "$dir/stream" $stream fixtures/*/input.txt
    : >"$dir/$files.made"
}
bytes=$(xargs cat <"$dir/list" | wc -c)
mb=$(awk "BEGIN { print $bytes / 1000000 }")
part=$dir/part # a tenth, for what is run many times
head -n $((files / 10)) "$dir/list" >"$part"
part_mb=$(xargs cat <"$part" | wc -c | awk '{ print $1 / 1000000 }')
small=$(sed -n 5p "$dir/list")
figures=$(head -n 500 "$dir/list" | "$program" -q -f figures --no-header --files-from - | wc -l)
per_kb=$(head -n 500 "$dir/list" | xargs cat | wc -c | awk "{ printf \"%.1f\", $figures / (\$1 / 1000) }")

has() {
    command -v "$1" >/dev/null 2>&1
}

table() {
    printf '\n%s\n\n| | time | MB/s | against the first | MB of memory |\n|---|--:|--:|--:|--:|\n' "$1"
}

# measure ROUNDS MB NAME=COMMAND...
measure() {
    n=$1 size=$2 names=
    shift 2
    for pair in "$@"; do
        names="$names${pair%%=*}
"
        set -- "$@" "${pair#*=}"
        shift
    done
    "$bench" time "$n" "$size" "$@" >"$dir/times"
    printf '%s' "$names" | paste - "$dir/times" | awk -F'\t' '{
        time = $2 >= 1 ? sprintf("%.2f s", $2) : sprintf("%.2f ms", $2 * 1000)
        printf "| %s | %s | %s | %s | %s |\n", $1, time, $3, $4, $5 }'
}

utf8='env LC_ALL=C.UTF-8'
record="$program -q -f jsonl"
numeral='[0-9]+(?:条|件|篇|次|个|人|份|期)'

echo "Corpus: $files files, $mb MB, $per_kb figures a KB; stream of $stream MB."

# ------------------------------------------------------------------------ batch
table "Batch of $files files, one thread, records as JSON Lines"
set -- "govreport-extract=$record --files-from $dir/list" "cat=xargs cat <$dir/list" "wc -m=$utf8 xargs wc -m <$dir/list"
has iconv && set -- "$@" "iconv -t UTF-16=xargs iconv -f UTF-8 -t UTF-16LE <$dir/list"
has pcre2grep && set -- "$@" "pcre2grep -o, one pattern=xargs pcre2grep -u -h -o $numeral <$dir/list"
has rg && set -- "$@" "rg -o, one pattern=xargs rg -j1 -I -N -o $numeral <$dir/list"
measure $rounds "$mb" "$@"

table "Stream of $stream MB on standard input"
set -- "govreport-extract=$record - <$dir/stream" "cat=cat <$dir/stream" "wc -m=$utf8 wc -m <$dir/stream"
has iconv && set -- "$@" "iconv -t UTF-16=iconv -f UTF-8 -t UTF-16LE <$dir/stream"
has pcre2grep && set -- "$@" "pcre2grep -o, one pattern=pcre2grep -u -o $numeral <$dir/stream"
has rg && set -- "$@" "rg -o, one pattern=rg -j1 -N -o $numeral <$dir/stream"
measure $rounds $stream "$@"

table 'One file of 10 KB, exec to exit'
measure $starts "$(wc -c <"$small" | awk '{ print $1 / 1000000 }')" "govreport-extract=$record $small" \
    "cat=cat $small" "wc -m=$utf8 wc -m $small" "govreport-extract --version=$program --version"

# ------------------------------------------------------- formats, rules, threads
table "Output formats, a tenth of the batch"
measure 5 "$part_mb" "jsonl=$record --files-from $part" "json=$program -q -f json --files-from $part" \
    "csv=$program -q -f csv --files-from $part" "figures=$program -q -f figures --files-from $part" \
    "sections=$program -q -f sections --files-from $part" "checks=$program -q -f checks --files-from $part"

for n in 1 2 4; do
    awk -v times=$n 'BEGIN { FS = OFS = "\t" }
        /^#/ || /^$/ { next }
        !header { print; header = 1; next }
        { row[++count] = $0 }
        END { for (t = 1; t <= times; t++) for (i = 1; i <= count; i++) { $0 = row[i]; $1 = $1 (t > 1 ? ".copy" t : ""); print } }' \
        src/data/rules.tsv >"$dir/rules$n.tsv"
done
table "With once, twice and four times the rules, a tenth of the batch"
measure 5 "$part_mb" "1×=$record --rules $dir/rules1.tsv --files-from $part" \
    "2×=$record --rules $dir/rules2.tsv --files-from $part" "4×=$record --rules $dir/rules4.tsv --files-from $part"

table "Threads, a tenth of the batch"
measure 5 "$part_mb" "-j 1=$record -j1 --files-from $part" "-j 2=$record -j2 --files-from $part"

# --------------------------------------------------------------------- in Python
if has python3; then
    head -n $python "$dir/list" >"$dir/some"
    table "The same rules in Python's re (no tables, dates, sections, checks), $python files"
    measure 3 "$(xargs cat <"$dir/some" | wc -c | awk '{ print $1 / 1000000 }')" \
        "govreport-extract=$record --files-from $dir/some" "bench.py=xargs python3 tests/bench.py src/data <$dir/some"
fi

# ------------------------------------------------------------- memory, size
# a text of few figures, as long as wanted: one report, then prose
printf '%s\n' '政务公开工作坚持以人民为中心，突出重点领域，完善工作机制，及时回应群众关心的问题。' >"$dir/prose"
awk '{ for (i = 0; i < 8000; i++) print }' "$dir/prose" >"$dir/prose.1"
grow() { # MEGABYTES: the report, then so much prose
    cat "$small"
    count=$(awk "BEGIN { print int($1 * 1000000 / $(wc -c <"$dir/prose.1")) + 1 }")
    i=0
    while [ $i -lt "$count" ]; do
        cat "$dir/prose.1"
        i=$((i + 1))
    done | head -c $(($1 * 1000000))
}
printf '\nCost against size: one report, few figures, on standard input\n\n| MB | time | ms a MB | MB of memory |\n|--:|--:|--:|--:|\n'
for size in $sizes; do
    grow "$size" >"$dir/long"
    [ "$size" -lt 100 ] && n=7 || n=1
    "$bench" time "$n" "$size" "$record - <$dir/long" |
        awk -F'\t' -v size="$size" '{ printf "| %s | %.3f s | %.2f | %s |\n", size, $1, $1 * 1000 / size, $4 }'
done
grow $large >"$dir/long"
printf '\nMemory at %s MB on standard input\n\n| format | MB of memory |\n|---|--:|\n' $large
for format in jsonl json csv figures sections checks; do
    "$bench" time 1 $large "$program -q -f $format - <$dir/long" | awk -F'\t' -v f=$format '{ printf "| %s | %s |\n", f, $4 }'
done
rm -f "$dir/long"
