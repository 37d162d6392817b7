// Asking until there is an answer. A screen must become right without anybody touching it.

/** Refused for good: asking again would give the same answer. */
export class Refused extends Error {}

/** Try again until it works. */
export async function keepTrying(task, pause = 1000) {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (error instanceof Refused) throw error;
      console.warn(error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
