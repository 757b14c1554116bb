// <tz-errors>: the summary of errors gets the focus; a link in it leads into its field.

class Errors extends HTMLElement {
  connectedCallback() {
    const box = this.querySelector(".error-summary");
    box?.focus();
    if (box) document.title = `${box.querySelector("h2").textContent.trim()} – ${document.title}`;
    this.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const place = link && document.getElementById(link.hash.slice(1));
      if (!place) return;
      event.preventDefault();
      const control = place.matches("input, select, textarea")
        ? place
        : place.querySelector("input, select, textarea");
      (place.closest(".field") ?? place).scrollIntoView({ block: "center" });
      control?.focus({ preventScroll: true });
    });
  }
}

customElements.define("tz-errors", Errors);
