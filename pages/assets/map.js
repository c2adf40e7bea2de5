// Events on the map: a circle a place, as large as it has events, and the same in a table.
"use strict";

(() => {
  const { load, element, said, counted, country, state, setState, table } = chancery;
  const LISTED = 200;
  const NAMED = 30;
  const form = document.getElementById("filters");
  let data = null;

  function filters() {
    return Object.fromEntries(new FormData(form));
  }

  function sums(chosen) {
    const all = data.spots.map(() => 0);
    for (const [spot, kind, standing, year, number] of data.counts) {
      if ((!chosen.kind || kind === chosen.kind) && (!chosen.status || standing === chosen.status)
        && (!chosen.from || (year && year >= Number(chosen.from))) && (!chosen.to || (year && year <= Number(chosen.to)))) {
        all[spot] += number;
      }
    }
    return all.map((number, spot) => [number, data.spots[spot]]).filter(([number]) => number)
      .sort(([a, one], [b, other]) => b - a || (one[0] < other[0] ? -1 : 1));
  }

  // To the events of the place under all the names that articles have for it; to all of its country where these are many.
  function target([, code, , , names], chosen) {
    const place = names.length > NAMED ? "" : names.map((name) => name || "none").join("|");
    const asked = { place, country: code, kind: chosen.kind, status: chosen.status, from: chosen.from, to: chosen.to };
    return `events.html#${new URLSearchParams(Object.entries(asked).filter(([, value]) => value))}`;
  }

  function label([name, code]) {
    return name ? `${name}, ${country(code)}` : country(code);
  }

  function show() {
    const chosen = filters();
    setState(chosen);
    const found = sums(chosen);
    const most = Math.max(1, ...found.map(([number]) => number));
    const total = found.reduce((sum, [number]) => sum + number, 0);
    document.getElementById("spots").replaceChildren(...found.map(([number, spot]) => element("svg:a",
      { href: target(spot, chosen), class: spot[0] ? "city" : "state", "aria-label": `${label(spot)}: ${counted(number, "event")}`, tabindex: "-1" },
      element("circle", { cx: spot[2], cy: spot[3], r: (2.5 + 15 * Math.sqrt(number / most)).toFixed(1) }, element("title", {}, `${label(spot)}: ${number}`)))));
    document.getElementById("found").textContent = `${counted(total, "event")} at ${counted(found.length, "place")}.`
      + (data.nowhere ? ` ${counted(data.nowhere, "event")} at no place that the map knows.` : "")
      + " Rings stand at the capital for what is only known to be in the country, or at a place that is no city by its name.";
    const shown = found.slice(0, LISTED);
    document.getElementById("table").replaceChildren(...(found.length ? [table(
      found.length > LISTED ? `The ${LISTED} places with the most events` : "Places", ["Place", "Country", "Events"],
      shown.map(([number, spot]) => [spot[0] ? said(spot[0]) : "elsewhere, or not said", country(spot[1]),
        element("a", { href: target(spot, chosen) }, number.toLocaleString("en-US"))]))] : []));
  }

  function fill() {
    const asked = state();
    for (const name of ["kind", "status", "from", "to"]) form.elements[name].value = asked.get(name) || "";
    show();
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  window.addEventListener("hashchange", fill);
  load("map").then((loaded) => {
    data = loaded;
    const years = Array.from(new Set(data.counts.map(([, , , year]) => year).filter(Boolean))).sort((a, b) => a - b);
    for (const name of ["from", "to"]) form.elements[name].append(...years.map((year) => element("option", {}, year)));
    fill();
  });
})();
