// Who meets whom: countries as a matrix, people as a list of pairs.
"use strict";

(() => {
  const { load, element, said, counted, country, link, folded, state, setState, longList } = chancery;
  const SHOWN = 18;
  const form = document.getElementById("filters");
  const search = document.getElementById("search");
  let data = null;

  function filters() {
    return { ...Object.fromEntries(new FormData(form)), q: search.elements.q.value };
  }

  function sums(chosen) {
    const pairs = new Map(), totals = new Map();
    for (const [one, other, kind, standing, number] of data.countries) {
      if ((chosen.kind && kind !== chosen.kind) || (chosen.status && standing !== chosen.status)) continue;
      for (const key of [`${one},${other}`, `${other},${one}`]) pairs.set(key, (pairs.get(key) || 0) + number);
      for (const code of [one, other]) totals.set(code, (totals.get(code) || 0) + number);
    }
    return [pairs, totals];
  }

  function matrix(chosen) {
    const [pairs, totals] = sums(chosen);
    const ranked = Array.from(totals.keys()).sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1));
    let codes = ranked.slice(0, SHOWN);
    if (chosen.country && totals.has(chosen.country)) {
      const partners = ranked.filter((code) => pairs.has(`${chosen.country},${code}`))
        .sort((a, b) => pairs.get(`${chosen.country},${b}`) - pairs.get(`${chosen.country},${a}`));
      codes = [chosen.country, ...partners].slice(0, SHOWN);
    }
    const most = Math.max(1, ...codes.flatMap((one) => codes.map((other) => pairs.get(`${one},${other}`) || 0)));
    document.getElementById("found").textContent = codes.length
      ? `${counted(codes.length, "country", "countries")} of ${totals.size}; each number is how many events two of them share.`
      : "No two countries share an event of this sort.";
    document.getElementById("matrix").replaceChildren(codes.length ? element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Countries that meet" },
      element("table", { class: "matrix" }, element("caption", {}, "Meetings and visits of two countries"),
        element("thead", {}, element("tr", {}, element("td", {}), codes.map((code) => element("th", { scope: "col" },
          element("abbr", { title: country(code) }, code))))),
        element("tbody", {}, codes.map((one) => element("tr", {}, element("th", { scope: "row" }, country(one)),
          codes.map((other) => cell(one, other, pairs.get(`${one},${other}`) || 0, most, chosen))))))) : "");
  }

  function cell(one, other, number, most, chosen) {
    if (one === other) return element("td", { class: "same" });
    if (!number) return element("td", {});
    const asked = new URLSearchParams({ country: [one, other].sort().join(","), ...(chosen.kind && { kind: chosen.kind }), ...(chosen.status && { status: chosen.status }) });
    return element("td", { class: `heat-${Math.ceil(5 * Math.sqrt(number / most))}` },
      element("a", { href: `events.html#${asked}`, "aria-label": `${country(one)} and ${country(other)}: ${number}` }, number));
  }

  function people(chosen) {
    const words = folded(chosen.q).split(/\s+/).filter(Boolean);
    const place = { held: 4, announced: 5, off: 6 }[chosen.status];
    const pairs = data.people.filter((pair) => (!place || pair[place]) && words.every((word) => folded(`${pair[1]} ${pair[3]}`).includes(word)));
    document.getElementById("pairs").textContent = pairs.length ? counted(pairs.length, "pair") : "No two people by that name share an event.";
    document.getElementById("people").replaceChildren(...longList(pairs, (pair) => personLine(pair, place)));
  }

  function personLine([one, oneName, other, otherName, held, announced, off, last], place) {
    const told = [held && `${held} took place`, announced && `${announced} announced`, off && `${off} not as planned`].filter(Boolean);
    const number = place ? [held, announced, off][place - 4] : held + announced + off;
    const asked = new URLSearchParams({ q: `"${oneName}" "${otherName}"` });
    return element("li", {}, element("span", { class: "when" }, element("a", { href: `events.html#${asked}` }, counted(number, "event"))),
      element("span", { class: "what" }, link("actor", one, said(oneName)), " and ", link("actor", other, said(otherName)),
        element("span", { class: "note" }, `${told.join(", ")}${last ? `; last ${last}` : ""}`)));
  }

  function show() {
    const chosen = filters();
    setState(chosen);
    matrix(chosen);
    people(chosen);
  }

  function fill() {
    const asked = state();
    for (const name of ["kind", "status", "country"]) form.elements[name].value = asked.get(name) || "";
    search.elements.q.value = asked.get("q") || "";
    show();
  }

  for (const each of [form, search]) {
    each.addEventListener("input", show);
    each.addEventListener("submit", (submitted) => submitted.preventDefault());
  }
  window.addEventListener("hashchange", fill);
  load("relations").then((loaded) => {
    data = loaded;
    const codes = Array.from(new Set(data.countries.flatMap(([one, other]) => [one, other])));
    const named = codes.map((code) => [country(code), code]).sort(([a], [b]) => a.localeCompare(b, "en"));
    form.elements.country.append(...named.map(([name, code]) => element("option", { value: code }, name)));
    fill();
  });
})();
