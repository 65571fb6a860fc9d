import { request } from "../graph/client.ts";
import { mutate } from "../graph/mutate.ts";
import { columns } from "../terminal/columns.ts";
import { readable } from "../graph/readable.ts";
import * as documents from "./approvals.generated.ts";
import type { ApprovalTask } from "./arguments.ts";

type Waiting = NonNullable<documents.WaitingApprovalsQuery["approvals"]>["nodes"][number];

const pageSize = 100;
/** UTF-16 units of the arguments in a line. */
const shown = 120;

/** Lists the approvals that wait, or decides one by the arguments that it has now. */
export async function runApprovalTask(
  url: string,
  task: ApprovalTask,
  { json, print }: { json: boolean; print: (line: string) => void },
): Promise<void> {
  if (task.task !== "list") return await decide(url, task, print);
  let count = 0;
  for await (const approval of waiting(url)) {
    count++;
    print(json ? visible(JSON.stringify(approval)) : lineOf(approval));
  }
  if (count === 0 && !json) print("No approvals wait.");
}

async function decide(
  url: string,
  task: Exclude<ApprovalTask, { task: "list" }>,
  print: (line: string) => void,
): Promise<void> {
  for await (const { id, argumentsHash } of waiting(url)) {
    if (id !== task.id) continue;
    const verdict = task.task === "approve"
      ? { approve: { reason: task.reason, always: false } }
      : { reject: { reason: task.reason } };
    const input = { approvalId: id, argumentsHash, verdict };
    const { approval } = await mutate(url, documents.decideWaiting, input);
    return print(`${approval.id} is ${approval.verdict}.`);
  }
  throw new Error(`No approval with the id ${task.id} waits.`);
}

async function* waiting(url: string): AsyncGenerator<Waiting> {
  for (let after: string | null = null, hasNext = true; hasNext;) {
    const page: documents.WaitingApprovalsQuery = await request(url, documents.waitingApprovals, {
      ...{ first: pageSize, after },
    });
    const { nodes, pageInfo } = readable(page.approvals, "approvals:read");
    yield* nodes;
    after = pageInfo.endCursor;
    hasNext = pageInfo.hasNextPage;
  }
}

/** JSON with the escapes of characters that show nothing or reorder the text: a person decides by what is shown. */
const visible = (json: string): string => json.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, escaped);

const escaped = (sign: string): string =>
  [...Array(sign.length).keys()]
    .map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/** One line about an approval. */
export function lineOf({ id, expiresAt, approveOnTimeout, toolCall }: Waiting): string {
  const args = visible(JSON.stringify(toolCall?.arguments ?? null));
  const cut = args.length > shown ? `${args.slice(0, shown)}… (all of it with --json)` : args;
  const then = approveOnTimeout ? "approved" : "rejected";
  return columns(
    ...[id, `${toolCall?.name ?? "?"} ${cut}`, `${then} at ${expiresAt}`],
    toolCall && `in ${toolCall.turn.conversation.id}`,
  );
}
