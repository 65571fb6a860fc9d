import { type ExecutionArgs, getOperationAST, type GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import { rateLimitMessage } from "../../protocol/quota/rate-limit.ts";
import { graphError } from "../../schema/errors.ts";
import type { GraphQLContext } from "../../schema/context.ts";
import type { Requester } from "../auth/requester.ts";
import { isStream } from "../graphql/is-stream.ts";
import { observeStream } from "../graphql/observe-stream.ts";
import { bytesOf, operationPoints } from "./operation-points.ts";
import type { Admission } from "./point-buckets.ts";
import { isLimited, type Quotas } from "./quotas.ts";
import { rateLimitHeaders } from "./rate-limit-headers.ts";

/** What the context of an operation has in addition: Yoga's own fields, and the cost that `operationLimits` found. */
type Context = GraphQLContext & {
  requester: Requester;
  cost?: number;
  params?: { query?: unknown; variables?: unknown };
  request?: Request;
};

/**
 * Takes the points of operations, the same for every transport. A refused mutation answers RateLimitedError, anything
 * else the error RATE_LIMITED. Without a limit it does nothing but look it up, and for LOCAL not even that.
 */
export function rateLimits(quotas: Quotas): Plugin<Context> {
  const admissions = new WeakMap<Request, Admission>();
  const note = ({ request }: Context, admission: Admission | null) => {
    if (request && admission) admissions.set(request, admission);
  };
  /** A request that is no valid operation has its price, too. Thrown, so that no cache of documents keeps a refusal. */
  const chargeInvalid = (context: Context) => {
    if (!isLimited(context.requester)) return;
    quotas.chargeInvalid(context.requester);
    const refused = quotas.refusal(context.requester);
    note(context, refused);
    if (refused) throw refusedBy(refused);
  };
  /** Pays for an operation; null: it has no limits, or was refused before. */
  const admit = async (args: ExecutionArgs): Promise<Admission | null> => {
    const context = args.contextValue as Context;
    if (context.cost === undefined) return null;
    const points = operationPoints(args, context.cost, bytesOf(context.params ?? {}));
    const admission = await quotas.admit(context.requester, points);
    note(context, admission);
    return admission;
  };
  return {
    onParse: ({ context }) => ({ result }) =>
      void (result instanceof Error && chargeInvalid(context)),
    onValidate: ({ context }) => ({ valid }) => void (valid || chargeInvalid(context)),
    onExecute({ args, setResultAndStopExecution }) {
      const context = args.contextValue as Context;
      if (!isLimited(context.requester)) return;
      return admit(args).then((admission) => {
        if (admission === null) return;
        const isRefused = admission.rateLimit.retryAfterMs !== null;
        if (isRefused && isMutation(args)) context.refusedRate = admission.rateLimit;
        else if (isRefused) setResultAndStopExecution({ errors: [refusedBy(admission)] });
        return {
          onExecuteDone({ result, setResult }) {
            if (Symbol.asyncIterator in result) return;
            const extensions = { ...result.extensions, rateLimit: shown(admission) };
            setResult({ ...result, extensions });
          },
        };
      });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const { requester } = args.contextValue as Context;
      if (!isLimited(requester)) return;
      return admit(args).then((admission) => {
        if (admission && admission.rateLimit.retryAfterMs !== null) {
          return setResultAndStopExecution({ errors: [refusedBy(admission)] });
        }
        const end = quotas.openSubscription(requester.principal);
        if (!end) return setResultAndStopExecution({ errors: [tooManySubscriptions()] });
        return {
          onSubscribeResult({ result, setResult }) {
            if (isStream(result)) setResult(observeStream(result, { onEnd: end }));
            else end();
          },
          onSubscribeError: end,
        };
      });
    },
    onResponse({ request, response }) {
      const admission = admissions.get(request);
      if (!admission) return;
      for (const [name, value] of Object.entries(rateLimitHeaders(admission))) {
        response.headers.set(name, value);
      }
    },
  };
}

const isMutation = ({ document, operationName }: ExecutionArgs) =>
  getOperationAST(document, operationName)?.operation === "mutation";

function shown({ rateLimit: { cost, remaining, resetAt } }: Admission) {
  return { cost, remaining, resetAt: resetAt.toISOString() };
}

function refusedBy(admission: Admission): GraphQLError {
  const { rateLimit } = admission;
  return graphError("RATE_LIMITED", rateLimitMessage(rateLimit), {
    retryable: true,
    retryAfterMs: rateLimit.retryAfterMs ?? 0,
  });
}

const tooManySubscriptions = () =>
  graphError(
    "TOO_MANY_SUBSCRIPTIONS",
    "You have as many open subscriptions as your tenant's quota allows. End one first.",
  );
