"""What bench.sh holds the program against: the same rules in Python, by re.

usage: bench.py SRC_DATA FILE...

For each file one line of JSON with the figures of its sentences: every numeral
is tried against the rules' patterns in their order, as a script would do it
that knows no index.  It reads no dates, tables, sections or units, and so does
far less than the program.
"""
import csv
import json
import re
import sys


def read(path):
    with open(path, encoding="utf-8") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def load(folder):
    words = {row["name"]: row["words"] for row in read(folder + "/words.tsv")}

    def expand(pattern):
        while True:
            wider = re.sub(r"\{([a-z]\w*)\}", lambda m: "(?:" + words[m[1]] + ")", pattern)
            if wider == pattern:
                return pattern
            pattern = wider

    rules = []
    for row in read(folder + "/rules.tsv"):
        if row["kind"] != "figure":
            continue
        try:
            rules.append((row["indicator"], re.compile(expand(row["pattern"]))))
        except re.error:
            pass  # what only PCRE2 knows
    return rules


def figures(rules, text):
    found = []
    for sentence in re.split(r"(?<=[。！？\n])", text):
        numerals = list(re.finditer(r"\d+(?:\.\d+)?", sentence))
        template = re.sub(r"\d+(?:\.\d+)?", "N", sentence)
        shrunk = 0
        for numeral in numerals:
            at = numeral.start() - shrunk
            shrunk += len(numeral[0]) - 1
            marked = template[:at] + "#" + template[at + 1:]
            code = next((code for code, pattern in rules if pattern.search(marked)), None)
            found.append({"value": numeral[0], "indicator": code, "quote": sentence[:40]})
    return found


def main():
    rules = load(sys.argv[1])
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            print(json.dumps({"name": path, "figures": figures(rules, file.read())}, ensure_ascii=False))


main()
