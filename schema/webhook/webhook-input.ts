import { agentNamePattern } from "../../protocol/agent/agent.ts";
import { isLoopback } from "../../protocol/net/loopback.ts";
import type { FeedKind } from "../../protocol/feed/feed-item.ts";
import type { ValidationIssue } from "../../protocol/user-error.ts";
import { webhookLimits } from "../../protocol/webhook/webhook.ts";
import { agentNameMessage } from "../agent/register-agent-input.ts";
import { addressIssues, issueIf, type Maybe, textIssues } from "../mutation/issues.ts";

/** What the schema receives about a webhook; an absent field stays as it is. */
export interface WebhookInput {
  name?: Maybe<string>;
  address?: Maybe<string>;
  kinds?: Maybe<readonly FeedKind[]>;
  agentName?: Maybe<string>;
}

/** All faults of the settings of a webhook, except those that only the deployment knows. */
export function webhookIssues(input: WebhookInput): ValidationIssue[] {
  const { name, address, kinds, agentName } = input;
  return [
    ...textIssues(name, ["name"], webhookLimits.nameLength),
    ...(address == null ? [] : urlIssues(address)),
    ...issueIf(kinds?.length === 0, ["kinds"], "Name a kind, or leave it out for all kinds."),
    ...issueIf(
      agentName != null && !agentNamePattern.test(agentName),
      ["agentName"],
      agentNameMessage,
    ),
  ];
}

/** Plain http is for this machine alone, if the deployment permits it at all. */
function urlIssues(url: string): ValidationIssue[] {
  const parsed = URL.parse(url);
  const isLocal = parsed !== null && isLoopback(parsed.hostname);
  if (!isLocal || !/^https?:$/.test(parsed.protocol)) return addressIssues(url, ["address"]);
  const isPlain = parsed.username === "" && parsed.password === "" &&
    url.length <= webhookLimits.urlLength;
  return issueIf(!isPlain, ["address"], "Write an address without user name and password.");
}
