import type { FollowOptions } from "../follow-options.ts";
import { observe, type Observer } from "./observe.ts";

/** Request that urql passes to `forwardSubscription`. */
export interface UrqlRequest {
  query?: string | undefined;
  variables?: object | null | undefined;
}

/** Observable that urql expects. */
export interface UrqlObservable {
  subscribe(observer: Observer): { unsubscribe: () => void };
}

/** For `subscriptionExchange({ forwardSubscription: urqlSubscriptions({ url }) })`. */
export function urqlSubscriptions(
  options: FollowOptions,
): (request: UrqlRequest) => UrqlObservable {
  return ({ query = "", variables }) => ({
    subscribe: (observer) => ({ unsubscribe: observe(options, { query, variables }, observer) }),
  });
}
