import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** Cost and depth of a selection. */
export interface Size {
  cost: number;
  depth: number;
}

/** What the sizes of selections depend on. */
export interface CostedOperation {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced values. */
  variables: Record<string, unknown>;
}

/** What a field states as its `complexity`. */
type Stated = number | { field?: number; multiplier?: number } | undefined;

/** Nodes that a list is taken to have if its field states nothing. */
const defaultLength = 10;
/**
 * Costs of a field that states nothing, in points. One object that is read together with others of its kind is the unit,
 * about 7 µs of processor time; the others are measured against it (ADR 76).
 */
const costs = { object: 1, part: 0.3, small: 0.1 };

/** Costs of the scalars whose values can be long. */
const longScalars: Readonly<Record<string, number>> = { String: 0.5, JSON: 1 };

const nothing: Size = { cost: 0, depth: 0 };

/**
 * Sizes of selections, each computed once. Fragments on several types of a union or an interface exclude each other: an
 * object has one type, so the costliest type counts, not their sum.
 */
export class SelectionSizes {
  readonly #known = new Map<SelectionSetNode, Map<GraphQLNamedType, Size>>();
  readonly #operation: CostedOperation;

  constructor(operation: CostedOperation) {
    this.#operation = operation;
  }

  /** The size of a selection on objects of a type, for the possible type that costs most. */
  of(set: SelectionSetNode, type: GraphQLNamedType): Size {
    if (isObjectType(type)) return this.#ofObject(set, type);
    if (!isAbstractType(type)) return nothing;
    const sizes = this.#operation.schema.getPossibleTypes(type).map((one) =>
      this.#ofObject(set, one)
    );
    return sizes.reduce(larger, nothing);
  }

  #ofObject(set: SelectionSetNode, type: GraphQLObjectType): Size {
    const known = this.#known.get(set) ?? new Map<GraphQLNamedType, Size>();
    const before = known.get(type);
    if (before) return before;
    const size = set.selections.map((one) => this.#ofSelection(one, type)).reduce(
      together,
      nothing,
    );
    this.#known.set(set, known.set(type, size));
    return size;
  }

  #ofSelection(selection: SelectionNode, type: GraphQLObjectType): Size {
    if (selection.kind === Kind.FIELD) return this.#ofField(selection, type);
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD
      ? this.#operation.fragments.get(selection.name.value)
      : selection;
    if (!fragment) return nothing;
    const on = fragment.typeCondition?.name.value ?? type.name;
    const condition = this.#operation.schema.getType(on);
    const applies = condition === type ||
      (isAbstractType(condition) && this.#operation.schema.isSubType(condition, type));
    return applies ? this.#ofObject(fragment.selectionSet, type) : nothing;
  }

  #ofField(node: FieldNode, type: GraphQLObjectType): Size {
    const field = type.getFields()[node.name.value];
    if (!field) return { cost: costs.small, depth: 1 };
    const stated = this.#stated(field, node);
    const { field: own = costOf(field), multiplier = lengthOf(field.type) } =
      typeof stated === "object" ? stated : { field: stated };
    const inside = node.selectionSet
      ? this.of(node.selectionSet, getNamedType(field.type))
      : nothing;
    return { cost: own + inside.cost * Math.max(multiplier, 0), depth: 1 + inside.depth };
  }

  #stated(field: GraphQLField<unknown, unknown>, node: FieldNode): Stated {
    // `extensions.complexity` has the plugin's default where nothing is stated.
    const options = field.extensions.pothosOptions as {
      complexity?: Stated | ((args: object) => Stated);
    } | undefined;
    const complexity = options?.complexity;
    if (typeof complexity !== "function") return complexity;
    return complexity(getArgumentValues(field, node, this.#operation.variables));
  }
}

const together = (a: Size, b: Size): Size => ({
  cost: a.cost + b.cost,
  depth: Math.max(a.depth, b.depth),
});

const larger = (a: Size, b: Size): Size => ({
  cost: Math.max(a.cost, b.cost),
  depth: Math.max(a.depth, b.depth),
});

/** An object that is exposed is a part of one that was read; others are read for themselves. */
function costOf({ type, extensions }: GraphQLField<unknown, unknown>): number {
  const named = getNamedType(type);
  if (!isLeafType(named)) return extensions.pothosExposedField ? costs.part : costs.object;
  return longScalars[named.name] ?? costs.small;
}

function lengthOf(type: GraphQLOutputType): number {
  if (isNonNullType(type)) return lengthOf(type.ofType);
  return isListType(type) ? defaultLength : 1;
}
