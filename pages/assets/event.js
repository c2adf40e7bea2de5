// One event: what is known, how it came to be known, in whose words, and where articles disagree.
"use strict";

(() => {
  const { entry, element, said, status, days, country, counted, link, table, showEntry } = chancery;
  const QUOTED = 6;
  const BESIDE = 110;

  const TOLL = [["killed", "killed"], ["injured", "injured"]];

  function toll(one) {
    return TOLL.filter(([key]) => one[key] !== undefined && one[key] !== null)
      .map(([key, word]) => `${one[key]} ${word}`).join(", ");
  }

  function facts(one) {
    const lines = [
      ["When", days(one.start, one.end, one.precision), one.precision !== "day" && one.start
        ? ` (known to the ${one.precision})` : ""],
      ["Where", said(one.place || "not said"), one.country ? `, ${country(one.country)}` : ""],
      ["Who", element("span", {}, people(one.actors))],
      ["Toll", toll(one)],
      ["How", one.channel && one.channel !== "unknown" ? one.channel.replace("_", " ") : ""],
      ["About", (one.topics || []).map((topic) => topic.replaceAll("_", " ")).join(", ")],
      ["Codes", [one.cameo && `CAMEO ${one.cameo}`, one.plover && `PLOVER ${one.plover}`].filter(Boolean).join(", ")],
    ];
    return element("dl", { class: "facts" }, lines.filter(([, value]) => value !== undefined && value !== "")
      .map(([name, ...values]) => [element("dt", {}, name), element("dd", {}, ...values)]));
  }

  function people(actors) {
    return actors.length ? actors.flatMap(([id, name, role, code], number) => [
      number ? ", " : "", link("actor", id, said(name)),
      [role === "participant" ? "" : role, country(code)].filter(Boolean).length
        ? ` (${[role === "participant" ? "" : role, country(code)].filter(Boolean).join(", ")})` : "",
    ]) : ["nobody is named"];
  }

  function history(one, sources) {
    const rows = one.steps.map((step) => [
      step.known || "no date",
      link("article", step.article, said(sources.get(step.article)?.source || step.article)),
      step.changes === "nothing" ? "says it again" : step.changes === "first" ? "first to tell of it" : `new: ${step.changes}`,
      status(step.status), days(step.start, step.end, step.precision), said(step.place || ""), toll(step),
    ]);
    const heads = ["Published", "Source", "What it added", "Then", "When", "Where", "Toll"];
    const kept = rows.some((row) => row[6]) ? 7 : 6;
    return table("How it came to be known", heads.slice(0, kept), rows.map((row) => row.slice(0, kept)));
  }

  function sourceList(one) {
    const copies = one.sources.filter((source) => source.copy_of).length;
    const originals = one.sources.length - copies;
    return [element("h2", {}, "Sources"),
      element("p", {}, counted(originals, "article"), copies ? `, ${counted(copies, "copy", "copies")} of them` : "", "."),
      element("ul", { class: "entries" }, one.sources.map((source) => element("li", {},
        link("article", source.id, said(source.title || source.id)),
        element("span", { class: "note" }, said(source.source), source.published ? `, ${source.published}` : "",
          source.copy_of ? ", a copy" : ""))))];
  }

  function conflicts(one) {
    if (!one.conflicts.length) return [];
    return [element("h2", {}, "Where articles disagree"), table("Values of a field that differ",
      ["Field", "Value", "Records", ""],
      one.conflicts.map((each) => [each.field, said(each.value), String(each.records), each.chosen ? "taken" : ""]))];
  }

  const VERDICTS = { consistent: "as many are known", contradicted: "more are known",
    not_enough_data: "too little is known to say" };

  function claims(one) {
    if (!one.claims.length) return [];
    return [element("h2", {}, "What articles count"), element("ul", { class: "entries" }, one.claims.map((claim) =>
      element("li", {}, element("q", {}, said(claim.text)), element("span", { class: "note" },
        `${VERDICTS[claim.verdict] || claim.verdict}: ${counted(claim.counted, "event")}`,
        (claim.events || "").split(" ").filter(Boolean).slice(0, 8).flatMap((id, number) =>
          [number ? ", " : " (", link("event", id, String(number + 1))]), claim.events ? ")" : ""))))];
  }

  // The words of an article around what proves one of its records: stretches of it, cut at spaces.
  function excerpts(article, number) {
    const proving = new Set(article.marks.flatMap(([, proofs], mark) =>
      proofs.some(([record]) => record === number) ? [mark] : []));
    const shown = [];
    for (const paragraph of article.paragraphs) {
      const pieces = paragraph.map(([text, ...marks]) => ({ text, marked: marks.some((mark) => proving.has(mark)) }));
      if (!pieces.some((piece) => piece.marked)) continue;
      shown.push(element("p", { dir: "auto" }, pieces.map((piece, at) => piece.marked
        ? element("mark", {}, piece.text) : shortened(piece.text, at > 0 && pieces[at - 1].marked, pieces[at + 1]?.marked, at))));
    }
    return shown;
  }

  function shortened(text, afterMark, beforeMark, at) {
    const room = (afterMark ? BESIDE : 0) + (beforeMark ? BESIDE : 0);
    if (text.length <= room + 20) return room ? text : " … ";
    const head = afterMark ? text.slice(0, BESIDE).replace(/\S*$/, "") : "";
    const tail = beforeMark ? text.slice(-BESIDE).replace(/^\S*/, "") : "";
    return `${head}… ${tail.trimStart()}`;
  }

  async function quotes(one, sources) {
    const steps = one.steps;
    const make = async (step) => {
      const article = await entry("articles", step.article);
      const number = article.records.findIndex((record) => record.id === step.record);
      const source = sources.get(step.article);
      return element("blockquote", {}, excerpts(article, number), element("footer", {},
        said(source?.source || ""), source?.published ? `, ${source.published}: ` : ": ",
        link("article", step.article, said(source?.title || step.article))));
    };
    const part = element("div", {}, element("h2", {}, "In the articles’ words"));
    part.append(...await Promise.all(steps.slice(0, QUOTED).map(make)));
    if (steps.length > QUOTED) {
      const more = element("button", { type: "button" }, `Show ${steps.length - QUOTED} more`);
      more.addEventListener("click", async () => {
        more.replaceWith(...await Promise.all(steps.slice(QUOTED).map(make)));
      });
      part.append(more);
    }
    return part;
  }

  showEntry("events", async (one, id) => {
    document.title = `${one.title}: Chancery`;
    const sources = new Map(one.sources.map((source) => [source.id, source]));
    return [
      element("p", { class: "kicker" }, status(one.status), " ", (one.type || one.kind).replaceAll("_", " ")),
      element("h1", {}, said(one.title)),
      element("div", { class: "columns" },
        element("div", { class: "main" }, facts(one), history(one, sources), ...conflicts(one), ...claims(one),
          await quotes(one, sources)),
        element("div", { class: "side" }, ...sourceList(one), element("p", { class: "id" }, id))),
    ];
  });
})();
