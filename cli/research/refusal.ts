import type { Refusal } from "../graph/mutate.ts";

/** The reason of a refusal in terms of this command: an issue names its option. */
export function refusalText({ message, issues = [] }: Refusal): string {
  if (issues.length === 0) return message;
  return issues.map(({ path, message }) => `${optionOf(path)}: ${message}`).join("\n");
}

function optionOf([field = "", index]: readonly string[]): string {
  const position = index === undefined ? "" : `, value ${Number(index) + 1}`;
  return field === "question" ? "the question" : `--${field}${position}`;
}
