/** The wire form: what people and models write. All richness is in one-line strings, see `grammar-text.ts`. */
import type { Config } from './api-design.ts';

/** A custom operation of a resource. */
export interface WireAction {
  readonly name: string;
  readonly on?: 'item' | 'collection';
  readonly method?: string;
  readonly path?: string;
  readonly access?: readonly string[];
  readonly input?: readonly string[];
  readonly steps?: readonly string[];
  readonly returns?: string;
  readonly python?: string;
  readonly description?: string;
}

/** A route that belongs to no resource: `route` is `METHOD /path`. */
export interface WireEndpoint extends Omit<WireAction, 'name' | 'on' | 'method' | 'path'> {
  readonly route: string;
  readonly name?: string;
}

export interface WireResource {
  readonly name: string;
  readonly fields: readonly string[];
  readonly plural?: string;
  readonly description?: string;
  readonly key?: string;
  readonly parent?: string;
  readonly owner?: string;
  readonly operations?: readonly string[];
  readonly access?: readonly string[];
  readonly filters?: readonly string[];
  readonly sort?: readonly string[];
  readonly search?: readonly string[];
  readonly options?: readonly string[];
  readonly states?: readonly string[];
  readonly unique_together?: readonly string[];
  readonly actions?: readonly WireAction[];
}

/** A whole design as written. `readDesign` accepts much more than this type. */
export interface WireDesign {
  readonly service?: string;
  readonly description?: string;
  readonly config?: Partial<Config>;
  readonly roles?: readonly string[];
  readonly resources: readonly WireResource[];
  readonly endpoints?: readonly WireEndpoint[];
  readonly tasks?: readonly string[];
  readonly events?: readonly string[];
}
