// In what order a scan by switches lights up what can be pressed: whole rows of a keyboard or of
// tiles first, and within the row that was taken one after another.
//
// Rules only, of lists of controls; keys.js lights them up. A place is what is lit now, and the row
// within which the frame walks, if it does: { lit: [control, …], within: [control, …] | null }.

const FEWEST = 5; // fewer in one group are walked one by one
const TOGETHER = 4; // short rows are lit together, up to so many

/**
 * @template Control
 * @typedef {{lit: Control[], within: Control[] | null}} Place
 */

/** @typedef {{top: number, bottom: number}} Line */

/**
 * Rows in order; what stands in no group, or in a small one, is a row by itself.
 * @template Control
 * @param {Control[]} controls
 * @param {(control: Control) => unknown} groupOf
 * @param {(control: Control) => Line} boxOf
 */
export function rows(controls, groupOf, boxOf) {
  /** @type {Control[][]} */
  const found = [];
  for (const group of runs(controls, groupOf)) {
    if (group.length < FEWEST) found.push(...group.map((each) => [each]));
    else found.push(...joined(lines(group, boxOf)));
  }
  return found;
}

/**
 * Where the frame goes next; behind the last of a row that row as a whole, and then what follows.
 * @template Control
 * @param {Control[][]} all
 * @param {Place<Control>} place
 * @returns {Place<Control>}
 */
export function after(all, { lit, within }) {
  const row = within && all.find((each) => each.includes(lit[0]));
  const place = row ? row.indexOf(lit[0]) : -1;
  if (row && row.length > 1) {
    return place + 1 < row.length ? { lit: [row[place + 1]], within: row } : { lit: row, within: null };
  }
  const at = all.findIndex((each) => each.includes(lit[0]));
  return { lit: all[(at + 1) % all.length] ?? [], within: null };
}

/**
 * What a press on a row opens: its first control.
 * @template Control
 * @param {Control[]} row
 * @returns {Place<Control>}
 */
export const opened = (row) => ({ lit: [row[0]], within: row });

/**
 * Behind a key that was pressed within a row: back to the first row of that keyboard.
 * @template Control
 * @param {Control[][]} all
 * @param {Control} control
 * @param {(control: Control) => unknown} groupOf
 * @returns {Place<Control>}
 */
export function rewound(all, control, groupOf) {
  const group = groupOf(control);
  const first = all.find((each) => groupOf(each[0]) === group); // none while a page is being fetched
  return { lit: first ?? [], within: null };
}

/**
 * What stands in one group together, in its order.
 * @template Control
 * @param {Control[]} controls
 * @param {(control: Control) => unknown} groupOf
 */
function runs(controls, groupOf) {
  /** @type {Control[][]} */
  const found = [];
  /** @type {unknown} */
  let before = null;
  for (const each of controls) {
    const group = groupOf(each);
    if (group && group === before) found[found.length - 1].push(each);
    else found.push([each]);
    before = group;
  }
  return found;
}

/**
 * What stands side by side.
 * @template Control
 * @param {Control[]} controls
 * @param {(control: Control) => Line} boxOf
 */
function lines(controls, boxOf) {
  /** @type {Control[][]} */
  const found = [];
  /** @type {Line | null} */
  let line = null;
  for (const each of controls) {
    const { top, bottom } = boxOf(each);
    const middle = (top + bottom) / 2;
    if (line && line.top < middle && middle < line.bottom) found[found.length - 1].push(each);
    else {
      found.push([each]);
      line = { top, bottom };
    }
  }
  return found;
}

/**
 * Short lines together.
 * @template Control
 * @param {Control[][]} all
 */
function joined(all) {
  /** @type {Control[][]} */
  const found = [];
  for (const line of all) {
    const last = found.at(-1);
    if (last && last.length + line.length <= TOGETHER) last.push(...line);
    else found.push([...line]);
  }
  return found;
}
