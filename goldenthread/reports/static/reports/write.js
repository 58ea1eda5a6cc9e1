// Looks every few seconds who else writes in this section, for as long as somebody sits here: a page that was left
// alone asks for nothing, so that its session ends as any other does.
const LOOK = 8000;
const STILL_HERE = 180000;
const others = document.querySelector("[data-look]");
let lastSign = Date.now();

if (others) {
  for (const name of ["input", "keydown", "pointerdown", "pointermove", "scroll"])
    document.addEventListener(name, () => (lastSign = Date.now()), { passive: true });
  setInterval(() => {
    if (!document.hidden && Date.now() - lastSign < STILL_HERE) others.dispatchEvent(new CustomEvent("look"));
  }, LOOK);
}

// Puts a fact, an action or a picture into the text where the cursor is. Without script its name is copied by hand.
const field = document.querySelector("textarea[name=text]");
let place = field ? [field.value.length, field.value.length] : null;

const remember = () => (place = [field.selectionStart, field.selectionEnd]);

const insert = (words) => {
  const [from, to] = place;
  field.focus({ preventScroll: true });
  field.setRangeText(words, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  remember();
};

if (field) {
  for (const name of ["keyup", "click", "select", "blur"]) field.addEventListener(name, remember);
  for (const code of document.querySelectorAll(".to-insert code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain";
    button.append("Insert");
    const more = document.createElement("span");
    more.className = "vh";
    more.append(` ${code.textContent}`);
    button.append(more);
    button.addEventListener("click", () => insert(code.textContent));
    code.after(button);
  }
}
