import type { Client } from "@modelcontextprotocol/client";
import type { Prompt, Tool } from "../../protocol/agent.ts";
import type { Sql } from "../../store/connect.ts";
import { keepOnlyServers, saveListing, saveListingFailure } from "../../store/mcp-servers.ts";
import { contentHash } from "../../store/new-id.ts";
import { errorFields, type Logger } from "../../telemetry/log.ts";
import { pause } from "../pause.ts";
import type { ServerEntry } from "./servers-file.ts";
import type { ToolServers } from "./tool-servers.ts";

/** How often servers are asked again for what they offer; those that do not answer more often, ms. */
const interval = { answering: 60_000, silent: 3_000 };

/**
 * Keeps the listing of every server fresh in the store until the signal aborts. `onListed` is called once, when each
 * server was asked for the first time: from then on agents can be registered with what there is.
 */
export async function keepListing(
  sql: Sql,
  servers: ToolServers,
  log: Logger,
  signal: AbortSignal,
  onListed: () => void,
): Promise<void> {
  await keepOnlyServers(sql, servers.entries.map((e) => e.name));
  const unasked = new Set(servers.entries);
  if (unasked.size === 0) onListed();
  await Promise.all(servers.entries.map(async (entry) => {
    while (!signal.aborted) {
      const answered = await listOne(sql, servers, entry, log).catch(() => false);
      if (unasked.delete(entry) && unasked.size === 0) onListed();
      await pause(answered ? interval.answering : interval.silent, signal);
    }
  }));
}

/** Asks one server what it offers and keeps it, or that it does not answer; true when it did. */
export async function listOne(sql: Sql, servers: ToolServers, entry: ServerEntry, log: Logger) {
  const { name, url } = entry;
  try {
    const listing = await servers.use(name, (client) => listAll(client, entry));
    await saveListing(sql, { name, url, ...listing });
    return true;
  } catch (error) {
    log.warn("mcp_server_silent", { server: name, ...errorFields(error) });
    const failure = { code: "UNAVAILABLE" as const, message: "The server does not answer." };
    await saveListingFailure(sql, { name, url, failure });
    return false;
  }
}

async function listAll(client: Client, { tools: allowed }: ServerEntry) {
  const { tools } = await client.listTools();
  const offers = client.getServerCapabilities()?.prompts !== undefined;
  const { prompts } = offers ? await client.listPrompts() : { prompts: [] };
  const kept = tools.filter((t) => allowed === null || allowed.includes(t.name));
  return { tools: kept.map(toTool), prompts: prompts.map(toPrompt) };
}

type Listed = Awaited<ReturnType<Client["listTools"]>>["tools"][number];
type ListedPrompt = Awaited<ReturnType<Client["listPrompts"]>>["prompts"][number];

/** A tool as agents hold it. Without annotations it is taken to change things, as MCP says. */
export function toTool(listed: Listed): Tool {
  const { name, title, description, inputSchema, outputSchema, annotations } = listed;
  const readOnly = annotations?.readOnlyHint === true;
  const tool = {
    name,
    title: title ?? annotations?.title ?? null,
    description: description ?? null,
    inputSchema,
    outputSchema: outputSchema ?? null,
    readOnly,
    idempotent: readOnly || annotations?.idempotentHint === true,
  };
  return { ...tool, hash: contentHash(tool) };
}

function toPrompt({ name, title, description, arguments: args }: ListedPrompt): Prompt {
  return {
    name,
    title: title ?? null,
    description: description ?? null,
    arguments: (args ?? []).map((a) => ({
      name: a.name,
      description: a.description ?? null,
      required: a.required === true,
    })),
  };
}
