// Folds what stands behind a report on a narrow screen. It is open without script, on a wide screen, in print, and
// where a link leads into it.
const folds = [...document.querySelectorAll("details[data-fold]")];

const open = () => {
  const name = decodeURIComponent(location.hash.slice(1));
  const place = name ? document.getElementById(name) : null;
  const fold = place?.closest("details[data-fold]");
  if (!fold) return;
  fold.open = true;
  place.scrollIntoView();
};

if (matchMedia("(max-width: 40rem)").matches) for (const fold of folds) fold.open = false;
open();
addEventListener("hashchange", open);
document.addEventListener("click", (event) => {
  // A link that leads where the page already is changes no address.
  if (event.target.closest?.("a")?.hash === location.hash) open();
});

let closed = [];
addEventListener("beforeprint", () => {
  closed = folds.filter((fold) => !fold.open);
  for (const fold of closed) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of closed) fold.open = false;
});
