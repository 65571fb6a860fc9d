import { join } from "node:path";
import { createFaults } from "../control/faults.ts";
import { openLedger } from "../control/ledger.ts";
import { defaultModes } from "../control/settings.ts";
import { createLocks } from "./locks.ts";
import { openStore } from "./store.ts";
import type { FaultRule, Faults } from "../control/faults.ts";
import type { Ledger } from "../control/ledger.ts";
import type { Pace, Settings } from "../control/settings.ts";
import type { Locks } from "./locks.ts";
import type { Store } from "./store.ts";
import type { Entry } from "./wire.ts";

/** The state and settings that the operations use. */
export type Emulator = {
  store: Store;
  ledger: Ledger;
  faults: Faults;
  settings: Settings;
  locks: Locks;
  /** When each conversation's newest turn was stored, and how many entries it had before. */
  commits: Map<string, { at: number; before: number }>;
  /** The pace of a request with its fault. */
  pace(fault: FaultRule | undefined): Pace;
  /** The entries in the history, which may lag behind. */
  visible(conversation: string): readonly Entry[];
  /** A function for each running turn: it cuts the client and stops the turn without storing it. */
  running: Set<() => void>;
  /** Stops all running turns. */
  stopRuns(): void;
  /** Closes the files; nothing may be written afterwards. */
  close(): void;
};

/** Opens the emulator on its state folder. */
export function openEmulator(home: string, pace: Pace): Emulator {
  const store = openStore(home);
  const ledger = openLedger(join(home, "ledger.jsonl"));
  const settings: Settings = { pace: { ...pace }, modes: { ...defaultModes } };
  const commits: Emulator["commits"] = new Map();
  const running: Emulator["running"] = new Set();
  return {
    store,
    ledger,
    faults: createFaults(),
    settings,
    locks: createLocks(),
    commits,
    pace(fault) {
      const { tokensPerSecond, firstTokenMs } = settings.pace;
      if (fault?.kind === "slow_first_token") {
        return { tokensPerSecond, firstTokenMs: fault.delayMs };
      }
      return { tokensPerSecond, firstTokenMs: tokensPerSecond === 0 ? 0 : firstTokenMs };
    },
    visible(id) {
      const all = store.entries(id);
      const last = commits.get(id);
      const hidden = last && performance.now() - last.at < settings.modes.historyLagMs;
      return hidden ? all.slice(0, last.before) : all;
    },
    running,
    stopRuns() {
      for (const end of running) end();
    },
    close() {
      store.close();
      ledger.close();
    },
  };
}
