import { RequestError } from "../../clients/client/mod.ts";
import { sleep } from "../../protocol/async/sleep.ts";
import { agentGraph } from "./graph.ts";
import { runAgents } from "./run.ts";

/** The folder of the agents of the research pipeline, relative to the root. */
export const researchFolder = "agents/research";

/** The MCP servers whose tools and prompts they use. */
const servers = ["prices", "financials"];

/** Why the agents are not registered. */
export class NotRegisteredError extends Error {
  override name = "NotRegisteredError";
  /** Whether a retry cannot succeed: a file or the agent must be changed. */
  readonly final: boolean;
  constructor(message: string, final: boolean) {
    super(message);
    this.final = final;
  }
}

/** Where and how long to try. */
export interface RegisterOptions {
  /** The repository's root. */
  root: string;
  /** The API's GraphQL address. */
  url: string;
  /** Time limit, ms; default 30 s. */
  withinMs?: number;
  /** Ends the attempts. */
  signal?: AbortSignal;
  /** Called with the reason of a wait, at each change of it. */
  onWaiting?: (what: string) => void;
}

/** Between two attempts, ms. */
const everyMs = 500;

/**
 * Registers the agents of the research pipeline from their files as soon as possible; returns one line about the outcome.
 * Registers nothing where all are up to date. Throws NotRegisteredError: at once where a retry does not help, otherwise
 * when the time is over or the signal aborts.
 */
export async function registerResearchAgents(options: RegisterOptions): Promise<string> {
  const { withinMs = 30_000, signal, onWaiting } = options;
  const end = performance.now() + withinMs;
  let shown = "";
  for (;;) {
    try {
      return await tryOnce(options);
    } catch (error) {
      const why = toNotRegistered(error);
      if (why.final || signal?.aborted || performance.now() > end) throw why;
      if (why.message !== shown) onWaiting?.(shown = why.message);
      await sleep(everyMs);
    }
  }
}

async function tryOnce({ root, url }: RegisterOptions): Promise<string> {
  const listed = await agentGraph(url).servers();
  const missing = servers.filter((name) =>
    !listed.some((s) => s.name === name && (s.tools?.length ?? 0) > 0)
  );
  if (missing.length > 0) {
    throw new NotRegisteredError(`the tools of ${missing.join(" and ")} are not listed`, false);
  }
  const run = { command: "apply", folder: `${root}/${researchFolder}`, url } as const;
  const { code, outcomes } = await runAgents(run);
  const bad = outcomes.find((o) => o.error || o.action === "archived");
  if (code !== 0) {
    const why = `${bad?.name}: ${bad?.error ?? "it is archived"}`;
    throw new NotRegisteredError(why, bad?.retryable !== true);
  }
  const made = outcomes.filter((o) => o.version !== undefined).length;
  return `${outcomes.length} research agents are registered${
    made > 0 ? `, ${made} of them new` : ""
  }`;
}

const refused = "the API needs the token of a developer or administrator; set TRAMONTANE_TOKEN";

/** A failed request can be retried, unless the API rules it out. */
function toNotRegistered(error: unknown): NotRegisteredError {
  if (error instanceof NotRegisteredError) return error;
  if (error instanceof RequestError && ["UNAUTHENTICATED", "FORBIDDEN"].includes(error.code)) {
    return new NotRegisteredError(refused, true);
  }
  return new NotRegisteredError(error instanceof Error ? error.message : String(error), false);
}
