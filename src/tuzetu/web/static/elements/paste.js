// <tz-paste>: cells copied from a spreadsheet fill the rows, and can be taken back in one press.

const DAY = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

class Paste extends HTMLElement {
  connectedCallback() {
    this.rows = this.closest("tz-rows");
    this.text = this.querySelector("textarea");
    this.columns = this.dataset.columns.split(" ");
    const fill = this.querySelector(`[name="${this.dataset.prefix}-fill"]`);
    fill.addEventListener("click", (event) => {
      event.preventDefault();
      this.fill(table(this.text.value));
    });
  }

  fill(lines) {
    const before = [];
    let index = this.firstEmpty();
    let added = 0;
    for (const cells of lines) {
      if (index >= Number(this.rows.total.value)) {
        this.rows.add();
        added += 1;
      }
      this.columns.forEach((name, place) => {
        const control = this.rows.cell(index, name);
        before.push([control, control.value]);
        put(control, cells[place] ?? "");
      });
      index += 1;
    }
    this.text.value = "";
    this.rows.dispatchEvent(new Event("input", { bubbles: true }));
    this.offerBack(before, added);
  }

  offerBack(before, added) {
    this.querySelector(".paste__back")?.remove();
    const back = document.createElement("button");
    back.type = "button";
    back.className = "act paste__back";
    back.textContent = this.dataset.undo;
    back.addEventListener("click", () => {
      for (const [control, value] of before) control.value = value;
      this.rows.drop(added);
      back.remove();
    });
    this.querySelector("details").append(back);
    back.focus();
  }

  firstEmpty() {
    const total = Number(this.rows.total.value);
    for (let index = total; index > 0; index -= 1) {
      if (this.columns.some((name) => this.rows.cell(index - 1, name)?.value.trim())) return index;
    }
    return 0;
  }
}

function put(control, says) {
  const day = control.type === "date" && says.match(DAY);
  if (day) control.value = `${day[3]}-${day[2].padStart(2, "0")}-${day[1].padStart(2, "0")}`;
  else if (control instanceof HTMLSelectElement) {
    const option = [...control.options].find((one) => one.text.trim() === says);
    if (option) control.value = option.value;
  } else control.value = says;
}

// Tabs between the cells; a cell with a line break stands in quotes, a quote in it is doubled.
function table(text) {
  const lines = [[""]];
  let quoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    const line = lines.at(-1);
    if (quoted && sign === '"' && text[place + 1] === '"') {
      line[line.length - 1] += '"';
      place += 1;
    } else if (sign === '"' && (quoted || line.at(-1) === "")) quoted = !quoted;
    else if (!quoted && sign === "\t") line.push("");
    else if (!quoted && sign === "\n") lines.push([""]);
    else if (sign !== "\r") line[line.length - 1] += sign;
  }
  return lines.map((line) => line.map((cell) => cell.trim())).filter((line) => line.some(Boolean));
}

customElements.define("tz-paste", Paste);
