// Keeps what somebody types on the server while they type, never in the browser.
//
//   <form method="post" data-keep data-keep-url="/drafts/my-actions/"> ... {% part "kept" %}
//
// The fields go, as they stand, to the address in data-keep-url with the form's own CSRF token; files,
// passwords and the token that lets the form act once stay behind. The place marked data-kept says when that last worked.
// Without script the form still has its button "Keep as drafts".
const PAUSE = 2500; // after the last key
const LONGEST = 8000; // while somebody types without a pause
const AGAIN = 15000; // after a try that failed
const NOT_KEPT = new Set(["once"]);

class Keeper {
  constructor(form) {
    this.form = form;
    this.place = form.querySelector("[data-kept]");
    this.last = this.read().toString();
    this.since = 0;
    this.timer = 0;
    this.running = null;
    form.addEventListener("input", () => this.wait());
    form.addEventListener("change", () => this.wait());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep(true));
  }

  read() {
    const fields = new URLSearchParams();
    const secret = new Set([...this.form.querySelectorAll("input[type=password]")].map((box) => box.name));
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && !NOT_KEPT.has(name) && !secret.has(name)) fields.append(name, value);
    }
    return fields;
  }

  wait() {
    const now = Date.now();
    this.isSent = false;
    this.since ||= now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(false), Math.max(0, Math.min(PAUSE, this.since + LONGEST - now)));
  }

  stop() {
    clearTimeout(this.timer);
    this.running?.abort();
    this.isSent = true;
  }

  async keep(isLeaving) {
    clearTimeout(this.timer);
    this.since = 0;
    const fields = this.read();
    const words = fields.toString();
    if (this.isSent || words === this.last) return;
    this.running?.abort();
    const mine = (this.running = new AbortController());
    try {
      const answer = await fetch(this.form.dataset.keepUrl, {
        method: "POST",
        body: fields,
        credentials: "same-origin",
        redirect: "error",
        keepalive: isLeaving && words.length < 60000,
        signal: mine.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.last = words;
      this.say(`Kept at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`, false);
    } catch (refusal) {
      if (refusal.name === "AbortError") return;
      this.say("Not kept yet. Save the page to keep your words.", true);
      this.timer = setTimeout(() => this.keep(false), AGAIN);
    }
  }

  say(words, isBad) {
    if (!this.place || this.place.textContent === words) return;
    this.place.textContent = words;
    this.place.classList.toggle("bad", isBad);
  }
}

const begin = (place) => {
  for (const form of place.querySelectorAll("form[data-keep]:not([data-keep='on'])")) {
    form.dataset.keep = "on";
    new Keeper(form);
  }
};
begin(document);
document.addEventListener("htmx:afterSettle", ({ target }) => begin(target.parentElement ?? document));
