/** The registry of targets: which choices can be compiled, and the objects that do it. */
import type { Config } from '../design/api-design.ts';
import { jwt } from './auth/jwt/index.ts';
import { apiKeys } from './auth/api-key/index.ts';
import { none } from './auth/none.ts';
import { oauth2 } from './auth/oauth2/index.ts';
import { cursor } from './pagination/cursor.ts';
import { offset } from './pagination/offset.ts';
import { page } from './pagination/page.ts';
import { asyncSqlalchemy, sqlalchemy } from './persistence/sqlalchemy/index.ts';
import { asyncPrisma, prismaClient } from './persistence/prisma/index.ts';
import { tortoise } from './persistence/tortoise/index.ts';
import type { Authentication, Pagination, Persistence, Targets } from './types.ts';

const PERSISTENCES: readonly Persistence[] = [asyncSqlalchemy, sqlalchemy, tortoise, asyncPrisma, prismaClient];
const AUTHENTICATIONS: readonly Authentication[] = [jwt, oauth2, apiKeys, none];
const PAGINATIONS: readonly Pagination[] = [cursor, offset, page];

/** A valid choice that has no target yet. */
export interface MissingTarget {
  readonly path: string;
  readonly got: string;
  readonly available: readonly string[];
}

const keys = (all: readonly { readonly key: string }[]): string[] => [...new Set(all.map((each) => each.key))];

/** The targets of a configuration, or every choice of it that has none. */
export function chooseTargets(config: Config): { targets?: Targets; missing: MissingTarget[] } {
  const library = PERSISTENCES.filter((each) => each.key === config.db_library);
  const persistence = library.find((each) => each.asyncMode === config.async_mode);
  const authentication = AUTHENTICATIONS.find((each) => each.key === config.auth_style);
  const pagination = PAGINATIONS.find((each) => each.key === config.pagination);
  const missing = [
    library.length === 0 && { path: 'config.db_library', got: config.db_library, available: keys(PERSISTENCES) },
    library.length > 0 &&
      !persistence && {
        path: 'config.async_mode',
        got: String(config.async_mode),
        available: [String(!config.async_mode)],
      },
    !authentication && { path: 'config.auth_style', got: config.auth_style, available: keys(AUTHENTICATIONS) },
    !pagination && { path: 'config.pagination', got: config.pagination, available: keys(PAGINATIONS) },
    ...config.features.map((feature) => ({ path: 'config.features', got: feature, available: [] })),
  ].filter((each) => each !== false);
  if (!persistence || !authentication || !pagination || missing.length > 0) return { missing };
  return { targets: { persistence, authentication, pagination }, missing };
}
