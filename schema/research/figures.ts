import type {
  Metric as MetricShape,
  Series as SeriesShape,
  Source as SourceShape,
} from "../../protocol/research/phase.ts";
import { builder } from "../builder.ts";
import { evidenceFields, readToolCall } from "./evidence.ts";
import { requireRecord } from "../errors.ts";
import { ResearchPhase, ToolCall } from "../refs.ts";

/** A source that a search found. */
export const Source = builder.objectRef<SourceShape>("Source").implement({
  description: "A source that a search found.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Title of the source." }),
    url: t.exposeString("url", { description: "Address; null when unknown.", nullable: true }),
    phase: t.field({
      type: ResearchPhase,
      description: "Search that found it; null when unknown.",
      nullable: true,
      resolve: ({ phaseId }, _, { reads }) =>
        phaseId === null ? null : reads.researchPhase(phaseId),
    }),
  }),
});

/** A figure with its evidence. */
export const Metric = builder.objectRef<MetricShape>("Metric").implement({
  description: "A figure with its evidence.",
  fields: (t) => ({
    name: t.exposeString("name", { description: "Name of the figure." }),
    value: t.expose("value", { type: "Decimal", description: "Value." }),
    unit: t.exposeString("unit", {
      description: "Unit or ISO 4217 currency code; null without a unit.",
      nullable: true,
    }),
    period: t.exposeString("period", {
      description: "Period of the figure, such as `2026-Q3`; null when it has none.",
      nullable: true,
    }),
    symbol: t.exposeString("symbol", {
      description: "Ticker symbol that the figure is about; null when it is about no single one.",
      nullable: true,
    }),
    ...evidenceFields(t),
  }),
});

const Point = builder.objectRef<SeriesShape["points"][number]>("Point").implement({
  description: "One value of a series.",
  fields: (t) => ({
    at: t.field({
      type: "DateTime",
      description: "Time of the value.",
      resolve: ({ at }) => new Date(at),
    }),
    value: t.expose("value", { type: "Decimal", description: "Value." }),
    day: t.exposeString("day", {
      description:
        "Day of the value at the exchange, such as `2026-11-23`, which may be another one than in UTC; null when unknown.",
      nullable: true,
    }),
  }),
});

/** Values over time. */
export const Series = builder.objectRef<SeriesShape>("Series").implement({
  description: "Values over time, for a chart.",
  fields: (t) => ({
    symbol: t.exposeString("symbol", { description: "Ticker symbol." }),
    unit: t.exposeString("unit", { description: "Unit or ISO 4217 currency code." }),
    points: t.expose("points", { type: [Point], description: "Values, the oldest first." }),
    toolCall: t.field({
      type: ToolCall,
      description: "Tool call that returned the values.",
      resolve: ({ toolCallId }, _, { reads }) =>
        requireRecord("tool call", readToolCall(reads, toolCallId), reads),
    }),
  }),
});
