"""Reads what a batch wrote with DuckDB and pandas, as a user would; argument: the claimdiff binary."""
import json
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import pandas

binary = sys.argv[1]
events = sorted(path for path in pathlib.Path("data/events").iterdir() if path.is_dir())
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    lines = []
    for event in events:
        read = subprocess.run([binary, "reports", "--format", "jsonl", event], check=True, capture_output=True, text=True).stdout
        lines += [json.dumps(dict(json.loads(line), event=event.name)) for line in read.splitlines()]
    (folder / "in.jsonl").write_text("\n".join(lines))
    tables = {}
    for form in ("parquet", "csv"):
        out = folder / form
        subprocess.run([binary, "batch", folder / "in.jsonl", "-o", out, "--format", form, "--quiet", "--all"], check=True)
        counts = json.loads((out / "manifest.json").read_text())["counts"]
        assert counts["read"] == len(lines) == counts["compared"] + counts["skipped"] + counts["errors"], counts
        reader = "read_parquet" if form == "parquet" else "read_csv"
        rows = duckdb.sql(f"select event, finding, value_a, value_b, reports_a, score from {reader}('{out}/findings/*.{form}') order by all").fetchall()
        assert rows and {row[0] for row in rows} == {event.name for event in events}, rows[:3]
        tables[form] = [(*map(str, row[:5]), round(row[5], 3)) for row in rows]
        outlets = pandas.read_csv(out / "outlets.csv")
        assert len(outlets) and not outlets.isna().all(axis=None), outlets
    parquet = pandas.concat(pandas.read_parquet(path) for path in sorted((folder / "parquet" / "findings").glob("*.parquet")))
    assert len(parquet) == len(tables["parquet"]), (len(parquet), len(tables["parquet"]))
    assert parquet["reports_a"].dtype.kind in "iu" and parquet["score"].dtype.kind == "f", parquet.dtypes
    assert tables["parquet"] == tables["csv"], "Parquet and CSV differ"
    print(len(parquet), "pairs read back by DuckDB", duckdb.__version__, "and pandas", pandas.__version__)
