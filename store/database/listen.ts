import { withDeadline } from "../../protocol/async/deadline.ts";
import { backoffMs } from "../../protocol/async/retry.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { connect } from "./connect.ts";
import { Heartbeat } from "./heartbeat.ts";

/** A running LISTEN. */
export interface Listening {
  close(): Promise<void>;
}

/** The callbacks of a channel's listener. */
export interface ChannelListener {
  /** Awaited after each (re)connection; if it rejects, another connection is made. Earlier notifications were missed. */
  onConnected(): Promise<void>;
  /** A notification arrived. */
  onPayload(payload: string): void;
  /** The connection was lost or could not be made; another one is tried. */
  onLost(error: unknown): void;
}

/** Times of a listener, ms. */
export interface ChannelTimes {
  /** Interval of the heartbeats that it sends to itself. */
  beat: number;
  /** Without a heartbeat for this long, the connection is dead. */
  silence: number;
  /** Waits before a new connection: the first one, doubled up to the last one. */
  retry: readonly [first: number, last: number];
}

/** Times in production. */
export const channelTimes: ChannelTimes = { beat: 2_000, silence: 4_000, retry: [50, 1_000] };

const connectTimeoutMs = 5_000;

/**
 * Listens to a channel over one session connection of its own. It notifies itself, so that a connection which looks open
 * but carries nothing is noticed and replaced, until the listener is closed. (The driver's own `listen` gives a channel
 * up for good when its first reconnection fails.) Notifications are hints: some are missed. Throws if the first
 * connection fails.
 */
export function listenTo(
  url: string,
  channel: string,
  listener: ChannelListener,
  times: ChannelTimes = channelTimes,
): Promise<Listening> {
  const closing = new AbortController();
  return new Promise((resolve, reject) => {
    let settled = false;
    const close = async () => {
      closing.abort();
      await running;
    };
    const onFirst = (error?: unknown) => {
      if (settled) return;
      settled = true;
      if (error === undefined) resolve({ close });
      else void close().then(() => reject(error));
    };
    const running = listenUntilClosed({ url, channel, listener, times }, closing.signal, onFirst);
  });
}

interface Listen {
  url: string;
  channel: string;
  listener: ChannelListener;
  times: ChannelTimes;
}

/** `onFirst` gets the outcome of the first connection. */
async function listenUntilClosed(
  listen: Listen,
  closing: AbortSignal,
  onFirst: (error?: unknown) => void,
): Promise<void> {
  const { listener, times } = listen;
  const [firstMs, maxMs] = times.retry;
  let failures = 0;
  while (!closing.aborted) {
    try {
      await listenOnce(listen, closing, () => {
        onFirst();
        failures = 0;
      });
      if (!closing.aborted) listener.onLost(new Error("closed or silent"));
    } catch (error) {
      onFirst(error);
      listener.onLost(error);
    }
    await sleep(backoffMs(++failures, { firstMs, maxMs }), closing);
  }
}

/** One connection, from its opening until it is lost or the listener is closed. */
async function listenOnce(
  { url, channel, listener: { onPayload, onConnected }, times }: Listen,
  closing: AbortSignal,
  connected: () => void,
): Promise<void> {
  const heartbeat = new Heartbeat(times);
  const onNotify = (_: string, payload: string) => {
    if (!Heartbeat.isBeat(payload)) onPayload(payload);
    else heartbeat.received(payload);
  };
  const name = `${channel.replaceAll("_", "-")}-listen`;
  const onClose = () => heartbeat.stop();
  const sql = connect(url, { name, max: 1, keep: true, onNotify, onClose });
  try {
    await withDeadline(connectTimeoutMs, sql`listen ${sql(channel)}`);
    await withDeadline(connectTimeoutMs, onConnected());
    connected();
    closing.addEventListener("abort", () => heartbeat.stop(), { once: true });
    if (!closing.aborted) {
      await heartbeat.untilSilent((beat) => sql`select pg_notify(${channel}, ${beat})`);
    }
  } finally {
    await sql.end({ timeout: 0 });
  }
}
