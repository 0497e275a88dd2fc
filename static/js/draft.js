// A draft: names of members appear at once where a member is chosen, and what is typed is kept every three seconds.
// Without this file a step is kept when it is saved.

const form = document.querySelector("main form[method=post]");

/** Value and name of every member row of the grid, as the server will read them. */
function members() {
  const rows = [...document.querySelectorAll("[data-grid='members'] tbody tr")];
  return rows.map((row, place) => ({
    value: row.querySelector("input[name$='-key']").value || `#${place}`,
    name: row.querySelector("input[name$='-name']").value.trim() || `第 ${place + 1} 行`,
  }));
}

function fillPeople(select) {
  const chosen = select.value;
  const first = select.options[0];
  select.replaceChildren(first, ...members().map(({ value, name }) => new Option(name, value)));
  select.value = chosen;
}

if (document.querySelector("[data-grid='members']")) {
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("select[data-people]")) fillPeople(event.target);
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-grid='members'] input[name$='-name']")) return;
    for (const select of document.querySelectorAll("select[data-people]")) fillPeople(select);
  });
}

let waiting = 0;
let leaving = false;

async function keep() {
  waiting = 0;
  if (leaving) return;
  const place = form.querySelector(".foot > span:first-child");
  try {
    const answer = await fetch(form.action || location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Autosave": "1" },
      redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    if (place) place.textContent = `已保存 ${await answer.text()}`;
  } catch {
    if (place) place.textContent = "还没有保存，请不要关闭本页；稍后会再试。";
    waiting = setTimeout(keep, 10000);
  }
}

if (form && form.querySelector(".foot")) {
  form.addEventListener("submit", () => {
    leaving = true;
  });
  form.addEventListener("input", () => {
    if (!waiting) waiting = setTimeout(keep, 3000);
  });
}
