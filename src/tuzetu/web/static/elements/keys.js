// <tz-keys>: shortcuts by the key's place (data-key="KeyO"), a list of them, and the way to turn them off.

const OFF = "tuzetu:keys:off";
const NAMES = { Slash: "/", BracketLeft: "[", BracketRight: "]", Enter: "Enter", "Shift+Slash": "?" };

class Keys extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.on = this.dialog.querySelector('[name="on"]');
    this.on.checked = !this.hasAttribute("off") && localStorage.getItem(OFF) !== "1";
    this.on.addEventListener("change", () => this.remember());
    this.querySelector("[data-key]").addEventListener("click", () => this.open());
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.hidden = false;
  }

  remember() {
    localStorage.setItem(OFF, this.on.checked ? "0" : "1");
    if (!this.dataset.href) return;
    const body = new FormData(this.on.form);
    body.delete("on");
    body.set("shortcuts", this.on.checked ? "on" : "off");
    fetch(this.dataset.href, { method: "POST", body, redirect: "manual" }).catch(() => {});
  }

  open() {
    const list = this.dialog.querySelector("dl");
    list.replaceChildren(...targets().flatMap((one) => this.line(one)));
    this.dialog.showModal();
  }

  line(target) {
    const key = document.createElement("dt");
    key.append(Object.assign(document.createElement("kbd"), { textContent: shown(target.dataset.key) }));
    const { search, help } = this.dialog.querySelector("dl").dataset;
    const says = target.type === "search" ? search : this.contains(target) ? help : target.innerText;
    return [key, Object.assign(document.createElement("dd"), { textContent: says.split("\n")[0].trim() })];
  }

  pressed(event) {
    if (this.dialog.open || event.altKey || event.repeat) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const code = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey ? "Shift+" : ""}${event.code}`;
    if (!code.startsWith("Ctrl+") && (typing || !this.on.checked)) return;
    const target = targets().find((one) => one.dataset.key === code);
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) target.focus();
    else target.click();
  }
}

function targets() {
  return [...document.querySelectorAll("[data-key]")].filter((one) => one.getClientRects().length);
}

function shown(code) {
  return NAMES[code] ?? code.replace("Key", "").replace("Digit", "");
}

customElements.define("tz-keys", Keys);
