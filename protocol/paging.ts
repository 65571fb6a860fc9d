/** A page of nodes with their cursors. */
export interface Page<T> {
  items: { cursor: string; node: T }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** A page whose changes the feed reports. `feedHead`: number of the feed's last item, read not later than the page. */
export interface FollowedPage<T> extends Page<T> {
  feedHead: number;
}

/** Arguments of a page: forwards by `first` and `after`, backwards by `last` and `before`. */
export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}
