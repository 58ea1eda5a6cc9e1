// Takes the reader to what the page has to say: errors first, then a conflict, then what was just done.
// The same after a part of the page was replaced. What stands in an example does not take the focus.
const FIRST = [".error-summary", ".conflict", ".messages"];

const focusIn = (place) => {
  for (const name of FIRST) {
    const found = place.querySelector(`${name}:not([data-example] *)`);
    if (found) return found.focus();
  }
};

if (!location.hash) focusIn(document);
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const place = target.querySelector(FIRST.join(",")) ? target : target.parentElement;
  if (place) focusIn(place);
});
