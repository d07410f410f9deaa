// The editors: draw what Python sends and report what the author does. `drawing.js` stands before this file.

function render({ model, el }) {
  // Every view counts from a base of its own, so that it knows its answers from those to another view.
  const base = Math.floor(Math.random() * 1e6) * 1e6;
  let sent = base;
  let answeredTo = base;
  let page = model.get("first");
  const isSet = page.mode === "set";
  /** The rows of the draft as they are drawn: their words, marks, what is known of them, and their node. */
  let rows = [];
  let current = 0;
  let panelled;
  let applying = false;
  /** The opened mark: row, number of the mark, whether by pointing, and the caret to go back to. */
  let open = null;
  const opened = new Set();
  const timers = {};
  const later = (name, ms, action) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, ms);
  };

  const draft = h("textarea", { rows: 1, spellcheck: "false", placeholder: isSet ? "Paste a whole set, or write it line by line" : "Write it as rough as it comes", "aria-label": isSet ? "Your set" : "Your draft" });
  const mirror = h("div", { class: "mirror", "aria-hidden": "true" });
  const field = h("div", { class: "draft" }, mirror, draft);
  const marked = h("ul", { class: "sr", "aria-label": "Marks" });
  const undo = h("button", { class: "btn plain", type: "button", onclick: takeBack }, "Undo");
  const roles = h("div", { class: "seg", role: "radiogroup", "aria-label": "Written as", hidden: isSet });
  const busy = h("div", { class: "busy", hidden: true }, "Reading");
  const trouble = h("div", { class: "trouble", hidden: true });
  const starts = h("div", { class: "invite" });
  const parts = h("div", { class: "parts", role: "group", "aria-label": "Parts of the line" });
  const verdict = h("div", { class: "ed-verdict" });
  const why = h("div", { class: "ed-why" });
  const advice = h("div", { class: "ed-advice" });
  const which = h("h3", { class: "which" });
  const about = h("div", { class: "set-side" });
  const live = h("p", { class: "sr", role: "status", "aria-live": "polite" });
  const write = h("div", { class: "ed-write" }, h("p", { class: "lab", "aria-hidden": "true" }, isSet ? "Your set" : "Your draft"), field, marked, starts);
  const side = h("div", { class: "ed-side" }, verdict, why);
  const coach = h("div", { class: "ed-coach" }, advice);
  if (isSet) coach.prepend(which, parts);
  else write.append(parts);
  const root = h("div", { class: isSet ? "okr okr-live okr-set" : "okr okr-live", "data-lm-suppress-shortcuts": true },
    h("div", { class: "sheet" },
      h("div", { class: "ed-bar" }, roles, h("span", { class: "grow" }), h("span", { class: "lab safe" }, "Your words stay on this computer."), undo),
      busy, trouble,
      isSet ? h("div", { class: "set" }, write, about) : "",
      h("div", { class: "ed-grid" }, isSet ? "" : write, side, coach)),
    live);

  // ---- the wire

  /** Send what happened, with the words as they are; the answer comes back with the same number. */
  function tell(action) {
    sent += 1;
    root.dataset.asked = sent;
    later("busy", 500, () => { busy.hidden = false; });
    later("silent", 8000, () => showTrouble({
      safe: "Your words are safe.",
      what: "The coach has not answered for a while; it may be busy, or stopped.",
      do: "Wait for a running cell. If none runs, copy your words, choose Run, Run All Cells, and paste them.",
    }, "alert"));
    model.send({ text: draft.value, ...action, seq: sent });
  }

  /** Take an answer in; draw it unless it is to words that are no longer there. */
  function heard(answer) {
    const { seq, splice, page: whole, ...changed } = answer;
    const list = [...(whole ?? page).rows];
    if (splice) list.splice(splice.from, splice.gone, ...splice.rows);
    page = { ...page, ...whole, ...changed, rows: list };
    const mine = seq > base && seq < base + 1e6;
    if (mine ? seq !== sent : sent !== answeredTo) return;
    if (mine) answeredTo = seq;
    for (const name of ["busy", "silent"]) clearTimeout(timers[name]);
    if (page.text !== draft.value) {
      if (mine && !whole) applyText(page.text);
      else draft.value = page.text;
    }
    drawAll();
    if (mine && !whole) later("announce", 600, announce);
    if (mine) root.dataset.answered = seq;
  }

  function typed() {
    if (applying) return;
    closeMark();
    setText(draft.value);
    followCaret();
    drawInvitation();
    clearTimeout(timers.announce);
    tell({ do: "type" });
    if (isSet) later("set", 300, () => tell({ do: "set" }));
  }

  // ---- changing the words so that one undo takes it back

  function replace(start, end, words) {
    draft.focus({ preventScroll: true });
    draft.setSelectionRange(start, end);
    const done = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
    if (!done) {
      draft.setRangeText(words, start, end, "end");
      draft.dispatchEvent(new Event("input"));
    }
  }

  /** Take over words that Python changed, and leave the focus where it is. */
  function applyText(text) {
    const before = draft.value;
    const { head, tail } = ends(before, text);
    const focus = root.getRootNode().activeElement;
    applying = true;
    replace(head, before.length - tail, text.slice(head, text.length - tail));
    applying = false;
    if (focus && focus !== draft && root.contains(focus)) focus.focus({ preventScroll: true });
  }

  /** Put a rewrite in the place of the statement of a row, and select its first gap. */
  function use(words, row = current) {
    const span = rows[row]?.entry?.span;
    const start = span ? startOf(row) + span[0] : 0;
    closeMark();
    replace(start, span ? startOf(row) + span[1] : draft.value.length, words.text);
    draft.setSelectionRange(start + words.select[0], start + words.select[1]);
  }

  function takeBack() {
    draft.focus();
    document.execCommand("undo");
  }

  // ---- rows

  const startOf = (row) => rows.slice(0, row).reduce((sum, one) => sum + one.text.length + 1, 0);
  const isFirst = (row) => Boolean(row.entry) && !row.entry.above;

  /** Let the drawn rows have new words; rows that stay the same are not touched. */
  function setText(text) {
    const texts = text.split("\n");
    const { head, tail } = ends(rows.map((row) => row.text), texts);
    const old = rows.slice(head, rows.length - tail);
    const fresh = texts.slice(head, texts.length - tail).map((words, i) => {
      const was = old[i];
      return { text: words, entry: was?.entry ?? null, marks: was ? carry(was.marks, was.text, words) : [], node: was?.node ?? h("div", { class: "row" }) };
    });
    for (const gone of old.slice(fresh.length)) gone.node.remove();
    rows = [...rows.slice(0, head), ...fresh, ...rows.slice(rows.length - tail)];
    const after = rows[head + fresh.length]?.node ?? null;
    for (const row of fresh) {
      drawRow(row);
      if (row.node.parentNode !== mirror) mirror.insertBefore(row.node, after);
    }
    undo.hidden = !text;
    dropTouchingGlosses();
  }

  /** Let the drawn rows know what was read in them. */
  function setEntries(entries) {
    let number = 0;
    let touched = false;
    rows.forEach((row, i) => {
      const entry = entries[i] ?? null;
      const marks = entry?.marks ?? [];
      const had = row.number;
      row.number = entry && !entry.above ? (number += 1) : 0;
      const same = row.entry === entry && (row.marks === marks || row.marks.length + marks.length === 0);
      if (same && (!isSet || (had ?? 0) === row.number)) return;
      touched = true;
      Object.assign(row, { entry, marks });
      drawRow(row);
    });
    if (touched) dropTouchingGlosses();
  }

  function drawRow({ text, marks, entry, number, node }) {
    const nodes = [];
    let at = 0;
    for (const mark of marks) {
      nodes.push(text.slice(at, mark.start));
      const inked = h("mark", { class: "okr-m", "data-mark": mark.mark, "data-start": mark.start }, text.slice(mark.start, mark.end));
      if (mark.gloss && !isSet) inked.append(h("span", { class: "gloss" }, mark.gloss));
      nodes.push(inked);
      at = mark.end;
    }
    // The space without width keeps the height of an empty row.
    node.replaceChildren(...nodes, text.slice(at), "\u200b");
    if (!isSet) return;
    const kind = number ? entry?.verdict?.kind : "";
    node.dataset.kind = kind ?? "";
    if (number) node.prepend(h("span", { class: "ln" }, String(number), kind ? h("span", { class: `k-${kind}` }, icon(kind)) : ""));
    if (number && entry.short) node.append(h("span", { class: `short sev sev-${entry.short.mark}` }, h("span", {}, entry.short.words)));
  }

  function dropTouchingGlosses() {
    if (isSet) return;
    for (const node of mirror.querySelectorAll(".gloss[hidden]")) node.hidden = false;
    const edge = mirror.getBoundingClientRect().right;
    const boxes = [...mirror.querySelectorAll(".gloss")].map((node) => ({ node, box: node.getBoundingClientRect() }));
    let last = null;
    for (const { node, box } of boxes) {
      const touches = last && Math.abs(last.top - box.top) < 4 && box.left < last.right + 6;
      if (touches || box.right > edge) node.hidden = true;
      else last = box;
    }
  }

  /** Make the row with the caret the current one. */
  function followCaret() {
    if (!isSet) return;
    let row = draft.value.slice(0, draft.selectionStart).split("\n").length - 1;
    row -= rows[row]?.entry?.above ?? 0;
    if (row !== current) {
      current = row;
      drawPanel();
    }
    rows.forEach((one, i) => one.node.classList.toggle("cur", i === current && isFirst(one)));
  }

  function goTo(row) {
    const at = startOf(row) + (rows[row].entry?.span?.[0] ?? 0);
    draft.focus();
    draft.setSelectionRange(at, at);
    rows[row].node.scrollIntoView({ block: "nearest" });
    followCaret();
    later("announce", 200, announce);
  }

  /** Go to the line before or after. */
  function step(by) {
    const lines = rows.flatMap((row, i) => (isFirst(row) ? [i] : []));
    const next = by > 0 ? lines.find((i) => i > current) : lines.findLast((i) => i < current);
    if (next !== undefined) goTo(next);
  }

  function announce() {
    const row = rows[current];
    const said = row?.entry?.announce ?? page.announce ?? "";
    live.textContent = isSet && row?.number ? `Line ${row.number}: ${said}` : said || page.announce;
  }

  // ---- marks that open

  const allMarks = () => rows.flatMap((row, i) => (isFirst(row) ? (row.entry.mark_list ?? []).map((mark, n) => ({ row: i, n, mark, start: startOf(i) + mark.start, end: startOf(i) + mark.end })) : []));

  /** Open the next mark, select its words and say what it is. */
  function walk(by) {
    const marks = allMarks();
    if (!marks.length || sent !== answeredTo) return;
    let next = open ? marks.findIndex((one) => one.row === open.row && one.n === open.n) + by : -1;
    if (!open) next = by > 0 ? marks.findIndex((one) => one.start >= draft.selectionStart) : marks.findLastIndex((one) => one.end <= draft.selectionStart);
    if (!open && next < 0) next = by > 0 ? 0 : marks.length - 1;
    const found = marks[(next + marks.length) % marks.length];
    const caret = open?.caret ?? [draft.selectionStart, draft.selectionEnd];
    draft.focus({ preventScroll: true });
    draft.setSelectionRange(found.start, found.end);
    followCaret();
    rows[found.row].node.scrollIntoView({ block: "nearest" });
    showMark(found, caret, false);
    clearTimeout(timers.announce);
    live.textContent = found.mark.says;
  }

  function showMark(found, caret, pointed) {
    closeMark();
    const { entry, node } = rows[found.row];
    const acts = [];
    const finding = entry.findings?.[found.mark.finding];
    const offer = entry.rewrites?.[finding?.offer];
    if (offer) acts.push(h("button", { class: "btn main", type: "button", onclick: () => use(offer, found.row) }, "Use the first rewrite"));
    if (parts.querySelector(`[data-part="${found.mark.part}"] input`) && found.row === current) {
      acts.push(h("button", { class: "btn", type: "button", onclick: () => { closeMark(); toField(found.mark.part); } }, "Change it"));
    }
    acts.push(h("button", { class: "btn plain", type: "button", onclick: () => closeMark(true) }, "Close", h("kbd", {}, "Esc")));
    const tip = drawnMark(entry, found.mark, `okr-mark-${base}`, acts);
    const inked = [...node.querySelectorAll(".okr-m")].filter((one) => +one.dataset.start >= found.mark.start && +one.dataset.start < found.mark.end);
    inked.forEach((one) => one.classList.add("on"));
    // It stands right behind the draft, so Tab goes into it.
    field.after(tip);
    if (pointed) tip.addEventListener("pointerleave", () => later("hover", 300, () => closeMark()));
    tip.addEventListener("pointerenter", () => clearTimeout(timers.hover));
    open = { row: found.row, n: found.n, tip, caret, pointed, words: inked[0] ?? node };
    placeMark();
  }

  /** Put the opened mark under its words. */
  function placeMark() {
    if (!open) return;
    const { tip, words } = open;
    const box = words.getClientRects()[0];
    const frame = write.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(box.left - frame.left, write.clientWidth - tip.offsetWidth))}px`;
    tip.style.top = `${box.bottom - frame.top + 6}px`;
  }

  function closeMark(goBack = false) {
    clearTimeout(timers.hover);
    if (!open) return;
    const { tip, caret } = open;
    open = null;
    tip.remove();
    mirror.querySelectorAll(".okr-m.on").forEach((one) => one.classList.remove("on"));
    if (!goBack) return;
    draft.focus({ preventScroll: true });
    if (caret) draft.setSelectionRange(...caret);
    followCaret();
  }

  /** The mark under the pointer: the narrowest where several lie over each other. */
  function markAt({ clientX: x, clientY: y }) {
    const i = rows.findIndex(({ node }) => { const box = node.getBoundingClientRect(); return y >= box.top && y <= box.bottom; });
    if (i < 0 || sent !== answeredTo) return null;
    const hit = [...rows[i].node.querySelectorAll(".okr-m")].find((node) => [...node.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
    if (!hit) return null;
    const first = i - (rows[i].entry?.above ?? 0);
    const at = startOf(i) + Number(hit.dataset.start);
    const under = allMarks().filter((one) => one.row === first && one.start <= at && one.end > at);
    return under.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0] ?? null;
  }

  function pointed(event) {
    const found = markAt(event);
    if (open && found && open.row === found.row && open.n === found.n) return clearTimeout(timers.hover);
    if (!found) return open?.pointed ? later("hover", 300, () => closeMark()) : clearTimeout(timers.hover);
    later("hover", event.type === "click" ? 0 : 400, () => showMark(found, null, true));
  }

  function toField(name) {
    const input = parts.querySelector(`[data-part="${name}"] input`);
    input?.focus();
    input?.select();
  }

  // ---- keys

  function keyed(event) {
    const { key, target } = event;
    const inField = target.matches("input:not([type=radio])");
    if (key === "F8") {
      event.preventDefault();
      walk(event.shiftKey ? -1 : 1);
    } else if (key === "Enter" && event.altKey) {
      event.preventDefault();
      const offers = rows[current]?.entry?.rewrites;
      if (offers?.length && sent === answeredTo) use(offers[0]);
    } else if (key === "Enter" && target === draft && !isSet && !event.isComposing) {
      event.preventDefault(); // a statement is one line
    } else if (isSet && event.altKey && (key === "ArrowUp" || key === "ArrowDown")) {
      event.preventDefault();
      closeMark();
      step(key === "ArrowUp" ? -1 : 1);
    } else if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z" && !event.shiftKey && target !== draft && !inField) {
      event.preventDefault();
      takeBack();
    } else if (key === "Escape") {
      if (inField) target.value = target.dataset.was;
      if (open) closeMark(true);
      else draft.focus();
    }
  }

  // ---- what stands around the draft

  function showTrouble(words, role) {
    busy.hidden = true;
    trouble.hidden = !words;
    trouble.setAttribute("role", role ?? "note");
    trouble.replaceChildren(...(words ? [h("p", {}, h("strong", {}, words.safe), `${words.what} ${words.do ?? ""}`)] : []));
  }

  function drawRoles() {
    if (isSet) return;
    if (!roles.childElementCount) {
      for (const role of page.roles) {
        const input = h("input", { type: "radio", name: `okr-role-${base}`, value: role.value, onchange: () => tell({ do: "role", role: role.value }) });
        roles.append(h("label", {}, input, h("span", {}, role.words)));
      }
    }
    for (const input of roles.querySelectorAll("input")) input.checked = input.value === page.role;
  }

  /** Draw the parts as fields; one that is being written in is left alone. */
  function drawParts(list) {
    const names = list.map((part) => part.name).join();
    const active = root.getRootNode().activeElement;
    if (parts.dataset.names !== names) {
      const held = parts.contains(active) ? active.closest(".part").dataset.part : null;
      parts.dataset.names = names;
      parts.replaceChildren(...list.map((part) => h("div", { class: "part", "data-part": part.name },
        h("label", {}, h("span", { class: "lab" }, part.label),
          h("input", { class: "yours", type: "text", autocomplete: "off", spellcheck: "false", readonly: !part.field, placeholder: part.invite, onchange: (event) => changePart(part.name, event.target) })))));
      if (held) toField(held);
    }
    for (const part of list) {
      const input = parts.querySelector(`[data-part="${part.name}"] input`);
      input.dataset.row = current;
      input.title = part.text;
      if (input === active && input.value !== input.dataset.was && input.dataset.was === part.text) continue;
      input.dataset.was = part.text;
      if (input.value !== part.text) input.value = part.text;
    }
  }

  function changePart(name, input) {
    if (input.value === input.dataset.was) return;
    input.dataset.was = input.value;
    tell({ do: "part", row: Number(input.dataset.row), name, words: input.value });
    if (isSet) later("set", 300, () => tell({ do: "set" }));
  }

  /** Let something that was opened stay open when it is drawn anew. */
  function kept(name, details) {
    details.open = opened.has(name);
    details.addEventListener("toggle", () => (details.open ? opened.add(name) : opened.delete(name)));
    return details;
  }

  /** Draw what there is to say about the current line, if it has changed. */
  function drawPanel() {
    const row = rows[current];
    const entry = row?.entry && !row.entry.above ? row.entry : null;
    root.dataset.read = Boolean(entry?.verdict);
    if (isSet) which.textContent = row?.number ? `Line ${row.number}` : "";
    if (entry === panelled) return void drawParts(entry?.parts ?? []);
    panelled = entry;
    marked.replaceChildren(...(entry?.mark_list ?? []).map((mark) => h("li", {}, mark.says)));
    drawParts(entry?.parts ?? []);
    verdict.replaceChildren(...(entry?.verdict ? drawnVerdict(entry) : []));
    why.replaceChildren(...(entry?.evidence ? drawnReasons(entry, kept) : []));
    const shown = entry ? drawnAdvice(entry, (words) => use(words), kept) : [];
    advice.replaceChildren(...shown.filter(Boolean));
  }

  let abouted;
  function drawAbout() {
    if (!isSet) return;
    const key = JSON.stringify([page.tally, page.about]);
    if (key === abouted) return;
    abouted = key;
    about.replaceChildren(...drawnAbout(page, (line) => goTo(rows.findIndex((row) => row.number === line))).filter(Boolean));
  }

  function drawInvitation() {
    const empty = !draft.value.trim();
    root.dataset.empty = empty;
    starts.hidden = !empty;
    if (starts.childElementCount) return;
    starts.append(h("p", { class: "lab" }, isSet ? "Or start from this one" : "Or start from one of these"), h("div", { class: "starts" },
      ...page.examples.map((words) => h("button", { class: "btn yours", type: "button", onclick: () => { use(words); if (isSet) goTo(0); } }, words.text))));
  }

  function drawAll() {
    setText(draft.value);
    setEntries(page.rows);
    followCaret();
    drawPanel();
    const entry = rows[current]?.entry;
    const unsure = entry?.unsure ? { safe: entry.unsure, what: "Nothing was judged; your words stay as they are." } : null;
    showTrouble(page.trouble ?? entry?.trouble ?? unsure);
    drawRoles();
    drawInvitation();
    drawAbout();
  }

  draft.addEventListener("input", typed);
  draft.addEventListener("pointermove", pointed);
  draft.addEventListener("pointerleave", () => open?.pointed && later("hover", 300, () => closeMark()));
  draft.addEventListener("click", pointed);
  field.addEventListener("scroll", placeMark);
  root.addEventListener("keydown", keyed);
  root.addEventListener("pointerdown", (event) => open && !open.tip.contains(event.target) && closeMark());
  // Keys, clipboard and menu mean something else to the notebook around this box; only saving is left to it.
  const saves = (event) => (event.ctrlKey || event.metaKey) && event.key?.toLowerCase() === "s";
  for (const name of ["keydown", "keyup", "keypress", "copy", "cut", "paste", "contextmenu"]) {
    root.addEventListener(name, (event) => saves(event) || event.stopPropagation());
  }
  // Lab sees a key before it gets here, and looks for this attribute from the focused element upwards.
  const spare = (event) => {
    if (!(event.target instanceof Element) || !root.contains(event.target)) return;
    for (const node of [root, event.target]) node.toggleAttribute("data-lm-suppress-shortcuts", !saves(event));
  };
  const moved = () => root.getRootNode().activeElement === draft && followCaret();
  window.addEventListener("keydown", spare, true);
  document.addEventListener("selectionchange", moved);
  const reflow = new ResizeObserver(() => { dropTouchingGlosses(); placeMark(); });
  model.on("msg:custom", heard);
  el.append(root);
  drawAll();
  tell({ do: "hello" });
  reflow.observe(root);
  return () => {
    model.off("msg:custom", heard);
    reflow.disconnect();
    window.removeEventListener("keydown", spare, true);
    document.removeEventListener("selectionchange", moved);
    Object.values(timers).forEach(clearTimeout);
  };
}

export default { render };
