import type { Mistral } from "@mistralai/mistralai";
import type { Agent } from "@mistralai/mistralai/models/components";
import { MistralError } from "@mistralai/mistralai/models/errors";

/** The agents to list, and how. */
export interface AgentListing {
  name?: string;
  pageSize: number;
  /** Maximum pages that are read. */
  pages: number;
  /** Creates the signal of a request. */
  signal: () => AbortSignal;
}

/** Agents at the provider, in pages with cursors, or by the SDK's deprecated method where a server has no cursors. */
export async function listAgents(mistral: Mistral, listing: AgentListing): Promise<Agent[]> {
  try {
    return await byCursor(mistral, listing);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return await byNumber(mistral, listing);
  }
}

const isMissing = (error: unknown) =>
  error instanceof MistralError && (error.statusCode === 404 || error.statusCode === 405);

async function byCursor(
  mistral: Mistral,
  { pages, signal, ...asked }: AgentListing,
): Promise<Agent[]> {
  const all: Agent[] = [];
  // The SDK ends its own iteration at a short page even where the provider gives a further cursor.
  for (let page = 0, pageToken: string | undefined; page < pages; page++) {
    const more = pageToken === undefined ? {} : { pageToken };
    const { result } = await mistral.beta.agents.listPages({ ...asked, ...more }, {
      signal: signal(),
    });
    all.push(...result.data);
    if (!result.nextPageToken) return all;
    pageToken = result.nextPageToken;
  }
  return all;
}

async function byNumber(
  mistral: Mistral,
  { pages, signal, ...asked }: AgentListing,
): Promise<Agent[]> {
  const all: Agent[] = [];
  for (let page = 0; page < pages; page++) {
    const some = await mistral.beta.agents.list({ ...asked, page }, { signal: signal() });
    all.push(...some);
    if (some.length < asked.pageSize) return all;
  }
  return all;
}
