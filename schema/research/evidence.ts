import type { ToolCallRecord } from "../../protocol/conversation/records.ts";
import {
  type Derivation as DerivationShape,
  evidenceKinds,
  type Metric as MetricShape,
} from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { requireRecord } from "../errors.ts";
import type { Reads } from "../ports/reads.ts";
import { ToolCall } from "../refs.ts";

const Evidence = builder.enumType("Evidence", {
  description: "How a figure is proven. The product compares value, unit and symbol itself.",
  values: describedKinds({
    EXACT: "The cited value of a tool result is the figure, in the same unit.",
    ROUNDED: "The cited value is the figure after rounding, or in another scale of its unit.",
    DERIVED: "A formula over cited values gives the figure; the product computed it again.",
    NONE: "The figure is not proven; `problem` says why.",
  }),
});

function describedKinds(described: Record<(typeof evidenceKinds)[number], string>) {
  const values = evidenceKinds.map((kind) => [kind, { description: described[kind] }] as const);
  return Object.fromEntries(values) as Record<
    (typeof evidenceKinds)[number],
    { description: string }
  >;
}

type InputShape = DerivationShape["inputs"][number];

const DerivationInput = builder.objectRef<InputShape>("DerivationInput").implement({
  description: "A cited value that a formula uses.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the value in the formula." }),
    pointer: t.exposeString("pointer", {
      description: "JSON pointer (RFC 6901) to the value in the output of the tool call.",
    }),
    quoted: t.exposeString("quoted", { description: "The value there, as text." }),
    toolCall: t.field({
      type: ToolCall,
      description: "Tool call whose output has the value.",
      resolve: ({ toolCallId }, _, { reads }) =>
        requireRecord("tool call", readToolCall(reads, toolCallId), reads),
    }),
  }),
});

const Derivation = builder.objectRef<DerivationShape>("Derivation").implement({
  description: "How a figure follows from cited values.",
  fields: (t) => ({
    formula: t.exposeString("formula", {
      description: "Formula over the names of the inputs, such as `(a - b) / b * 100`.",
    }),
    inputs: t.expose("inputs", { type: [DerivationInput], description: "Its cited values." }),
  }),
});

type MetricFields = Parameters<
  Parameters<ReturnType<typeof builder.objectRef<MetricShape>>["implement"]>[0]["fields"] & object
>[0];

/** Fields of a figure that say how it is proven. */
export const evidenceFields = (t: MetricFields) => ({
  evidence: t.expose("evidence", { type: Evidence, description: "How the figure is proven." }),
  pointer: t.exposeString("pointer", {
    description:
      "JSON pointer (RFC 6901) to the cited value in the output of `toolCall`; null for a derived figure and without a citation.",
    nullable: true,
  }),
  quoted: t.exposeString("quoted", {
    description: "The value at `pointer`, as text; null when the pointer leads to none.",
    nullable: true,
  }),
  derivation: t.expose("derivation", {
    type: Derivation,
    description: "How the figure was computed; null unless it is derived.",
    nullable: true,
  }),
  problem: t.exposeString("problem", {
    description: "Why the figure is not proven; null when it is.",
    nullable: true,
  }),
  toolCall: t.field({
    type: ToolCall,
    description:
      "Tool call that the figure cites, of a derived figure that of its first input; null when the citation names none.",
    nullable: true,
    resolve: ({ toolCallId }: MetricShape, _: unknown, { reads }: { reads: Reads }) =>
      toolCallId === null ? null : readToolCall(reads, toolCallId),
  }),
});

/** The tool call with an id; null if there is none. */
export async function readToolCall(reads: Reads, id: string): Promise<ToolCallRecord | null> {
  const call = await reads.entry(id);
  return call?.kind === "tool" ? call : null;
}
