// These functions run in the browser too: each must stand alone.

/** Words of the page, such as `$new`, and what each stands for now. */
export type Words = Readonly<Record<string, string | null>>;

/**
 * An operation with its words filled: a variable that is one, and a quoted one in the document. A word that stands for
 * nothing yet stays.
 */
export function fillWords(value: unknown, words: Words): unknown {
  if (typeof value === "string") {
    if (Object.hasOwn(words, value)) return words[value] ?? value;
    const known = Object.entries(words).filter(([, now]) => now !== null);
    return known.reduce(
      (text, [word, now]) => text.replaceAll(`"${word}"`, () => `"${now}"`),
      value,
    );
  }
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
