const userErrors = /* GraphQL */ `
  ... on UserError { message }
  ... on ValidationError { issues { path message } }`;

/** All that is scored of a run. */
export const run = /* GraphQL */ `
  query EvalRun($id: ID!) {
    researchRun(id: $id) {
      id question symbols status verified emulated createdAt endedAt
      failure { code message }
      usage { modelCalls cost { amount currency } }
      phases {
        kind name round status text
        outcome {
          __typename
          ... on Findings { sources { url } }
          ... on Verification { passed issues { claim } }
        }
        work {
          steps {
            __typename
            status
            ... on ToolCall { name }
            ... on ModelCall { agentVersion { number agent { name } } }
          }
        }
      }
      report {
        title summary markdown followUps
        sections { title text }
        metrics { name value unit period toolCall { name output result } }
        sources { title url }
      }
    }
  }`;

/** The newest runs. */
export const newest = /* GraphQL */ `
  query EvalRuns($after: String) {
    researchRuns(first: 100, after: $after) {
      nodes { id question symbols status }
      pageInfo { hasNextPage endCursor }
    }
  }`;

/** Starts a run. */
export const start = /* GraphQL */ `
  mutation EvalStart($input: StartResearchInput!) {
    result: startResearch(input: $input) {
      __typename
      ... on StartResearchPayload { research { id } }
      ${userErrors}
    }
  }`;

/** Waits for its end. */
export const ending = /* GraphQL */ `
  subscription EvalEnding($id: ID!, $after: String) {
    researchEvents(id: $id, after: $after, deltas: false) {
      __typename
      ... on Event { cursor fromSeq seq }
    }
  }`;

/** What is asked of the place. */
export const about = /* GraphQL */ `
  query EvalAbout { serverInfo { emulated } }`;

/** Asks the judge. */
export const ask = /* GraphQL */ `
  mutation EvalAsk($input: StartConversationInput!) {
    result: startConversation(input: $input) {
      __typename
      ... on StartConversationPayload { conversation { id } turn { id } }
      ${userErrors}
    }
  }`;

/** Waits for the verdict. */
export const judging = /* GraphQL */ `
  subscription EvalJudging($id: ID!, $after: String) {
    conversationEvents(id: $id, after: $after, deltas: false) {
      __typename
      ... on Event { cursor fromSeq seq }
      ... on TurnChanged { status turn { output failure { message } } }
    }
  }`;

/** The judge's conversation is over. */
export const close = /* GraphQL */ `
  mutation EvalClose($input: CloseConversationInput!) {
    result: closeConversation(input: $input) {
      __typename
      ... on UserError { message }
    }
  }`;
