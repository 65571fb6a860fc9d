import type { Progress } from "@modelcontextprotocol/client";
import type { ClaimedToolCall } from "../../store/call/claim-tool-call.ts";
import { noteToolCall } from "../../store/call/commit-tool-call.ts";
import { sanitizedText } from "../../store/database/sql.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { firstUnits } from "./answer/cut-text.ts";

/** Minimum interval of writes, ms, maximum number of writes, and maximum UTF-16 units of a note. */
const limits = { everyMs: 1_000, maxNotes: 20, maxUnits: 200 };

/** Writes the progress of a call, one write at a time; notes that arrive too fast are dropped. */
export function recordProgress({ sql, log }: ActivityDeps, call: ClaimedToolCall) {
  let n = 0;
  let next = 0;
  let writing: Promise<void> | null = null;
  const write = async (note: string) => {
    await noteToolCall(sql, call, { n: n++, note }).catch((error) => {
      log.debug("tool.progress_write_failed", { callId: call.id, ...errorFields(error) });
    });
    writing = null;
  };
  return {
    onprogress(progress: Progress) {
      if (writing || n >= limits.maxNotes || performance.now() < next) return;
      next = performance.now() + limits.everyMs;
      writing = write(noteOf(progress));
    },
    /** Resolves when no write is in progress: no note may follow the outcome. */
    written: async () => await writing,
  };
}

/** The server's message, or the numbers if there is none. */
function noteOf({ progress, total, message }: Progress): string {
  if (message) return sanitizedText(firstUnits(message, limits.maxUnits));
  return total ? `${progress} of ${total}` : String(progress);
}
