/** The agent of the samples. Its second tool waits for a person, as if each call cost money. */
export const sampleAgent = {
  name: "sample-market-assistant",
  description: "Answers questions about prices. It asks before it reads analysts' recommendations.",
  model: "mistral-medium-latest",
  instructions: {
    text: "You are a market assistant. Answer in Markdown, from the results of your tools alone.",
  },
  tools: [
    { server: "prices", name: "get_current_stock_price", policy: "AUTO" },
    { server: "financials", name: "get_analyst_recommendations", policy: "ASK" },
  ],
} as const;

/** The label of their conversations. */
export const sampleLabel = "sample";

/** A conversation of the samples. */
export interface SampleConversation {
  /** Part of the idempotency key: it never changes. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  /** A second message. */
  readonly followUp?: string;
  readonly budget?: { readonly modelCalls: number };
}

/** One conversation for each thing that a list can show. */
export const sampleConversations: readonly SampleConversation[] = [
  {
    key: "two-stocks",
    title: "Two stocks",
    text: "What do NVDA and AMD cost right now?",
    followUp: "Which of the two is higher, and by how much?",
  },
  {
    key: "approval",
    title: "Waits for your approval",
    text: "Analyst recommendations for ASML",
  },
  {
    key: "limit",
    title: "Stopped by its limit of model calls",
    text: "What does AAPL cost right now?",
    budget: { modelCalls: 1 },
  },
  {
    key: "long",
    title: "A long answer",
    text: "Explain in about 400 words what a quote does not tell.",
  },
];

/** The research run of the samples. */
export const sampleResearch = {
  question: "How is NVDA doing against AMD?",
  symbols: ["NVDA", "AMD"],
} as const;
