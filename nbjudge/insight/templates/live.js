// The pages of the service: times as they are here, files handed in, and a new look at each change.
"use strict";
const page = document.documentElement.dataset;
const headers = { "X-XSRFToken": page.token };

function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    const form = { weekday: "short", month: "short", day: "numeric", hour: "numeric" };
    time.textContent = at.toLocaleString(undefined, { ...form, minute: "2-digit" });
    time.title = time.dateTime;
  }
}

function say(form, words) {
  form.querySelector("output").textContent = words;
}

// A change that comes while a file is being chosen or sent waits until that is over.
let busy = 0;
let stale = false;

async function renew() {
  if (busy || document.querySelector("input[type=file]:focus")) {
    stale = true;
    return;
  }
  stale = false;
  const answer = await fetch(location.href, { headers });
  if (!answer.ok) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = document.querySelector("main");
  const focused = document.activeElement && document.activeElement.id;
  main.replaceChildren(...document.importNode(fresh.querySelector("main"), true).childNodes);
  localTimes(main);
  if (focused && document.getElementById(focused)) {
    document.getElementById(focused).focus();
  }
}

document.addEventListener("change", async (event) => {
  const input = event.target;
  const form = input.closest && input.closest("[data-assignment]");
  if (input.type !== "file" || !form || !input.files.length) {
    return;
  }
  const file = input.files[0];
  if (file.size > Number(page.largest) * 2 ** 20) {
    say(form, `This file is larger than ${page.largest} MB.`);
    input.value = "";
    return;
  }
  busy += 1;
  say(form, `Sending ${file.name} …`);
  try {
    const where = `${page.prefix}submissions/${encodeURIComponent(form.dataset.assignment)}`;
    const answer = await fetch(where, { method: "PUT", headers, body: file });
    const told = await answer.json().catch(() => ({}));
    const refused = told.error || `It was not received (${answer.status}).`;
    say(form, answer.ok ? `${file.name} was received.` : refused);
    stale = stale || answer.ok;
  } catch (error) {
    say(form, "It was not received: the service does not answer. Try again.");
  } finally {
    input.value = "";
    busy -= 1;
  }
  if (stale) {
    setTimeout(renew, 300);
  }
});

localTimes(document);
const events = new EventSource(`${page.prefix}events?_xsrf=${encodeURIComponent(page.token)}`);
events.onmessage = renew;
