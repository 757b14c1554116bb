// <tz-draft url>: saves an unfinished form every few seconds; text that could not be sent stays here.

import { drop, keep, kept, putBack, typedIn } from "./typed.js";

const PAUSE = 3000;
const SENT = "tuzetu:sent";
// At a shared computer nobody is offered what another person typed.
const TYPIST = document.querySelector("tz-draft [name=typed_by]")?.value.split(":")[0] ?? "";
const KEY = `tuzetu:typed:${TYPIST}:${location.pathname}`;

class Draft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.status = this.querySelector("[role=status]");
    this.mark = this.form.elements.sent_as;
    if (this.mark && history.state?.sent) this.mark.value = history.state.sent;
    this.settle();
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", () => this.sending());
    addEventListener("pagehide", () => this.timer && this.save(true));
  }

  settle() {
    const text = kept(KEY);
    if (!text) return;
    const answered = this.querySelector("tz-errors");
    if (answered || JSON.stringify(text) === JSON.stringify(typedIn(this.form))) drop(KEY);
    else this.offer(text);
  }

  offer(text) {
    const note = document.createElement("div");
    note.className = "flash flash--notice";
    const says = Object.assign(document.createElement("p"), { textContent: this.dataset.found });
    const back = button(this.dataset.restore, () => {
      putBack(this.form, text);
      note.remove();
      this.changed();
      this.form.elements[0]?.focus();
    });
    const away = button(this.dataset.drop, () => {
      drop(KEY);
      note.remove();
    });
    note.append(says, back, away);
    this.prepend(note);
  }

  changed() {
    this.timer ??= setTimeout(() => this.save(), PAUSE);
  }

  sending() {
    clearTimeout(this.timer);
    this.timer = null;
    keep(KEY, typedIn(this.form));
    keep(SENT, KEY);
    // The browser's Back loads the page anew: it must still know what it was sent as.
    if (this.mark) history.replaceState({ ...history.state, sent: this.mark.value }, "");
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    this.timer = null;
    keep(KEY, typedIn(this.form));
    const url = this.getAttribute("url");
    if (!url) return;
    this.status.textContent = this.dataset.saving;
    try {
      const answer = await fetch(url, { method: "POST", body: this.words(), keepalive: leaving });
      if (!answer.ok) throw new Error(String(answer.status));
      drop(KEY);
      const now = new Date().toLocaleTimeString("kk", { hour: "2-digit", minute: "2-digit" });
      this.status.textContent = `${this.dataset.saved} ${now}`;
    } catch {
      this.status.textContent = this.dataset.unsaved;
    }
  }

  words() {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    return body;
  }
}

function button(says, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: says });
  made.className = "act";
  made.addEventListener("click", act);
  return made;
}

// The page that follows a sent form: its text was taken if another page or a message of success came;
// an error page, or the same form once more, means that nobody has it but this browser.
const sent = kept(SENT);
if (sent) {
  const trouble = document.querySelector('meta[name="tuzetu-page"][content="trouble"]');
  const again = sent === KEY && document.querySelector("tz-draft form");
  if (document.querySelector(".flash--done") || !(trouble || again)) drop(sent);
  drop(SENT);
}

customElements.define("tz-draft", Draft);
