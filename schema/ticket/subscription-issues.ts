import { getOperationAST, OperationTypeNode, parse } from "graphql";
import { limits } from "../../protocol/limits.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { issueIf, type Maybe } from "../mutation/issues.ts";

/** Faults of the subscription that a ticket opens. Whether it matches the schema is found when it is opened. */
export function subscriptionIssues(
  { query, operationName, variables }: {
    query: string;
    operationName?: Maybe<string>;
    variables?: unknown;
  },
): ValidationIssue[] {
  const length = query.length + JSON.stringify(variables ?? {}).length;
  const most = limits.subscriptionLength;
  if (length > most) {
    const message = `The subscription with its variables may have ${most} characters.`;
    return issueIf(true, ["query"], message);
  }
  const isObject = variables == null ||
    (typeof variables === "object" && !Array.isArray(variables));
  return [
    ...issueIf(!isSubscription(query, operationName), ["query"], "Write a subscription."),
    ...issueIf(!isObject, ["variables"], "Write an object with the variables."),
  ];
}

function isSubscription(query: string, operationName: Maybe<string>): boolean {
  try {
    const document = parse(query, { maxTokens: limits.operationTokens, noLocation: true });
    const operation = getOperationAST(document, operationName)?.operation;
    return operation === OperationTypeNode.SUBSCRIPTION;
  } catch {
    return false;
  }
}
