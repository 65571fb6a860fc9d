import type { ModelCallRecord } from "../../protocol/conversation/records.ts";
import { hostedServer } from "../../protocol/agent/hosted-tools.ts";
import { builder } from "../builder.ts";
import { MediaContent } from "../conversation/content.ts";
import { requireRecord } from "../errors.ts";
import { Node, nodeTypeName } from "../node.ts";
import { Failure, Status } from "../status.ts";
import { Usage } from "../budget/usage-counts.ts";
import { AgentVersion, Approval, Entry, Step, ToolCall, Turn } from "../refs.ts";

Step.implement({
  description: "A model call or a tool call of a turn.",
  interfaces: [Node],
  resolveType: (step) => nodeTypeName(step),
  fields: (t) => ({
    turn: t.field({
      type: Turn,
      description: "Turn of the step.",
      resolve: (step, _, { reads }) => requireRecord("turn", reads.turn(step.turnId), reads),
    }),
    status: t.expose("status", {
      type: Status,
      description: "Status; WAITING for an approval or until `retryAt`.",
    }),
    attempts: t.exposeInt("attempts", { description: "Number of attempts so far." }),
    startedAt: t.expose("startedAt", {
      type: "DateTime",
      description: "Time of the first attempt; null before it.",
      nullable: true,
    }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "Time of the end; null before it.",
      nullable: true,
    }),
    retryAt: t.expose("retryAt", {
      type: "DateTime",
      description: "Time of the next attempt; null when none is planned.",
      nullable: true,
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Reason why the step, or its latest attempt, failed; null otherwise.",
      nullable: true,
    }),
  }),
});

builder.objectRef<ModelCallRecord>("ModelCall").implement({
  description: "A call of a model, with all its attempts.",
  interfaces: [Node, Step],
  fields: (t) => ({
    status: t.expose("status", { type: Status, description: "Status; WAITING until `retryAt`." }),
    agentVersion: t.field({
      type: AgentVersion,
      description: "Agent version that made the call.",
      resolve: (call, _, { reads }) =>
        requireRecord("version", reads.agentVersion(call.agentVersionId)),
    }),
    model: t.exposeString("model", {
      description: "Name of the model: that of the version, or its fallback model.",
    }),
    usage: t.expose("usage", {
      authScopes: { can: "usage:read" },
      nullable: true,
      type: Usage,
      description: "Usage of all attempts. Null without the scope `usage:read`.",
    }),
  }),
});

ToolCall.implement({
  description:
    "A tool call and its result. At Mistral: function.call with function.result, or tool.execution.",
  interfaces: [Node, Entry, Step],
  fields: (t) => ({
    createdAt: t.expose("createdAt", {
      type: "DateTime",
      description: "Time at which the model began to write the call.",
    }),
    status: t.expose("status", {
      type: Status,
      description:
        "Status; RUNNING from the first argument that the model writes, WAITING for an approval or until `retryAt`.",
    }),
    server: t.exposeString("server", {
      description: "Name of the MCP server; `mistral` for a tool that Mistral executes.",
    }),
    name: t.exposeString("name", { description: "Name of the tool." }),
    arguments: t.field({
      authScopes: { detailOf: "conversation" },
      type: "JSON",
      description:
        "Arguments of the call, with changes by the approver; null while the model writes them. Null without the scope `conversations:read:detail`.",
      nullable: true,
      resolve: (call) => call.arguments,
    }),
    approval: t.field({
      authScopes: { can: "approvals:read" },
      type: Approval,
      description:
        "Approval of the call; null when it requires none. Null without the scope `approvals:read`.",
      nullable: true,
      resolve: (call, _, { reads }) => reads.approvalOfCall(call.id),
    }),
    result: t.string({
      authScopes: { detailOf: "conversation" },
      description:
        "Result as the model receives it, at most about 60,000 characters; longer text ends with a note. Null before the result. Null without the scope `conversations:read:detail`.",
      nullable: true,
      complexity: 5,
      resolve: (call) => call.result,
    }),
    output: t.field({
      authScopes: { detailOf: "conversation" },
      type: "JSON",
      description:
        "Result as data, at most 262,144 characters of JSON; longer data is the file `output.json`. Null when the tool returns none, or more. Integers that a double cannot represent are strings of digits. Null without the scope `conversations:read:detail`.",
      nullable: true,
      complexity: 20,
      resolve: (call) => call.output,
    }),
    files: t.field({
      authScopes: { detailOf: "conversation" },
      nullable: true,
      type: [MediaContent],
      description:
        "Images, audio and other files of the result: at most 21, each at most 4 MiB. Null without the scope `conversations:read:detail`.",
      resolve: (call) => call.content.filter((part) => part.type === "media"),
    }),
    idempotencyKey: t.string({
      description:
        "Key that each attempt sends to the MCP server, in `_meta` as `tramontane/callId` and over HTTP as the header `Idempotency-Key`. The server can recognise repeated calls by it. Null for a tool that Mistral executes.",
      nullable: true,
      resolve: (call) => (call.server === hostedServer ? null : call.id),
    }),
  }),
});
