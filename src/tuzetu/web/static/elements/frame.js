// The frame: a change of language keeps what was typed, a change of appearance needs no new page.

import { drop, keep, kept, putBack, typedIn } from "./typed.js";

const KEY = `tuzetu:language:${location.pathname}`;

function forms() {
  return [...document.querySelectorAll("main form[method=post]")];
}

document.querySelector(".languages")?.addEventListener("submit", () => {
  keep(KEY, forms().map(typedIn));
});

const typed = kept(KEY);
if (typed) {
  customElements.whenDefined("tz-rows").then(() => {
    forms().forEach((form, place) => typed[place] && putBack(form, typed[place]));
    drop(KEY);
  });
}

for (const form of document.querySelectorAll(".appearance")) {
  form.addEventListener("submit", async (event) => {
    const { name, value } = event.submitter ?? {};
    if (!name) return;
    event.preventDefault();
    const body = new FormData(form);
    body.set(name, value);
    show(name, value);
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  });
}

function show(name, value) {
  document.documentElement.dataset[name] = value;
  for (const one of document.querySelectorAll(`.appearance [name="${name}"]`)) {
    if (one.value === value) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  if (name !== "theme") return;
  const media = { dark: "screen", light: "not all" }[value];
  document.getElementById("dark").media = media ?? "screen and (prefers-color-scheme: dark)";
  document.querySelector('meta[name="color-scheme"]').content = value || "light dark";
}

// On a phone the menu is longer than the screen: the present entry is brought into view.
const menu = document.querySelector(".menu");
const here = menu?.querySelector("[aria-current]");
if (here) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;

addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("main details:not(.confirm)")) fold.open = true;
});

const own = document.querySelector(".own");
document.addEventListener("click", (event) => {
  if (own?.open && !own.contains(event.target)) own.open = false;
});
own?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  own.open = false;
  own.querySelector("summary").focus();
});
