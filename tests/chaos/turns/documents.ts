/** Sends a message. */
export const send = `mutation Send($input: SendMessageInput!) { result: sendMessage(input: $input) {
  __typename ... on SendMessagePayload { turn { id } } ... on UserError { message } } }`;

/** Cancels a turn. */
export const cancel =
  `mutation Cancel($input: CancelTurnInput!) { result: cancelTurn(input: $input) {
  __typename ... on UserError { message } } }`;

/** What humans are asked. */
export const inbox = `{ approvals(verdict: PENDING, first: 100) {
  nodes { id argumentsHash proposedArguments } } }`;

/** Decides. */
export const decide =
  `mutation Decide($input: DecideApprovalInput!) { result: decideApproval(input: $input) {
  __typename ... on UserError { message } } }`;

/** Which turns are open. */
export const turns = `query Turns($id: ID!) { conversation(id: $id) {
  turns(last: 100) { nodes { id status } } } }`;
