// Ticks in a list: the bar above it says how many are chosen. It has one height in both its lives.
// What can be done with them only the server knows; where it draws the bar anew, this file only keeps the number.

const bar = () => document.querySelector("[data-pick]");
const all = () => document.querySelector("[data-tick-all]");
const ticks = () => [...document.querySelectorAll("[data-tick]")];

function count(changed) {
  const place = bar();
  if (!place) return;
  const boxes = ticks();
  const chosen = boxes.filter((tick) => tick.checked).length;
  place.classList.toggle("is-picked", chosen > 0);
  place.querySelector("[data-pick-none]").hidden = chosen > 0;
  place.querySelector("[data-pick-some]").hidden = chosen === 0;
  place.querySelector("[data-pick-count]").textContent = chosen;
  place.querySelector("[data-pick-clear]").hidden = false;
  if (changed) place.querySelector("[data-pick-can]").textContent = "";
  const head = all();
  if (!head) return;
  head.hidden = boxes.length === 0;
  head.checked = chosen > 0 && chosen === boxes.length;
  head.indeterminate = chosen > 0 && chosen < boxes.length;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-all]")) for (const tick of ticks()) tick.checked = event.target.checked;
  else if (!event.target.matches("[data-tick]")) return;
  count(true);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pick-clear]")) return;
  for (const tick of ticks()) tick.checked = false;
  const first = ticks()[0];
  if (first) {
    first.focus();
    first.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("htmx:afterSwap", () => count(false));
count(false);
