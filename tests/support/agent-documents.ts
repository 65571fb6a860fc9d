const errors = /* GraphQL */ `
  ... on UserError { message }
  ... on ValidationError { issues { path message } }
  ... on NotFoundError { path }
  ... on ConflictError { reason current { id } }
`;
const version = "id number hash note instructions model mistralAgentId";
const agent = `id name archivedAt aliases { name version { number } movedBy { name } }`;

/** Registers an agent. */
export const register = /* GraphQL */ `
  mutation RegisterInFull($input: RegisterAgentInput!) {
    registerAgent(input: $input) {
      __typename
      ... on RegisterAgentPayload { created replayed version { ${version} agent { ${agent} } } }
      ... on UnavailableError { dependency }
      ${errors}
    }
  }`;

/** Moves an alias. */
export const setAlias = /* GraphQL */ `
  mutation SetAlias($input: SetAgentAliasInput!) {
    setAgentAlias(input: $input) {
      __typename
      ... on SetAgentAliasPayload { replayed agent { ${agent} } }
      ${errors}
    }
  }`;

/** Archives an agent. */
export const archive = /* GraphQL */ `
  mutation Archive($input: ArchiveAgentInput!) {
    archiveAgent(input: $input) {
      __typename
      ... on ArchiveAgentPayload { replayed agent { ${agent} } }
      ... on UserError { message }
      ... on NotFoundError { path }
      ... on ConflictError { reason }
    }
  }`;

/** Compares and deletes. */
export const reconcile = /* GraphQL */ `
  mutation Reconcile($input: ReconcileAgentsInput!) {
    reconcileAgents(input: $input) {
      __typename
      ... on ReconcileAgentsPayload { orphans deleted replayed drifted { id } }
      ... on UserError { message }
      ... on UnavailableError { dependency }
      ... on ConflictError { reason }
    }
  }`;

/** What an agent is, what has changed. */
export const read = /* GraphQL */ `
  query ReadAgent($name: String!, $at: VersionSelector, $since: Int!, $first: Int, $after: String) {
    agent(name: $name) {
      ${agent}
      versions(first: $first, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } }
      version(at: $at) {
        ${version}
        prompt { server name arguments drifted }
        tools { server drifted tool { name } }
        drift { path before after diff }
        changes(since: $since) { path before after diff }
      }
    }
  }`;
