// Keeps what somebody types on the server while they type, never in the browser.
//
//   <form method="post" data-keep data-keep-url="/drafts/my-actions/"> ... {% part "kept" %}
//
// The fields go, as they stand, to the address in data-keep-url with the form's own CSRF token; files and
// passwords stay behind. The token that lets the form act once goes beside them, as it says whose form it is.
// The place marked data-kept says when that last worked.
// Without script the form still has its button "Keep as drafts".
//
// When the session has ended, the page stays as it is and says so: nothing that it asks for by itself leads away
// from words. Once its author has signed in again in another window, it takes a fitting CSRF token and goes on.
const PAUSE = 2500; // after the last key
const LONGEST = 8000; // while somebody types without a pause
const AGAIN = 15000; // after a try that failed
const NOT_KEPT = new Set(["once"]);
const ENDED = "Your session has ended. Your words are still here: sign in in another window, then save.";
const BACK = "You are signed in again. Save to send your words.";
const ANOTHER = "Somebody else is signed in now. Your words are still here: copy them before you leave this page.";
const keepers = new Set();

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
    document.addEventListener("visibilitychange", () => (document.hidden ? this.keep(true) : this.look()));
    window.addEventListener("focus", () => this.look());
    keepers.add(this);
  }

  get hasWords() {
    return this.form.isConnected && (this.isTouched || this.read().toString() !== this.last);
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
    this.isTouched = true;
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

  ask(more) {
    const headers = { "X-Once": this.form.querySelector("input[name=once]")?.value ?? "" };
    return fetch(this.form.dataset.keepUrl, { credentials: "same-origin", redirect: "error", headers, ...more });
  }

  async keep(isLeaving, isSecond = false) {
    clearTimeout(this.timer);
    this.since = 0;
    const fields = this.read();
    const words = fields.toString();
    if (this.isSent || words === this.last) return;
    this.running?.abort();
    const mine = (this.running = new AbortController());
    try {
      const keepalive = isLeaving && words.length < 60000;
      const answer = await this.ask({ method: "POST", body: fields, keepalive, signal: mine.signal });
      // The token of the form fits no longer, or somebody else is there.
      if (answer.status === 409 || (answer.status === 403 && !isSecond)) return await this.renew();
      if (answer.status === 401) return this.end();
      if (!answer.ok) throw new Error(String(answer.status));
      this.last = words;
      if (answer.status === 202) return this.end();
      this.isOver = false;
      this.say(`Kept at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`, false);
    } catch (refusal) {
      if (refusal.name === "AbortError") return;
      this.say("Not kept yet. Save the page to keep your words.", true);
      this.timer = setTimeout(() => this.keep(false), AGAIN);
    }
  }

  async renew() {
    const answer = await this.ask({ cache: "no-store" });
    if (answer.status === 409) return this.end(ANOTHER);
    if (answer.status !== 200 && answer.status !== 401) throw new Error(String(answer.status));
    const token = await answer.text();
    for (const box of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) box.value = token;
    if (answer.status === 401) this.end();
    else if (this.isOver) {
      this.isOver = false;
      this.say(BACK, false);
    }
    await this.keep(false, true);
  }

  // Whoever comes back to this window may have signed in again in another. What cannot be asked now is asked next time.
  look() {
    if (this.isOver && this.form.isConnected) this.renew().catch(() => undefined);
  }

  end(words = ENDED) {
    this.isOver = true;
    this.isSent = false;
    this.say(words, true);
  }

  say(words, isBad) {
    if (!this.place || this.place.textContent === words) return;
    this.place.textContent = words;
    this.place.classList.toggle("bad", isBad);
  }
}

// A part of the page was asked for after the session had ended. The page is led to the sign-in page only where that
// loses nothing: no words stand on it, or none but those of the form just sent, which the server says it holds.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { xhr, elt } = event.detail;
  if (xhr.status !== 401) return;
  const full = [...keepers].filter((one) => one.hasWords);
  if (xhr.getResponseHeader("HX-Redirect") && full.every((one) => one.form === elt)) return;
  event.preventDefault();
  for (const one of full) one.end();
});

const begin = (place) => {
  for (const form of place.querySelectorAll("form[data-keep]:not([data-keep='on'])")) {
    form.dataset.keep = "on";
    new Keeper(form);
  }
};
begin(document);
document.addEventListener("htmx:afterSettle", ({ target }) => begin(target.parentElement ?? document));
