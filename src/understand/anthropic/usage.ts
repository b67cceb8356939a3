import type { Usage } from '../engine.ts';

/** What one request cost, as the API tells it. */
export interface Cost {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens: number | null;
  readonly cache_creation_input_tokens: number | null;
}

/** Adds up what the requests of one call cost. */
export class Meter {
  #total: Usage;

  constructor(model: string) {
    this.#total = {
      model,
      requests: 0,
      input_tokens: 0,
      output_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation_input_tokens: 0,
    };
  }

  /** One request, also one that failed: then there may be no cost. */
  add(cost?: Cost): void {
    const sums = this.#total;
    this.#total = {
      model: sums.model,
      requests: sums.requests + 1,
      input_tokens: sums.input_tokens + (cost?.input_tokens ?? 0),
      output_tokens: sums.output_tokens + (cost?.output_tokens ?? 0),
      cache_read_input_tokens: sums.cache_read_input_tokens + (cost?.cache_read_input_tokens ?? 0),
      cache_creation_input_tokens: sums.cache_creation_input_tokens + (cost?.cache_creation_input_tokens ?? 0),
    };
  }

  get total(): Usage {
    return this.#total;
  }
}
