/** The arguments with which a call was executed, where they differ from the model's; null: they do not, or are not readable. */
export function editedArguments(
  { verdict, proposedArguments, toolCall }: {
    verdict: string;
    proposedArguments: unknown;
    toolCall: { arguments: unknown } | null;
  },
): unknown {
  const executed = toolCall?.arguments ?? null;
  if (verdict !== "APPROVED" || executed === null || proposedArguments === null) return null;
  return canonical(executed) === canonical(proposedArguments) ? null : executed;
}

/** JSON with sorted names: their order has no meaning. */
function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_, part: unknown) =>
      typeof part === "object" && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a < b ? -1 : 1))
        : part,
  );
}
