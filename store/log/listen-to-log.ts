import { type ChannelTimes, channelTimes, type Listening, listenTo } from "../database/listen.ts";

import type { DurableEvent } from "../../protocol/log/event.ts";
import { type NotifiedText, readNotification } from "./notified-text.ts";

export type { Listening } from "../database/listen.ts";

/** Callbacks of a listener to the log. */
export interface Listener {
  /** These streams changed; null: any stream may have changed, check all. */
  onStreams(ids: readonly string[] | null): void;
  /**
   * These events were committed. All callbacks follow the order of commits, and no change before this one was missed:
   * after a lost connection neither events nor texts are reported before `onStreams(null)`.
   */
  onEvents(events: readonly DurableEvent[]): void;
  /** These texts were committed. */
  onTexts(texts: readonly NotifiedText[]): void;
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
 * Reports which streams changed, and the events and text that notifications carry. Some notifications may be missed: after each
 * reconnection and every few seconds, all streams are checked. Throws if the first connection fails.
 */
export async function listen(
  url: string,
  { onStreams, onEvents, onTexts, onConnected, onLost }: Listener,
  times: ListenTimes = usualTimes,
): Promise<Listening> {
  // Before all streams are checked, notifications of the time without a connection are missing.
  let isComplete = false;
  const onPayload = (payload: string) => {
    const { changed, events, texts } = readNotification(payload);
    if (changed.length > 0) onStreams(changed);
    if (events.length + texts.length === 0) return;
    if (!isComplete) return onStreams([...events, ...texts].map((one) => one.streamId));
    if (events.length > 0) onEvents(events);
    if (texts.length > 0) onTexts(texts);
  };
  const safety = setInterval(() => onStreams(null), times.safety);
  try {
    const listening = await listenTo(url, "tramontane_log", {
      onPayload,
      onConnected: async () => {
        await onConnected();
        isComplete = true;
        onStreams(null);
      },
      onLost: (error) => {
        isComplete = false;
        onLost(error);
      },
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
