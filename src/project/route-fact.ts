/** A route as a fact, for the caller of the tools. */
export interface RouteFact {
  readonly method: string;
  readonly path: string;
  readonly operation_id: string;
  readonly summary: string;
  /** Who may, in words. */
  readonly access: string;
  /** Path and query parameters. */
  readonly params: readonly string[];
  /** Members of the request body. */
  readonly body: readonly string[];
  /** The status code of success, and those of documented failures. */
  readonly success: string;
  readonly errors: readonly string[];
}
