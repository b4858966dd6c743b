"use strict";
const form = document.forms[0], byId = id => document.getElementById(id), done = byId("done");
const pieces = [...form.querySelectorAll("[data-piece]")];
const picked = name => (form.querySelector('input[name="' + name + '"]:checked') || {value: ""}).value;
const typed = name => form.elements[name].value.trim();
const seen = text => new TextEncoder().encode(text).reduce((h, byte) => Math.imul(h ^ byte, 16777619), 2166136261) >>> 0;
const [first, second] = form.dataset.questions.split(" ");
const random = () => [...crypto.getRandomValues(new Uint8Array(8))].map(b => b.toString(16).padStart(2, "0")).join("");
const reply = random();
let saved = false;

function answers() {
  const found = {};
  for (const piece of pieces) {
    const id = piece.dataset.piece;
    found[id] = {[first]: picked("r" + id), [second]: picked("g" + id), which: typed("w" + id), remark: typed("o" + id),
      seen: seen(piece.querySelector("blockquote").textContent)};
  }
  return found;
}

function line() {
  const given = answers(), letters = [], remarks = [];
  for (const piece of pieces) {
    const one = given[piece.dataset.piece], n = piece.dataset.number, code = one[first] + one[second];
    if (code) letters.push(n + code);
    const words = [one.which && form.dataset.guessed.replace("{words}", () => one.which), one.remark].filter(Boolean).join(". ");
    if (words) remarks.push("; " + n + ": " + words.replace(/\s+/g, " "));
  }
  const closing = [typed("missing"), [["not", 0], ["rather", 1]].map(([name, at]) => typed(name) && form.dataset.other.split("|")[at] + " " + typed(name)).filter(Boolean).join(", ")];
  closing.forEach((words, at) => { if (words) remarks.push("; " + (+form.dataset.last + 1 + at) + ": " + words.replace(/\s+/g, " ")); });
  return form.dataset.code + ": " + letters.join(" ") + remarks.join("");
}

function progress() {
  const n = pieces.filter(piece => picked("r" + piece.dataset.piece) || picked("g" + piece.dataset.piece)).length;
  byId("progress").textContent = form.dataset.progress.replace("{number}", n).replace("{total}", pieces.length);
  byId("line").value = line();
}

form.addEventListener("input", event => { if (event.target.id !== "line") { saved = false; progress(); } });
form.addEventListener("submit", event => {
  event.preventDefault();
  const file = {codeerbank: "answers", version: 1, form: form.dataset.form, code: form.dataset.code, digest: form.dataset.digest,
    reply, answers: answers(), closing: {missing: typed("missing"), not: typed("not"), rather: typed("rather")}};
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], {type: "application/json"}));
  link.download = form.dataset.file;
  link.click();
  saved = true;
  done.hidden = false;
  done.focus();
});
addEventListener("beforeunload", event => { if (!saved && form.querySelector("input:checked")) event.preventDefault(); });
byId("save").hidden = false;
progress();
