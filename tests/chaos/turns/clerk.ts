import { sleep } from "../../../protocol/async/sleep.ts";
import { ask, attempt } from "../ask.ts";
import { pick, type Random } from "../random.ts";
import * as documents from "./documents.ts";

interface Asked {
  id: string;
  argumentsHash: string;
  proposedArguments: { key: string };
}
const ways = [["approve", 4], ["always", 1], ["edit", 2], ["reject", 2], ["ignore", 2]] as const;

/** Decides about whatever is asked, each once, until told to stop; some run out of time. How often each way was taken. */
export async function clerk(urls: readonly string[], random: Random, goesOn: () => boolean) {
  const seen = new Set<string>();
  const taken: Record<string, number> = {};
  while (goesOn()) {
    const { approvals } = await ask<{ approvals: { nodes: Asked[] } }>(urls, documents.inbox);
    for (const asked of approvals.nodes.filter((a) => !seen.has(a.id))) {
      seen.add(asked.id);
      const way = pick<string>(random, ways);
      taken[way] = (taken[way] ?? 0) + 1;
      const { id: approvalId, argumentsHash } = asked;
      const verdict = verdictOf(way, asked);
      // A refusal is an answer, too: the turn may have ended, or the time be out.
      if (verdict) await attempt(urls, documents.decide, { approvalId, argumentsHash, verdict });
    }
    await sleep(300);
  }
  return taken;
}

function verdictOf(way: string, { proposedArguments: { key } }: Asked): object | null {
  if (way === "ignore") return null;
  if (way === "reject") return { reject: { reason: "not now" } };
  if (way === "edit") return { approve: { arguments: { key: `${key}-edited` } } };
  return { approve: { always: way === "always" } };
}
