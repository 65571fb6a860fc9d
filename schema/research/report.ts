import type { ResearchPhaseRecord } from "../../protocol/records.ts";
import type {
  Report as Shape,
  ReportSection as SectionShape,
} from "../../protocol/research/phase.ts";
import { reportMarkdown } from "../../protocol/research/report-markdown.ts";
import { builder } from "../builder.ts";
import type { ReportFile } from "../context.ts";
import { present } from "../errors.ts";
import { Metric, Series, Source } from "./figures.ts";

/** A report and the phase that wrote it. */
export interface ReportShape extends Shape {
  phase: ResearchPhaseRecord;
}

const ReportSection = builder.objectRef<SectionShape>("ReportSection").implement({
  description: "A section of a report.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Heading." }),
    text: t.exposeString("text", { description: "Markdown." }),
  }),
});

const Download = builder.objectRef<ReportFile>("Download").implement({
  description: "A file to fetch.",
  fields: (t) => ({
    type: t.exposeString("type", { description: "Media type, such as `text/markdown`." }),
    url: t.exposeString("url", { description: "Address, with a key in it." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When the address stops working.",
    }),
  }),
});

/** Result of WRITE. */
export const Report = builder.objectRef<ReportShape>("Report").implement({
  description: "Result of WRITE.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Title." }),
    summary: t.exposeString("summary", { description: "The answer in a few sentences." }),
    sections: t.expose("sections", { type: [ReportSection], description: "The body." }),
    metrics: t.expose("metrics", { type: [Metric], description: "Figures it rests on." }),
    sources: t.expose("sources", { type: [Source], description: "Where things were found." }),
    followUps: t.exposeStringList("followUps", { description: "Questions worth asking next." }),
    markdown: t.string({
      description: "The whole of it as one Markdown text.",
      resolve: async (report, _, { reads }) =>
        reportMarkdown(
          report,
          await present("research run", reads.researchRun(report.phase.researchId)),
        ),
    }),
    series: t.expose("series", {
      type: [Series],
      description: "Price series that its charts show.",
    }),
    downloads: t.field({
      type: [Download],
      description: "The report as a file; the addresses expire.",
      resolve: ({ phase }, _, { reportFiles }) => reportFiles(phase.id),
    }),
  }),
});
