// The notice that stands in the fields of the page, saved or not.

const FIELDS = ["title", "category", "level", "letterhead", "paper_number", "body"];

/** What is written in them; null where nothing may be written any more. */
export function writtenNotice() {
  const said = new URLSearchParams();
  for (const name of FIELDS) {
    /** @type {HTMLInputElement | null} */
    const field = document.querySelector(`form [name="${name}"]`);
    if (field) said.set(name, field.value);
  }
  return said.has("title") ? said : null;
}

/**
 * What the server makes of it.
 * @param {string} source
 * @param {URLSearchParams} written
 */
export async function askedOf(source, written) {
  const answer = await fetch(source, { method: "POST", body: written, headers: { "X-Fragment": "yes" } });
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return answer.text();
}
