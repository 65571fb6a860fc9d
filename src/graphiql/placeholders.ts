// These functions run in the browser too: each may call only those that page.ts includes.

/** Placeholders of the page, such as `$new`, and their current values. */
export type Placeholders = Readonly<Record<string, string | null>>;

/**
 * An operation with its placeholders replaced: a variable that is one, and a quoted one in the document. A placeholder
 * without a value stays.
 */
export function fillPlaceholders(value: unknown, words: Placeholders): unknown {
  if (typeof value === "string") {
    if (Object.hasOwn(words, value)) return words[value] ?? value;
    const known = Object.entries(words).filter(([, now]) => now !== null);
    return known.reduce(
      (text, [word, now]) => text.replaceAll(`"${word}"`, () => `"${now}"`),
      value,
    );
  }
  if (Array.isArray(value)) return value.map((one) => fillPlaceholders(one, words));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, fillPlaceholders(one, words)]),
  );
}

/** The values that the page learns from an answer: the conversation just started, the first pending approval. */
export function learnPlaceholders(answer: unknown): Record<string, string> {
  type Answer = {
    data?: {
      startConversation?: { conversation?: { id?: unknown } };
      approvals?: { nodes?: { id?: unknown; argumentsHash?: unknown }[] };
    } | null;
  };
  const data = (answer as Answer | null)?.data;
  const waiting = data?.approvals?.nodes?.[0];
  const learned = {
    $conversation: data?.startConversation?.conversation?.id,
    $approval: waiting?.id,
    $argumentsHash: waiting?.argumentsHash,
  };
  return Object.fromEntries(
    Object.entries(learned).filter((word): word is [string, string] => typeof word[1] === "string"),
  );
}
