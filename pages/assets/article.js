// One article: its text with every record's evidence, and its records.
"use strict";

(() => {
  const { element, said, status, days, country, counted, link, outside, table, showEntry } = chancery;
  const SORTS = [["what", /^(trigger|status|incident_type|channel)$/], ["who", /^participants/], ["when", /^time/],
    ["where", /^place/], ["more", /./]];
  const INFERENCES = { publication_date: "news of the moment", date_rule: "reckoned from the day of publication",
    country_name: "the country’s name", capital: "a capital stands for its state", office: "the country of the office",
    gazetteer: "looked up in the gazetteer", context: "said elsewhere in the article",
    grammar: "its place in the sentence", trigger: "what the word means", tense: "tense and mood" };
  const REASONS = { not_stated: "the article does not say", no_publication_date: "the article has no date to reckon from",
    not_resolvable: "its words fix no value", not_applicable: "has no meaning here" };

  function letter(number) {
    return number < 26 ? String.fromCharCode(65 + number) : String(number + 1);
  }

  function sortOf(proofs) {
    return SORTS.find(([, fits]) => proofs.some(([, field]) => fits.test(field)))[0];
  }

  function fieldName(field) {
    const [head, number, part] = field.split(".");
    if (head === "participants") return `participant ${Number(number) + 1}, ${part}`;
    if (head === "topics") return "topic";
    return field.replace("incident_type", "type of incident").replace("place.country", "country of the place")
      .replaceAll("_", " ");
  }

  // A segment is one `mark`; inside it each mark that covers it draws its own line, at the distance of its lane. One
  // that is a space alone has lines, but nobody stops at it.
  function segment([text, ...marks], article) {
    if (!marks.length) return document.createTextNode(text);
    const inner = marks.reduceRight((content, mark) => {
      const [lane, proofs] = article.marks[mark];
      return element("span", { class: `line ${sortOf(proofs)} lane-${Math.min(lane, 5)}` }, content);
    }, document.createTextNode(text));
    const isStop = /\S/.test(text);
    return element("mark", { "data-marks": marks.join(" "), ...(isStop && { tabindex: "-1", role: "button", "aria-pressed": "false" }) }, inner);
  }

  // A record's letter stands before its trigger. It is drawn by the style, so that copied text has no letters in it.
  function body(article) {
    const begun = new Set();
    const text = element("div", { class: "text", lang: article.language || false });
    for (const paragraph of article.paragraphs) {
      const line = element("p", { dir: "auto" });
      for (const piece of paragraph) {
        const made = segment(piece, article);
        const letters = piece.slice(1).filter((mark) => !begun.has(mark)).flatMap((mark) => {
          begun.add(mark);
          return article.marks[mark][1].filter(([, field]) => field === "trigger").map(([record]) => letter(record));
        });
        if (letters.length) made.setAttribute("data-letters", letters.join(" "));
        line.append(made);
      }
      text.append(line);
    }
    return text;
  }

  function proofLines(article, marks) {
    const proofs = marks.flatMap((mark) => article.marks[mark][1]).sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1));
    return proofs.map(([record, field, inference]) => element("li", {},
      element("b", {}, letter(record)), ` ${fieldName(field)}`,
      inference ? element("span", { class: "note" }, ` ${INFERENCES[inference] || inference}`) : ""));
  }

  // The words of a mark: those of all segments that it covers.
  function wordsOf(article) {
    const words = article.marks.map(() => []);
    for (const paragraph of article.paragraphs) {
      for (const [text, ...marks] of paragraph) for (const mark of marks) words[mark].push(text);
    }
    return words.map((pieces) => pieces.join(""));
  }

  function fieldRows(article, number, words) {
    const quoted = article.marks.flatMap(([, proofs], mark) => proofs
      .filter(([record, field]) => record === number && field !== "trigger").map(([, field, how]) => [field, words[mark], how]));
    const others = article.records[number].unquoted.map(([field, how]) => [field, "", how]);
    return [...quoted, ...others].map(([field, quote, how]) =>
      [fieldName(field), said(quote), how ? INFERENCES[how] || how : "the words say it"]);
  }

  function recordBox(article, number, words) {
    const record = article.records[number];
    const when = days(record.start, record.end, record.precision);
    const details = element("details", {}, element("summary", {}, "Fields, their words, and what is missing"),
      table(`Fields of record ${letter(number)}`, ["Field", "Words", "How it follows"],
        fieldRows(article, number, words)),
      record.absences.length ? table(`Missing in record ${letter(number)}`, ["Field", "Why"],
        record.absences.map(([field, why]) => [fieldName(field), REASONS[why] || why])) : "");
    return element("li", { class: "record" },
      element("h3", {}, element("button", { type: "button", "data-record": number, "aria-pressed": "false" },
        element("span", { class: "letter" }, letter(number)), ` ${(record.type || record.kind).replaceAll("_", " ")}`), " ", status(record.status)),
      element("p", {}, [when, record.place && [record.place, country(record.country)].join(", ")].filter(Boolean).join("; ")),
      element("p", {}, said(record.who || "nobody is named")),
      record.attribution ? element("p", { class: "note" }, "According to: ", said(record.attribution)) : "",
      record.occasion ? element("p", { class: "note" }, "Occasion: ", said(record.occasion)) : "",
      element("p", { class: "note" }, `Confidence ${Number(record.confidence).toFixed(2)}. `, link("event", record.event, "The event")),
      details);
  }

  // Moving among the highlights: hover and focus tell, a click or Enter holds, Escape lets go, a record's button or its
  // letter shows its marks alone.
  function interact(article, text, panel, records) {
    const marks = Array.from(text.querySelectorAll("mark"));
    const numbers = new Map(marks.map((mark) => [mark, mark.dataset.marks.split(" ").map(Number)]));
    let current = 0, held = null, chosen = null;
    const idle = panel.firstChild;

    const stops = marks.filter((mark) => mark.hasAttribute("role"));
    const visible = () => stops.filter((mark) => !mark.classList.contains("aside"));
    function tell(mark) {
      for (const each of marks) {
        each.classList.toggle("touched", Boolean(mark) && numbers.get(each).some((one) => numbers.get(mark).includes(one)));
      }
      panel.replaceChildren(mark ? element("ul", {}, proofLines(article, numbers.get(mark))) : idle);
    }
    function hold(mark) {
      held?.setAttribute("aria-pressed", "false");
      held = mark === held ? null : mark;
      held?.setAttribute("aria-pressed", "true");
      tell(held);
    }
    function go(to) {
      stops[current]?.setAttribute("tabindex", "-1");
      current = stops.indexOf(to);
      to.setAttribute("tabindex", "0");
      to.focus();
    }
    function choose(number) {
      chosen = chosen === number ? null : number;
      for (const mark of marks) {
        mark.classList.toggle("aside", chosen !== null
          && !numbers.get(mark).some((one) => article.marks[one][1].some(([record]) => record === chosen)));
      }
      records.forEach((button, each) => button.setAttribute("aria-pressed", String(each === chosen)));
      const first = visible()[0];
      if (first) { stops[current].setAttribute("tabindex", "-1"); current = stops.indexOf(first); first.setAttribute("tabindex", "0"); }
      first?.scrollIntoView({ block: "nearest" });
    }
    function pressed(key) {
      const shown = visible();
      const at = shown.indexOf(stops[current]);
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      if (key.key in steps) go(shown[(at + steps[key.key] + shown.length) % shown.length]);
      else if (key.key === "Home") go(shown[0]);
      else if (key.key === "End") go(shown[shown.length - 1]);
      else if (key.key === "Enter" || key.key === " ") hold(stops[current]);
      else return;
      key.preventDefault();
    }
    for (const mark of stops) {
      mark.addEventListener("mouseenter", () => { if (!held) tell(mark); });
      mark.addEventListener("mouseleave", () => { if (!held) tell(null); });
      mark.addEventListener("focus", () => { current = stops.indexOf(mark); if (!held) tell(mark); });
      mark.addEventListener("blur", () => { if (!held) tell(null); });
      mark.addEventListener("click", () => hold(mark));
    }
    stops[0]?.setAttribute("tabindex", "0");
    text.addEventListener("keydown", pressed);
    records.forEach((button, number) => button.addEventListener("click", () => choose(number)));
    return (key) => {
      if (key.target.closest("input, select, textarea") || key.ctrlKey || key.metaKey || key.altKey) return;
      if (key.key === "Escape") { if (held) hold(held); if (chosen !== null) choose(chosen); tell(null); }
      const number = key.key.length === 1 ? key.key.toUpperCase().charCodeAt(0) - 65 : -1;
      if (key.key.length === 1 && number >= 0 && number < records.length) choose(number);
    };
  }

  function legend() {
    return element("p", { class: "legend" }, "Underlined: ",
      [["what", "what"], ["who", "who"], ["when", "when"], ["where", "where"], ["more", "other"]].flatMap(([sort, word]) =>
        [element("span", { class: `line ${sort} lane-0` }, word), " "]),
      element("span", { class: "keys" }, "Arrow keys move among the marks, Enter holds one, a record’s letter shows its marks alone, Escape lets go."));
  }

  function head(article, id) {
    const copies = (article.copies || []).flatMap(([other, source], number) => [number ? ", " : "", link("article", other, said(source))]);
    return [element("p", { class: "kicker" }, said(article.source), article.published ? `, ${article.published}` : ", no date"),
      element("h1", {}, said(article.title || id)),
      article.url ? element("p", { class: "address" }, outside(article.url)) : "",
      article.copy_of ? element("p", { class: "notice" }, "A copy: the records are those of ", link("article", article.copy_of, "the article that it repeats"), ".") : "",
      copies.length ? element("p", {}, "Copies of it: ", copies) : ""].filter(Boolean);
  }

  let listener = null;
  showEntry("articles", async (article, id) => {
    document.title = `${article.title || id}: Chancery`;
    const text = body(article);
    const panel = element("div", { class: "panel", "aria-live": "polite" },
      element("p", { class: "note" }, "Touch or point at underlined words to see what they prove."));
    const words = wordsOf(article);
    const boxes = article.records.map((_, number) => recordBox(article, number, words));
    const buttons = boxes.map((box) => box.querySelector("button"));
    if (listener) document.removeEventListener("keydown", listener);
    listener = interact(article, text, panel, buttons);
    document.addEventListener("keydown", listener);
    const has = article.records.length;
    return [...head(article, id), element("div", { class: "columns reading" },
      element("div", { class: "main" }, has ? legend() : "", text),
      element("div", { class: "side" }, element("div", { class: "sticky" }, has ? panel : "",
        element("h2", {}, has ? counted(has, "record") : "No record"),
        has ? element("ol", { class: "records" }, boxes) : element("p", {}, "The article tells of no meeting, visit or incident that counts."))))];
  });
})();
