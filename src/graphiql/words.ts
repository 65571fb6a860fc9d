// These functions run in the browser too: each must stand alone.

/** Strings of the variables that are a word of the page, such as `$new`, and what each stands for now. */
export type Words = Readonly<Record<string, string | null>>;

/** The value with each string that is a word replaced; a word that stands for nothing yet stays. */
export function fillWords(value: unknown, words: Words): unknown {
  if (typeof value === "string") return (Object.hasOwn(words, value) && words[value]) || value;
  if (Array.isArray(value)) return value.map((one) => fillWords(one, words));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, fillWords(one, words)]),
  );
}

/** The id of the conversation that an answer of `startConversation` tells; null in any other answer. */
export function startedConversation(answer: unknown): string | null {
  type Started = { data?: { startConversation?: { conversation?: { id?: unknown } } } | null };
  const id = (answer as Started | null)?.data?.startConversation?.conversation?.id;
  return typeof id === "string" ? id : null;
}
