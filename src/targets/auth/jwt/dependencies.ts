/** Dependencies of accounts with a password. */
import { fastapi } from '../../../plan/symbols.ts';
import { type Part, py } from '../../../python/index.ts';

/** What the routes of tokens need besides the caller. */
export const moreDependencies: Part = py`


  async def no_store(response: ${fastapi.Response}) -> None:
      """Keep tokens out of every cache (RFC 6749, section 5.1)."""
      response.headers["Cache-Control"] = "no-store"
`;
