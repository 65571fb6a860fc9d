import { asObject, parseJson } from "../model/types.ts";
import { checkBody } from "./bodies.ts";
import { badRequest, notFound, unprocessable } from "./errors.ts";
import { newId, timestamp } from "./ids.ts";
import { isKnownModel } from "./models.ts";
import type { Json } from "../model/types.ts";
import type { Store } from "./store.ts";
import type { Agent, AgentSpec } from "./wire.ts";

/** The agent of an id. Throws 404. */
export function findAgent(store: Store, id: string): Agent {
  const agent = store.agents.get(id);
  if (!agent) throw notFound("Agent", id);
  return agent;
}

/** The version number for a number, an alias, or nothing (the current version). Throws 404. */
export function findVersion(agent: Agent, wanted: unknown): number {
  if (wanted === undefined || wanted === null) return agent.current;
  const alias = agent.aliases[String(wanted)]?.version;
  const version = alias ?? (/^\d+$/.test(String(wanted)) ? Number(wanted) : -1);
  if (!agent.versions[version]) throw notFound(`Version ${String(wanted)} of agent`, agent.id);
  return version;
}

/** The API's representation of an agent version. */
export function agentBody(agent: Agent, version = agent.current): Json {
  return {
    object: "agent",
    instructions: null,
    tools: [],
    completion_args: {},
    description: null,
    handoffs: null,
    metadata: null,
    ...agent.versions[version],
    deployment_chat: agent.versions[version]?.deployment_chat ?? false,
    id: agent.id,
    version,
    versions: agent.versions.map((_, i) => i),
    created_at: agent.created_at,
    updated_at: agent.updated_at,
    source: "api",
  };
}

function checkModel(model: unknown): void {
  if (typeof model === "string" && !isKnownModel(model)) {
    throw badRequest(`Invalid model: ${model}`, 1500);
  }
}

/** Creates an agent with version 0. */
export function createAgent(store: Store, body: Json): Json {
  checkBody("agents.create", body);
  checkModel(body.model);
  const at = timestamp();
  const versions = [body as AgentSpec];
  const agent: Agent = {
    id: newId("ag"),
    created_at: at,
    updated_at: at,
    current: 0,
    versions,
    aliases: {},
  };
  store.saveAgent(agent);
  return agentBody(agent);
}

/** Adds a version, which becomes the current one. */
export function updateAgent(store: Store, id: string, body: Json): Json {
  checkBody("agents.update", body);
  checkModel(body.model);
  const agent = findAgent(store, id);
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
  const next = { ...agent.versions[agent.current], ...given } as AgentSpec;
  const versions = [...agent.versions, next];
  const changed = { ...agent, versions, current: versions.length - 1, updated_at: timestamp() };
  store.saveAgent(changed);
  return agentBody(changed);
}

/** Makes another version the current one. */
export function moveVersion(store: Store, id: string, version: string | null): Json {
  const agent = findAgent(store, id);
  const changed = { ...agent, current: findVersion(agent, version), updated_at: timestamp() };
  store.saveAgent(changed);
  return agentBody(changed);
}

/** Creates or moves an alias. Throws 422 for an invalid name. */
export function putAlias(store: Store, id: string, alias: string, version: string | null): Json {
  const agent = findAgent(store, id);
  if (!/^[a-z](?:[a-z0-9_-]{0,62}[a-z0-9])?$/.test(alias)) {
    throw unprocessable([{
      type: "value_error",
      loc: ["query", "alias"],
      msg: "bad alias",
      input: alias,
    }]);
  }
  const at = timestamp();
  const made = agent.aliases[alias]?.created_at ?? at;
  const put = { version: findVersion(agent, version), created_at: made, updated_at: at };
  store.saveAgent({ ...agent, aliases: { ...agent.aliases, [alias]: put } });
  return { alias, ...put };
}

/** All aliases of an agent. */
export function listAliases(store: Store, id: string): Json[] {
  return Object.entries(findAgent(store, id).aliases).map(([alias, put]) => ({ alias, ...put }));
}

/** Deletes an alias. Throws 404. */
export function deleteAlias(store: Store, id: string, alias: string): void {
  const { [alias]: deleted, ...aliases } = findAgent(store, id).aliases;
  if (!deleted) throw notFound("Alias", alias);
  store.saveAgent({ ...findAgent(store, id), aliases });
}

/** The metadata filter of a list: a query value that contains a JSON object. Throws 422. */
export function metadataFilter(query: URLSearchParams): (metadata: unknown) => boolean {
  const text = query.get("metadata");
  if (!text) return () => true;
  const wanted = parseJson(text);
  if (typeof wanted !== "object" || wanted === null) {
    const loc = ["query", "metadata"];
    throw unprocessable([{ type: "json_invalid", loc, msg: "Invalid JSON", input: text }]);
  }
  const pairs = Object.entries(wanted);
  return (metadata) =>
    pairs.every(([key, value]) =>
      JSON.stringify(asObject(metadata)[key]) === JSON.stringify(value)
    );
}

/** A query value as an integer from 0 to `max`. Throws 422. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  usual: number,
  max: number,
): number {
  const text = query.get(name);
  if (text === null) return usual;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= max) return value;
  const msg = `Input should be a valid integer of at most ${max}`;
  throw unprocessable([{ type: "int_parsing", loc: ["query", name], msg, input: text }]);
}

function filtered(store: Store, query: URLSearchParams): Agent[] {
  const inMetadata = metadataFilter(query);
  const name = query.get("name");
  const search = query.get("search")?.toLowerCase();
  const ids = query.getAll("id");
  const deployed = query.get("deployment_chat");
  const sources = query.getAll("sources");
  const fits = (agent: Agent) => {
    const now = agent.versions[agent.current];
    return inMetadata(now?.metadata) && (name === null || now?.name === name) &&
      (!search || `${now?.name} ${now?.description ?? ""}`.toLowerCase().includes(search)) &&
      (ids.length === 0 || ids.includes(agent.id)) &&
      (sources.length === 0 || sources.includes("api")) &&
      (deployed === null || String(now?.deployment_chat ?? false) === deployed);
  };
  return [...store.agents.values()].filter(fits).reverse();
}

/** A page of agents, newest first. */
export function listAgents(store: Store, query: URLSearchParams): Json[] {
  const size = wholeNumber(query, "page_size", 20, 1_000);
  const start = wholeNumber(query, "page", 0, 1e9) * size;
  return filtered(store, query).slice(start, start + size).map((agent) => agentBody(agent));
}

/** A page of agents with the token of the next page. */
export function pageAgents(store: Store, query: URLSearchParams): Json {
  const size = wholeNumber(query, "page_size", 20, 1_000);
  const start = wholeNumber(query, "page_token", 0, 1e9);
  const all = filtered(store, query);
  const next = start + size < all.length ? String(start + size) : null;
  const data = all.slice(start, start + size).map((agent) => agentBody(agent));
  return { object: "list", data, next_page_token: next };
}
