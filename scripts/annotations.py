#!/usr/bin/env python3
"""Writes data/annotations as the JSON files that score_discrepancies.py reads.

usage: annotations.py CLUSTERS_DIR OUT_DIR

CLUSTERS_DIR  JSON Lines files of reports, one an event, such as data/stories; data/annotations/<event>.tsv holds places in their texts and no text
OUT_DIR       made where it is missing; gets <event>.json for each annotated event of CLUSTERS_DIR
"""
import csv, json, os, sys


def unique(text, start, end):
    """The shortest piece around a place that stands once in the text, and in which the place is the first of its words; of the line, if it can be."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    quote = text[start:end]
    for first, last in ((first, len(text) if last < 0 else last), (0, len(text))):
        for reach in range(max(start - first, last - end) + 1):
            piece = text[max(first, start - reach):min(last, end + reach)]
            if text.count(piece) == 1 and text.index(piece) + piece.index(quote) == start:
                return piece
    raise SystemExit(f"nothing around {quote!r} tells it from another place of the text")


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    clusters, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    folder = os.path.join(os.path.dirname(__file__), "..", "data", "annotations")
    names = {f[:-4] for f in os.listdir(folder) if f.endswith(".tsv")} & {f[:-6] for f in os.listdir(clusters) if f.endswith(".jsonl")}
    for name in sorted(names):
        with open(f"{clusters}/{name}.jsonl", encoding="utf-8") as lines:
            texts = {r["id"]: r["text"] for r in map(json.loads, lines)}
        slots = {}
        with open(f"{folder}/{name}.tsv", encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
                slot = slots.setdefault(row["slot"], {"id": row["slot"], **{k: row[k] for k in ("kind", "verdict", "subtype")}, "claims": []})
                text, start, end = texts[row["report"]], int(row["start"]), int(row["end"])
                slot["claims"].append({"report": row["report"], "sentence": unique(text, start, end), "quote": text[start:end], "value": row["value"], "group": row["group"]})
        with open(f"{out}/{name}.json", "w", encoding="utf-8") as file:
            json.dump({"cluster": name, "slots": list(slots.values())}, file, ensure_ascii=False)


main()
