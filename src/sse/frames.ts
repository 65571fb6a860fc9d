/** Bounds of the wait before an EventSource connects again, ms; at random, so that not all come at once. */
const retry = { least: 250, most: 1_250 };

/** One event; an empty `data` still makes it one. */
export function eventFrame(event: string, data: string, id?: string): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata:${data && ` ${data}`}\n\n`;
}

/** What a stream begins with: how long an EventSource waits before it comes back. */
export function helloFrame(random: () => number = Math.random): string {
  return `retry: ${Math.round(retry.least + random() * (retry.most - retry.least))}\n\n`;
}

/** An answer. One without data has no place in the stream, so it takes no `id`. */
export function nextFrame(answer: Record<string, unknown>, cursor: string | null): string {
  const id = cursor !== null && answer.data ? cursor : undefined;
  return eventFrame("next", JSON.stringify(answer), id);
}
