// <tz-files>: says which files are chosen, with their size.

// Browsers do not know how Kazakh writes numbers; it does as Russian.
const NUMBERS = document.documentElement.lang === "en" ? "en" : "ru";

class Files extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => this.tell());
    this.tell();
  }

  tell() {
    const chosen = [...this.querySelectorAll("[type=file]")].flatMap((one) => [...one.files]);
    const lines = chosen.map((file) => {
      const [unit, step] = file.size < 1e6 ? [this.dataset.kilo, 1e3] : [this.dataset.mega, 1e6];
      const amount = (file.size / step).toLocaleString(NUMBERS, { maximumFractionDigits: 1 });
      const size = `${amount} ${unit}`;
      return Object.assign(document.createElement("li"), { textContent: `${file.name}, ${size}` });
    });
    this.querySelector(".files__chosen").replaceChildren(...lines);
  }
}

customElements.define("tz-files", Files);
