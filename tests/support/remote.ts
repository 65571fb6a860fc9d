import type { TestStack } from "./test-stack.ts";
import type { LedgerRecord } from "./sandbox.ts";

/** An entry in the history of a conversation at the emulator. */
export interface RemoteEntry {
  type: string;
  content?: string | { text?: string }[];
  tool_call_id?: string;
  result?: string;
}

/** All requests that asked the model for something on behalf of one of our conversations, in the order they came. */
export async function modelRequests(t: TestStack, conversationId: string): Promise<LedgerRecord[]> {
  return requestsOf(await t.sandbox.ledger(), conversationId);
}

/** Those of a ledger that asked the model for something on behalf of one of our conversations. */
export function requestsOf(ledger: readonly LedgerRecord[], conversationId: string) {
  const asked = ledger.filter((r) => /^conversations\.(start|append|restart)/.test(r.operation));
  const ours = (r: LedgerRecord) => r.metadata?.tramontane_conversation === conversationId;
  const remote = new Set(asked.filter(ours).map((r) => r.conversation));
  return asked.filter((r) => ours(r) || remote.has(r.conversation));
}

/** The history of a conversation at the emulator, as it is now. */
export async function remoteHistory(t: TestStack, remoteId: string): Promise<RemoteEntry[]> {
  const url = `${t.stack.urls.mistral}/v1/conversations/${remoteId}/history`;
  const response = await fetch(url, { headers: { authorization: "Bearer test" } });
  const body = await response.json() as { entries?: RemoteEntry[] };
  return body.entries ?? [];
}

/** The texts that the user said in a remote history. */
export function userTexts(history: readonly RemoteEntry[]): string[] {
  return history.filter((e) => e.type === "message.input").map(({ content = "" }) =>
    typeof content === "string" ? content : content.map((c) => c.text ?? "").join("")
  );
}

/** Requests that asked again for what had been finished and stored before they came. */
export function repeatedFinished(requests: readonly LedgerRecord[]): LedgerRecord[] {
  return requests.filter((later) =>
    requests.some((first) =>
      first !== later && first.ran === "full" && first.inputHash === later.inputHash &&
      (first.finishedAt ?? "~") <= later.startedAt
    )
  );
}

/** An agent at the emulator. */
export interface RemoteAgent {
  id: string;
  name: string;
  model: string;
  metadata: Record<string, string>;
}

/** Calls the emulator as another client would: reads, creates, changes or deletes an agent. */
export async function remoteAgent(
  t: TestStack,
  method: string,
  id: string,
  body?: object,
): Promise<RemoteAgent> {
  const headers = { authorization: "Bearer test", "content-type": "application/json" };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await fetch(`${t.stack.urls.mistral}/v1/agents${id && `/${id}`}`, init);
  return JSON.parse(await response.text() || "{}");
}

/** All agents at the emulator. */
export async function remoteAgents(t: TestStack): Promise<RemoteAgent[]> {
  const headers = { authorization: "Bearer test" };
  const response = await fetch(`${t.stack.urls.mistral}/v1/agents?page_size=1000`, { headers });
  return await response.json();
}

/** The agents of research at the emulator. */
export async function remoteResearchAgents(t: TestStack) {
  return (await remoteAgents(t)).filter(({ name }) => name.startsWith("research-"));
}
