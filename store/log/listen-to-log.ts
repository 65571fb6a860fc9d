import { type ChannelTimes, channelTimes, type Listening, listenTo } from "../database/listen.ts";

export type { Listening } from "../database/listen.ts";

/** Callbacks of a listener to the log. */
export interface Listener {
  /** These streams changed; null: any stream may have changed, check all. */
  onStreams(ids: readonly string[] | null): void;
  /** Awaited after each (re)connection, before `onStreams(null)`; if it rejects, another connection is made. */
  onConnected(): Promise<void>;
  /** The connection was lost or could not be made; another one is tried. */
  onLost(error: unknown): void;
}

/** Times of a listener, ms. */
export interface ListenTimes extends ChannelTimes {
  /** Interval at which all streams are checked without a notification. */
  safety: number;
}

/** Times in production. */
export const usualTimes: ListenTimes = { ...channelTimes, safety: 5_000 };

/**
 * Reports which streams changed. Notifications are hints: after each reconnection and every few seconds, all streams are
 * checked. Throws if the first connection fails.
 */
export async function listen(
  url: string,
  { onStreams, onConnected, onLost }: Listener,
  times: ListenTimes = usualTimes,
): Promise<Listening> {
  const safety = setInterval(() => onStreams(null), times.safety);
  try {
    const listening = await listenTo(url, "tramontane_log", {
      onPayload: (payload) => onStreams(payload.split(",")),
      onConnected: async () => {
        await onConnected();
        onStreams(null);
      },
      onLost,
    }, times);
    return {
      close: async () => {
        clearInterval(safety);
        await listening.close();
      },
    };
  } catch (error) {
    clearInterval(safety);
    throw error;
  }
}
