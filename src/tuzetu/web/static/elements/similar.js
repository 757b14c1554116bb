// <tz-similar>: earlier similar cases while the text is typed. A hint: whatever fails here bars nothing.

const PAUSE = 700;
const AGAIN = 4000;

class Similar extends HTMLElement {
  connectedCallback() {
    this.found = this.querySelector(".similar__found");
    this.told = this.querySelector("[role=status]");
    this.field = control(this.dataset.asks);
    this.field?.addEventListener("input", () => this.soon(PAUSE));
    this.place = control(this.dataset.beside)?.closest(".field");
    this.place?.append(this.told);
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
    const words = href && this.place ? Object.assign(document.createElement("a"), { href }) : new Text();
    words.textContent = says;
    if (this.told.textContent !== says) this.told.replaceChildren(words);
  }
}

function control(name) {
  return name ? document.querySelector(`main form [name="${name}"]`) : null;
}

customElements.define("tz-similar", Similar);
