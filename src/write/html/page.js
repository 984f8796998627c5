"use strict";
// Filters and keys. The page is complete without it: the form is hidden until this runs.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const text = document.getElementById("text");
  const outlet = document.getElementById("outlet");
  const state = document.getElementById("state");
  const nothing = document.getElementById("nothing");
  const list = document.getElementById("findings");
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-n]")) rows.set(row.dataset.n, row);
  const findings = Array.from(document.querySelectorAll(".finding"), (card, i) => ({
    card,
    row: rows.get(String(i + 1)),
    outlets: card.dataset.outlets.split(" "),
    words: "",
    shown: true,
  }));

  const folded = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function filter() {
    const off = { severity: new Set(), verdict: new Set(), kind: new Set() };
    for (const box of form.querySelectorAll("input[type=checkbox]:not(:checked)")) off[box.name].add(box.value);
    const wanted = folded(text.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const f of findings) {
      const data = f.card.dataset;
      // The words of a card are gathered when they are first asked for.
      if (wanted.length && !f.words) f.words = folded(f.card.textContent);
      f.shown =
        !off.severity.has(data.severity) && !off.verdict.has(data.verdict) && !off.kind.has(data.kind) &&
        (outlet.value === "" || f.outlets.includes(outlet.value)) &&
        wanted.every((w) => f.words.includes(w));
      if (f.card.hidden === f.shown) {
        f.card.hidden = !f.shown;
        if (f.row) f.row.hidden = !f.shown;
      }
      shown += f.shown;
    }
    nothing.hidden = shown > 0 || findings.length === 0;
    state.textContent = `${shown} of ${findings.length} shown`;
  }

  let waiting = 0;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  // A link to a finding that a filter hides shows it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const card = target && target.closest(".finding");
    if (card && card.hidden) {
      form.reset();
      filter();
      target.scrollIntoView();
    }
  }
  addEventListener("hashchange", reveal);

  // Keys work while the list has the focus, so that they never get in the way of a reader's own.
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "j" && event.key !== "k")) return;
    const shown = findings.filter((f) => f.shown);
    const at = shown.findIndex((f) => f.card.contains(document.activeElement));
    const next = shown[event.key === "j" ? at + 1 : at < 0 ? 0 : at - 1];
    if (!next) return;
    event.preventDefault();
    const heading = next.card.querySelector("h3");
    heading.focus({ preventScroll: true });
    next.card.scrollIntoView({ block: "start" });
  });

  // What was folded away is printed too.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".timeline")) details.open = true;
  });

  form.hidden = false;
  filter();
  reveal();
})();
