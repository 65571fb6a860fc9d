import { within } from "../../protocol/within.ts";
import { connect, type Sql } from "../connect.ts";
import { Heartbeat } from "./heartbeat.ts";

/** A running LISTEN. */
export interface Listening {
  close(): Promise<void>;
}

/** What hears of changes. */
export interface Listener {
  /** These streams changed; null: any may have, look at all. */
  onStreams(ids: readonly string[] | null): void;
  /** Awaited after each (re)connection, before `onStreams(null)`; when it fails, the connection is made anew. */
  onConnected(): Promise<void>;
  /** The connection was lost, or could not be made; another is tried. */
  onLost(error: unknown): void;
}

/** Times of a listener, ms. */
export interface ListenTimes {
  /** Between two notifications to itself. */
  beat: number;
  /** A notification to itself that has not come back by then: the connection is dead. */
  silence: number;
  /** Between two looks at all streams that nobody notified of. */
  safety: number;
  /** Waits before a new connection: the first, doubled up to the last. */
  retry: readonly [first: number, last: number];
}

/** Times in production. */
export const usualTimes: ListenTimes = {
  beat: 2_000,
  silence: 4_000,
  safety: 5_000,
  retry: [50, 2_000],
};

const channel = "tramontane_log";
const connectWithinMs = 5_000;

/**
 * Hears which streams changed, over one session connection of its own. It notifies itself, so that a connection which
 * still looks open but carries nothing is noticed, and makes a new one for as long as it runs. Notifications are
 * hints: after each reconnection, and every few seconds, all streams are looked at. Throws when the first connection
 * fails.
 */
export function listen(
  url: string,
  listener: Listener,
  times: ListenTimes = usualTimes,
): Promise<Listening> {
  const closing = new AbortController();
  const safety = setInterval(() => listener.onStreams(null), times.safety);
  return new Promise((resolve, reject) => {
    let told = false;
    const close = async () => {
      clearInterval(safety);
      closing.abort();
      await running;
    };
    const onFirst = (error?: unknown) => {
      if (told) return;
      told = true;
      if (error === undefined) resolve({ close });
      else void close().then(() => reject(error));
    };
    const running = keepListening(url, listener, times, closing.signal, onFirst);
  });
}

/** `onFirst` is told how the first connection went. */
async function keepListening(
  url: string,
  listener: Listener,
  times: ListenTimes,
  closing: AbortSignal,
  onFirst: (error?: unknown) => void,
): Promise<void> {
  const [shortest, longest] = times.retry;
  let wait = shortest;
  while (!closing.aborted) {
    try {
      await listenOnce(url, listener, times, closing, () => {
        onFirst();
        wait = shortest;
      });
      if (!closing.aborted) listener.onLost(new Error("closed, or silent"));
    } catch (error) {
      onFirst(error);
      listener.onLost(error);
    }
    await pause(wait, closing);
    wait = Math.min(longest, wait * 2);
  }
}

/** One connection, from its first moment until it is dead or nobody listens any more. */
async function listenOnce(
  url: string,
  { onStreams, onConnected }: Listener,
  times: ListenTimes,
  closing: AbortSignal,
  connected: () => void,
): Promise<void> {
  const heartbeat = new Heartbeat(times);
  const onNotify = (_: string, payload: string) => {
    if (!Heartbeat.isBeat(payload)) onStreams(payload.split(","));
    else heartbeat.heard(payload);
  };
  const name = "tramontane-log-listen";
  const sql: Sql = connect(url, {
    name,
    max: 1,
    keep: true,
    onNotify,
    onClose: () => heartbeat.stop(),
  });
  try {
    await within(connectWithinMs, sql`listen ${sql(channel)}`);
    await within(connectWithinMs, onConnected());
    connected();
    onStreams(null);
    closing.addEventListener("abort", () => heartbeat.stop(), { once: true });
    if (!closing.aborted) {
      await heartbeat.untilSilent((beat) => sql`select pg_notify(${channel}, ${beat})`);
    }
  } finally {
    await sql.end({ timeout: 0 });
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
