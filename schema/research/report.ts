import type { ResearchPhaseRecord } from "../../protocol/research/records.ts";
import type {
  Report as Shape,
  ReportSection as SectionShape,
} from "../../protocol/research/phase.ts";
import { reportMarkdown } from "../../protocol/research/report-markdown.ts";
import { verdictOf } from "../../protocol/research/report/verdict-of.ts";
import { builder } from "../builder.ts";
import type { ReportFile } from "../context.ts";
import { requireRecord } from "../errors.ts";
import { Gap } from "./gap.ts";
import { UnsupportedNumber } from "./unsupported-number.ts";
import { Metric, Series, Source } from "./figures.ts";

/** A report with the phase that wrote it. */
export interface ReportShape extends Shape {
  phase: ResearchPhaseRecord;
}

const ReportSection = builder.objectRef<SectionShape>("ReportSection").implement({
  description: "A section of a report.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Heading of the section." }),
    text: t.exposeString("text", { description: "Text of the section, as Markdown." }),
  }),
});

const Download = builder.objectRef<ReportFile>("Download").implement({
  description: "A file to download.",
  fields: (t) => ({
    type: t.exposeString("type", { description: "Media type, such as `text/markdown`." }),
    url: t.exposeString("url", { description: "Address with a signature." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "Time at which the address expires.",
    }),
  }),
});

/** Result of a WRITE phase. */
export const Report = builder.objectRef<ReportShape>("Report").implement({
  description: "Result of a WRITE phase: a report.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Title of the report." }),
    summary: t.exposeString("summary", { description: "Answer, in a few sentences." }),
    sections: t.expose("sections", {
      type: [ReportSection],
      description: "Sections of the report.",
    }),
    metrics: t.expose("metrics", { type: [Metric], description: "Figures that the report uses." }),
    sources: t.expose("sources", { type: [Source], description: "Sources of the report." }),
    followUps: t.exposeStringList("followUps", {
      description: "Suggested questions for further research.",
    }),
    markdown: t.string({
      description: "The complete report as Markdown, with the verdict once there is one.",
      resolve: async (report, _, { reads }) => {
        const { researchId, round } = report.phase;
        const run = await requireRecord("research run", reads.researchRun(researchId), reads);
        return reportMarkdown(report, run, verdictOf(await reads.phasesOfRun(researchId), round));
      },
    }),
    unsupported: t.expose("unsupported", {
      type: [UnsupportedNumber],
      description:
        "Numbers of the text that no proven figure and no linked source supports, at most 100.",
    }),
    gaps: t.expose("gaps", {
      type: [Gap],
      description: "What it lacks, found without a model, before the verifier reads it.",
    }),
    series: t.expose("series", {
      type: [Series],
      description: "Price series of its charts.",
    }),
    downloads: t.field({
      type: [Download],
      description:
        "The report as files: a page (`text/html`), Markdown, JSON with the evidence of each figure, and its figures as CSV.",
      resolve: ({ phase }, _, { reportFiles }) => reportFiles(phase.id),
    }),
  }),
});
