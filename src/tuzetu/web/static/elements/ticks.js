// <tz-ticks>: a long list of boxes is narrowed by typing; arrows walk it, Tab passes it by.

const NEAR = { қ: "к", ә: "а", ө: "о", ұ: "у", ү: "у", і: "и", ң: "н", ғ: "г", һ: "х", ё: "е" };
const LONG = 8;

const folded = (words) => words.toLowerCase().replace(/[қәөұүіңғһё]/g, (letter) => NEAR[letter]);

class Ticks extends HTMLElement {
  connectedCallback() {
    if (this.status) return;
    this.list = this.querySelector("ul");
    this.items = [...this.list.children].map((item) => ({
      item,
      box: item.querySelector("input"),
      words: folded(item.textContent),
    }));
    this.status = Object.assign(document.createElement("p"), { className: "ticks__status quiet" });
    this.status.setAttribute("role", "status");
    if (this.items.length > LONG) this.prepend(this.search());
    this.append(this.status);
    this.list.addEventListener("change", () => this.tell());
    this.list.addEventListener("keydown", (event) => this.walk(event));
    this.list.addEventListener("focusin", (event) => this.stop(event.target));
    this.narrow("");
  }

  search() {
    const label = Object.assign(document.createElement("label"), { className: "ticks__find" });
    const words = Object.assign(document.createElement("span"), { textContent: this.dataset.find });
    this.find = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    label.append(words, this.find);
    this.find.addEventListener("input", (event) => {
      event.stopPropagation(); // nothing of the form has changed
      this.narrow(this.find.value);
    });
    this.find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "ArrowDown") this.step(event, this.shown()[0]);
    });
    return label;
  }

  narrow(typed) {
    const asked = folded(typed).split(/\s+/).filter(Boolean);
    for (const { item, box, words } of this.items) {
      item.hidden = !box.checked && !asked.every((word) => words.includes(word));
    }
    this.stop(this.shown()[0]);
    this.tell();
  }

  shown() {
    return this.items.filter(({ item }) => !item.hidden).map(({ box }) => box);
  }

  walk(event) {
    const boxes = this.shown();
    const place = boxes.indexOf(event.target);
    if (event.key === "ArrowDown") this.step(event, boxes[place + 1]);
    if (event.key === "ArrowUp") this.step(event, boxes[place - 1] ?? this.find);
  }

  step(event, to) {
    event.preventDefault();
    to?.focus();
  }

  stop(at) {
    for (const { box } of this.items) box.tabIndex = box === at ? 0 : -1;
  }

  tell() {
    const chosen = this.items.filter(({ box }) => box.checked).length;
    const { shown: of, chosen: so } = this.dataset;
    this.status.textContent = `${of} ${this.shown().length} · ${so} ${chosen}`;
  }
}

customElements.define("tz-ticks", Ticks);
