import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";

/**
 * Identifies the operations that answer every event alike: the same document, operation and visibility, and the same
 * variables where the answer to an event can depend on them. The id of the stream and the cursor to start after are not
 * part of it. A link is made for a credential, and ends with it: answers with one are shared within the credential alone.
 */
export function sharingKey(
  args: ExecutionArgs,
  visibility: string,
  credentialId: string | null,
): string {
  const { document, operationName = null, variableValues } = args;
  const names = answerVariables(document, operationName);
  const values = names.map((name) => [name, variableValues?.[name]]);
  const maker = selectsLinks(document) ? credentialId : null;
  return `${numberOf(document)} ${JSON.stringify([operationName, visibility, values, maker])}`;
}

/** Names of the variables that are used anywhere but in the arguments of the subscription's own field. */
export function answerVariables(document: DocumentNode, operationName: string | null): string[] {
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  const names = new Set<string>();
  for (const node of operation ? [withoutArguments(operation), ...fragments] : fragments) {
    visit(node, { Variable: ({ name }) => void names.add(name.value) });
  }
  return [...names].sort();
}

function withoutArguments(operation: OperationDefinitionNode): OperationDefinitionNode {
  const selections = operation.selectionSet.selections.map((one) =>
    one.kind === Kind.FIELD ? { ...one, arguments: [] } : one
  );
  const selectionSet = { ...operation.selectionSet, selections };
  return { ...operation, variableDefinitions: [], selectionSet };
}

/** The field of every type that has a link to a file or a report. */
const linkField = "url";

function selectsLinks(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, { Field: ({ name }) => void (isFound ||= name.value === linkField) });
  return isFound;
}

const numbers = new WeakMap<DocumentNode, number>();
let lastNumber = 0;

/** Equal texts are one document while the document cache has it. */
function numberOf(document: DocumentNode): number {
  const number = numbers.get(document) ?? ++lastNumber;
  numbers.set(document, number);
  return number;
}
