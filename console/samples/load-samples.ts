import type { Source } from "@tramontane/client";
import { mutate } from "@tramontane/client/store";
import {
  sampleAgent,
  type SampleConversation,
  sampleConversations,
  sampleLabel,
  sampleResearch,
} from "./sample-data.ts";
import {
  sampleAgent as registerAgent,
  sampleConversation as startConversation,
  sampleMessage as sendMessage,
  sampleResearch as startResearch,
} from "./samples.generated.ts";

/** A step of loading, in words for the page. */
export interface SampleStep {
  readonly words: string;
  /** The rest is of use without it. */
  readonly isOptional?: boolean;
  /** Throws the reason why it failed. */
  run(source: Source): Promise<void>;
}

/** The idempotency key of a sample: always the same, so that the samples are made once. */
const keyOf = (name: string): string => `console-sample-1-${name}`;

/** The steps in their order. Each can be repeated: what exists is not made again. */
export const sampleSteps: readonly SampleStep[] = [
  {
    words: `register the agent ${sampleAgent.name}`,
    run: async (source) => {
      const { tools, ...agent } = sampleAgent;
      const input = { ...agent, tools: [...tools], handoffs: [], idempotencyKey: keyOf("agent") };
      valueOf(await mutate(source, registerAgent, input));
    },
  },
  ...sampleConversations.map((sample): SampleStep => ({
    words: `start the conversation “${sample.title}”`,
    run: (source) => converse(source, sample),
  })),
  {
    words: "start a research run",
    // A deployment may have no research agents.
    isOptional: true,
    run: async (source) => {
      const { question, symbols } = sampleResearch;
      const input = { question, symbols: [...symbols], idempotencyKey: keyOf("research") };
      const options = { alias: "stable", allowUnknown: false, language: "en" };
      const rest = { revisions: 2, searches: 3 };
      valueOf(await mutate(source, startResearch, { ...options, ...rest, ...input }));
    },
  },
];

async function converse(source: Source, sample: SampleConversation): Promise<void> {
  const { key, title, text, followUp, budget } = sample;
  const { conversation } = valueOf(
    await mutate(source, startConversation, {
      ...{ agent: sampleAgent.name, title, labels: [sampleLabel], content: [{ text }] },
      ...{ budget: budget ?? null, idempotencyKey: keyOf(key) },
    }),
  );
  if (followUp === undefined) return;
  valueOf(
    await mutate(source, sendMessage, {
      ...{ conversationId: conversation.id, content: [{ text: followUp }], whenBusy: "ENQUEUE" },
      idempotencyKey: keyOf(`${key}-follow-up`),
    }),
  );
}

type Result<T> = { ok: true; value: T } | {
  ok: false;
  fault: { message: string; issues?: readonly { message: string }[] };
};

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { message, issues = [] } = result.fault;
  throw new Error([message, ...issues.map((issue) => issue.message)].join(" "));
}
