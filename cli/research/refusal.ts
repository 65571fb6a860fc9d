/** A refusal as the graph answers it. */
export interface Refusal {
  __typename: string;
  message?: string;
  issues?: { path: string[]; message: string }[];
}

/** Why the API refused, in terms of this command: an issue names its option. */
export function refusalText({ __typename, message, issues = [] }: Refusal): string {
  if (issues.length === 0) return message ?? __typename;
  return issues.map(({ path, message }) => `${optionOf(path)}: ${message}`).join("\n");
}

function optionOf([field = "", index]: readonly string[]): string {
  const place = index === undefined ? "" : `, value ${Number(index) + 1}`;
  return field === "question" ? "the question" : `--${field}${place}`;
}
