import type { Client } from "@modelcontextprotocol/client";
import type { Prompt } from "../../protocol/agent/agent.ts";
import type { ListingProblem } from "../../protocol/mcp/records.ts";
import { classifyFault } from "./classify-fault.ts";
import { type Listing, readPrompts, readTools } from "./read-listing.ts";
import type { ServerEntry } from "./servers-file.ts";
import { carried } from "./wire/carry.ts";
import { MalformedAnswerError } from "./wire/faults.ts";

/** Maximum pages of a list. */
const maxPages = 100;
/** Maximum UTF-16 units of all pages of a list, as JSON. */
const maxUnits = 16_000_000;

/** Time limit of a listing, ms, and a signal that ends it earlier. */
interface Limits {
  timeout: number;
  signal: AbortSignal;
}

/** A schema for the SDK that accepts any result: items are validated one by one. */
const anyResult = {
  "~standard": {
    version: 1 as const,
    vendor: "tramontane",
    validate: (value: unknown) => ({ value }),
  },
};
type Result = Parameters<typeof carried>[0];

/** Lists all tools and prompts of a server. Throws if the tools cannot be listed. */
export async function listServer(
  client: Client,
  { name: server, tools: allowed, trustAnnotations: trusted = false }: ServerEntry,
  limits: Limits,
): Promise<Listing> {
  const offers = client.getServerCapabilities() ?? {};
  const none = { items: [], problems: [] };
  const listed = offers.tools ? await listPages(client, "tools", limits) : none;
  const prompted = offers.prompts
    ? await listPages(client, "prompts", limits).catch(unlisted)
    : none;
  const read = readTools(listed.items, { server, allowed, trusted });
  const { prompts, problems } = readPrompts(prompted.items);
  return {
    tools: read.tools,
    prompts,
    problems: [...listed.problems, ...read.problems, ...prompted.problems, ...problems].slice(
      0,
      100,
    ),
  };
}

/** Lists all prompts of a server. Throws if they cannot be listed. */
export async function listPrompts(client: Client, limits: Limits): Promise<Prompt[]> {
  return readPrompts((await listPages(client, "prompts", limits)).items).prompts;
}

interface Listed {
  items: unknown[];
  problems: ListingProblem[];
}

/** Prompts that cannot be listed do not make the tools unavailable. */
function unlisted(error: unknown): Listed {
  const message = `Its prompts cannot be listed: the server ${classifyFault(error).cause}.`;
  return { items: [], problems: [{ name: null, message, usable: false }] };
}

async function listPages(
  client: Client,
  kind: "tools" | "prompts",
  limits: Limits,
): Promise<Listed> {
  const items: unknown[] = [];
  const cursors = new Set<string>();
  let cursor: string | undefined;
  let units = 0;
  while (true) {
    const page = await onePage(client, kind, cursor, limits);
    items.push(...page.items);
    cursor = page.next;
    units += JSON.stringify(page.items).length;
    if (cursor === undefined) return { items, problems: [] };
    if (cursors.has(cursor) || cursors.size >= maxPages || units > maxUnits) {
      const message = cursors.has(cursor)
        ? `The pages of its ${kind} do not end: a page points back to an earlier one.`
        : units > maxUnits
        ? `Its ${kind} are more than ${maxUnits} characters; the rest is omitted.`
        : `Its ${kind} have more than ${maxPages} pages; the rest is omitted.`;
      return { items, problems: [{ name: null, message, usable: true }] };
    }
    cursors.add(cursor);
  }
}

async function onePage(
  client: Client,
  kind: "tools" | "prompts",
  cursor: string | undefined,
  limits: Limits,
) {
  const request = { method: `${kind}/list`, params: cursor === undefined ? {} : { cursor } };
  const result = await client.request(request, anyResult, limits) as Result;
  const raw = Object(carried(result)) as Record<string, unknown>;
  const items = raw[kind];
  if (!Array.isArray(items)) throw new MalformedAnswerError(`answered without a list of ${kind}`);
  const { nextCursor: next } = raw;
  return { items, next: typeof next === "string" && next !== "" ? next : undefined };
}
