import type { Progress } from "@modelcontextprotocol/client";
import type { Tool } from "../../protocol/agent.ts";
import { type ClaimedToolCall, noteToolCall } from "../../store/engine/tool-call.ts";
import { errorFields } from "../../telemetry/log.ts";
import type { ActivityDeps } from "../activities/deps.ts";
import { judgeAnswer, type Judged } from "./judge-tool.ts";

/** Progress is told at most so often, ms, and so many times. */
const limits = { everyMs: 1_000, most: 20, longest: 200 };

/** A request to a tool. */
export interface ToolRequest {
  args: Record<string, unknown>;
  /** Runs just before the request goes out. */
  opened(): Promise<void>;
  /** Runs while the request is under way; the answer counts once it has ended too. */
  taken(): Promise<void>;
}

/** Calls a tool once, tells its progress, and judges its answer. */
export function useTool(
  deps: ActivityDeps,
  call: ClaimedToolCall & { tool: Tool },
  { args, opened, taken }: ToolRequest,
  signal: AbortSignal,
): Promise<Judged> {
  const { server, name, tool } = call;
  const timeout = Math.max(1, Math.min(deps.engine.toolTimeoutMs, call.deadlineMs));
  const notes = noteProgress(deps, call);
  return deps.servers.use(server, async (client) => {
    await opened();
    const { onprogress } = notes;
    try {
      const options = { signal, timeout, onprogress };
      const begun = performance.now();
      const calling = client.callTool({ name, arguments: args }, options);
      const [answer] = await Promise.all([calling, taken()]);
      deps.toolPace.note(call, performance.now() - begun);
      return judgeAnswer(name, answer, tool.idempotent);
    } catch (error) {
      deps.toolPace.forget(call);
      throw error;
    } finally {
      await notes.written();
    }
  });
}

/** Tells progress as it comes, one write at a time; what comes too fast is left out. */
function noteProgress({ sql, log }: ActivityDeps, call: ClaimedToolCall) {
  let n = 0;
  let next = 0;
  let writing: Promise<void> | null = null;
  const write = async (note: string) => {
    await noteToolCall(sql, call, { n: n++, note }).catch((error) => {
      log.debug("tool_note_unwritten", { callId: call.id, ...errorFields(error) });
    });
    writing = null;
  };
  return {
    onprogress({ progress, total, message }: Progress) {
      if (writing || n >= limits.most || performance.now() < next) return;
      next = performance.now() + limits.everyMs;
      const share = total ? `${progress} of ${total}` : String(progress);
      writing = write(message ? message.slice(0, limits.longest) : share);
    },
    /** Resolves when no note is on its way any more: none may follow the outcome. */
    written: async () => await writing,
  };
}
