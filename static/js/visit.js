// The visit form on a telephone: photographs are made small and sent at once, signatures are drawn with a finger.
// Without this file photographs go with the form, and the signed sheet is photographed.

const LONGEST = 1600;

async function small(file) {
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    return blob || file;
  } catch {
    return file; // the server says what is wrong with it
  }
}

for (const box of document.querySelectorAll("[data-photos]")) {
  const input = box.querySelector("input[type=file]");
  const state = box.querySelector("[data-photos-state]");
  const tiles = box.querySelector("[data-photos-tiles]");
  const waiting = [];
  const again = document.createElement("button");
  again.type = "button";
  again.className = "button button--small";
  again.textContent = "再送一次";

  const send = async () => {
    while (waiting.length) {
      state.textContent = `正在送 ${waiting.length} 张`;
      const body = new FormData();
      body.append("csrfmiddlewaretoken", box.closest("form").elements.csrfmiddlewaretoken.value);
      body.append("photos", await small(waiting[0]), waiting[0].name.replace(/\.\w+$/, "") + ".jpg");
      let answer;
      try {
        answer = await fetch(box.dataset.photos, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      } catch {
        state.textContent = `没有网络，${waiting.length} 张未送达。`;
        state.append(again);
        return;
      }
      const text = await answer.text();
      if (!answer.ok) {
        waiting.shift();
        state.textContent = answer.status === 409 ? text : "没有送达；请刷新本页，登录后再传。";
        return;
      }
      waiting.shift();
      tiles.innerHTML = text;
    }
    state.textContent = `已送达 ${tiles.querySelectorAll("li").length} 张`;
  };

  input.addEventListener("change", () => {
    waiting.push(...input.files);
    input.value = ""; // they go by themselves, not a second time with the form
    send();
  });
  again.addEventListener("click", send);
  addEventListener("online", () => waiting.length && send());
}

for (const box of document.querySelectorAll("[data-sign]")) {
  const canvas = box.querySelector("canvas");
  const field = box.nextElementSibling;
  const state = box.querySelector("[data-sign-state]");
  const pen = canvas.getContext("2d");
  let drawing = false;
  box.hidden = false;
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";

  const at = (event) => {
    const place = canvas.getBoundingClientRect();
    return [
      ((event.clientX - place.left) * canvas.width) / place.width,
      ((event.clientY - place.top) * canvas.height) / place.height,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const end = () => {
    if (!drawing) return;
    drawing = false;
    field.value = canvas.toDataURL("image/png");
    box.classList.add("is-signed");
    state.textContent = "已签";
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  box.querySelector("[data-sign-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
    box.classList.remove("is-signed");
    state.textContent = "请在框内签名";
  });
  if (field.value.startsWith("data:image/png;base64,")) { // the page came back with what was wrong; the signature stays
    const image = new Image();
    image.addEventListener("load", () => pen.drawImage(image, 0, 0));
    image.src = field.value;
    box.classList.add("is-signed");
    state.textContent = "已签";
  }
}
