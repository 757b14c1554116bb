// What is typed in a form, as pairs, and back again. Secrets and files are never kept.

const LEFT_OUT = new Set(["password", "file", "hidden", "submit", "button"]);

function controls(form) {
  return [...form.elements].filter((one) => one.name && !LEFT_OUT.has(one.type));
}

export function typedIn(form) {
  return controls(form)
    .filter((one) => !["checkbox", "radio"].includes(one.type) || one.checked)
    .map((one) => [one.name, one.value]);
}

// Rows that were added stand in no page that comes anew: they are added again, then filled.
function addRows(form, pairs) {
  for (const rows of form.querySelectorAll("tz-rows")) {
    const start = `${rows.dataset.prefix}-`;
    const places = pairs
      .filter(([name]) => name.startsWith(start))
      .map(([name]) => Number.parseInt(name.slice(start.length), 10));
    while (places.some((place) => place >= Number(rows.total?.value))) rows.add();
  }
}

export function putBack(form, pairs) {
  addRows(form, pairs);
  const said = new Map();
  for (const [name, value] of pairs) said.set(name, [...(said.get(name) ?? []), value]);
  for (const one of controls(form)) {
    const values = said.get(one.name) ?? [];
    if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value);
    else if (values.length) one.value = values[0];
  }
}

export function keep(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden storage must not stop anybody from typing.
  }
}

export function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

export function drop(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
