import { useCallback, useState } from "react";
import { useApi } from "./api-provider.tsx";

/** A mutation document whose field has the alias `result`, generated from `.graphql`. */
interface MutationDocument<Result, Input> {
  __apiType?: (variables: { input: Input }) => { result: Result };
}

/** What a union of a mutation has in common. */
interface Member {
  __typename: string;
  message?: string;
  issues?: ReadonlyArray<{ path: readonly string[]; message: string }>;
}

/** A refusal, as the page shows it. */
export interface MutationFault {
  /** `__typename` of the error, or `NETWORK`. */
  readonly type: string;
  readonly message: string;
  /** By input path, such as `verdict.approve.arguments.symbol`. */
  readonly issues: ReadonlyArray<{ path: readonly string[]; message: string }>;
}

/** The payload of a mutation, or why it was refused. */
export type MutationAnswer<Payload> =
  | { readonly ok: true; readonly value: Payload }
  | { readonly ok: false; readonly fault: MutationFault };

type PayloadOf<Result extends Member> = Extract<Result, { __typename: `${string}Payload` }>;

/**
 * Runs a mutation once, with an idempotency key of its own unless the input has one. A refusal is a value and is kept in
 * `fault` until the next run.
 */
export function useMutation<Result extends Member, Input extends { idempotencyKey: string }>(
  document: MutationDocument<Result, Input> & string,
): {
  run(
    input: Omit<Input, "idempotencyKey"> & { idempotencyKey?: string },
  ): Promise<MutationAnswer<PayloadOf<Result>>>;
  isRunning: boolean;
  fault: MutationFault | null;
} {
  const { client } = useApi();
  const [state, setState] = useState<{ isRunning: boolean; fault: MutationFault | null }>({
    isRunning: false,
    fault: null,
  });
  const run = useCallback(
    async (input: Omit<Input, "idempotencyKey"> & { idempotencyKey?: string }) => {
      setState({ isRunning: true, fault: null });
      const answer = await send<Result>(() =>
        client.request<{ result: Result }, { input: unknown }>(String(document), {
          input: { idempotencyKey: crypto.randomUUID(), ...input },
        })
      );
      setState({ isRunning: false, fault: answer.ok ? null : answer.fault });
      return answer;
    },
    [client, document],
  );
  return { run, ...state };
}

async function send<Result extends Member>(
  request: () => Promise<{ result: Result }>,
): Promise<MutationAnswer<PayloadOf<Result>>> {
  try {
    const { result } = await request();
    if (result.__typename.endsWith("Payload")) {
      return { ok: true, value: result as PayloadOf<Result> };
    }
    const { __typename: type, message = "The API refused it.", issues = [] } = result;
    return { ok: false, fault: { type, message, issues } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: { type: "NETWORK", message, issues: [] } };
  }
}
