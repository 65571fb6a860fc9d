import type { ServerContext } from "@modelcontextprotocol/server";

/** Messages about text are at least this far apart, ms: it arrives many times a second. */
const textEveryMs = 1_000;
/** Messages of one call. A client that reads none of them for 30 s is cut, and they wait in memory until then. */
const maxMessages = 1_000;
/** Units of a message. */
const messageLength = 200;

/** Reports of the progress of a call. */
export interface Progress {
  /** A step: it is always reported. */
  step(message: string): void;
  /** How far the current step is: of many messages a second, one is reported. */
  more(message: string): void;
}

/** Reports to a client that asked for them; nothing to others. */
export function progressOf({ _meta, notify }: ServerContext["mcpReq"]): Progress {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return { step() {}, more() {} };
  let [progress, textAt] = [0, -textEveryMs];
  const send = (text: string) => {
    if (progress >= maxMessages) return;
    const message = text.slice(0, messageLength).toWellFormed();
    const params = { progressToken, progress: ++progress, message };
    // A client that is gone gets no result either, which ends the call.
    notify({ method: "notifications/progress", params }).catch(() => {});
  };
  return {
    step: send,
    more(message) {
      const now = performance.now();
      if (now - textAt < textEveryMs) return;
      textAt = now;
      send(message);
    },
  };
}
