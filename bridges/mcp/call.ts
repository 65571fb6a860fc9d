import {
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type InputResponses,
  type ServerContext,
} from "@modelcontextprotocol/server";
import type { BridgeCall } from "../bridge.ts";
import { type CallKey, callKeyOf } from "./call-key.ts";
import { type FormState, readState } from "./form-state.ts";
import { type Progress, progressOf } from "./progress.ts";

/** Identifier of the extension by which a client takes a task instead of a result. */
export const tasksExtension = "io.modelcontextprotocol/tasks";

/** A call of a tool of /mcp/agents. */
export interface AgentCall extends BridgeCall {
  key: CallKey;
  progress: Progress;
  client: ClientAbilities;
  /** Answers to forms that an earlier result asked for, by their keys. */
  answers: InputResponses | undefined;
  /** What that result asked the client to send back; undefined for a first call. */
  state: FormState | undefined;
}

/** What the client of a request can do. A client of a revision before 2026-07-28 said so in another request. */
export interface ClientAbilities {
  /** It says with each request what it can do, and closes the connection of a call that it cancels. */
  isModern: boolean;
  tasks: boolean;
  /** It shows forms. */
  forms: boolean;
}

/** The call that a request of `tools/call` is. `key`: the idempotency key in its arguments. */
export function agentCall(
  bridge: BridgeCall,
  { mcpReq }: ServerContext,
  key: string | undefined,
): AgentCall {
  const state = readState(mcpReq.requestState<string>());
  return {
    ...bridge,
    key: callKeyOf(mcpReq._meta, bridge.request.headers, key, state),
    progress: progressOf(mcpReq),
    client: abilitiesOf(mcpReq),
    answers: answersOf(mcpReq),
    state,
  };
}

/** Answers to forms in a request, as the client sent them: each is checked when it is read. */
export const answersOf = ({ inputResponses }: ServerContext["mcpReq"]) =>
  inputResponses as InputResponses | undefined;

/** What the client of a request declares in it. */
export function abilitiesOf({ envelope }: ServerContext["mcpReq"]): ClientAbilities {
  // The SDK has validated it by the schema of the revision; its types omit the keys.
  const declared = envelope as Record<string, ClientCapabilities> | undefined;
  const able = declared?.[CLIENT_CAPABILITIES_META_KEY];
  const { elicitation } = able ?? {};
  // `{}` is what a client declares that knows forms only.
  const forms = elicitation !== undefined && ("form" in elicitation || !("url" in elicitation));
  const tasks = able?.extensions !== undefined && tasksExtension in able.extensions;
  return { isModern: envelope !== undefined, tasks, forms };
}
