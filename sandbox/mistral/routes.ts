import * as agents from "./agents.ts";
import * as conversations from "./conversations.ts";
import { fileBytes } from "./files.ts";
import { listModels } from "./models.ts";
import type { Json } from "../model/types.ts";
import type { Emulator } from "./emulator.ts";
import type { Turn } from "./run.ts";

/** A call of an operation: the ids in its path, its query, its body. */
export type Call = { emulator: Emulator; ids: string[]; query: URLSearchParams; body: Json };

/** The result of an operation: JSON, nothing (204), bytes, or a turn to run. */
export type Outcome = { json: unknown } | { turn: Omit<Turn, "headers"> } | { empty: true } | {
  bytes: Uint8Array;
};

type Route = { method: string; path: RegExp; operation: string; run: (call: Call) => Outcome };

const json = (value: unknown): Outcome => ({ json: value });
const nothing = (_: void): Outcome => ({ empty: true });
const id = "([^/]+)";

function route(
  method: string,
  path: string,
  operation: string,
  run: (call: Call, id: string, second: string) => Outcome,
): Route {
  const pattern = new RegExp(`^/v1/${path}$`);
  const bound = (call: Call) => run(call, call.ids[0] ?? "", call.ids[1] ?? "");
  return { method, path: pattern, operation, run: bound };
}

/** All operations; the first match wins. */
const routes: Route[] = [
  route("GET", `files/${id}/content`, "files.download", (c, file) => ({
    bytes: fileBytes(c.emulator.store, file),
  })),
  route("GET", "models", "models.list", () => json(listModels())),
  route(
    "POST",
    "agents",
    "agents.create",
    (c) => json(agents.createAgent(c.emulator.store, c.body)),
  ),
  route("GET", "agents", "agents.list", (c) => json(agents.listAgents(c.emulator.store, c.query))),
  route(
    "GET",
    "agents/pages",
    "agents.list",
    (c) => json(agents.pageAgents(c.emulator.store, c.query)),
  ),
  route("GET", `agents/${id}`, "agents.get", (c, agent) => {
    const found = agents.findAgent(c.emulator.store, agent);
    const version = agents.findVersion(found, c.query.get("agent_version"));
    return json(agents.agentBody(found, version));
  }),
  route(
    "PATCH",
    `agents/${id}`,
    "agents.update",
    (c, agent) => json(agents.updateAgent(c.emulator.store, agent, c.body)),
  ),
  route("DELETE", `agents/${id}`, "agents.delete", (c, agent) => {
    agents.findAgent(c.emulator.store, agent);
    return nothing(c.emulator.store.deleteAgent(agent));
  }),
  route(
    "PATCH",
    `agents/${id}/version`,
    "agents.moveVersion",
    (c, agent) => json(agents.moveVersion(c.emulator.store, agent, c.query.get("version"))),
  ),
  route("GET", `agents/${id}/versions`, "agents.versions", (c, agent) => {
    const found = agents.findAgent(c.emulator.store, agent);
    const size = agents.wholeNumber(c.query, "page_size", 20, 100);
    const start = agents.wholeNumber(c.query, "page", 0, 1e9) * size;
    return json(
      found.versions.map((_, i) => agents.agentBody(found, i)).slice(start, start + size),
    );
  }),
  route("GET", `agents/${id}/versions/${id}`, "agents.version", (c, agent, version) => {
    const found = agents.findAgent(c.emulator.store, agent);
    return json(agents.agentBody(found, agents.findVersion(found, version)));
  }),
  route(
    "GET",
    `agents/${id}/aliases`,
    "agents.aliases",
    (c, agent) => json(agents.listAliases(c.emulator.store, agent)),
  ),
  route("PUT", `agents/${id}/aliases`, "agents.putAlias", (c, agent) => {
    const alias = c.query.get("alias") ?? "";
    return json(agents.putAlias(c.emulator.store, agent, alias, c.query.get("version")));
  }),
  route(
    "DELETE",
    `agents/${id}/aliases`,
    "agents.deleteAlias",
    (c, agent) => nothing(agents.deleteAlias(c.emulator.store, agent, c.query.get("alias") ?? "")),
  ),
  route("POST", "conversations", "conversations.start", (c) => ({
    turn: conversations.startTurn(c.emulator, c.body),
  })),
  route(
    "GET",
    "conversations",
    "conversations.list",
    (c) => json(conversations.listConversations(c.emulator, c.query)),
  ),
  route("POST", `conversations/${id}`, "conversations.append", (c, conversation) => ({
    turn: conversations.appendTurn(c.emulator, conversation, c.body),
  })),
  route("POST", `conversations/${id}/restart`, "conversations.restart", (c, conversation) => ({
    turn: conversations.restartTurn(c.emulator, conversation, c.body),
  })),
  route(
    "GET",
    `conversations/${id}`,
    "conversations.get",
    (c, conversation) =>
      json(
        conversations.conversationBody(conversations.findConversation(c.emulator, conversation)),
      ),
  ),
  route(
    "GET",
    `conversations/${id}/history`,
    "conversations.history",
    (c, conversation) => json(conversations.history(c.emulator, conversation, false)),
  ),
  route(
    "GET",
    `conversations/${id}/messages`,
    "conversations.messages",
    (c, conversation) => json(conversations.history(c.emulator, conversation, true)),
  ),
  route(
    "DELETE",
    `conversations/${id}`,
    "conversations.delete",
    (c, conversation) => nothing(conversations.deleteConversation(c.emulator, conversation)),
  ),
];

/** The operation of a request, and the ids in its path; undefined if there is none. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; ids: string[] } | undefined {
  for (const one of routes) {
    const hit = one.method === method ? one.path.exec(path) : null;
    if (hit) return { route: one, ids: hit.slice(1).map(decodeURIComponent) };
  }
  return undefined;
}
