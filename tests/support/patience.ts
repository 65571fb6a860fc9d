/** How long a test waits for what must occur, ms: long enough for a busy machine, since it is only used up when a test fails. */
export const patienceMs = 60_000;
