// Tests on one stack with low limits, see limits-stack.ts. What reconciles all agents of the deployment comes first.
import "../agents/agents.ts";
import "../forks/forks.ts";
import "./waits.ts";
