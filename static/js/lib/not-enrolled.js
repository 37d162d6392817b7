// A browser whose credential was taken away, or that never had one: its own address, opened anew,
// shows what to do, and goes on by itself once the office has enrolled it.

/** What the live wire is refused with. */
export const NOT_ENROLLED = "NotEnrolled";

/** @param {{headers?: {get: (name: string) => string | null}}} answer */
export const isRevoked = (answer) => answer.headers?.get("X-Not-Enrolled") === "yes";

let isShowing = false;

/** Once: a page has many parts, and each is refused. */
export function showWhatToDo({ load = () => globalThis.location?.reload() } = {}) {
  if (isShowing) return;
  isShowing = true;
  load();
}
