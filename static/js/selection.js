// Ticks in a list: the bar above it says how many are chosen. It has one height in both its lives.

const bar = document.querySelector("[data-pick]");
const all = document.querySelector("[data-tick-all]");
const ticks = [...document.querySelectorAll("[data-tick]")];

function count() {
  const chosen = ticks.filter((tick) => tick.checked).length;
  bar.classList.toggle("is-picked", chosen > 0);
  bar.querySelector("[data-pick-none]").hidden = chosen > 0;
  bar.querySelector("[data-pick-some]").hidden = chosen === 0;
  bar.querySelector("[data-pick-count]").textContent = chosen;
  if (all) {
    all.checked = chosen === ticks.length;
    all.indeterminate = chosen > 0 && chosen < ticks.length;
  }
}

if (bar && ticks.length) {
  for (const tick of ticks) tick.addEventListener("change", count);
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const tick of ticks) tick.checked = all.checked;
      count();
    });
  }
  const clear = bar.querySelector("[data-pick-clear]");
  if (clear) {
    clear.hidden = false;
    clear.addEventListener("click", () => {
      for (const tick of ticks) tick.checked = false;
      count();
      ticks[0].focus();
    });
  }
  count();
}
