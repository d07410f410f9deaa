// What the editors draw with: plain functions from values to nodes. They judge nothing and keep nothing.

const SHAPES = {
  objective: [["path", { d: "M8 2.3 14.6 13.6H1.4Z" }], ["path", { d: "M8 2.3 10.4 6.4 8.6 7.6 7.4 6.6 5.6 6.4Z", fill: "currentColor" }]],
  outcome_kr: [["circle", { cx: 8, cy: 8, r: 6.3 }], ["circle", { cx: 8, cy: 8, r: 2.5, fill: "currentColor", stroke: "none" }]],
  task: [["rect", { x: 2, y: 2, width: 12, height: 12, rx: 1.2 }], ["path", { d: "M5 8.3 7.2 10.5 11.2 5.8" }]],
  heartbeat: [["path", { d: "M1 2.2H15M1 13.8H15", "stroke-width": 1.2 }], ["path", { d: "M1 8.4H4.6L6.4 5 9.2 11.4 11 8.4H15" }]],
  tick: [["path", { d: "M2.5 8.6 6.3 12.3 13.5 4.2", "stroke-width": 2 }]],
};

/** Make an element; strings become text, never markup. */
function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** The silhouette of a kind. */
function icon(name) {
  const svg = (tag, props) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(props)) node.setAttribute(key, value);
    return node;
  };
  const picture = svg("svg", { class: "i", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" });
  picture.append(...(SHAPES[name] ?? []).map(([tag, props]) => svg(tag, props)));
  return picture;
}

/** Write text, with its blanks shown as gaps. */
function withBlanks(pieces) {
  return pieces.map((piece) => (piece.blank ? h("span", { class: "blank" }, piece.text) : piece.text));
}

/** How many items two texts or lists share at their start, and at their end behind that. */
function ends(before, after) {
  const longest = Math.min(before.length, after.length);
  let head = 0;
  while (head < longest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < longest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { head, tail };
}

/** Carry marks over an edit, so that they stay under their words until new ones come. */
function carry(marks, before, after) {
  const { head, tail } = ends(before, after);
  const end = before.length - tail;
  const shift = after.length - before.length;
  const move = (at) => (at <= head ? at : at >= end ? at + shift : head);
  return marks
    .map((mark) => ({ ...mark, start: move(mark.start), end: move(mark.end) }))
    .filter((mark) => mark.start < mark.end);
}

/** The words of a kind with its silhouette. */
function chip(reading, name = "chip") {
  return h("span", { class: `${name} k-${reading.kind}` }, icon(reading.kind), reading.words);
}

/** A verdict: what it is, how sure, what that means, and the other reading if there is one. */
function drawnVerdict({ verdict: first, second, also }) {
  const meter = h("i", { "aria-hidden": "true" });
  for (let i = 0; i < 5; i += 1) meter.append(h("b", { class: i < first.steps ? "" : "o" }));
  const both = second ? [h("span", { class: "lab" }, "or"), chip(second)] : [];
  return [
    h("div", { class: "row" }, chip(first), ...both),
    h("span", { class: "sure" }, meter, h("span", {}, `${first.sure}, ${first.hundred}`)),
    h("p", { class: "say means" }, first.means),
    also ? h("p", { class: "also" }, h("span", { class: "lab" }, "Could also be read as"), chip(also, "chip second"), h("span", { class: "lab" }, also.hundred)) : "",
    first.clear ? h("p", { class: "good" }, icon("tick"), "Nothing to fix") : "",
  ];
}

/** The reasons for a verdict; `kept` lets what was opened stay open. */
function drawnReasons({ evidence: reasons, verdict }, kept) {
  const list = (signs) => h("ul", { class: `ev k-${verdict.kind}` }, ...signs.map(drawnSign));
  return [
    h("h3", {}, "Why we read it so"),
    list(reasons.signs),
    reasons.more.length ? kept("more", h("details", {}, h("summary", {}, reasons.more_words), list(reasons.more))) : "",
    h("p", { class: "sum" }, h("span", {}, reasons.adds_up), h("span", { class: "n" }, reasons.total)),
  ];
}

function drawnSign(sign) {
  const bar = h("span", { class: sign.against ? "bar neg" : "bar", "aria-hidden": "true" }, h("i"));
  bar.firstChild.style.width = `${sign.share}%`;
  return h("li", { class: sign.quote ? "" : "bare" }, h("q", {}, sign.quote), h("span", { class: "n" }, sign.weight), bar, h("p", {}, sign.says));
}

/** The question, the ways to say it and what was seen; `use` takes a rewrite. */
function drawnAdvice(entry, use, kept) {
  const question = entry.question
    ? h("div", { class: "ask" }, h("p", { class: "lab" }, entry.question.lead), h("p", { class: "q" }, entry.question.text)) : "";
  const offers = (entry.rewrites ?? []).map((words, i) => h("li", {},
    h("p", { class: "yours" }, ...withBlanks(words.pieces)),
    h("button", { class: "btn", type: "button", onclick: () => use(words) }, "Use this", i ? "" : h("kbd", {}, "Alt Enter"))));
  const rewrites = offers.length
    ? h("div", { class: "try" }, h("h3", {}, h("span", {}, "Ways to say it"), h("span", {}, "You fill the gaps; nothing is made up")), h("ol", {}, ...offers)) : "";
  const found = (entry.findings ?? []).map((finding) => drawnFinding(finding, kept));
  const findings = found.length ? h("div", { class: "finds" }, h("h3", {}, "What we saw"), h("ul", {}, ...found)) : "";
  return [question, rewrites, findings];
}

/** What, why and ask, those that there are. */
function drawnRows(finding) {
  return h("dl", {}, ...[["What", finding.what], ["Why", finding.why], ["Ask", finding.ask]].filter((row) => row[1])
    .flatMap(([name, words]) => [h("dt", {}, name), h("dd", { class: name === "Ask" ? "big" : "" }, words)]));
}

function drawnFinding(finding, kept) {
  const says = [...finding.sources, finding.disagrees ? `Seen otherwise: ${finding.disagrees}` : ""].filter(Boolean);
  const who = says.length ? kept(finding.code, h("details", {}, h("summary", {}, "Who says so"), ...says.map((words) => h("p", {}, words)))) : "";
  return h("li", {},
    h("div", { class: "head" }, h("span", { class: `sev sev-${finding.severity}` }, `${finding.words}: ${finding.title}`), h("span", { class: "code" }, finding.code)),
    drawnRows(finding), who);
}

/** An opened mark, for a finding or for a part that was read; `acts` are its buttons. */
function drawnMark(entry, mark, id, acts) {
  const finding = entry.findings?.[mark.finding];
  const title = finding ? `${finding.words}: ${finding.title}` : mark.part.replace(/^./, (first) => first.toUpperCase());
  const asked = finding && { ...finding, ask: finding.ask || (entry.question?.lead === "Ask yourself" ? entry.question.text : "") };
  return h("div", { class: "tip", role: "dialog", "aria-labelledby": id },
    h("div", { class: "head" }, h("span", { class: `sev sev-${mark.mark}`, id }, title), finding ? h("span", { class: "code" }, finding.code) : ""),
    finding ? drawnRows(asked) : h("p", { class: "say" }, mark.means),
    h("div", { class: "acts" }, ...acts));
}

/** What the set shows as a whole; `go` takes the number of a line. */
function drawnAbout({ tally, about }, go) {
  const counts = h("div", { class: "tally" }, ...(tally ?? []).map((one) => h("span", {}, h("span", { class: `k-${one.kind}` }, icon(one.kind)), one.words)));
  if (!about) return [tally?.length ? counts : ""];
  const where = (finding) => finding.lines.map((line) => h("button", { class: "link", type: "button", onclick: () => go(line) }, `Line ${line}`));
  const found = about.findings.map((finding) => h("li", {},
    h("span", { class: `sev sev-${finding.mark}` }, finding.words),
    h("p", {}, h("strong", {}, finding.title), finding.what, finding.ask ? h("em", {}, finding.ask) : ""),
    finding.lines.length ? h("p", { class: "where" }, ...where(finding)) : ""));
  const good = about.good ? h("li", {}, h("span", { class: "good" }, icon("tick"), "Good"), h("p", {}, h("strong", {}, about.good.title), about.good.words)) : "";
  const calm = !found.length && !good ? h("p", { class: "say" }, "Nothing stands out yet.") : "";
  return [counts, h("h3", {}, "About the set"), h("ol", {}, good, ...found), calm];
}
