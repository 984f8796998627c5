"""Every CSV layout of every sample event, read by pandas and held against the JSON of the same run.

`.ci/tables` installs what this needs and runs it.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas

BINARY = sys.argv[1]
# Values that a spreadsheet would run, an outlet with a comma and quotes, a line end within a sentence.
HOSTILE = [
    {"id": f"r{n}", "source": source, "published": "2019-04-23", "text": f"The Kremlin said that {n} people travel\nto the summit with Kim Jong Un."}
    for n, source in [(230, '=HYPERLINK("http://a.example")'), (180, '+1 "Desk", Wire'), (170, "@outlet")]
]


def run(command, *arguments):
    return subprocess.run([BINARY, command, "--quiet", *arguments], check=True, capture_output=True).stdout


def table(folder, name, data):
    """A CSV through a file, as users have it; no cell is taken for a number or for missing."""
    path = Path(folder) / name
    path.write_bytes(data)
    read = pandas.read_csv(path, dtype=str, keep_default_na=False)
    cells = [str(cell) for cell in [*read.columns, *read.to_numpy().ravel()]]
    for cell in cells:
        signed = cell[:1] in "+-" and cell[1:].replace(".", "", 1).isdigit()
        assert not cell or cell[0] not in "=+-@\t\r" or signed, f"{name}: a formula: {cell!r}"
    return read


def plain(text):
    """A cell as the report has it."""
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@\t\r") else text


def check(folder, name, path):
    findings = [json.loads(line) for line in run("compare", "--all", "--format", "jsonl", path).splitlines()]
    assert findings, f"{name}: no findings to check"
    read = {
        layout: table(folder, f"{name}-{layout}.csv", run("compare", "--all", "--format", "csv", "--layout", layout, path))
        for layout in ["pairs", "claims", "matrix"]
    }

    pairs = sum(len(f["values"]) * (len(f["values"]) - 1) // 2 for f in findings)
    assert len(read["pairs"]) == pairs, f"{name}: {len(read['pairs'])} rows for {pairs} pairs"
    assert read["pairs"].shape[1] == 28

    claims = [(f["id"], c) for f in findings for v in f["values"] for c in v["claims"]]
    assert len(read["claims"]) == len(claims), f"{name}: {len(read['claims'])} rows for {len(claims)} claims"
    for (finding, claim), row in zip(claims, read["claims"].to_dict("records")):
        told = [row["finding"], plain(row["report"]), plain(row["quote"]), plain(row["sentence"]), int(row["start"]), int(row["end"])]
        expected = [finding, claim["report"], claim["quote"], claim["sentence_text"], claim["start"], claim["end"]]
        assert told == expected, f"{name}: {told} is not {expected}"

    # The matrix is the long form, turned round.
    long = read["claims"].assign(outlet=lambda t: t["source"].where(t["source"] != "", t["report"].str.split("/").str[-1]))
    turned = long.groupby(["finding", "outlet"], sort=False)["label"].agg(lambda labels: "; ".join(dict.fromkeys(labels)))
    matrix = read["matrix"].set_index("finding")
    assert list(matrix.index) == [f["id"] for f in findings]
    for (finding, outlet), labels in turned.items():
        assert matrix.loc[finding, outlet] == labels, f"{name}: {outlet} says {matrix.loc[finding, outlet]!r}, not {labels!r}"

    numbers = pandas.to_numeric(read["claims"]["score"])
    assert numbers.between(0, 1).all()
    for command in ["extract", "reports"]:
        lines = run(command, "--format", "jsonl", path).splitlines()
        assert len(table(folder, f"{name}-{command}.csv", run(command, "--format", "csv", path))) == len(lines)
    print(f"{name}: {len(findings)} findings, {pairs} pairs, {len(claims)} claims read back")


def main():
    events = sorted(path for path in Path("data/events").iterdir() if path.is_dir())
    assert events, "run from the root of the repository"
    with tempfile.TemporaryDirectory() as folder:
        hostile = Path(folder) / "hostile.jsonl"
        hostile.write_text("".join(json.dumps(report) + "\n" for report in HOSTILE))
        for path in [*events, hostile]:
            check(folder, path.stem, str(path))


main()
