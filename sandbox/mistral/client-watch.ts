import type { ServerResponse } from "node:http";
import type { Emulator } from "./emulator.ts";

/** What becomes of a turn's client, and what that means for the turn. */
export type ClientWatch = {
  /** Destroys the socket. */
  cut: () => void;
  /** Ends the answer cleanly, whatever is missing. */
  hangUp: () => void;
  /** Whether the client is gone, or was sent away. */
  isCut: () => boolean;
  /** Fires when the run must end without being stored. */
  stop: AbortSignal;
  /** Lets the conversation go; only the first call counts. */
  unlock: () => void;
  /** Says that the run is over. */
  end: () => void;
};

/** Watches the client. In mode "abort" the signal fires when it goes; in mode "store" never. */
export function watchClient(
  emulator: Emulator,
  conversation: string,
  res: ServerResponse,
): ClientWatch {
  const stop = new AbortController();
  let gone = false;
  let locked = true;
  const leave = () => {
    gone = true;
    if (emulator.settings.modes.cut === "abort") stop.abort();
  };
  const stopNow = () => {
    stop.abort();
    leave();
    res.destroy();
  };
  emulator.running.add(stopNow);
  res.once("close", () => res.writableFinished || leave());
  return {
    cut: () => (leave(), res.destroy()),
    hangUp: () => (leave(), res.end()),
    isCut: () => gone,
    stop: stop.signal,
    end() {
      emulator.running.delete(stopNow);
    },
    unlock() {
      const until = gone ? performance.now() + emulator.settings.modes.lockMs : 0;
      if (locked) emulator.locks.release(conversation, until);
      locked = false;
    },
  };
}
