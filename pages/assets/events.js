// The list of events: read piece by piece, and only as far as the filters and the lines on the page need.
"use strict";

(() => {
  const { site, load, element, event, eventLine, folded, state, setState, counted, country } = chancery;
  const PAGE = 50;
  const GROUPS = { held: ["occurred", "ongoing"], announced: ["scheduled", "proposed"],
    off: ["postponed", "cancelled", "denied"] };
  const form = document.getElementById("filters");
  const list = document.getElementById("list");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  let search = 0;
  let wanted = PAGE;

  // Words must all be there; what stands between quotation marks is one word.
  function words(text) {
    return (folded(text).match(/"[^"]+"|\S+/g) || []).map((word) => word.replaceAll('"', "")).filter(Boolean);
  }

  // Two countries are those that meet: where they do so counts for a visit alone, as in pages/relations.py.
  function matcher(filters) {
    const asked = words(filters.q || "");
    const states = filters.status ? GROUPS[filters.status] || [filters.status] : null;
    const countries = (filters.country || "").split(",").filter(Boolean);
    const places = folded(filters.place || "").split("|").map((place) => place.trim()).filter(Boolean);
    const between = countries.length > 1;
    return (one) => (!filters.kind || one.kind === filters.kind)
      && (!states || states.includes(one.state))
      && (!filters.new || one.isNew) && (!filters.conflict || one.conflicts)
      && (!filters.from || (one.end || one.start) >= filters.from)
      && (!filters.to || (one.start && one.start <= lastOf(filters.to)))
      && (!places.length || places.includes(folded(one.spot || "none")))
      && (!between || one.kind !== "incident")
      && countries.every((code) => one.parties.split(" ").includes(code)
        || (one.place === code && (!between || one.kind === "visit")))
      && (!asked.length || matchesWords(one, asked));
  }

  function matchesWords(one, asked) {
    one.text ||= folded([one.title, one.more, one.type.replaceAll("_", " "), one.kind, one.state, one.start || "",
      country(one.place), one.id].join(" "));
    return asked.every((word) => one.text.includes(word));
  }

  function mayHold(piece, filters) {
    if (!piece.first) return true;
    return (!filters.from || piece.last >= filters.from) && (!filters.to || piece.first <= lastOf(filters.to));
  }

  // Days, months and years are compared as text: a month holds all days that begin like it.
  function lastOf(time) {
    return `${time}~`;
  }

  // Asks for all pieces only where something is filtered: without filters their sizes are known.
  async function show() {
    const mine = ++search;
    const filters = read();
    const matches = matcher(filters);
    const isFiltered = Object.entries(filters).some(([name, value]) => value && name !== "order");
    const pieces = site().list.filter((piece) => mayHold(piece, filters));
    if (filters.order === "oldest") pieces.reverse();
    const total = pieces.reduce((sum, piece) => sum + piece.events, 0);
    const lines = [];
    let count = 0;
    for (const piece of pieces) {
      if (!isFiltered && lines.length >= wanted) break;
      const events = await parsed(piece.name);
      if (mine !== search) return;
      const hits = isFiltered ? events.filter(matches) : events;
      count += hits.length;
      const ordered = filters.order === "oldest" ? hits.slice().reverse() : hits;
      if (lines.length < wanted) {
        lines.push(...ordered.slice(0, wanted - lines.length));
        list.replaceChildren(...lines.map((one) => eventLine(one)));
      }
      found.textContent = `Searching: ${counted(count, "event")} so far`;
    }
    if (!isFiltered) count = total;
    if (!lines.length) list.replaceChildren();
    found.textContent = count ? counted(count, "event") : "No event has all of this. Take a filter away, or try fewer words.";
    more.hidden = lines.length >= count;
  }

  const pieces_read = new Map();
  async function parsed(name) {
    if (!pieces_read.has(name)) pieces_read.set(name, (await load(name)).map(event));
    return pieces_read.get(name);
  }

  function read() {
    return Object.fromEntries(new FormData(form));
  }

  function fill() {
    const values = state();
    const select = form.elements.country;
    // A link may name two countries, as who meets whom does; the list of single ones gets it as a line of its own.
    const asked = values.get("country");
    if (asked && !Array.from(select.options).some((option) => option.value === asked)) {
      select.append(element("option", { value: asked }, asked.split(",").map(country).join(" and ")));
    }
    for (const input of form.elements) {
      if (!input.name) continue;
      if (input.type === "checkbox") input.checked = values.get(input.name) === "1";
      else input.value = values.get(input.name) || "";
    }
    wanted = PAGE;
    return show();
  }

  function changed() {
    setState(read());
    wanted = PAGE;
    show();
  }

  const names = site().used_countries.map((code) => [country(code), code]).sort(([a], [b]) => a.localeCompare(b, "en"));
  form.elements.country.append(...names.map(([name, code]) => element("option", { value: code }, name)));
  let pause;
  form.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(changed, 120); });
  form.addEventListener("submit", (submitted) => { submitted.preventDefault(); changed(); });
  form.addEventListener("reset", () => setTimeout(changed));
  more.addEventListener("click", async () => {
    const next = list.children.length;
    wanted += PAGE;
    await show();
    list.children[next]?.querySelector("a").focus();
  });
  window.addEventListener("hashchange", fill);
  fill();
})();
