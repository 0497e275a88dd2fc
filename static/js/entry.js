// Entry grids: Alt+A or the button adds a row, Enter goes to the next cell, an ID number shows birth date, sex and age.
// Without this file the server adds rows and works the same values out when the page is saved.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/** What an ID number says by itself; a wrong one says why. The server decides. */
export function readId(text, today) {
  const id = text.trim().toUpperCase();
  if (id.length !== 18) return null;
  if (!/^\d{17}[\dX]$/.test(id)) return { wrong: "身份证号只有数字，最后一位可以是 X" };
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(id[place]), 0);
  if (CHECKS[sum % 11] !== id[17]) return { wrong: "身份证号校验不符，请核对后 4 位" };
  const [year, month, day] = [id.slice(6, 10), id.slice(10, 12), id.slice(12, 14)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return { wrong: "身份证号里的出生日期不存在" };
  const [nowYear, nowMonth, nowDay] = today.split("-").map(Number);
  const before = nowMonth < month || (nowMonth === month && nowDay < day);
  return {
    birth: `${year}年${month}月${day}日`,
    sex: Number(id[16]) % 2 ? "男" : "女",
    age: `${nowYear - year - (before ? 1 : 0)} 岁`,
  };
}

function showId(field) {
  const row = field.closest("tr, form");
  const today = field.dataset.today || document.documentElement.dataset.today;
  if (!row || !today) return;
  const read = readId(field.value, today);
  const hint = row.querySelector("[data-id-hint]");
  if (hint) hint.textContent = read && read.wrong ? read.wrong : "";
  for (const name of ["birth", "sex", "age"]) {
    const place = row.querySelector(`[data-derived="${name}"]`);
    if (place && read) place.textContent = read[name] || "";
  }
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-id-number]")) showId(event.target);
});

function addRow(button) {
  const prefix = button.dataset.addRow;
  const grid = document.querySelector(`[data-grid="${prefix}"]`);
  const total = document.querySelector(`#id_${prefix}-TOTAL_FORMS`);
  const blank = document.querySelector(`template[data-blank="${prefix}"]`);
  const row = blank.content.firstElementChild.cloneNode(true);
  const place = Number(total.value);
  row.innerHTML = row.innerHTML.replaceAll("__prefix__", place);
  const number = row.querySelector("[data-seq]");
  if (number) number.textContent = place + 1;
  grid.querySelector("tbody").append(row);
  total.value = place + 1;
  row.querySelector("input:not([type=hidden]), select, textarea").focus();
}

for (const button of document.querySelectorAll("[data-add-row]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    addRow(button);
  });
}

const shortcuts = () => document.documentElement.dataset.shortcuts !== "off";

document.addEventListener("keydown", (event) => {
  if (!shortcuts()) return;
  if (event.altKey && event.key.toLowerCase() === "a") {
    const button = document.querySelector("[data-add-row][data-key='a']");
    if (button) {
      event.preventDefault();
      addRow(button);
    }
    return;
  }
  if (event.altKey && event.key === "ArrowUp") {
    const back = document.querySelector("[data-step-back]");
    if (back) {
      event.preventDefault();
      back.click();
    }
    return;
  }
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!event.target.matches("[data-grid] input, [data-grid] select")) return;
  event.preventDefault();
  const cells = [...document.querySelectorAll("[data-grid] :is(input, select, textarea)")].filter(
    (cell) => cell.type !== "hidden" && cell.type !== "checkbox" && !cell.readOnly && !cell.disabled,
  );
  const next = cells[cells.indexOf(event.target) + 1];
  if (next) next.focus();
  else document.querySelector("[data-add-row], .foot .button--primary")?.focus();
});
