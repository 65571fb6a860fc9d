import type {
  Metric as MetricShape,
  Series as SeriesShape,
  Source as SourceShape,
} from "../../protocol/research/phase.ts";
import type { ToolCallRecord } from "../../protocol/records.ts";
import { builder } from "../builder.ts";
import type { Reads } from "../context.ts";
import { present } from "../errors.ts";
import { ResearchPhase, ToolCall } from "../refs.ts";

/** Something found. */
export const Source = builder.objectRef<SourceShape>("Source").implement({
  description: "Something found.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Title." }),
    url: t.exposeString("url", { description: "Address.", nullable: true }),
    phase: t.field({
      type: ResearchPhase,
      description: "The search that found it.",
      nullable: true,
      resolve: ({ phaseId }, _, { reads }) =>
        phaseId === null ? null : reads.researchPhase(phaseId),
    }),
  }),
});

/** A figure and where it comes from. */
export const Metric = builder.objectRef<MetricShape>("Metric").implement({
  description: "A figure and where it comes from.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name." }),
    value: t.expose("value", { type: "Decimal", description: "Value." }),
    unit: t.exposeString("unit", { description: "Unit or currency.", nullable: true }),
    period: t.exposeString("period", {
      description: "Time it holds for, such as `2026-Q3`.",
      nullable: true,
    }),
    toolCall: t.field({
      type: ToolCall,
      description: "The tool call that gave it; null when the model said it.",
      nullable: true,
      resolve: ({ toolCallId }, _, { reads }) =>
        toolCallId === null ? null : readToolCall(reads, toolCallId),
    }),
  }),
});

const Point = builder.objectRef<SeriesShape["points"][number]>("Point").implement({
  description: "One value of a series.",
  fields: (t) => ({
    at: t.field({
      type: "DateTime",
      description: "When.",
      resolve: ({ at }) => new Date(at),
    }),
    value: t.expose("value", { type: "Decimal", description: "Value." }),
  }),
});

/** Values over time. */
export const Series = builder.objectRef<SeriesShape>("Series").implement({
  description: "Values over time.",
  fields: (t) => ({
    symbol: t.exposeString("symbol", { description: "Ticker symbol." }),
    unit: t.exposeString("unit", { description: "Unit or currency." }),
    points: t.expose("points", { type: [Point], description: "Oldest first." }),
    toolCall: t.field({
      type: ToolCall,
      description: "The tool call that gave it.",
      resolve: ({ toolCallId }, _, { reads }) =>
        present("tool call", readToolCall(reads, toolCallId)),
    }),
  }),
});

async function readToolCall(reads: Reads, id: string): Promise<ToolCallRecord | null> {
  const call = await reads.entry(id);
  return call?.kind === "tool" ? call : null;
}
