"use strict";
// What the server says stands in `answers`; what it has not said yes to yet, in the store. A
// change goes into the store first, and leaves it with the server's yes.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const page = JSON.parse($("#page-state").textContent);
const { answers, rubric, words, most } = page;
const cards = $$("article");
const say = (id, values = {}) =>
  words[id].replace(/\{(\w+)(:g)?\}/g, (_, name) => values[name]);
const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
const number = (points) => String(+points.toFixed(3));

// ---------------------------------------------------------------- kept in the browser

const PREFIX = `rnn-course-read/${page.store}/`;
const memory = new Map(); // where the browser keeps nothing
let keeps = true;

const store = {
  get(key) {
    let text = memory.get(key) ?? null;
    if (text === null) try { text = localStorage.getItem(PREFIX + key); } catch { keeps = false; }
    return text === null ? null : JSON.parse(text);
  },
  set(key, value) {
    const text = JSON.stringify(value);
    try { localStorage.setItem(PREFIX + key, text); memory.delete(key); } catch { memory.set(key, text); keeps = false; }
  },
  remove(key) {
    memory.delete(key);
    try { localStorage.removeItem(PREFIX + key); } catch { keeps = false; }
  },
  waiting() {
    let kept = [];
    try { kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { keeps = false; }
    const keys = new Set([...kept.map((key) => key.slice(PREFIX.length)), ...memory.keys()]);
    return [...keys].filter((key) => key.includes("/")); // <answer>/<field>; others are no changes
  },
};

// ---------------------------------------------------------------- values of an answer

const valueOf = (id, field) =>
  field === "comment" ? answers[id].comment : { points: answers[id].points, waits: answers[id].waits };
const wanted = (id, field) => store.get(`${id}/${field}`)?.now ?? valueOf(id, field);
const tickedOf = (id) => store.get(`${id}/points`)?.ticked ?? answers[id].ticked;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const settle = (id, field, value) =>
  field === "comment" ? (answers[id].comment = value) : Object.assign(answers[id], value, { again: value.waits && value.points !== null });

const conflicts = new Map(); // key -> theirs
const undone = [];
const busy = new Set();
let changesMade = 0;

function want(id, field, now, ticked) {
  const key = `${id}/${field}`;
  const kept = store.get(key);
  changesMade++;
  store.set(key, { was: kept ? kept.was : valueOf(id, field), now, ticked });
  if (!conflicts.has(key)) show(id);
}

function change(id, field, now, ticked = []) {
  const was = wanted(id, field);
  if (same(was, now) && (field === "comment" || same(tickedOf(id), ticked))) return null;
  const step = { id, field, was, ticked: field === "points" ? tickedOf(id) : undefined };
  want(id, field, now, field === "points" ? ticked : undefined);
  send(`${id}/${field}`);
  return step;
}

const changes = (...steps) => {
  const made = steps.filter(Boolean);
  if (made.length) undone.push(made);
};

// ---------------------------------------------------------------- the server

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  options.headers = { "Content-Type": "application/json", "X-XSRFToken": page.xsrf };
  let response;
  try { response = await fetch(path, options); } catch { return { status: 0, said: { error: words.no_server } }; }
  const said = await response.json().catch(() => ({ error: words.no_server }));
  return { status: response.status, said };
}

async function send(key) {
  if (busy.has(key) || conflicts.has(key)) return;
  busy.add(key);
  status(words.saving);
  for (let kept = store.get(key); kept; kept = store.get(key)) {
    const [id, field] = key.split("/");
    const { status: code, said } = await ask("change", { id, field, ...kept });
    if (code === 200) answered(key, kept, said.value);
    else { refused(key, code, said); break; }
  }
  busy.delete(key);
  if (store.waiting().some((each) => !conflicts.has(each))) return;
  if (conflicts.size) status(words.conflict, true);
  else status(keeps ? words.saved : words.not_kept, !keeps);
}

function answered(key, sent, value) {
  const [id, field] = key.split("/");
  const kept = store.get(key);
  if (kept && same(kept.now, sent.now) && same(kept.ticked, sent.ticked)) store.remove(key);
  else if (kept) store.set(key, { ...kept, was: value });
  if (!answers[id]) return; // of another question
  settle(id, field, value);
  if (field === "points") answers[id].ticked = sent.ticked ?? [];
  show(id);
}

function refused(key, code, said) {
  const [id, field] = key.split("/");
  if (code === 409 && answers[id]) {
    conflicts.set(key, said.theirs);
    settle(id, field, said.theirs);
    status(said.error, true);
    show(id);
  } else if (code === 400 && answers[id]) {
    store.remove(key); // the server will never take it
    undone.pop();
    status(said.error, true);
    show(id);
  } else status(say("unsaved", { why: said.error }), true);
}

const sendAll = () => store.waiting().forEach((key) => send(key));

async function refresh() {
  if (store.waiting().length || document.hidden) return;
  const before = changesMade;
  const { status: code, said } = await ask(`state?question=${page.number}`);
  if (code !== 200 || changesMade !== before) return; // it may be from before the change
  for (const [id, theirs] of Object.entries(said.answers)) {
    if (answers[id] && !same(answers[id], theirs)) { answers[id] = theirs; show(id); }
  }
}

function status(text, isLoud = false) {
  const place = $("#status");
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("loud", isLoud);
}

// ---------------------------------------------------------------- the page

let current = cards[0];
let onlyUnread = false;
let names = null;
const currentId = () => current?.dataset.id;
const scored = (mark) =>
  mark.points === null ? (mark.waits ? words.unread : words.no_points)
    : say(mark.waits ? "again" : "score", { points: number(mark.points), most: number(most) });

function show(id) {
  const card = cards.find((each) => each.dataset.id === id);
  if (card) showCard(card, id);
  if (card && card === current) showPanel();
  showProgress();
}

function showCard(card, id) {
  const mark = wanted(id, "points");
  const extra = answers[id].extra ? `, ${say("extra", { points: number(answers[id].extra) })}` : "";
  $(".state", card).textContent = scored(mark) + extra;
  card.classList.toggle("read", !mark.waits);
  card.hidden = onlyUnread && !mark.waits && card !== current;
  const lines = rubric.lines.filter((line) => tickedOf(id).includes(line.id)).map((line) => `✓ ${line.text}`);
  $(".written", card).textContent = [...lines, wanted(id, "comment")].filter(Boolean).join("\n");
  showConflict(card, id);
}

function showConflict(card, id) {
  const fields = ["points", "comment"].filter((field) => conflicts.has(`${id}/${field}`));
  const place = $(".conflict", card);
  place.hidden = !fields.length;
  if (!fields.length) return;
  const text = (value) => (typeof value === "string" ? value || words.no_comment : scored(value));
  place.replaceChildren(
    element("p", { textContent: words.conflict }),
    ...fields.flatMap((field) => [
      element("p", { textContent: say("theirs", { value: text(conflicts.get(`${id}/${field}`)) }) }),
      element("p", { textContent: say("yours", { value: text(store.get(`${id}/${field}`).now) }) }),
    ]),
    button(words.take_theirs, "t", () => resolve(id, false)), " ",
    button(words.write_mine, "w", () => resolve(id, true)),
  );
}

function button(text, key, onclick) {
  return element("button", { type: "button", onclick }, `${text} `, element("kbd", { textContent: key }));
}

function resolve(id, isMine) {
  for (const field of ["points", "comment"]) {
    const key = `${id}/${field}`;
    if (!conflicts.has(key)) continue;
    const kept = store.get(key);
    conflicts.delete(key);
    $(".conflict", current).hidden = true;
    store.remove(key);
    if (isMine) want(id, field, kept.now, kept.ticked);
    else if (field === "points") refreshTicks(id);
    if (isMine) send(key);
  }
  status("");
  show(id);
  current.focus({ preventScroll: true });
}

function refreshTicks(id) {
  answers[id].ticked = [];
  refresh().then(() => show(id));
}

function showProgress() {
  const ids = Object.keys(answers);
  const read = ids.filter((id) => !wanted(id, "points").waits).length;
  $("#bar").max = Math.max(ids.length, 1);
  $("#bar").value = read;
  $("#read").textContent = read === ids.length ? words.all_read : say("progress", { read, count: ids.length });
  const waiting = emptyIds().filter((id) => wanted(id, "points").waits);
  const place = $("#empty .waiting");
  if (place) place.textContent = waiting.length ? say("empty_wait", { count: waiting.length }) : "";
  if (place) $("#empty button").hidden = !waiting.length;
}

const emptyIds = () => $("#empty").dataset.ids.split(" ").filter(Boolean);

function showPanel() {
  const id = currentId();
  if (!id) return;
  const mark = wanted(id, "points");
  const ticked = tickedOf(id);
  $("#panel-title").textContent = say("answer", { number: cards.indexOf(current) + 1 });
  const field = $("#points");
  if (document.activeElement !== field) field.value = mark.points === null ? "" : number(mark.points);
  for (const each of $$("#digits button")) each.setAttribute("aria-pressed", String(mark.points !== null && +each.dataset.key === mark.points));
  for (const each of $$("#lines input")) each.checked = ticked.includes(each.value);
  $("#sum").hidden = !rubric.lines.length || mark.points === null || ticked.length > 0 || mark.points === 0;
  $("[data-key='y']").hidden = !(mark.waits && mark.points !== null);
  const comment = $("#comment");
  const text = wanted(id, "comment");
  if (comment.value !== text) comment.value = text;
}

function select(card, isFocused = true) {
  if (!card) return;
  const before = current;
  current = card;
  before?.classList.remove("current");
  card.classList.add("current");
  if (before && before !== card) showCard(before, before.dataset.id);
  card.hidden = false;
  showPanel();
  if (isFocused) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
}

const step = (by, isWanted = (card) => !card.hidden) => {
  for (let place = cards.indexOf(current) + by; cards[place]; place += by) {
    if (isWanted(cards[place])) return select(cards[place]);
  }
};

function makePanel() {
  if (most <= 9) {
    for (let points = 0; points <= most; points++) {
      const made = element("button", { type: "button", textContent: points });
      made.dataset.key = points;
      $("#digits").append(made, " ");
    }
  }
  const lines = rubric.lines.map((line, place) => element(
    "label", {},
    element("input", { type: "checkbox", value: line.id, onchange: () => tick(line.id) }),
    element("kbd", { textContent: "abcdefghi"[place] ?? "" }),
    element("span", { textContent: line.text }),
    element("span", { textContent: number(line.points) }),
  ));
  $("#lines").replaceChildren(...(lines.length ? lines : [words.no_lines]));
}

// ---------------------------------------------------------------- what the keys do

const within = (points) => Math.min(Math.max(points, 0), most);

function give(points, ticked = []) {
  const id = currentId();
  if (id) changes(change(id, "points", { points, waits: points === null && wanted(id, "points").waits }, ticked));
}

function takeBack() {
  const id = currentId();
  // Whether it waits again is the server's to say: a test may have graded it.
  if (id && wanted(id, "points").points !== null) changes(change(id, "points", { points: null, waits: true }));
}

function tick(lineId) {
  const before = tickedOf(currentId());
  const ticked = before.includes(lineId) ? before.filter((each) => each !== lineId) : [...before, lineId];
  const sum = rubric.lines.filter((line) => ticked.includes(line.id)).reduce((total, line) => total + line.points, 0);
  give(within(sum), ticked);
}

function digit(key) {
  if (most <= 9 && +key <= most) return give(+key);
  if (most <= 9) return status(say("points_range", { most: number(most), got: key }), true);
  const field = $("#points");
  field.focus();
  field.value = key;
}

function undo() {
  const steps = undone.pop();
  if (!steps) return status(words.nothing_to_undo);
  for (const { id, field, was, ticked } of steps) {
    want(id, field, was, ticked);
    send(`${id}/${field}`);
  }
  const card = cards.find((each) => each.dataset.id === steps[0].id);
  if (card) select(card);
}

async function toggleNames() {
  if (names) names = null;
  else {
    const { status: code, said } = await ask("names");
    if (code !== 200) return status(said.error, true);
    names = said;
  }
  for (const card of cards) $(".name", card).textContent = names?.[card.dataset.id] ?? "";
  for (const place of $$("[data-ids]")) {
    const own = place.dataset.ids.split(" ").filter(Boolean).map((id) => names?.[id]);
    const name = $(".name", place);
    if (name) name.textContent = names ? own.join(", ") : "";
  }
  pressed("p", Boolean(names));
}

const pressed = (key, isOn) => $(`[data-key='${key}']`).setAttribute("aria-pressed", String(isOn));

function toggleUnread() {
  onlyUnread = !onlyUnread;
  pressed("o", onlyUnread);
  cards.forEach((card) => showCard(card, card.dataset.id));
  if (onlyUnread && current && !wanted(currentId(), "points").waits) step(1, (card) => wanted(card.dataset.id, "points").waits);
}

function nextQuestion() {
  const links = $$("nav a");
  location.href = links[page.number % links.length].href;
}

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, (card) => wanted(card.dataset.id, "points").waits),
  ".": () => give(within((wanted(currentId(), "points").points ?? 0) + 0.5)),
  x: takeBack,
  m: () => $("#comment").focus(),
  s: () => openComments(),
  y: () => { const mark = wanted(currentId(), "points"); if (mark.waits && mark.points !== null) give(mark.points, tickedOf(currentId())); },
  z: undo,
  o: toggleUnread,
  p: toggleNames,
  l: () => openRubric(),
  r: () => changes(...emptyIds().filter((id) => wanted(id, "points").waits).map((id) => change(id, "points", { points: 0, waits: false }))),
  t: () => current && resolve(currentId(), false),
  w: () => current && resolve(currentId(), true),
  q: nextQuestion,
  "?": () => $("#keys").showModal(),
};

function act(key) {
  if (/^[0-9]$/.test(key)) return current && digit(key);
  const line = rubric.lines["abcdefghi".indexOf(key)];
  if (line) return current && tick(line.id);
  ACTIONS[key]?.();
}

const isTyping = (target) => target.matches("textarea, select, input:not([type='checkbox'])");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
  if (event.key === "Escape" && isTyping(event.target)) { event.target.blur(); current?.focus({ preventScroll: true }); return; }
  if (isTyping(event.target) || !$("#keys-on").checked) return;
  if (!/^[0-9a-z.?]$/.test(event.key)) return;
  event.preventDefault();
  act(event.key);
});
document.addEventListener("click", (event) => {
  const pushed = event.target.closest("[data-key]");
  if (pushed) act(pushed.dataset.key);
  const card = event.target.closest("article");
  if (card && card !== current) select(card, false);
});
$("#answers").addEventListener("focusin", (event) => {
  const card = event.target.closest("article");
  if (card && card !== current) select(card, false);
});

// ---------------------------------------------------------------- points and comments, typed

const points = $("#points");
points.addEventListener("change", () => {
  const value = points.value.trim() === "" ? null : Number(points.value);
  if (value === null) takeBack();
  else if (Number.isFinite(value)) give(value);
});
points.addEventListener("keydown", (event) => { if (event.key === "Enter") { points.blur(); current?.focus({ preventScroll: true }); } });
$("#panel").addEventListener("submit", (event) => event.preventDefault());

const comment = $("#comment");
let before = null;
let pause = 0;
const begun = () => { before ??= { id: currentId(), field: "comment", was: wanted(currentId(), "comment") }; };
comment.addEventListener("focus", begun);
comment.addEventListener("input", () => {
  if (!current) return;
  begun();
  const id = currentId();
  want(id, "comment", comment.value);
  clearTimeout(pause);
  pause = setTimeout(send, 500, `${id}/comment`);
});
comment.addEventListener("blur", () => {
  if (before && wanted(before.id, "comment") !== before.was) { changes(before); send(`${before.id}/comment`); }
  before = null;
});

// ---------------------------------------------------------------- saved comments and the rubric

for (const dialog of $$("dialog")) {
  $(".close", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => current?.focus({ preventScroll: true }));
}

function insert(text) {
  const id = currentId();
  const had = wanted(id, "comment");
  changes(change(id, "comment", had ? `${had}\n${text}` : text));
  $("#comments").close();
}

function openComments() {
  if (!current) return;
  const made = rubric.comments.map((text, place) => element(
    "button", { type: "button", onclick: () => insert(text) },
    element("kbd", { textContent: place < 9 ? place + 1 : "" }), element("span", { textContent: text }),
  ));
  $("#comments .list").replaceChildren(...(made.length ? made : [words.no_comments]));
  $("#comments .keep").disabled = !wanted(currentId(), "comment").trim() || rubric.comments.includes(wanted(currentId(), "comment").trim());
  $("#comments").showModal();
}

async function keepComment() {
  const now = { lines: rubric.lines, comments: [...rubric.comments, wanted(currentId(), "comment").trim()] };
  const { status: code, said } = await ask(`rubric?question=${page.number}`, { was: rubric, now });
  if (code === 200 || said.theirs) Object.assign(rubric, said.value ?? said.theirs);
  if (code !== 200) status(said.error, true);
  else status(words.saved);
  if (code === 409) return keepComment(); // with theirs before it
  $("#comments").close();
}
$("#comments .keep").addEventListener("click", keepComment);
$("#comments").addEventListener("keydown", (event) => {
  if (event.key === "+" && !$("#comments .keep").disabled) { event.preventDefault(); keepComment(); }
  const chosen = rubric.comments[+event.key - 1];
  if (/^[1-9]$/.test(event.key) && chosen) { event.preventDefault(); insert(chosen); }
});

const editor = $("#rubric");
const DRAFT = `rubric-${page.number}`;
const plain = () => ({
  lines: $$(".lines .row", editor).map((row) => ({ id: row.dataset.id || null, points: Number($("[type='number']", row).value), text: $("[type='text']", row).value })),
  comments: $$(".comments .row input", editor).map((input) => input.value),
});
const draft = () => store.set(DRAFT, { was: editor.was, now: plain() });

function row(values, what) {
  const place = $$(`.${what} .row`, editor).length + 1;
  const isLine = what === "lines";
  const text = element("input", { type: "text", value: isLine ? values.text : values, required: isLine, maxLength: 2000, ariaLabel: say(isLine ? "line_text" : "comment_text", { number: place }) });
  const made = element("div", { className: "row" }, text);
  if (isLine) {
    made.dataset.id = values.id ?? "";
    made.append(element("input", { type: "number", step: "any", min: -most, max: most, required: true, value: values.points, ariaLabel: say("line_points", { number: place }) }));
  }
  made.append(element("button", { type: "button", textContent: words.remove, onclick: () => { made.remove(); draft(); } }));
  $(`.${what}`, editor).append(made);
  return text;
}

function openRubric(kept) {
  editor.was = kept?.was ?? structuredClone(rubric);
  $$(".row", editor).forEach((each) => each.remove());
  $(".wrong", editor).textContent = "";
  const now = kept?.now ?? rubric;
  now.lines.forEach((line) => row(line, "lines"));
  now.comments.forEach((text) => row(text, "comments"));
  editor.showModal();
}
$(".add-line", editor).addEventListener("click", () => row({ points: 1, text: "" }, "lines").focus());
$(".add-comment", editor).addEventListener("click", () => row("", "comments").focus());
editor.addEventListener("input", draft);
editor.addEventListener("close", () => store.remove(DRAFT));
$("form", editor).addEventListener("submit", async (event) => {
  event.preventDefault();
  const { status: code, said } = await ask(`rubric?question=${page.number}`, { was: editor.was, now: plain() });
  if (code === 200) { store.remove(DRAFT); location.reload(); return; }
  const theirs = said.theirs?.lines.map((line) => `${line.text} (${number(line.points)})`).join("; ");
  $(".wrong", editor).textContent = said.theirs ? say("rubric_conflict", { theirs }) : said.error;
  if (said.theirs) { editor.was = said.theirs; draft(); }
});

// ---------------------------------------------------------------- the beginning

makePanel();
cards.forEach((card) => showCard(card, card.dataset.id));
showProgress();
if (cards.length) select(cards.find((card) => wanted(card.dataset.id, "points").waits) ?? cards[0]);
else $("aside form").hidden = true;
if (matchMedia("(max-width: 62rem)").matches) $("#model").open = false;
addEventListener("beforeprint", () => { $("#model").open = true; });
$("#keys-on").checked = store.get("keys") ?? true;
$("#keys-on").addEventListener("change", (event) => (event.target.checked ? store.remove("keys") : store.set("keys", false)));
const kept = store.get(DRAFT);
if (kept) openRubric(kept);
sendAll();
setInterval(sendAll, 2000);
setInterval(refresh, 20000);
addEventListener("focus", refresh);
