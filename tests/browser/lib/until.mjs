// Waiting for a condition, never for a time.

import { setTimeout as pause } from "node:timers/promises";

const EVERY_MILLIS = 15;

/**
 * Asks again and again until the answer is enough (a true value, where nothing else is said), and gives it. Fails with what was waited
 * for and the last answer. An error thrown by the question counts as "not yet": a page that is being loaded cannot be asked.
 */
export async function until(what, question, { isEnough = Boolean, seconds = 15 } = {}) {
  const end = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      last = await question();
      if (isEnough(last)) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const answer = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`waited ${seconds} s in vain: ${what} (last answer: ${answer})`);
    }
    await pause(EVERY_MILLIS);
  }
}

/** Asks until the answer is this one. */
export function untilIs(what, question, wanted) {
  return until(`${what} is “${wanted}”`, question, { isEnough: (answer) => answer === wanted });
}
