// Several rows at once: one tick for all, the count said, and a range with the shift key.
//
//   <form> ... <input type="checkbox" data-row ...> in each row ... {% within "several" %}
//
// Without script every row still has its own tick.
const counted = (count, what) => (count === 1 ? `1 ${what}` : `${count} ${what}s`);

const begin = (bar) => {
  const form = bar.closest("form");
  const all = bar.querySelector("[data-select-all]");
  const place = bar.querySelector("[data-selected-count]");
  const rows = () => [...form.querySelectorAll("[data-row]")];
  let last = null;

  const count = () => {
    const boxes = rows();
    const chosen = boxes.filter((box) => box.checked).length;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    place.textContent = chosen ? `${chosen} of ${counted(boxes.length, bar.dataset.what || "row")} chosen` : "None chosen";
  };

  form.addEventListener("click", ({ target, shiftKey }) => {
    if (!target.matches("[data-row]")) return;
    if (shiftKey && last && last !== target) {
      const boxes = rows();
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(target)].sort((one, two) => one - two);
      for (const box of boxes.slice(Math.max(from, 0), to + 1)) box.checked = target.checked;
    }
    last = target;
  });
  form.addEventListener("change", ({ target }) => {
    if (target === all) for (const box of rows()) box.checked = all.checked;
    if (target === all || target.matches("[data-row]")) count();
  });
  bar.querySelector("[data-select-all-label]").hidden = false;
  count();
};

for (const bar of document.querySelectorAll("[data-select-rows]")) begin(bar);
