#!/usr/bin/env python3
"""Makes the yearly rows of data/rates.tsv: `code<TAB>year<TAB>least<TAB>most`, by code, then year.

usage: rates.py MONTHLY_CSV TABLE

MONTHLY_CSV  `Date,Country,Exchange rate`: monthly averages of release H.10 of the Federal Reserve, as FRED gives them
TABLE        data/rates.tsv, whose comments and rows of all years (`*`) are kept

The head of the table tells the method.
"""
import csv, sys
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

CODES = {
    "Australia": "AUD", "Brazil": "BRL", "Canada": "CAD", "China": "CNY", "Denmark": "DKK", "Euro": "EUR", "Hong Kong": "HKD", "India": "INR",
    "Japan": "JPY", "Malaysia": "MYR", "Mexico": "MXN", "New Zealand": "NZD", "Norway": "NOK", "Singapore": "SGD", "South Africa": "ZAR",
    "South Korea": "KRW", "Sri Lanka": "LKR", "Sweden": "SEK", "Switzerland": "CHF", "Taiwan": "TWD", "Thailand": "THB", "United Kingdom": "GBP",
}
FIRST = 1990
# How far a day may lie from the average of its month at least, and from those of a year that is not over.
DAYS, AHEAD = Decimal("0.03"), Decimal("0.10")
DIGITS = 4

def yearly(months):
    """The bounds of each year whose months are there; the last may still be open."""
    order = sorted(months)
    for year in sorted({y for y, _ in order if y >= FIRST}):
        of_year = [m for m in order if m[0] == year]
        over = len(of_year) == 12
        if not over and year != order[-1][0]:
            continue
        floor = 1 + (DAYS if over else AHEAD)
        low, high = [], []
        for month in of_year:
            rate, at = months[month], order.index(month)
            before = months[order[at - 1]] if at else rate
            after = months[order[at + 1]] if at + 1 < len(order) else rate
            # As far as the months beside it, and once more as far as it came from the one before: a fall overshoots.
            low.append(rate / max(floor, rate / before, rate / after, before / rate))
            high.append(rate * max(floor, before / rate, after / rate, rate / before))
        rounded = lambda n, way: Context(prec=DIGITS, rounding=way).create_decimal(n)
        yield year, rounded(min(low), ROUND_FLOOR), rounded(max(high), ROUND_CEILING)

def main(monthly, table):
    months = {}
    for row in csv.DictReader(open(monthly, encoding="utf-8")):
        year, month, _ = row["Date"].split("-")
        if row["Country"] in CODES and row["Exchange rate"]:
            months.setdefault(CODES[row["Country"]], {})[int(year), int(month)] = Decimal(row["Exchange rate"])
    lines = open(table, encoding="utf-8").read().splitlines()
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if line.split("\t")[1:2] == ["*"]]
    rows += [[code, str(year), f"{least:f}", f"{most:f}"] for code in months for year, least, most in yearly(months[code])]
    with open(table, "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in comments + ["\t".join(row) for row in sorted(rows)])

main(*sys.argv[1:])
