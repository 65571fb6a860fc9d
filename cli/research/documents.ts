const userErrors = /* GraphQL */ `
  ... on UserError { message }
  ... on ValidationError { issues { path message } }`;

const phase = /* GraphQL */ `
  fragment phase on ResearchPhase {
    id
    kind
    round
    name
    status
    startedAt
    endedAt
    text
    failure { message }
    outcome {
      __typename
      ... on Plan { searches { query } }
      ... on Findings { sources { url } }
      ... on Analysis { metrics { name } }
      ... on Report { sections { title } }
      ... on Verification { passed issues { claim } }
    }
  }`;

/** Starts a run. */
export const start = /* GraphQL */ `
  mutation StartRun($input: StartResearchInput!) {
    result: startResearch(input: $input) {
      __typename
      ... on StartResearchPayload {
        research { id emulated sampleMarketData }
      }
      ${userErrors}
    }
  }`;

/** Stops it. */
export const cancel = /* GraphQL */ `
  mutation CancelRun($input: CancelResearchInput!) {
    result: cancelResearch(input: $input) {
      __typename
      ... on CancelResearchPayload { research { id } }
      ... on UserError { message }
    }
  }`;

/** Follows it. */
export const events = /* GraphQL */ `
  subscription RunEvents($id: ID!, $after: String) {
    researchEvents(id: $id, after: $after) {
      __typename
      ... on Event { cursor fromSeq seq }
      ... on TextDelta { nodeId part kind offset text }
      ... on PhaseChanged { phaseId status phase { ...phase } }
      ... on ResearchEnded { status }
    }
  }${phase}`;

/** What came of it. */
export const read = /* GraphQL */ `
  query ReadRun($id: ID!) {
    researchRun(id: $id) {
      id
      status
      verified
      createdAt
      endedAt
      failure { code message }
      usage { modelCalls toolCalls inputTokens outputTokens cost { amount currency } }
      symbols
      report {
        title
        markdown
        metrics { toolCall { arguments } }
        downloads { type url expiresAt }
      }
    }
  }`;
