import type { ServerResponse } from "node:http";
import type { Emulator } from "./emulator.ts";

/** Watches the client of a turn and controls both. */
export type ClientWatch = {
  /** Destroys the socket. */
  cut: () => void;
  /** Ends the response, even if the answer is incomplete. */
  hangUp: () => void;
  /** Whether the client has disconnected or was cut. */
  isCut: () => boolean;
  /** Aborts when the run must stop without being stored. */
  stop: AbortSignal;
  /** Releases the lock of the conversation; further calls do nothing. */
  unlock: () => void;
  /** To be called when the run is over. */
  end: () => void;
};

/** Watches the client. When it disconnects, the signal aborts in mode "abort", but not in mode "store". */
export function watchClient(
  emulator: Emulator,
  conversation: string,
  res: ServerResponse,
): ClientWatch {
  const stop = new AbortController();
  let disconnected = false;
  let locked = true;
  const leave = () => {
    disconnected = true;
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
    isCut: () => disconnected,
    stop: stop.signal,
    end() {
      emulator.running.delete(stopNow);
    },
    unlock() {
      const until = disconnected ? performance.now() + emulator.settings.modes.lockMs : 0;
      if (locked) emulator.locks.release(conversation, until);
      locked = false;
    },
  };
}
