import type { RunAgentInput, UserMessage } from "@ag-ui/core";
import { RunAgentInputSchema } from "@ag-ui/core/schemas";
import { z } from "zod";
import { readJson } from "../json-body.ts";
import { decisionsPerRequest } from "../limits.ts";
import { badRequest, type Content, contentOf } from "./content.ts";

/** What a request asks for, in our terms. */
export interface RunRequest {
  input: RunAgentInput;
  /** The newest message of the user; null for none. */
  message: { id: string; content: Content[] } | null;
  /** What happens if a turn is open. */
  whenBusy: "ENQUEUE" | "INTERRUPT" | "ROLLBACK" | "STEER" | "REJECT";
  /** The run waits for decisions of others instead of ending with interrupts. */
  waits: boolean;
  /** Cursor of the last event that the client has; null: it does not resume. */
  position: string | null;
  /** Names of the members of the input that have no effect. */
  ignored: string[];
}

const forwarded = z.object({
  whenBusy: z.enum(["ENQUEUE", "INTERRUPT", "ROLLBACK", "STEER", "REJECT"]).default("ENQUEUE"),
  interrupts: z.enum(["end", "wait"]).default("end"),
}).loose().nullish();

/** The request of a run. Throws a BridgeError for a body that is no RunAgentInput, or asks for what there is not. */
export async function readRunRequest(request: Request): Promise<RunRequest> {
  const { value, fault } = await readJson(request, RunAgentInputSchema);
  if (fault !== undefined) throw badRequest(fault);
  const input: RunAgentInput = { ...value, tools: value.tools ?? [], context: value.context ?? [] };
  if (input.threadId === "") throw badRequest("body.threadId: Send the id of a thread.");
  if ((input.resume?.length ?? 0) > decisionsPerRequest) {
    throw badRequest(`body.resume: Answer at most ${decisionsPerRequest} interrupts at once.`);
  }
  refuseTools(input);
  const { data, error } = forwarded.safeParse(input.forwardedProps);
  const [issue] = error?.issues ?? [];
  if (issue) throw badRequest(`body.forwardedProps.${issue.path.join(".")}: ${issue.message}`);
  const newest = input.messages.findLast(({ role }) => role === "user") as UserMessage | undefined;
  return {
    input,
    message: newest ? { id: newest.id, content: contentOf(newest) } : null,
    whenBusy: data?.whenBusy ?? "ENQUEUE",
    waits: data?.interrupts === "wait",
    position: request.headers.get("last-event-id") || null,
    ignored: ignoredIn(input),
  };
}

/** A version of an agent has its tools: those of a page cannot be added to it. */
function refuseTools({ tools }: RunAgentInput): void {
  if (tools.length === 0) return;
  const names = tools.slice(0, 5).map(({ name }) => name).join(", ");
  throw badRequest(
    `body.tools: This agent calls the tools of its version only, and none of a page (${names}). ` +
      "Send no tools; offer them to the agent by an MCP server.",
  );
}

const isEmpty = (value: unknown) =>
  value == null || value === "" || Object.keys(Object(value)).length === 0;

function ignoredIn({ state, context, messages }: RunAgentInput): string[] {
  const hasInstructions = messages.some(({ role }) => role === "system" || role === "developer");
  return [
    ...isEmpty(state) ? [] : ["state"],
    ...context.length === 0 ? [] : ["context"],
    ...hasInstructions ? ["messages of the roles system and developer"] : [],
  ];
}
