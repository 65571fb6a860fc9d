import { observe, type Observer, type Target } from "./observe.ts";

/** Request that urql passes to `forwardSubscription`. */
export interface UrqlRequest {
  query?: string | undefined;
  variables?: object | null | undefined;
}

/** Observable that urql expects. */
export interface UrqlObservable {
  subscribe(observer: Observer): { unsubscribe: () => void };
}

/** For `subscriptionExchange({ forwardSubscription: urqlSubscriptions({ client }) })`. */
export function urqlSubscriptions(
  target: Target,
): (request: UrqlRequest) => UrqlObservable {
  return ({ query = "", variables }) => ({
    subscribe: (observer) => ({ unsubscribe: observe(target, { query, variables }, observer) }),
  });
}
