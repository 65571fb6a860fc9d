import { Buffer } from "node:buffer";
import {
  type DocumentNode,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from "graphql";

/**
 * Points of mutations that start work at a model, in addition to the cost of the operation. What a schedule starts is not
 * known here: it counts as a research run. `redeliver` writes and sends up to 10,000 messages.
 */
const workPoints: Readonly<Record<string, number>> = {
  sendMessage: 100,
  startConversation: 100,
  forkConversation: 100,
  startResearch: 2_000,
  forkResearch: 2_000,
  triggerSchedule: 2_000,
  backfillSchedule: 2_000,
  redeliver: 500,
};

/** Bytes of a request that cost one point. */
const bytesPerPoint = 1_024;

/** Points of a request that is no valid operation. */
export const invalidPoints = 10;

/** Points of an operation: its cost, its size, and the work that it starts. */
export function operationPoints(args: ExecutionArgs, cost: number, bytes: number): number {
  return Math.max(1, cost) + Math.floor(bytes / bytesPerPoint) + workOf(args);
}

/** Points of a request to a bridge besides those of its operations: it may run none, or have a megabyte for a short one. */
export const bridgePoints = (bytes: number): number => 1 + Math.floor(bytes / bytesPerPoint);

/** Bytes of a request's document and variables. */
export function bytesOf({ query, variables }: { query?: unknown; variables?: unknown }): number {
  const text = typeof query === "string" ? Buffer.byteLength(query) : 0;
  return text + (variables ? Buffer.byteLength(JSON.stringify(variables)) : 0);
}

function workOf({ document, operationName }: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== "mutation") return 0;
  const names = rootFields(operation.selectionSet, fragmentsOf(document), new Set());
  return names.reduce((sum, name) => sum + (workPoints[name] ?? 0), 0);
}

const fragmentsOf = ({ definitions }: DocumentNode) =>
  new Map(
    definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : []
    ),
  );

/** Names of the selected root fields, each as often as it is selected. */
function rootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  inside: ReadonlySet<string>,
): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return rootFields(selection.selectionSet, fragments, inside);
    }
    const name = selection.name.value;
    const fragment = fragments.get(name);
    if (!fragment || inside.has(name)) return [];
    return rootFields(fragment.selectionSet, fragments, new Set([...inside, name]));
  });
}
