import { endOf, type PendingApproval, readUntil, type SeenEvent } from "../support/api.ts";
import * as documents from "../support/documents.generated.ts";
import { unique } from "../support/test-stack.ts";
import {
  cancel,
  type Cell,
  jitter,
  type Raced,
  type RaceStack,
  say,
  settle,
  sleepAfterMs,
  wait,
} from "./cell.ts";

/** How an approval can end: the tool's terms, the decision (null: it expires), and the outcome. */
interface Ending {
  terms: object;
  decide: object | "withdraw" | null;
  outcome: string;
  symbol?: string;
}

const hour = { approvalTimeout: "PT1H" };
const soon = { approvalTimeout: "PT1.5S" };

/** All endings. */
export const raceEndings: Readonly<Record<string, Ending>> = {
  "approved": { terms: hour, decide: { approve: {} }, outcome: "APPROVED" },
  "approved with other arguments": {
    ...{ terms: hour, decide: { approve: { arguments: { symbol: "MSFT" } } } },
    ...{ outcome: "APPROVED", symbol: "MSFT" },
  },
  "approved for always": {
    terms: hour,
    decide: { approve: { always: true } },
    outcome: "APPROVED",
  },
  "rejected": { terms: hour, decide: { reject: { reason: "no" } }, outcome: "REJECTED" },
  "approved by its time-out": {
    ...{ terms: { ...soon, approveOnTimeout: true }, decide: null, outcome: "APPROVED" },
  },
  "rejected by its time-out": { terms: soon, decide: null, outcome: "REJECTED" },
  "withdrawn": { terms: hour, decide: "withdraw", outcome: "WITHDRAWN" },
};

const asks = (e: SeenEvent) => e.__typename === "TurnChanged" && e.status === "WAITING";

/** Ends an approval at a moment, then sends one more message. */
export async function raceApproval(t: RaceStack, cell: Cell): Promise<Raced> {
  const ending = raceEndings[cell.row];
  if (!ending) throw new Error(`no such ending: ${cell.row}`);
  const word = unique("w");
  const first = `What does NVDA cost? ${word} first`;
  const id = await t.api.start(t.agents[cell.row] ?? "", first);
  await readUntil(t.api.follow(id), asks);
  const turn = (await t.api.read(id)).turns.nodes[0]?.id ?? "";
  const [approval] = await t.api.pending(turn);
  const text = `say 4 tokens ${word} second`;
  const others = await meet(t, cell, ending, { id, turn, text, approval });
  const last = `say 3 tokens ${word} last`;
  const said = [{ text: first, accepted: true }, ...others.said, { text: last, accepted: true }];
  const symbols = ["NVDA", ...(ending.symbol ? [ending.symbol] : [])];
  const settled = await settle(t, id, last);
  const approvalId = approval?.id ?? approvalOf(settled.events);
  return { id, said, verdict: { approvalId, outcome: others.outcome, symbols }, ...settled };
}

const approvalOf = (events: readonly SeenEvent[]) =>
  events.find((e) => e.approvalId)?.approvalId ?? "";

interface Meeting {
  id: string;
  turn: string;
  text: string;
  /** Undefined where it expired before it was read. */
  approval: PendingApproval | undefined;
}

/** Runs both sides of the race; the messages, and the possible verdicts. */
async function meet(t: RaceStack, cell: Cell, ending: Ending, at: Meeting) {
  const { moment, random } = cell;
  const { id, turn, text } = at;
  const decided = () => decide(t, ending, at);
  if (moment === "sleep") {
    const outcome = await decided();
    await readUntil(t.api.follow(id), endOf(turn));
    await wait(sleepAfterMs - 100);
    await jitter(random, 200);
    return { said: [], outcome };
  }
  const other = {
    "turn end": () => say(t, id, text, "ROLLBACK"),
    "cancel": () => cancel(t, turn).then(() => null),
    "new run": () => say(t, id, text),
  }[moment];
  // An expiry is timed by the approval's own clock.
  const due = ending.decide === null ? Date.parse(at.approval?.expiresAt ?? "") - Date.now() : 0;
  const late = wait((due || 0) - 20).then(() => jitter(random, due > 0 ? 400 : 60)).then(other);
  const [outcome, sent] = await Promise.all([jitter(random, 60).then(decided), late]);
  return { said: sent ? [sent] : [], outcome };
}

/** Ends it; the verdicts that are possible by the answer. */
async function decide(t: RaceStack, { decide, outcome }: Ending, { turn, approval }: Meeting) {
  if (decide === null) return [outcome, "WITHDRAWN"];
  if (decide === "withdraw") return await cancel(t, turn).then(() => ["WITHDRAWN"]);
  const { id: approvalId, argumentsHash } = approval ?? {};
  const verdict = { approvalId, argumentsHash, verdict: decide };
  const answer = await t.api.attempt(documents.decide, verdict);
  if (answer.__typename === "DecideApprovalPayload") return [outcome];
  if (answer.reason === "ENDED") return ["WITHDRAWN"];
  throw new Error(`the verdict: ${JSON.stringify(answer)}`);
}
