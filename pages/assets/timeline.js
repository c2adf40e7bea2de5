// Events by month: bars of all months, and the days of the chosen one.
"use strict";

(() => {
  const { site, load, element, event, said, status, days, link, counted, country, state, setState, longList } = chancery;
  const KINDS = ["meeting", "visit", "incident"];
  const STANDINGS = { held: ["occurred", "ongoing"], announced: ["scheduled", "proposed"],
    off: ["postponed", "cancelled", "denied"] };
  const MONTHLY = ["day", "week", "month"];
  const form = document.getElementById("filters");
  const found = document.getElementById("found");
  const list = document.getElementById("list");
  let months = [];
  let counts = [];
  let turn = 0;

  function monthsBetween(first, last) {
    const all = [];
    let [year, month] = first.split("-").map(Number);
    for (let name = first; name <= last;) {
      all.push(name);
      month += 1;
      if (month > 12) { month = 1; year += 1; }
      name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    }
    return all;
  }

  function filters() {
    return { kind: form.elements.kind.value, status: form.elements.status.value, month: form.elements.month.value };
  }

  function sums(chosen) {
    const by = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
    for (const [month, kind, standing, number] of counts) {
      if (chosen.status && standing !== chosen.status) continue;
      by[kind].set(month, (by[kind].get(month) || 0) + number);
    }
    return by;
  }

  function chart(chosen) {
    const by = sums(chosen);
    const kinds = KINDS.filter((kind) => !chosen.kind || kind === chosen.kind);
    const most = Math.max(1, ...kinds.flatMap((kind) => Array.from(by[kind].values())));
    const at = months.indexOf(chosen.month);
    const rows = kinds.map((kind) => {
      const bars = months.map((month, number) => {
        const height = 100 * (by[kind].get(month) || 0) / most;
        return height ? element("rect", { x: number * 10 + 1, width: 8, y: 102 - height, height: Math.max(height, 2) }) : null;
      });
      const total = Array.from(by[kind].values()).reduce((sum, one) => sum + one, 0);
      const drawn = element("svg", { class: kind, viewBox: `0 0 ${months.length * 10} 104`, preserveAspectRatio: "none", role: "img",
        "aria-label": `${kind}s by month: ${total} in all, ${by[kind].get(chosen.month) || 0} in ${chosen.month}` },
      element("rect", { class: "chosen", x: at * 10, width: 10, y: 0, height: 104 }), bars,
      element("path", { d: `M0 103H${months.length * 10}` }));
      drawn.addEventListener("click", (clicked) => {
        const box = drawn.getBoundingClientRect();
        const number = Math.min(months.length - 1, Math.floor((clicked.clientX - box.left) / box.width * months.length));
        choose(months[number]);
      });
      return element("div", { class: "row" }, element("p", {}, `${kind}s`), drawn);
    });
    document.getElementById("chart").replaceChildren(...rows);
  }

  // The days of the month that an event takes, as a bar on a line of the month.
  function track(one, month, length) {
    const first = one.start.slice(0, 7) < month ? 0 : Number(one.start.slice(8)) - 1;
    const last = (one.end || one.start).slice(0, 7) > month ? length : Number((one.end || one.start).slice(8));
    return element("svg", { class: `track ${one.kind}`, viewBox: `0 0 ${length * 10} 10`, preserveAspectRatio: "none",
      "aria-hidden": "true" }, element("path", { d: `M0 9.5H${length * 10}` }),
    element("rect", { x: first * 10, y: 2, width: Math.max(8, (last - first) * 10 - 2), height: 6 }));
  }

  function line(one, month, length) {
    return element("li", {}, element("span", { class: "when" }, days(one.start, one.end, one.precision)),
      element("span", { class: "what" }, link("event", one.id, said(one.title)),
        element("span", { class: "note" }, status(one.state), ` ${one.kind}`, one.place ? `, ${country(one.place)}` : "")),
      track(one, month, length));
  }

  async function show() {
    const mine = ++turn;
    const chosen = filters();
    setState(chosen);
    chart(chosen);
    document.getElementById("month").textContent = chosen.month;
    const [year, month] = chosen.month.split("-").map(Number);
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const end = `${chosen.month}-${length}`;
    const hits = [];
    for (const piece of site().list) {
      if (piece.first && (piece.last < chosen.month || piece.first > end)) continue;
      const events = await load(piece.name);
      if (mine !== turn) return;
      hits.push(...events.map(event).filter((one) => one.start && one.start <= end && (one.end || one.start) >= chosen.month
        && MONTHLY.includes(one.precision) && (!chosen.kind || one.kind === chosen.kind)
        && (!chosen.status || STANDINGS[chosen.status].includes(one.state))));
    }
    hits.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
    found.textContent = hits.length ? `${counted(hits.length, "event")}, with the days that each takes` : "No event in this month.";
    list.replaceChildren(...longList(hits, (one) => line(one, chosen.month, length)));
    list.firstChild.classList.add("tracks");
  }

  function choose(month) {
    form.elements.month.value = month;
    show();
  }

  function fill() {
    const asked = state();
    form.elements.kind.value = asked.get("kind") || "";
    form.elements.status.value = asked.get("status") || "";
    const latest = (site().as_of || "").slice(0, 7);
    const month = asked.get("month") || latest;
    form.elements.month.value = months.includes(month) ? month : months[months.length - 1];
    show();
  }

  form.addEventListener("change", show);
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  for (const button of form.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      const next = months[months.indexOf(form.elements.month.value) + Number(button.dataset.step)];
      if (next) choose(next);
    });
  }
  window.addEventListener("hashchange", fill);
  load("timeline").then((rows) => {
    counts = rows;
    if (!rows.length) { found.textContent = "No event has a date."; return; }
    months = monthsBetween(rows[0][0], rows[rows.length - 1][0]);
    form.elements.month.append(...months.slice().reverse().map((month) => element("option", {}, month)));
    document.getElementById("first").textContent = months[0];
    document.getElementById("last").textContent = months[months.length - 1];
    fill();
  });
})();
