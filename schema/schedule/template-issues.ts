import { longestWithoutReply, unknownNames } from "../../protocol/schedule/fill-template.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, lengthIssues, textIssues } from "../mutation/issues.ts";

/** Issues of a template, whose text is sent as it is filled: it must neither be too long then, nor empty. */
export function templateIssues(text: string, field: string, most: number): ValidationIssue[] {
  const unknown = unknownNames(text)[0];
  const known = "There are {{due}}, {{date}} and {{last.reply}}.";
  const filled = longestWithoutReply(text);
  const isBare = unknown === undefined && text.trim() !== "" && filled.trim() === "";
  const bare = "Write a text besides {{last.reply}}: the first firing has no earlier reply.";
  return [
    ...(isBare ? [] : textIssues(text, [field], most)),
    ...issueIf(isBare, [field], bare),
    ...(text.length > most ? [] : lengthIssues(filled, [field], most)),
    ...issueIf(unknown !== undefined, [field], `There is no value {{${unknown}}}. ${known}`),
  ];
}
