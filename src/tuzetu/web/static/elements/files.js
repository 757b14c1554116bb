// <tz-files>: says which files are chosen, with their size; and which a change of language let go.

import { drop, keep, kept } from "./typed.js";

const LEFT = `tuzetu:files:${location.pathname}`;

// Browsers do not know how Kazakh writes numbers; it does as Russian.
const NUMBERS = document.documentElement.lang === "en" ? "en" : "ru";

class Files extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => this.tell());
    document.addEventListener("submit", (sent) => this.leaving(sent.target));
    this.tell();
    this.tellLeft();
  }

  chosen() {
    return [...this.querySelectorAll("[type=file]")].flatMap((one) => [...one.files]);
  }

  // Another form than the files' own was sent: the page comes back without them.
  leaving(form) {
    const names = this.chosen().map((file) => file.name);
    if (names.length && form !== this.closest("form")) keep(LEFT, names);
  }

  tellLeft() {
    const names = kept(LEFT) ?? [];
    drop(LEFT);
    if (!names.length || this.chosen().length) return;
    const says = `${this.dataset.again} ${names.join(", ")}`;
    this.querySelector(".files__chosen").replaceChildren(line(says));
  }

  tell() {
    const lines = this.chosen().map((file) => {
      const [unit, step] = file.size < 1e6 ? [this.dataset.kilo, 1e3] : [this.dataset.mega, 1e6];
      const amount = (file.size / step).toLocaleString(NUMBERS, { maximumFractionDigits: 1 });
      const size = `${amount} ${unit}`;
      return line(`${file.name}, ${size}`);
    });
    this.querySelector(".files__chosen").replaceChildren(...lines);
  }
}

function line(says) {
  return Object.assign(document.createElement("li"), { textContent: says });
}

customElements.define("tz-files", Files);
