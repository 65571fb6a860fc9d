import type { Refusal } from "../graph/mutate.ts";

/** The reason of a refusal in terms of this command: an issue names its option. */
export function refusalText({ message, issues = [] }: Refusal): string {
  if (issues.length === 0) return message;
  return issues.map(({ path, message }) => `${optionOf(path)}: ${inOptions(message)}`).join("\n");
}

/** A message of the API names fields of its input; the command has options for them. */
const inOptions = (message: string) => message.replaceAll("allowUnknown", "--allow-unknown");

function optionOf([field = "", index]: readonly string[]): string {
  const position = index === undefined ? "" : `, value ${Number(index) + 1}`;
  return field === "question" ? "the question" : `--${field}${position}`;
}
