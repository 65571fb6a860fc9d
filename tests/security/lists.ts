import { type GraphQLSchema, isObjectType } from "graphql";

/** Every list that is read by pages, as `Type.field`, with the way to it: `LIST` is the field with its cursor. */
export const lists: Readonly<Record<string, string>> = {
  "Query.agents": "LIST",
  "Query.apiKeys": "LIST",
  "Query.approvalEvents": "LIST",
  "Query.approvals": "LIST",
  "Query.auditEvents": "LIST",
  "Query.conversations": "LIST",
  "Query.failedTurns": "LIST",
  "Query.feed": "LIST",
  "Query.researchRuns": "LIST",
  "Query.schedules": "LIST",
  "Query.search": "LIST",
  "Query.webhooks": "LIST",
  "Agent.aliasMoves": 'agent(name: "research-planner") { LIST }',
  "Agent.versions": 'agent(name: "analyst") { LIST }',
  "Conversation.entries": "conversation(id: $conversation) { LIST }",
  "Conversation.events": "conversation(id: $conversation) { LIST }",
  "Conversation.turns": "conversation(id: $conversation) { LIST }",
  "ResearchRun.events": "researchRun(id: $research) { LIST }",
  "Schedule.firings": "schedule(id: $schedule) { LIST }",
  "Webhook.deliveries": "webhook(id: $webhook) { LIST }",
};

/** What a list needs besides its cursor. */
const needed: Readonly<Record<string, string>> = { "Query.search": 'query: "again", ' };

/** The lists that a schema has: the fields with an `after`, without subscriptions. */
export function listsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).filter(isObjectType)
    .filter((type) => type !== schema.getSubscriptionType() && !type.name.startsWith("__"))
    .flatMap((type) =>
      Object.values(type.getFields()).filter((f) => f.args.some((a) => a.name === "after"))
        .map((f) => `${type.name}.${f.name}`)
    );
}

/** A query of the list with a cursor, forwards or backwards. */
export function pageQuery(list: string, arg: "after" | "before"): string {
  const size = arg === "after" ? "first" : "last";
  const given = `${needed[list] ?? ""}${arg}: $cursor, ${size}: 3`;
  const field = `list: ${list.split(".")[1]}(${given}) { edges { cursor } }`;
  const path = (lists[list] ?? "").replace("LIST", field);
  return `query ($cursor: String, $conversation: ID!, $research: ID!, $schedule: ID!, $webhook: ID!) { ${path}
    used: nodes(ids: [$conversation, $research, $schedule, $webhook]) { id } }`;
}

const base64 = (text: string) => btoa(text);

/** Cursors that no list gives. */
export const madeUp: readonly string[] = [
  ...["", " ", "x", "null", "0", "-1", "infinity/x", "%00", "=".repeat(50), "🙂"],
  ...["infinity/x", "p.", "p.infinity/x", "p.1", "p.0.1", "1.e.s.1", "1..", "\x00", "9".repeat(400)]
    .map(base64),
  ...[`p.0.+294277-01-01T00:00:00.000Z/conversation_1`, `p.${"9".repeat(30)}`].map(base64),
  "A".repeat(100_000),
];
