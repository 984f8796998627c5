#!/usr/bin/env python3
"""Writes the events of BASIL as the files of reports that data/annotations/basil-*.tsv point into.

usage: basil.py ARTICLES_DIR OUT_DIR

ARTICLES_DIR  `articles` of a checkout of https://github.com/launchnlp/BASIL, the second release
OUT_DIR       made where it is missing; gets basil-<first eight letters of the event's id>.jsonl for each of the 100 events
"""
import collections, glob, json, os, sys


def text_of(article):
    """The headline, unless the story begins with it, an empty line, and a line a paragraph."""
    lines = [" ".join(" ".join(paragraph).split()) for paragraph in article["body-paragraphs"]]
    lines = [line for line in lines if line]
    title = " ".join((article.get("title") or "").split())
    if title and not (lines and lines[0].lower().startswith(title.lower())):
        lines = [title, ""] + lines
    return "\n".join(lines)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    articles, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    events = collections.defaultdict(list)
    for path in glob.glob(f"{articles}/*/*.json"):
        with open(path, encoding="utf-8") as file:
            article = json.load(file)
        source = article["source"].lower()
        report = {"id": source, "source": source, "url": article.get("url"), "published": article.get("date"), "text": text_of(article)}
        events[article["triplet-uuid"]].append(report)
    for event, reports in events.items():
        with open(f"{out}/basil-{event[:8]}.jsonl", "w", encoding="utf-8") as file:
            for report in sorted(reports, key=lambda r: r["id"]):
                file.write(json.dumps(report, ensure_ascii=False) + "\n")
    print(f"{len(events)} events")


main()
