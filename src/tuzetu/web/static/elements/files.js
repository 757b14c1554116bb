// <tz-files>: says which files are chosen, with their size.

class Files extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", () => this.tell());
    this.tell();
  }

  tell() {
    const chosen = [...this.querySelectorAll("[type=file]")].flatMap((one) => [...one.files]);
    const lines = chosen.map((file) => {
      const size = new Intl.NumberFormat(document.documentElement.lang, {
        style: "unit",
        unit: file.size < 1e6 ? "kilobyte" : "megabyte",
        maximumFractionDigits: 1,
      }).format(file.size / (file.size < 1e6 ? 1e3 : 1e6));
      return Object.assign(document.createElement("li"), { textContent: `${file.name}, ${size}` });
    });
    this.querySelector(".files__chosen").replaceChildren(...lines);
  }
}

customElements.define("tz-files", Files);
