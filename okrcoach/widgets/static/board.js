// A board: a page that Python draws and its reader acts on. It judges nothing and keeps no words of its own.
//
// What a page may say (attributes of its elements):
//   data-do="name"     a click, a change or typing sends {do, name, value, item}; value is data-value or the field's own
//   data-drop="name"   a place that cards with data-drag="id" can be put into, by mouse or by keys
//   data-key="1"       is clicked by this key while no text field has the focus
//   data-default       is clicked by Enter in a one-line field or a choice
//   data-focus="n"     gets the focus once for each n; data-select="3,9" selects that range, too
//   data-set="n"       a text field whose new words (for this n) win over what stands in it
//   data-mirror        carries the marks of the textarea beside it
//   data-copy          copies its text
//   data-reveal        is brought to the middle of what one sees when the focus moves
//   data-rest="name"   on a text field: sends this action, too, once the typing has rested

const PATIENCE = { rest: 600, busy: 500, say: 600, alert: 12000 };

/** Bytes of an upload: in one message, and in all. */
const PIECE = 4e6;
const MOST = 2e8;

/** Lab looks for its shortcuts (dd deletes a cell) from the focused element upwards: that element has to say no. */
const QUIET = "data-lm-suppress-shortcuts";

/** Field -> the last `data-set` that it has taken. */
const lastSet = new WeakMap();

/** Bring `from` to look like `to`, keeping the elements one may be typing in. */
function morph(from, to, keepValues) {
  for (const { name } of [...from.attributes]) if (!to.hasAttribute(name) && name !== QUIET && !(name === "open" && from.localName === "details")) from.removeAttribute(name);
  for (const { name, value } of [...to.attributes]) {
    if (name.startsWith("on") || (name === "open" && from.localName === "details")) continue;
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  if (from.localName === "textarea") return setValue(from, to.textContent, to, keepValues);
  if (from.localName === "input") {
    if (from.type === "checkbox" || from.type === "radio") { if (!keepValues) from.checked = to.hasAttribute("checked"); }
    else if (from.type !== "file") setValue(from, to.getAttribute("value") ?? "", to, keepValues);
    return;
  }
  morphChildren(from, to, keepValues);
  if (from.localName === "select" && !keepValues && from !== document.activeElement) {
    const chosen = [...from.options].find((option) => option.hasAttribute("selected"));
    if (chosen) from.value = chosen.value;
  }
}

function setValue(field, words, to, keepValues) {
  const forced = to.dataset.set !== undefined && to.dataset.set !== lastSet.get(field);
  lastSet.set(field, to.dataset.set);
  if (forced || (!keepValues && field !== field.getRootNode().activeElement)) { if (field.value !== words) field.value = words; }
}

const nameOf = (node) => (node.nodeType === 1 ? node.id || node.dataset.id || "" : "");
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && nameOf(a) === nameOf(b) && a.type === b.type;

function morphChildren(from, to, keepValues) {
  const named = new Map([...from.childNodes].filter(nameOf).map((node) => [nameOf(node), node]));
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const own = nameOf(wanted) && named.get(nameOf(wanted));
    let node = own && alike(own, wanted) ? own : at && !nameOf(at) && alike(at, wanted) ? at : null;
    if (!node) {
      from.insertBefore(clean(wanted), at);
      continue;
    }
    if (node === at) at = at.nextSibling;
    else from.insertBefore(node, at);
    if (node.nodeType === 3) { if (node.data !== wanted.data) node.data = wanted.data; }
    else if (node.nodeType === 1) morph(node, wanted, keepValues);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

/** Take off what could run; pages escape their readers' words, this is the second lock. */
function clean(node) {
  if (node.nodeType !== 1) return node;
  for (const one of [node, ...node.querySelectorAll("*")]) {
    if (one.localName === "script" || one.localName === "iframe" || one.localName === "object") { one.remove(); continue; }
    for (const { name, value } of [...one.attributes]) {
      if (name.startsWith("on") || /^\s*(javascript|vbscript):/i.test(value)) one.removeAttribute(name);
    }
    if (one.dataset?.set !== undefined) lastSet.set(one, one.dataset.set);
  }
  return node;
}

/** Keep marks under their words while an edit is on its way to Python. */
function carryMirror(mirror, after) {
  const before = mirror.textContent;
  const longest = Math.min(before.length, after.length);
  let head = 0;
  while (head < longest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < longest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const end = before.length - tail;
  const move = (at) => (at <= head ? at : at >= end ? at + after.length - before.length : head);
  const nodes = [];
  let at = 0;
  let done = 0;
  for (const node of [...mirror.childNodes]) {
    const [start, stop] = [move(at), move(at + node.textContent.length)];
    at += node.textContent.length;
    if (node.nodeType !== 1 || stop <= start) continue;
    nodes.push(after.slice(done, start), node);
    node.textContent = after.slice(start, stop);
    done = stop;
  }
  mirror.replaceChildren(...nodes, after.slice(done));
}

const typing = (field) => field.matches("textarea, input:not([type=radio], [type=checkbox], [type=file], [type=button], [type=range])");

function render({ model, el }) {
  const base = Math.floor(Math.random() * 1e6) * 1e6;
  let sent = base;
  let parts = {};
  let waiting = null; // typing that has to wait for the answer to earlier typing
  let asking = false;
  let lifted = null;
  let lastFocus = null; // null until the page is drawn: nothing takes the focus by appearing
  let landed = null; // goes on with a large upload
  const timers = {};
  const later = (name, ms, action) => { clearTimeout(timers[name]); timers[name] = setTimeout(action, ms); };
  const make = (tag, props) => Object.assign(document.createElement(tag), props);

  const busy = make("div", { className: "busy", hidden: true });
  const alarm = make("div", { className: "trouble", hidden: true });
  alarm.setAttribute("role", "alert");
  const page = make("div", { className: "page" });
  const live = make("p", { className: "sr" });
  live.setAttribute("role", "status");
  const root = make("div", { className: "okr okr-board" });
  root.setAttribute(QUIET, "true");
  root.append(busy, alarm, page, live);

  function tell(message, buffers) {
    sent += 1;
    asking = true;
    root.dataset.asked = sent;
    later("busy", PATIENCE.busy, () => { busy.textContent = "Reading"; busy.hidden = false; });
    later("alert", PATIENCE.alert, () => {
      alarm.replaceChildren(make("strong", { textContent: "Your words are safe." }),
        "The coach has not answered for a while; it may be busy, or stopped. Wait for a running cell. If none runs, choose Run, Run All Cells.");
      alarm.hidden = false;
    });
    model.send({ ...message, seq: sent }, undefined, buffers);
  }

  function answered({ seq, changed, order, say, alarm: told }) {
    if (!changed) return;
    parts = { ...parts, ...changed };
    const mine = seq === undefined || seq === null || seq >= sent || seq < base || seq > base + 1e6;
    draw(order ?? Object.keys(parts), !mine, Object.keys(changed));
    if (seq !== sent) return;
    asking = false;
    root.dataset.answered = seq;
    clearTimeout(timers.busy);
    clearTimeout(timers.alert);
    busy.hidden = alarm.hidden = true;
    if (told) {
      alarm.replaceChildren(make("strong", { textContent: told[0] }), told.slice(1).join(" "));
      alarm.hidden = false;
    }
    if (say) later("say", PATIENCE.say, () => { live.textContent = live.textContent === say ? `${say}\u00a0` : say; });
    if (waiting) { const next = waiting; waiting = null; tell(next); }
  }

  function draw(order, keepValues, changed) {
    const active = root.getRootNode().activeElement;
    const held = active && page.contains(active) ? active.id : "";
    for (const name of order) {
      let holder = [...page.children].find((child) => child.dataset.part === name);
      if (!holder) {
        holder = make("div", {});
        holder.dataset.part = name;
        page.append(holder);
      }
      if (!changed.includes(name) && holder.firstChild) continue;
      const wanted = make("template", { innerHTML: parts[name] }).content;
      const shell = make("div", {});
      shell.append(wanted);
      morphChildren(holder, shell, keepValues || waiting !== null);
    }
    for (const child of [...page.children]) if (!order.includes(child.dataset.part)) child.remove();
    for (const mirror of page.querySelectorAll("[data-mirror]")) {
      const field = mirror.parentElement.querySelector("textarea");
      if (field && mirror.textContent !== field.value) carryMirror(mirror, field.value);
    }
    const target = page.querySelector("[data-focus]");
    if (target && lastFocus !== null && target.dataset.focus !== lastFocus) {
      lastFocus = target.dataset.focus;
      if (target.dataset.select) target.setSelectionRange(...target.dataset.select.split(",").map(Number));
      target.focus({ preventScroll: false });
      page.querySelector("[data-reveal]")?.scrollIntoView({ block: "center", inline: "nearest" });
    } else if (held && root.getRootNode().activeElement !== active) {
      page.querySelector(`#${CSS.escape(held)}`)?.focus();
    }
  }

  const message = (field, value) => ({ do: field.dataset.do, name: field.name ?? "", item: field.dataset.item ?? "", value });

  function typed(field) {
    const mirror = field.parentElement.querySelector("[data-mirror]");
    if (mirror) carryMirror(mirror, field.value);
    const next = message(field, field.value);
    if (waiting && ["do", "name", "item"].some((key) => waiting[key] !== next[key])) flush(); // another field's words
    if (asking) waiting = next; // one answer at a time; only the newest words of a field matter
    else tell(next);
    if (field.dataset.rest) later("rest", PATIENCE.rest, () => rested(field));
  }

  function rested(field) {
    if (asking) later("rest", PATIENCE.rest, () => rested(field));
    else tell({ ...message(field, ""), do: field.dataset.rest });
  }

  /** A server cuts the line at about 10 MB a message: larger files go in pieces, each when the last has landed. */
  async function upload(field, files) {
    const wanted = { ...message(field, ""), files: files.map((file) => file.name) };
    const size = files.reduce((sum, file) => sum + file.size, 0);
    if (size > MOST) {
      alarm.replaceChildren(make("strong", { textContent: "Your words are safe." }), "This is more than 200 MB. Export a part of it, a year for instance, and choose that.");
      alarm.hidden = false;
      return;
    }
    if (size <= PIECE) return tell(wanted, await Promise.all(files.map((file) => file.arrayBuffer())));
    let done = 0;
    for (const [i, file] of files.entries()) {
      for (let at = 0; at < file.size || at === 0; at += PIECE) {
        const piece = await file.slice(at, at + PIECE).arrayBuffer();
        done += piece.byteLength;
        const words = `Taking in ${Math.round(done / 1e6)} of ${Math.round(size / 1e6)} MB`;
        await new Promise((resolve) => { landed = resolve; model.send({ piece: i, at, words, share: done / size }, undefined, [piece]); });
      }
    }
    tell({ ...wanted, pieces: true });
  }

  /** Words that still wait are sent before anything else is done with them. */
  function flush() {
    if (waiting) { const next = waiting; waiting = null; tell(next); }
  }

  root.addEventListener("input", (event) => {
    const field = event.target.closest("[data-do]");
    if (field && typing(field)) typed(field);
  });
  root.addEventListener("change", async (event) => {
    const field = event.target.closest("[data-do]");
    if (!field || typing(field)) return;
    flush();
    if (field.type === "file") {
      const files = [...field.files];
      if (files.length) await upload(field, files);
      field.value = "";
    } else tell(message(field, field.type === "checkbox" ? String(field.checked) : field.value));
  });
  root.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard?.writeText(copy.dataset.copy);
    const button = event.target.closest("button[data-do]");
    if (!button || button.disabled || button.getAttribute("aria-disabled") === "true") return;
    flush();
    tell(message(button, button.dataset.value ?? ""));
  });
  root.addEventListener("keydown", (event) => {
    const field = event.target;
    if (sorted(event)) return;
    if (event.key === "Enter" && !event.isComposing && field.matches("input:not([type=file]), [role=radio]")) {
      const scope = field.closest("[data-scope]") ?? page;
      const main = scope.querySelector("[data-default]:not(:disabled)");
      if (main) { event.preventDefault(); main.click(); }
    } else if (event.key === "Enter" && event.altKey) {
      const use = page.querySelector("[data-use]");
      if (use) { event.preventDefault(); use.click(); }
    } else if (!typing(field) && field.localName !== "select" && !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1) {
      const target = page.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (target) { event.preventDefault(); target.click(); target.focus(); }
    }
  });

  // Keys, clipboard and menu mean something else to the notebook around this page (Lab takes Enter out of a
  // textarea); only saving is left to it.
  const saves = (event) => (event.ctrlKey || event.metaKey) && event.key?.toLowerCase() === "s";
  for (const name of ["keydown", "keyup", "keypress", "copy", "cut", "paste", "contextmenu"]) {
    root.addEventListener(name, (event) => saves(event) || event.stopPropagation());
  }

  // Lab sees a key before it gets here.
  const spare = (event) => {
    if (!(event.target instanceof Element) || !root.contains(event.target)) return;
    for (const node of [root, event.target]) node.toggleAttribute(QUIET, !saves(event));
  };
  window.addEventListener("keydown", spare, true);

  // Cards: by mouse, or Space lifts, arrows move, Space drops.
  root.addEventListener("dragstart", (event) => {
    const card = event.target.closest("[data-drag]");
    if (card) event.dataTransfer.setData("text/plain", card.dataset.drag);
  });
  root.addEventListener("dragover", (event) => { if (event.target.closest("[data-drop]")) event.preventDefault(); });
  root.addEventListener("drop", (event) => {
    const place = event.target.closest("[data-drop]");
    const item = event.dataTransfer.getData("text/plain");
    if (!place || ![...page.querySelectorAll("[data-drag]")].some((card) => card.dataset.drag === item)) return;
    event.preventDefault();
    flush();
    tell({ do: place.dataset.drop, value: place.dataset.value ?? "", item });
  });

  function sorted(event) {
    const card = event.target.closest("[data-drag]");
    if (!card || event.target.closest("button, input, select, textarea")) return false;
    const places = [...page.querySelectorAll("[data-drop]")];
    const lift = (at) => {
      lifted = at;
      card.dataset.lifted = String(at !== null);
      places.forEach((place, i) => { place.dataset.over = String(i === at); });
    };
    const name = (at) => places[at].getAttribute("aria-label") ?? places[at].dataset.value;
    if (event.key === " ") {
      event.preventDefault();
      if (lifted === null) {
        lift(Math.max(0, places.findIndex((place) => place.contains(card))));
        live.textContent = `Lifted. Over ${name(lifted)}. Arrows choose a list, Space drops, Escape puts it back.`;
      } else {
        const place = places[lifted];
        lift(null);
        flush();
        tell({ do: place.dataset.drop, value: place.dataset.value ?? "", item: card.dataset.drag });
      }
      return true;
    }
    if (lifted === null) return false;
    if (event.key === "Escape") {
      lift(null);
      live.textContent = "Put back.";
    } else if (event.key.startsWith("Arrow")) {
      const step = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
      lift((lifted + step + places.length) % places.length);
      live.textContent = `Over ${name(lifted)}.`;
    } else return false;
    event.preventDefault();
    return true;
  }

  function received(content, buffers) {
    if (content.busy) {
      if (content.landed !== undefined) landed?.();
      clearTimeout(timers.alert);
      busy.textContent = content.busy.words;
      busy.style.setProperty("--share", content.busy.share ?? 1);
      busy.hidden = false;
    } else if (content.download) {
      const link = make("a", { href: URL.createObjectURL(new Blob([buffers[0]], { type: content.download.mime })), download: content.download.name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } else answered(content);
  }

  parts = model.get("parts");
  el.replaceChildren(root);
  draw(Object.keys(parts), true, Object.keys(parts));
  lastFocus = page.querySelector("[data-focus]")?.dataset.focus ?? "";
  model.on("msg:custom", received);
  tell({ do: "hello" });
  return () => {
    model.off("msg:custom", received);
    window.removeEventListener("keydown", spare, true);
  };
}

export default { render };
