/** Returns a token that is valid now: a new one where the last one ends soon. */
export type TokenSource = () => string | Promise<string>;

/** Keeps the token of one connection fresh. */
export interface Renewal {
  /** The connection was acknowledged, with this payload. */
  acknowledged(socket: unknown, payload: unknown): void;
  /** A pong with this payload was received. */
  ponged(payload: unknown): void;
  stop(): void;
}

/** The shortest time between two renewals, ms: a source that returns the same token is not asked all the time. */
const minWaitMs = 1_000;
/** The longest time for which a timer can wait, ms. */
const maxTimerMs = 2 ** 31 - 1;

/** When to renew a token that is valid for `leftMs`: a fifth of the time before its end, at most a minute, ms. */
export function renewAfter(leftMs: number): number {
  const marginMs = Math.min(60_000, leftMs / 5);
  return Math.min(maxTimerMs, Math.max(minWaitMs, leftMs - marginMs));
}

/**
 * Sends a fresh token before the server's `expiresAt`. Where that fails, the server closes the connection at the end of the
 * old token (4403), and the next connection has a fresh one.
 */
export function renewal(token: TokenSource): Renewal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let send: (message: string) => void = () => {};
  const renew = async () => {
    const fresh = await token();
    if (!isOver) send(JSON.stringify({ type: "ping", payload: { type: "renew", token: fresh } }));
  };
  const schedule = (payload: unknown) => {
    const leftMs = expiryOf(payload) - Date.now();
    if (isOver || Number.isNaN(leftMs)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void renew().catch(() => undefined), renewAfter(leftMs));
  };
  return {
    acknowledged(socket, payload) {
      send = (message) => (socket as { send(text: string): void }).send(message);
      schedule(payload);
    },
    ponged(payload) {
      if ((payload as { type?: unknown } | undefined)?.type === "renewed") schedule(payload);
    },
    stop() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** The time of `expiresAt`, ms; NaN: the token does not expire, or the server does not say when. */
function expiryOf(payload: unknown): number {
  const { expiresAt } = (payload ?? {}) as { expiresAt?: unknown };
  return typeof expiresAt === "string" ? Date.parse(expiresAt) : NaN;
}
