// The live box: draws the state that Python sends and reports what its author does. It judges nothing.

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

/** Carry marks over an edit, so that they stay under their words until new ones come. */
function carry(marks, before, after) {
  const longest = Math.min(before.length, after.length);
  let head = 0;
  while (head < longest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < longest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const end = before.length - tail;
  const shift = after.length - before.length;
  const move = (at) => (at <= head ? at : at >= end ? at + shift : head);
  return marks
    .map((mark) => ({ ...mark, start: move(mark.start), end: move(mark.end) }))
    .filter((mark) => mark.start < mark.end);
}

function render({ model, el }) {
  // Every view counts from a base of its own, so that it knows its answers from those to another view.
  const base = Math.floor(Math.random() * 1e6) * 1e6;
  let sent = base;
  let seen = { text: "", marks: [] };
  let state = model.get("state");
  const opened = new Set();
  const timers = {};
  const later = (name, ms, action) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, ms);
  };

  const draft = h("textarea", { rows: 1, spellcheck: "false", placeholder: "Write it as rough as it comes", "aria-label": "Your draft" });
  const mirror = h("div", { class: "mirror", "aria-hidden": "true" });
  const marked = h("ul", { class: "sr", "aria-label": "Marks" });
  const undo = h("button", { class: "btn plain", type: "button", onclick: () => { draft.focus(); document.execCommand("undo"); } }, "Undo");
  const roles = h("div", { class: "seg", role: "radiogroup", "aria-label": "Written as" });
  const busy = h("div", { class: "busy", hidden: true }, "Reading");
  const trouble = h("div", { class: "trouble", hidden: true });
  const starts = h("div", { class: "invite" });
  const parts = h("dl", { class: "parts" });
  const verdict = h("div", { class: "ed-verdict" });
  const why = h("div", { class: "ed-why" });
  const coach = h("div", { class: "ed-coach" });
  const live = h("p", { class: "sr", role: "status", "aria-live": "polite" });
  const root = h("div", { class: "okr okr-live", "data-lm-suppress-shortcuts": true },
    h("div", { class: "sheet" },
      h("div", { class: "ed-bar" }, roles, h("span", { class: "grow" }), h("span", { class: "lab safe" }, "Your words stay on this computer."), undo),
      busy, trouble,
      h("div", { class: "ed-grid" },
        h("div", { class: "ed-write" }, h("p", { class: "lab", "aria-hidden": "true" }, "Your draft"), h("div", { class: "draft" }, mirror, draft), marked, starts, parts),
        h("div", { class: "ed-side" }, verdict, why),
        coach)),
    live);

  /** Send what happened; the answer comes back with the same number. */
  function tell(action) {
    sent += 1;
    root.dataset.asked = sent;
    later("busy", 500, () => { busy.hidden = false; });
    later("silent", 8000, () => showTrouble({
      safe: "Your words are safe.",
      what: "The coach has not answered for a while; it may be busy, or stopped.",
      do: "Wait for a running cell. If none runs, copy your words, choose Run, Run All Cells, and paste them.",
    }, "alert"));
    model.send({ ...action, seq: sent });
  }

  function typed() {
    seen = { text: draft.value, marks: carry(seen.marks, seen.text, draft.value) };
    drawDraft();
    drawInvitation();
    clearTimeout(timers.announce);
    tell({ do: "type", text: draft.value });
  }

  /** Replace the draft as if it had been typed, so that one undo brings the old words back. */
  function use(words) {
    draft.focus();
    draft.select();
    if (!document.execCommand("insertText", false, words.text)) {
      draft.value = words.text;
      typed();
    }
    draft.setSelectionRange(...words.select);
  }

  /** Select the words of the next mark and say what it is. */
  function walk(step) {
    const marks = state.mark_list ?? [];
    if (!marks.length || state.text !== draft.value) return;
    const at = marks.findIndex((mark) => mark.start === draft.selectionStart && mark.end === draft.selectionEnd);
    const mark = marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length];
    draft.focus();
    draft.setSelectionRange(mark.start, mark.end);
    live.textContent = mark.says;
  }

  function keyed(event) {
    if (event.key === "F8") {
      event.preventDefault();
      walk(event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && event.altKey && state.rewrites?.length) {
      event.preventDefault();
      use(state.rewrites[0]);
    } else if (event.key === "Enter" && event.target === draft && !event.isComposing) {
      event.preventDefault(); // a statement is one line
    } else if (event.key === "Escape") {
      draft.focus();
    }
  }

  function drawDraft() {
    const { text, marks } = seen;
    const nodes = [];
    let at = 0;
    for (const mark of marks) {
      nodes.push(text.slice(at, mark.start));
      const node = h("mark", { class: "okr-m", "data-mark": mark.mark }, text.slice(mark.start, mark.end));
      if (mark.gloss) node.append(h("span", { class: "gloss" }, mark.gloss));
      nodes.push(node);
      at = mark.end;
    }
    // The space without width keeps the height of an empty last line.
    mirror.replaceChildren(...nodes, text.slice(at), "\u200b");
    undo.hidden = !text;
    dropTouchingGlosses();
  }

  function dropTouchingGlosses() {
    const edge = mirror.getBoundingClientRect().right;
    const boxes = [...mirror.querySelectorAll(".gloss")].map((node) => ({ node, box: node.getBoundingClientRect() }));
    let last = null;
    for (const { node, box } of boxes) {
      const touches = last && Math.abs(last.top - box.top) < 4 && box.left < last.right + 6;
      if (touches || box.right > edge) node.remove();
      else last = box;
    }
  }

  function showTrouble(words, role) {
    busy.hidden = true;
    trouble.hidden = !words;
    trouble.setAttribute("role", role ?? "note");
    trouble.replaceChildren(...(words ? [h("p", {}, h("strong", {}, words.safe), `${words.what} ${words.do ?? ""}`)] : []));
  }

  function drawRoles() {
    if (!roles.childElementCount) {
      for (const role of state.roles) {
        const input = h("input", { type: "radio", name: `okr-role-${base}`, value: role.value, onchange: () => tell({ do: "role", role: role.value }) });
        roles.append(h("label", {}, input, h("span", {}, role.words)));
      }
    }
    for (const input of roles.querySelectorAll("input")) input.checked = input.value === state.role;
  }

  function chip(reading) {
    return h("span", { class: `chip k-${reading.kind}` }, icon(reading.kind), reading.words);
  }

  function drawVerdict() {
    const { verdict: first, second } = state;
    if (!first) return verdict.replaceChildren();
    const meter = h("i", { "aria-hidden": "true" });
    for (let i = 0; i < 5; i += 1) meter.append(h("b", { class: i < first.steps ? "" : "o" }));
    const both = second ? [h("span", { class: "lab" }, "or"), chip(second)] : [];
    verdict.replaceChildren(
      h("div", { class: "row" }, chip(first), ...both),
      h("span", { class: "sure" }, meter, h("span", {}, `${first.sure}, ${first.hundred}`)),
      h("p", { class: "say means" }, first.means),
      first.clear ? h("p", { class: "good" }, icon("tick"), "Nothing to fix") : "");
  }

  function drawParts() {
    parts.replaceChildren(...(state.parts ?? []).map((part) =>
      h("div", { class: "part", "data-part": part.name }, h("dt", {}, part.label),
        part.text ? h("dd", { class: "yours" }, part.text) : h("dd", { class: "gap" }, part.invite))));
  }

  function drawWhy() {
    const reasons = state.evidence;
    if (!reasons) return why.replaceChildren();
    const list = (signs) => h("ul", { class: `ev k-${state.verdict.kind}` }, ...signs.map(drawSign));
    why.replaceChildren(
      h("h3", {}, "Why we read it so"),
      list(reasons.signs),
      reasons.more.length ? kept("more", h("details", {}, h("summary", {}, reasons.more_words), list(reasons.more))) : "",
      h("p", { class: "sum" }, h("span", {}, reasons.adds_up), h("span", { class: "n" }, reasons.total)));
  }

  function drawSign(sign) {
    const bar = h("span", { class: sign.against ? "bar neg" : "bar", "aria-hidden": "true" }, h("i"));
    bar.firstChild.style.width = `${sign.share}%`;
    return h("li", { class: sign.quote ? "" : "bare" }, h("q", {}, sign.quote), h("span", { class: "n" }, sign.weight), bar, h("p", {}, sign.says));
  }

  /** Let something that was opened stay open when it is drawn anew. */
  function kept(name, details) {
    details.open = opened.has(name);
    details.addEventListener("toggle", () => (details.open ? opened.add(name) : opened.delete(name)));
    return details;
  }

  function drawCoach() {
    const question = state.question
      ? h("div", { class: "ask" }, h("p", { class: "lab" }, state.question.lead), h("p", { class: "q" }, state.question.text)) : "";
    const offers = (state.rewrites ?? []).map((words, i) => h("li", {},
      h("p", { class: "yours" }, ...withBlanks(words.pieces)),
      h("button", { class: "btn", type: "button", onclick: () => use(words) }, "Use this", i ? "" : h("kbd", {}, "Alt Enter"))));
    const rewrites = offers.length
      ? h("div", { class: "try" }, h("h3", {}, h("span", {}, "Ways to say it"), h("span", {}, "You fill the gaps; nothing is made up")), h("ol", {}, ...offers)) : "";
    const found = (state.findings ?? []).map(drawFinding);
    const findings = found.length ? h("div", { class: "finds" }, h("h3", {}, "What we saw"), h("ul", {}, ...found)) : "";
    coach.replaceChildren(...[question, rewrites, findings].filter(Boolean));
  }

  function drawFinding(finding) {
    const rows = [["What", finding.what], ["Why", finding.why], ["Ask", finding.ask]].filter((row) => row[1])
      .flatMap(([name, words]) => [h("dt", {}, name), h("dd", { class: name === "Ask" ? "big" : "" }, words)]);
    const says = [...finding.sources, finding.disagrees ? `Seen otherwise: ${finding.disagrees}` : ""].filter(Boolean);
    const who = says.length ? kept(finding.code, h("details", {}, h("summary", {}, "Who says so"), ...says.map((words) => h("p", {}, words)))) : "";
    return h("li", {},
      h("div", { class: "head" }, h("span", { class: `sev sev-${finding.severity}` }, `${finding.words}: ${finding.title}`), h("span", { class: "code" }, finding.code)),
      h("dl", {}, ...rows), who);
  }

  function drawInvitation() {
    const empty = !seen.text.trim();
    root.dataset.empty = empty;
    root.dataset.read = Boolean(state.verdict);
    starts.hidden = !empty;
    if (starts.childElementCount) return;
    starts.append(h("p", { class: "lab" }, "Or start from one of these"), h("div", { class: "starts" },
      ...state.examples.map((words) => h("button", { class: "btn yours", type: "button", onclick: () => use(words) }, words.text))));
  }

  /** Draw an answer, unless it is to words that are no longer there. */
  function answered() {
    const answer = model.get("state");
    const mine = answer.seq > base && answer.seq <= base + 1e6 - 1;
    if (mine && answer.seq !== sent) return;
    state = answer;
    for (const name of ["busy", "silent"]) clearTimeout(timers[name]);
    busy.hidden = true;
    if (!mine) draft.value = state.text;
    seen = { text: draft.value, marks: state.marks ?? [] };
    showTrouble(state.trouble ?? (state.unsure ? { safe: state.unsure, what: "Nothing was judged; your words stay as they are." } : null));
    marked.replaceChildren(...(state.mark_list ?? []).map((mark) => h("li", {}, mark.says)));
    drawRoles();
    drawDraft();
    drawInvitation();
    drawVerdict();
    drawParts();
    drawWhy();
    drawCoach();
    if (mine) later("announce", 600, () => { live.textContent = state.announce; });
    root.dataset.answered = state.seq;
  }

  draft.addEventListener("input", typed);
  root.addEventListener("keydown", keyed);
  // Keys, clipboard and menu mean something else to the notebook around this box; only saving is left to it.
  const saves = (event) => (event.ctrlKey || event.metaKey) && event.key?.toLowerCase() === "s";
  for (const name of ["keydown", "keyup", "keypress", "copy", "cut", "paste", "contextmenu"]) {
    root.addEventListener(name, (event) => saves(event) || event.stopPropagation());
  }
  // Some versions of Lab see a key before it gets here, and look for this attribute.
  const spare = (event) => root.toggleAttribute("data-lm-suppress-shortcuts", !saves(event));
  window.addEventListener("keydown", spare, true);
  const reflow = new ResizeObserver(() => drawDraft());
  model.on("change:state", answered);
  el.append(root);
  answered();
  reflow.observe(root);
  return () => {
    model.off("change:state", answered);
    reflow.disconnect();
    window.removeEventListener("keydown", spare, true);
    Object.values(timers).forEach(clearTimeout);
  };
}

export default { render };
