import { agentGraph } from "./graph.ts";
import { runAgents } from "./run.ts";

/** Where the agents of the research pipeline stand, below the repository's root. */
export const researchFolder = "agents/research";

/** The servers whose tools and prompts they are made of. */
const servers = ["prices", "financials"];

/**
 * Registers the agents of the research pipeline as their files say, once their servers have been listed; one line that
 * tells what came of it. Registers nothing where all are as their files say. Throws why it could not.
 */
export async function registerResearchAgents(
  { root, url, withinMs = 30_000 }: { root: string; url: string; withinMs?: number },
): Promise<string> {
  await untilListed(url, withinMs);
  const run = { command: "apply", folder: `${root}/${researchFolder}`, url } as const;
  const { code, outcomes } = await runAgents(run);
  const bad = outcomes.find((o) => o.error || o.action === "archived");
  if (code !== 0) throw new Error(`${bad?.name}: ${bad?.error ?? "it is archived"}`);
  const made = outcomes.filter((o) => o.version !== undefined).length;
  return `${outcomes.length} research agents are registered${made > 0 ? `, ${made} anew` : ""}`;
}

async function untilListed(url: string, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    const listed = await agentGraph(url).servers().catch(() => []);
    const ready = (name: string) => listed.some((s) => s.name === name && s.tools.length > 0);
    if (servers.every(ready)) return;
    if (Date.now() > end) throw new Error(`The tools of ${servers.join(" and ")} are not listed.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
