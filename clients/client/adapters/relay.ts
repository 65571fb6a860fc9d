import type { FollowOptions } from "../follow-options.ts";
import { observe, type Observer } from "./observe.ts";

/** The used part of Relay's request. Its text is null when documents are persisted. */
export interface RelayRequest {
  text?: string | null | undefined;
}

/**
 * For Relay's network, where `source` is `relaySubscriptions({ url })` and Observable is Relay's:
 * `Network.create(fetchOf, (request, variables) => Observable.create(source(request, variables)))`.
 */
export function relaySubscriptions(
  options: FollowOptions,
): (request: RelayRequest, variables: object) => (observer: Observer) => () => void {
  return ({ text }, variables) => (observer) =>
    observe(options, { query: text ?? "", variables }, observer);
}
