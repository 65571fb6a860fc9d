import type { ScheduleWork as Work } from "../../protocol/schedule/schedule.ts";
import { builder } from "../builder.ts";

type Of<K extends Work["kind"]> = Extract<Work, { kind: K }>;

const template =
  "A template: `{{due}}` is the nominal time, `{{date}}` its day in the schedule's time zone, `{{last.reply}}` what the last completed firing ended with.";

const MessageWork = builder.objectRef<Of<"message">>("MessageWork").implement({
  description: "Each firing sends a message in one conversation.",
  fields: (t) => ({
    conversationId: t.exposeID("conversationId", { description: "Id of the conversation." }),
    text: t.exposeString("text", { description: `The message. ${template}` }),
  }),
});

const ConversationWork = builder.objectRef<Of<"conversation">>("ConversationWork").implement({
  description: "Each firing starts a conversation.",
  fields: (t) => ({
    agent: t.exposeString("agent", { description: "Name of the agent." }),
    alias: t.exposeString("alias", {
      nullable: true,
      description: "Alias of the version; null: `stable`, or the latest version without it.",
    }),
    title: t.exposeString("title", {
      nullable: true,
      description: `Title of the conversation; null: none. ${template}`,
    }),
    labels: t.exposeStringList("labels", { description: "Labels of the conversation." }),
    text: t.exposeString("text", { description: `The first message. ${template}` }),
  }),
});

const ResearchWork = builder.objectRef<Of<"research">>("ResearchWork").implement({
  description: "Each firing starts a research run.",
  fields: (t) => ({
    question: t.exposeString("question", { description: `Question to answer. ${template}` }),
    symbols: t.exposeStringList("symbols", { description: "Ticker symbols." }),
    allowUnknown: t.exposeBoolean("allowUnknown", {
      description: "True: it starts although no security has one of the symbols.",
    }),
    searches: t.exposeInt("searches", { description: "Maximum number of searches." }),
    revisions: t.exposeInt("revisions", { description: "Maximum number of revisions." }),
    language: t.exposeString("language", { description: "Language of the report." }),
    alias: t.exposeString("alias", {
      // A selection can contain this field and that of ConversationWork only if both can be null.
      nullable: true,
      description: "Alias of the research agents. Never null.",
    }),
  }),
});

const typeNames: Record<Work["kind"], string> = {
  message: "MessageWork",
  conversation: "ConversationWork",
  research: "ResearchWork",
};

/** What a firing starts. */
export const ScheduleWork = builder.unionType("ScheduleWork", {
  description: "What a firing starts. Types may be added.",
  types: [MessageWork, ConversationWork, ResearchWork],
  resolveType: ({ kind }) => typeNames[kind],
});

const MessageWorkInput = builder.inputType("MessageWorkInput", {
  description: "Each firing sends a message in one conversation.",
  fields: (t) => ({
    conversationId: t.id({ description: "Id of the conversation.", required: true }),
    text: t.string({ description: `The message. ${template}`, required: true }),
  }),
});

const ConversationWorkInput = builder.inputType("ConversationWorkInput", {
  description: "Each firing starts a conversation.",
  fields: (t) => ({
    agent: t.string({ description: "Name of the agent.", required: true }),
    alias: t.string({
      description: "Alias of the version; null: `stable`, or the latest version without it.",
    }),
    title: t.string({ description: `Title; null: none. ${template}` }),
    labels: t.stringList({
      description: "Labels, at most 20.",
      required: true,
      defaultValue: [],
    }),
    text: t.string({ description: `The first message. ${template}`, required: true }),
  }),
});

const ResearchWorkInput = builder.inputType("ResearchWorkInput", {
  description: "Each firing starts a research run, as `startResearch` does.",
  fields: (t) => ({
    question: t.string({ description: `Question to answer. ${template}`, required: true }),
    symbols: t.stringList({
      description: "Ticker symbols, at most 10.",
      required: true,
      defaultValue: [],
    }),
    allowUnknown: t.boolean({
      description: "True: it starts although no security has one of the symbols.",
      required: true,
      defaultValue: false,
    }),
    searches: t.int({
      description: "Maximum number of searches, 1 to 20.",
      required: true,
      defaultValue: 5,
    }),
    revisions: t.int({
      description: "Maximum number of revisions, 0 to 5.",
      required: true,
      defaultValue: 2,
    }),
    language: t.string({
      description: "Language of the report, a BCP 47 tag.",
      required: true,
      defaultValue: "en",
    }),
    alias: t.string({
      description: "Alias that selects the versions of the research agents.",
      required: true,
      defaultValue: "stable",
    }),
  }),
});

/** What a firing is to start. */
export const ScheduleWorkInput = builder.inputType("ScheduleWorkInput", {
  description: "What a firing starts: exactly one of these fields. Fields may be added.",
  isOneOf: true,
  fields: (t) => ({
    message: t.field({ type: MessageWorkInput, description: "A message." }),
    conversation: t.field({ type: ConversationWorkInput, description: "A new conversation." }),
    research: t.field({ type: ResearchWorkInput, description: "A research run." }),
  }),
});
