// What every page needs: data chunks, elements made of text, and events in a line.
"use strict";

const chancery = (() => {
  const chunks = new Map();
  const waiting = new Map();

  // A page opened from the file system may not fetch, but may load scripts: each chunk is one, and calls `chunk`.
  // Only names of chunks become addresses of scripts, whatever stands in the address of the page.
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("chancery", { createScriptURL: chunkAddress })
    : { createScriptURL: chunkAddress };

  function chunkAddress(name) {
    if (!/^[a-z]+(-[0-9]+)?$/.test(name)) throw new TypeError(`${name} is no name of a chunk`);
    return `data/${name}.js`;
  }

  function chunk(name, value) {
    chunks.set(name, value);
  }

  function load(name) {
    if (chunks.has(name)) return Promise.resolve(chunks.get(name));
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = policy.createScriptURL(name);
        script.onload = () => { script.remove(); resolve(chunks.get(name)); };
        script.onerror = () => reject(new Error(`data/${name}.js cannot be read`));
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  // Python sorts by code points, JavaScript by UTF-16 units.
  function isAfter(one, other) {
    const a = Array.from(one), b = Array.from(other);
    for (let i = 0; i < a.length && i < b.length; i++) {
      if (a[i] !== b[i]) return a[i].codePointAt(0) > b[i].codePointAt(0);
    }
    return a.length > b.length;
  }

  // The entry of that key: `kind` is events, articles or actors. Undefined where there is none.
  async function entry(kind, key) {
    const starts = site()[kind];
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(starts[middle], key)) high = middle; else low = middle + 1;
    }
    if (low === 0) return undefined;
    const found = await load(`${kind}-${low - 1}`);
    return Object.hasOwn(found, key) ? found[key] : undefined;
  }

  function site() {
    return chunks.get("site");
  }

  // Elements are made of names, attributes and text: nothing is ever read as markup. Only attributes that run nothing.
  function element(tag, attributes = {}, ...children) {
    const space = SVG.has(tag) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
    const made = document.createElementNS(space, tag.replace("svg:", ""));
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (/^on/i.test(name)) throw new TypeError(`${name} would run a script`);
      made.setAttribute(name, value === true ? "" : String(value));
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }
  const SVG = new Set(["svg", "circle", "rect", "path", "title", "svg:a"]);

  // Words of others, which may run from right to left, kept from turning round what stands beside them.
  function said(text) {
    return element("bdi", {}, text);
  }

  function status(name) {
    return element("span", { class: `status ${name}` }, name);
  }

  function days(start, end, precision) {
    if (!start) return "no date";
    if (precision === "month") return start.slice(0, 7);
    if (precision === "year") return start.slice(0, 4);
    return !end || end === start ? start : `${start} to ${end}`;
  }

  function country(code) {
    return code ? site().countries[code] || code : "";
  }

  function counted(count, one, many) {
    return `${count.toLocaleString("en-US")} ${count === 1 ? one : many || `${one}s`}`;
  }

  function link(page, key, ...children) {
    return element("a", { href: `${page}.html#${encodeURIComponent(key)}` }, ...children);
  }

  // An address of an article, if it is one that a browser may open.
  function outside(address) {
    return /^https?:\/\//i.test(address || "")
      ? element("a", { href: address, rel: "noopener noreferrer external" }, said(address)) : said(address || "");
  }

  // A line of a list of events, in the order in which pages/events.py writes its fields; an actor's has its roles, too.
  function event(fields) {
    const [id, kind, state, type, start, end, precision, title, place, parties, articles, conflicts, more, isNew, spot, roles] = fields;
    return { id, kind, state, type, start, end, precision, title, place, parties, articles, conflicts, more, isNew, spot, roles };
  }

  function eventLine(one, note) {
    return element("li", {},
      element("span", { class: "when" }, days(one.start, one.end, one.precision)),
      element("span", { class: "what" }, link("event", one.id, said(one.title)),
        element("span", { class: "note" }, status(one.state), " ", element("span", { class: "kind" }, one.kind),
          one.place ? `, ${country(one.place)}` : "",
          one.articles > 1 ? `, ${counted(one.articles, "article")}` : "",
          one.conflicts ? ", articles disagree" : "", note ? `, ${note}` : "")));
  }

  function folded(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // The state of a page is what follows # in its address, so that a link keeps it.
  function state() {
    return new URLSearchParams(location.hash.slice(1));
  }

  function setState(values) {
    const kept = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) if (value) kept.set(name, value);
    history.replaceState(null, "", kept.size ? `#${kept}` : location.pathname.split("/").pop() || ".");
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  // Shows the entry that the address names, and again when that changes. `draw` gives the elements of the view.
  function showEntry(kind, draw) {
    const view = document.getElementById("view");
    const show = async () => {
      const key = decoded(location.hash.slice(1));
      try {
        const found = await entry(kind, key);
        if (found?.leads_to) location.replace(`#${encodeURIComponent(found.leads_to)}`);
        else if (found) view.replaceChildren(...await draw(found, key));
        else view.replaceChildren(element("h1", {}, "Not here"), element("p", {}, key
          ? `There is no entry ${key} among these ${kind}.` : "The address names no entry.", " ",
          element("a", { href: "events.html" }, "All events"), "."));
      } catch (error) {
        view.replaceChildren(element("p", { class: "notice" }, `This page cannot be shown: ${error.message}`));
        throw error;
      }
    };
    window.addEventListener("hashchange", show);
    return show();
  }

  function table(caption, heads, rows, attributes = {}) {
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      element("table", attributes, element("caption", {}, caption),
        element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
        element("tbody", {}, rows.map((row) => element("tr", {}, row.map((cell) => element("td", {}, cell)))))));
  }

  // A list that shows its first lines, and more of them when asked.
  function longList(lines, make, size = 50) {
    const list = element("ol", { class: "list" });
    const more = element("button", { type: "button" });
    let shown = 0;
    const grow = () => {
      list.append(...lines.slice(shown, shown + size).map(make));
      shown = Math.min(shown + size, lines.length);
      more.hidden = shown === lines.length;
      more.textContent = `Show more of ${lines.length.toLocaleString("en-US")}`;
    };
    more.addEventListener("click", grow);
    grow();
    return [list, element("p", {}, more)];
  }

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("[data-search]");
    form.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      const words = new FormData(form).get("q").trim();
      location.href = words ? `events.html#${new URLSearchParams({ q: words })}` : "events.html";
    });
    // The target of the page's own jump must not take the place of its state in the address.
    document.querySelector("[data-skip]").addEventListener("click", (clicked) => {
      clicked.preventDefault();
      document.getElementById("content").focus();
    });
  });

  return { chunk, load, entry, site, element, said, status, days, country, counted, link, outside, event, eventLine,
    folded, state, setState, showEntry, table, longList };
})();
