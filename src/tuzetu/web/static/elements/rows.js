// <tz-rows>: a new row at once. Without it the same button asks the server for one.

export class Rows extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".form-rows__list");
    this.total = this.querySelector(`[name="${this.dataset.prefix}-TOTAL_FORMS"]`);
    const add = this.querySelector(`[name="${this.dataset.prefix}-add"]`);
    add?.addEventListener("click", (event) => {
      event.preventDefault();
      this.add().querySelector("textarea, input:not([type=hidden]), select")?.focus();
    });
  }

  add() {
    const index = Number(this.total.value);
    const blank = this.querySelector("template").innerHTML;
    const made = document.createElement("template");
    made.innerHTML = blank
      .replaceAll("__prefix__", String(index))
      .replaceAll("__number__", String(index + 1));
    const row = made.content.firstElementChild;
    this.list.append(row);
    this.total.value = String(index + 1);
    this.dispatchEvent(new Event("input", { bubbles: true }));
    return row;
  }

  drop(count) {
    for (let left = count; left > 0; left -= 1) this.list.lastElementChild?.remove();
    this.total.value = String(Number(this.total.value) - count);
  }

  cell(index, name) {
    return this.querySelector(`[name="${this.dataset.prefix}-${index}-${name}"]`);
  }
}

customElements.define("tz-rows", Rows);
