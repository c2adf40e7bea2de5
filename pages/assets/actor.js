// One actor: its offices, its events, and whom it appears with.
"use strict";

(() => {
  const { element, said, country, counted, link, outside, event, eventLine, longList, showEntry } = chancery;

  function head(actor) {
    const about = [actor.kind, country(actor.country), counted(actor.records, "record")].filter(Boolean).join(", ");
    return [element("p", { class: "kicker" }, about), element("h1", {}, said(actor.name)),
      actor.offices?.length ? element("p", { class: "standfirst" }, "As articles call the office: ", names(actor.offices)) : "",
      actor.wikidata ? element("p", { class: "note" }, outside(`https://www.wikidata.org/wiki/${actor.wikidata}`)) : "",
      actor.held?.length ? element("ul", { class: "entries held" }, actor.held.map(([office, code, start, end]) => element("li", {},
        said(office), element("span", { class: "note" }, [country(code), `${start || "…"} to ${end || "…"}`].filter(Boolean).join(", "))))) : "",
      actor.also.length ? element("p", {}, "Also named: ", names(actor.also)) : ""];
  }

  function names(all) {
    return all.flatMap((name, number) => [number ? ", " : "", said(name)]);
  }

  function choice(kinds, draw) {
    const group = element("div", { class: "choice", role: "group", "aria-label": "Kind of events" });
    const buttons = ["all", ...kinds].map((kind) => element("button", { type: "button" }, kind === "all" ? "all" : `${kind}s`));
    const choose = (chosen) => {
      buttons.forEach((button, number) => button.setAttribute("aria-pressed", String(number === chosen)));
      draw(chosen ? kinds[chosen - 1] : null);
    };
    buttons.forEach((button, number) => button.addEventListener("click", () => choose(number)));
    group.append(...buttons);
    choose(0);
    return group;
  }

  showEntry("actors", async (actor) => {
    document.title = `${actor.name}: Chancery`;
    const events = actor.events.map(event);
    const place = element("div", {});
    const draw = (kind) => place.replaceChildren(...longList(
      kind ? events.filter((one) => one.kind === kind) : events,
      (one) => eventLine(one, one.roles === "participant" ? "" : `as ${one.roles}`)));
    const kinds = ["meeting", "visit", "incident"].filter((kind) => events.some((one) => one.kind === kind));
    const others = actor.others || [];
    return [...head(actor).filter(Boolean), element("div", { class: "columns" },
      element("section", { class: "main", "aria-labelledby": "h-events" },
        element("h2", { id: "h-events" }, counted(events.length, "event")), choice(kinds, draw), place),
      element("section", { class: "side", "aria-labelledby": "h-others" },
        element("h2", { id: "h-others" }, "Appears with"),
        others.length ? element("ul", { class: "entries" }, others.map(([id, name, count]) => element("li", {},
          link("actor", id, said(name)), element("span", { class: "note" }, counted(count, "event"))))) : element("p", {}, "Nobody else.")))];
  });
})();
