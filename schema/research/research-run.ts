import { Share } from "../access/share.ts";
import { outcomeAs } from "../../protocol/research/phase.ts";
import { unchecked } from "../../protocol/research/resolved-symbol.ts";
import { Budget } from "../budget/budget.ts";
import { builder } from "../builder.ts";
import { feedCursorField } from "../feed/event-cursor.ts";
import { eventArgs, EventConnection, waitMs } from "../log/event-page.ts";
import { Live } from "../conversation/live.ts";
import { Node } from "../node.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { connection } from "../page/page.ts";
import { Report } from "./report.ts";
import { queryResearchLive } from "./research-live.ts";
import { ResolvedSymbol } from "./resolved-symbol.ts";
import { Failure, Status } from "../status.ts";
import { Usage } from "../budget/usage-counts.ts";
import { ResearchPhase, ResearchRun } from "../refs.ts";

/** Estimated number of phases of a run, for the cost of their list. */
const estimatedPhases = 20;

ResearchRun.implement({
  description:
    "Research on a question, in phases: plan, searches, analyses, report and verification.",
  interfaces: [Node],
  fields: (t) => ({
    question: t.exposeString("question", { description: "The question." }),
    symbols: t.exposeStringList("symbols", {
      description: "Ticker symbols that the question is about.",
    }),
    language: t.exposeString("language", {
      description: "Language of the report, a BCP 47 tag.",
    }),
    resolvedSymbols: t.field({
      type: [ResolvedSymbol],
      description: "What was known of the symbols when the run started, in their order.",
      resolve: ({ symbols, resolvedSymbols }) =>
        symbols.map((s) => resolvedSymbols.find((r) => r.symbol === s) ?? unchecked(s)),
    }),
    status: t.expose("status", {
      type: Status,
      description: "Status of the run. COMPLETED does not exclude failed searches, see `phases`.",
    }),
    owner: t.exposeString("owner", {
      description: "Subject of the owner; null: it belongs to the whole tenant.",
      nullable: true,
    }),
    shares: t.field({
      authScopes: { can: "conversations:share" },
      type: [Share],
      description:
        "With whom it is shared. Null without the scope `conversations:share`, and if the caller may not share it.",
      nullable: true,
      resolve: ({ id }, _, { reads }) => reads.sharesOf(id),
    }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "Time of the start." }),
    endedAt: t.expose("endedAt", {
      type: "DateTime",
      description: "Time of the end; null before it.",
      nullable: true,
    }),
    forkedFrom: t.field({
      type: ResearchPhase,
      description:
        "First phase of the other run that this fork repeats; null when it is not a fork.",
      nullable: true,
      resolve: ({ forkedFrom }, _, { reads }) =>
        forkedFrom === null ? null : reads.researchPhase(forkedFrom),
    }),
    phases: t.field({
      type: [ResearchPhase],
      description: "Phases planned so far, in their order; at most 100.",
      complexity: { field: 1, multiplier: estimatedPhases },
      resolve: ({ id }, _, { reads }) => reads.phasesOfRun(id),
    }),
    report: t.field({
      type: Report,
      description: "Latest complete report; null before the first.",
      nullable: true,
      resolve: async ({ id }, _, { reads }) => {
        const phases = await reads.phasesOfRun(id);
        const written = phases.map((phase) => ({ phase, report: outcomeAs(phase, "Report") }));
        const newest = written.findLast(({ report }) => report !== null);
        return newest?.report ? { ...newest.report, phase: newest.phase } : null;
      },
    }),
    verified: t.exposeBoolean("verified", {
      description:
        "True: the verifier accepted the newest report, and the check found no gap. False while the run is open.",
    }),
    failure: t.expose("failure", {
      type: Failure,
      description: "Reason why the run failed; null when it did not.",
      nullable: true,
    }),
    usage: t.field({
      authScopes: { can: "usage:read" },
      nullable: true,
      type: Usage,
      description: "Usage so far. Null without the scope `usage:read`.",
      resolve: ({ id }, _, { reads }) => reads.usageOfRun(id),
    }),
    budget: t.expose("budget", { type: Budget, description: "Limits of the run." }),
    eventCursor: t.string({
      description:
        "Cursor of the event stream. The other fields of this response are at least as new: subscribe to researchEvents after this cursor.",
      resolve: ({ id, head }, _, { log }) => log.durableCursor(id, head),
    }),
    events: t.field({
      type: EventConnection,
      description: "Stored events: Subscription.researchEvents without TextDelta.",
      args: eventArgs(t.arg),
      complexity: pageCost,
      resolve: ({ id }, { wait, ...args }, { log }) =>
        log.page(id, checkedPage(args), waitMs(wait)),
    }),
    live: t.field({
      type: Live,
      description: "State of the workflow at this moment; null when it could not be read.",
      nullable: true,
      complexity: 10,
      resolve: (run, _, context) => queryResearchLive(run, context),
    }),
    emulated: t.boolean({
      description: "True: the texts come from the emulator, not from a model.",
      resolve: ({ provider }) => provider.startsWith("emulator"),
    }),
    sampleMarketData: t.exposeBoolean("sampleMarketData", {
      description: "True: the market data are invented samples.",
    }),
  }),
});

/** Page of research runs. */
export const ResearchRunConnection = connection("ResearchRun", ResearchRun, "research runs");

builder.objectFields(ResearchRunConnection, (t) => ({ eventCursor: t.string(feedCursorField) }));
