import { type ChannelTimes, channelTimes, type Listening, listenTo } from "../database/listen.ts";

export type { Listening } from "../database/listen.ts";

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
export interface ListenTimes extends ChannelTimes {
  /** Between two looks at all streams that nobody notified of. */
  safety: number;
}

/** Times in production. */
export const usualTimes: ListenTimes = { ...channelTimes, safety: 5_000 };

/**
 * Hears which streams changed. Notifications are hints: after each reconnection, and every few seconds, all streams are
 * looked at. Throws when the first connection fails.
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
