import { type Read, ruleBreaks } from "../support/api.ts";
import { remoteHistory, repeatedFinished, requestsOf, userTexts } from "../support/remote.ts";
import type { LedgerRecord } from "../support/sandbox.ts";
import type { Raced, RaceStack } from "./cell.ts";

const final = ["COMPLETED", "FAILED", "CANCELLED", "DISCARDED"];

/** The faults of a conversation after its race. */
export async function findFaults(
  t: RaceStack,
  raced: Raced,
  ledger: readonly LedgerRecord[],
): Promise<string[]> {
  const read = await t.api.read(raced.id);
  const requests = requestsOf(ledger, raced.id);
  const base = requests.findLast((r) => r.ran === "full")?.conversation ?? "";
  const known = userTexts(await remoteHistory(t, base));
  return [
    ...ruleBreaks(raced.events).map((what) => `a reader: ${what}`),
    ...messageFaults(raced, read),
    ...turnFaults(raced, read),
    ...verdictFaults(raced, read),
    ...(repeatedFinished(requests).length > 0 ? ["a finished call was made again"] : []),
    ...historyFaults(raced, read, known),
  ];
}

/** Each message has one outcome: refused, or one turn. */
function messageFaults({ said }: Raced, { turns }: Read): string[] {
  return said.flatMap(({ text, accepted }) => {
    const count = turns.nodes.flatMap((n) => n.messages).filter((m) => m.text === text).length;
    return count === (accepted ? 1 : 0) ? [] : [`"${text}" is in ${count} turns`];
  });
}

/** Every turn has ended, and the message after the race was answered. */
function turnFaults({ next }: Raced, { turns, entries }: Read): string[] {
  const open = turns.nodes.filter((n) => !final.includes(n.status));
  const steps = turns.nodes.flatMap((n) => n.steps).filter((s) => !final.includes(s.status));
  const failed = turns.nodes.filter((n) => n.status === "FAILED");
  const left = entries.nodes.filter((e) => !final.includes(e.status));
  return [
    ...open.map((n) => `turn ${n.number} is ${n.status}`),
    ...steps.map((s) => `step ${s.id} is ${s.status}`),
    ...failed.map((n) => `turn ${n.number} failed: ${n.failure?.code}`),
    ...left.map((e) => `entry ${e.id} is ${e.status}`),
    ...(turns.nodes.find((n) => n.id === next)?.status === "COMPLETED" ? [] : ["the next failed"]),
  ];
}

/** One verdict after PENDING, the one of the answer; a tool ran only if approved, with the approved arguments. */
function verdictFaults({ verdict, events }: Raced, { entries }: Read): string[] {
  if (!verdict) return [];
  const verdicts = events.filter((e) => e.approvalId === verdict.approvalId).map((e) => e.verdict);
  const [pending, final = ""] = verdicts;
  const ran = entries.nodes.filter((e) => e.__typename === "ToolCall" && e.status === "COMPLETED");
  const wrongRun = final === "APPROVED" ? ran.length > 1 : ran.length > 0;
  const symbol = (e: typeof ran[number]) => (e.arguments as { symbol?: string }).symbol;
  return [
    ...(verdicts.length === 2 && pending === "PENDING"
      ? []
      : [`the verdicts ${verdicts.join(", ")}`]),
    ...(verdict.outcome.includes(final) ? [] : [`${final}, not ${verdict.outcome.join(" or ")}`]),
    ...(wrongRun ? [`the tool ran ${ran.length} times though ${final}`] : []),
    ...ran.flatMap((e) => symbol(e) === verdict.symbols.at(-1) ? [] : [`it ran with ${symbol(e)}`]),
  ];
}

/** The provider's history has each answered message once, and none that was rolled back. */
function historyFaults({ said }: Raced, { turns }: Read, known: readonly string[]): string[] {
  return said.flatMap(({ text }) => {
    const status = turns.nodes.find((n) => n.messages.some((m) => m.text === text))?.status;
    const count = known.filter((k) => k === text).length;
    const wanted = status === "COMPLETED" ? [1] : status === "CANCELLED" ? [0, 1] : [0];
    return wanted.includes(count) ? [] : [`the provider knows "${text}" ${count} times: ${status}`];
  });
}
