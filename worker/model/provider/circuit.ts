/** What is known of a model's health. Times in ms of one clock. */
export interface Circuit {
  /** Outages in a row. */
  outages: number;
  /** No request before this time. */
  shutUntil: number;
}

/** Outages in a row that shut the circuit. */
const tolerated = 5;
/** For how long it is shut: doubles with each further outage. */
const shut = { firstMs: 5_000, mostMs: 60_000 };

/** A model of which nothing bad is known. */
export const healthy: Circuit = { outages: 0, shutUntil: 0 };

/** How long a request must wait, ms; 0 when it may go. */
export function waitFor({ shutUntil }: Circuit, now: number): number {
  return Math.max(0, shutUntil - now);
}

/** A request goes: after a shut time it is the only one until it has ended, or as long again. */
export function onRequest(circuit: Circuit, now: number): Circuit {
  const { outages } = circuit;
  return outages < tolerated ? circuit : { outages, shutUntil: now + shutMs(outages) };
}

/** A request ended: well, or with the provider being out. */
export function onEnd({ outages }: Circuit, well: boolean, now: number): Circuit {
  if (well) return healthy;
  const more = outages + 1;
  return { outages: more, shutUntil: more < tolerated ? 0 : now + shutMs(more) };
}

const shutMs = (outages: number) =>
  Math.min(shut.mostMs, shut.firstMs * 2 ** Math.min(10, outages - tolerated));
