import type { ModelCallRecord } from "../../protocol/records.ts";
import { hostedServer } from "../../protocol/agent/hosted-tools.ts";
import { builder } from "../builder.ts";
import { MediaContent } from "../conversation/content.ts";
import { present } from "../errors.ts";
import { Node, nodeTypeName } from "../node.ts";
import { Failure, Status, Usage } from "../status.ts";
import { AgentVersion, Approval, Entry, Step, ToolCall, Turn } from "../refs.ts";

Step.implement({
  description: "One piece of work inside a turn.",
  interfaces: [Node],
  resolveType: (step) => nodeTypeName(step),
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    turn: t.field({
      type: Turn,
      description: "Its turn.",
      resolve: (step, _, { reads }) => present("turn", reads.turn(step.turnId)),
    }),
    status: t.expose("status", {
      type: Status,
      description: "WAITING: for an approval or until `retryAt`.",
    }),
    attempts: t.exposeInt("attempts", { description: "Attempts so far." }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      description: "When the first attempt began.",
      nullable: true,
    }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "When it ended.",
      nullable: true,
    }),
    retryAt: t.expose("retryAt", {
      type: "DateTime",
      description: "When the next attempt begins.",
      nullable: true,
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Why it failed, or why the last attempt did.",
      nullable: true,
    }),
  }),
});

builder.objectRef<ModelCallRecord>("ModelCall").implement({
  description: "A call of a model.",
  interfaces: [Node, Step],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    status: t.expose("status", { type: Status, description: "WAITING: until `retryAt`." }),
    agentVersion: t.field({
      type: AgentVersion,
      description: "The version asked.",
      resolve: (call, _, { reads }) => present("version", reads.agentVersion(call.agentVersionId)),
    }),
    model: t.exposeString("model", {
      description: "Name of the model asked: the version's own, or its fallback.",
    }),
    usage: t.expose("usage", { type: Usage, description: "Used, all attempts together." }),
  }),
});

ToolCall.implement({
  description:
    "A call of a tool and its result: Mistral's function.call with function.result, or tool.execution.",
  interfaces: [Node, Entry, Step],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    turn: t.field({
      type: Turn,
      description: "Its turn.",
      resolve: (call, _, { reads }) => present("turn", reads.turn(call.turnId)),
    }),
    createdAt: t.expose("createdAt", {
      type: "DateTime",
      description: "When the model began to write it.",
    }),
    status: t.expose("status", {
      type: Status,
      description:
        "RUNNING from the first written argument; WAITING for an approval or until `retryAt`.",
    }),
    server: t.exposeString("server", { description: "MCP server, or `mistral`." }),
    name: t.exposeString("name", { description: "Tool name." }),
    arguments: t.field({
      type: "JSON",
      description:
        "Arguments it runs with, edits by the approver included; null while they are written.",
      nullable: true,
      resolve: (call) => call.arguments,
    }),
    approval: t.field({
      type: Approval,
      description: "The verdict on it; null when none is needed.",
      nullable: true,
      resolve: (call, _, { reads }) => reads.approvalOfCall(call.id),
    }),
    result: t.string({
      description:
        "The result as the model reads it, at most about 60,000 characters; a note says what is left out. Null before there is one.",
      nullable: true,
      complexity: 5,
      resolve: (call) => call.result,
    }),
    output: t.field({
      type: "JSON",
      description:
        "The result as data, at most 262,144 characters of JSON. Null when the tool returns no data, or more: longer data is the file `output.json`. A whole number that a double cannot hold is a string of its digits.",
      nullable: true,
      complexity: 20,
      resolve: (call) => call.output,
    }),
    files: t.field({
      type: [MediaContent],
      description:
        "Images, sound and other files of the answer, at most 21; each of at most 4 MiB. Empty when it has none.",
      resolve: (call) => call.content.filter((part) => part.type === "media"),
    }),
    idempotencyKey: t.string({
      description:
        "Sent to the server with every attempt, the same each time, so that it can recognise a repeated call: in `_meta` as `tramontane/callId`, and over HTTP as the header `Idempotency-Key`. Null for a tool that Mistral runs.",
      nullable: true,
      resolve: (call) => (call.server === hostedServer ? null : call.id),
    }),
  }),
});
