import type { Progress } from "@modelcontextprotocol/client";
import { type ClaimedToolCall, noteToolCall } from "../../store/call/tool-call.ts";
import { sanitizedText } from "../../store/database/connect.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { firstUnits } from "./answer/cut-text.ts";

/** Progress is written at most so often, ms, and so many times; a note has so many UTF-16 units at most. */
const limits = { everyMs: 1_000, maxNotes: 20, maxUnits: 200 };

/** Writes progress as it comes, one write at a time; what comes too fast is left out. */
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
    /** Resolves when no note is on its way any more: none may follow the outcome. */
    written: async () => await writing,
  };
}

/** Progress in the server's words, or in numbers where it has none. */
function noteOf({ progress, total, message }: Progress): string {
  if (message) return sanitizedText(firstUnits(message, limits.maxUnits));
  return total ? `${progress} of ${total}` : String(progress);
}
