import { outcomeAs } from "../../protocol/research/phase.ts";
import { Budget } from "../budget/budget.ts";
import { EventConnection, waitMs } from "../log/event-page.ts";
import { Live } from "../conversation/live.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { bothWaysArgs } from "../page/page-fields.ts";
import { connection } from "../page/page.ts";
import { Report } from "./report.ts";
import { queryResearchLive } from "./research-live.ts";
import { Failure, Status, Usage } from "../status.ts";
import { ResearchPhase, ResearchRun } from "../refs.ts";

/** Phases of a run are few, whatever was asked: what their list costs is reckoned with this many. */
const estimatedPhases = 20;

ResearchRun.implement({
  description: "A question answered by planner, searches, analysts, writer and verifier.",
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID("id", { description: "Global id." }),
    question: t.exposeString("question", { description: "The question." }),
    symbols: t.exposeStringList("symbols", { description: "Ticker symbols it is about." }),
    status: t.expose("status", {
      type: Status,
      description: "COMPLETED also when a search failed; see `phases`.",
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When started." }),
    endedAt: t.expose("endedAt", { type: "DateTime", description: "When ended.", nullable: true }),
    forkedFrom: t.field({
      type: ResearchPhase,
      description: "The phase it was forked from.",
      nullable: true,
      resolve: ({ forkedFrom }, _, { reads }) =>
        forkedFrom === null ? null : reads.researchPhase(forkedFrom),
    }),
    phases: t.field({
      type: [ResearchPhase],
      description: "All phases known so far, in order; at most 100.",
      complexity: { field: 1, multiplier: estimatedPhases },
      resolve: ({ id }, _, { reads }) => reads.phasesOfRun(id),
    }),
    report: t.field({
      type: Report,
      description: "The newest whole report; null before the first.",
      nullable: true,
      resolve: async ({ id }, _, { reads }) => {
        const phases = await reads.phasesOfRun(id);
        const written = phases.map((phase) => ({ phase, report: outcomeAs(phase, "Report") }));
        const newest = written.findLast(({ report }) => report !== null);
        return newest?.report ? { ...newest.report, phase: newest.phase } : null;
      },
    }),
    verified: t.exposeBoolean("verified", {
      description: "True when the verifier passed this report.",
    }),
    failure: t.expose("failure", { type: Failure, description: "Why it failed.", nullable: true }),
    usage: t.field({
      type: Usage,
      description: "Used so far.",
      resolve: ({ id }, _, { reads }) => reads.usageOfRun(id),
    }),
    budget: t.expose("budget", { type: Budget, description: "Its limits." }),
    eventCursor: t.string({
      description:
        "Where its log stands. What else this answer holds is at least as new: show it, then subscribe after this.",
      resolve: ({ id, head }, _, { log }) => log.durableCursor(id, head),
    }),
    events: t.field({
      type: EventConnection,
      description: "Its log, the same as Subscription.researchEvents without TextDelta.",
      args: {
        ...bothWaysArgs(t.arg),
        wait: t.arg({
          type: "Duration",
          description:
            "With `after` at the end of the log: answer when something new is there, or after this time; at most PT30S.",
        }),
      },
      complexity: pageCost,
      resolve: ({ id }, { wait, ...args }, { log }) =>
        log.page(id, checkedPage(args), waitMs(wait)),
    }),
    live: t.field({
      type: Live,
      description: "Asks the workflow; null when even the database could not tell.",
      nullable: true,
      complexity: 10,
      resolve: (run, _, context) => queryResearchLive(run, context),
    }),
    emulated: t.boolean({
      description: "True: an emulator wrote this, not a model.",
      resolve: ({ provider }) => provider.startsWith("emulator"),
    }),
    sampleMarketData: t.exposeBoolean("sampleMarketData", {
      description: "True: the prices are samples.",
    }),
  }),
});

/** Page of research runs. */
export const ResearchRunConnection = connection("ResearchRun", ResearchRun, {
  page: "Page of research runs.",
  edge: "A research run in a page.",
  node: "The research run.",
});
