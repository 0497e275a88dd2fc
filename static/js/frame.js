// What every page has: `/` goes to the search field, 字号 changes the root size and is remembered, a form is sent once.

const root = document.documentElement;

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  const field = document.querySelector("[data-search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
});

for (const group of document.querySelectorAll("[data-text-sizes]")) {
  group.hidden = false;
  const mark = (size) => {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === size));
    }
  };
  mark(root.dataset.text || "16");
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    root.dataset.text = button.value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `text_size=${button.value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    mark(button.value);
  });
}

// A second press of a button must not send the form again; the server refuses it too, by constraint.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.hasAttribute("data-again")) return; // nothing is written, and a download leaves the page as it is
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  // After the browser has read the pressed button's name and value.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = true;
  });
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = false;
  }
});

// One fold of the top bar is open at a time, and Escape closes it.
for (const fold of document.querySelectorAll("details.bar-fold")) {
  fold.addEventListener("toggle", () => {
    if (!fold.open) return;
    for (const other of document.querySelectorAll("details.bar-fold[open]")) if (other !== fold) other.open = false;
  });
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
}

const summary = document.querySelector("[data-problems]");
if (summary) summary.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
