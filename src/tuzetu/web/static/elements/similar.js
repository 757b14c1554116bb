// <tz-similar>: earlier similar cases while the text is typed. A hint: whatever fails here bars nothing.

const PAUSE = 700;
const AGAIN = 4000;

class Similar extends HTMLElement {
  connectedCallback() {
    this.found = this.querySelector(".similar__found");
    this.told = this.querySelector("[role=status]");
    this.field = this.dataset.asks && document.querySelector(`main form [name="${this.dataset.asks}"]`);
    if (this.field) {
      this.field.closest(".field").append(this.told);
      this.field.addEventListener("input", () => this.soon(PAUSE));
    }
    if (this.querySelector("[data-making]")) this.soon(AGAIN);
    if (this.querySelector("li")) this.announce();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  soon(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    try {
      const answer = await fetch(this.dataset.href, { ...this.question(), signal, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.text());
    } catch {
      if (!signal.aborted) this.tell(this.dataset.failed);
    }
  }

  question() {
    if (!this.field) return {};
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.field.form.elements.csrfmiddlewaretoken.value);
    body.set("text", this.field.value);
    return { method: "POST", body };
  }

  show(answer) {
    this.found.innerHTML = answer;
    if (this.querySelector("[data-making]")) this.soon(AGAIN);
    this.announce();
  }

  announce() {
    const says = this.found.querySelector(".similar__says").textContent;
    this.tell(says, this.found.querySelector("li") && "#similar");
  }

  tell(says, href) {
    const words = href && this.field ? Object.assign(document.createElement("a"), { href }) : new Text();
    words.textContent = says;
    if (this.told.textContent !== says) this.told.replaceChildren(words);
  }
}

customElements.define("tz-similar", Similar);
