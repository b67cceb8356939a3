/** Secrets and their hashes. */
import type { ServicePlan } from '../../../plan/index.ts';
import { modules } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';

const { hashlib, secrets } = modules;

/** How many characters a label has at most. */
const LABEL_LENGTH = 10;

/** What the keys of a service begin with, so that scanners for leaked secrets find them. */
function labelOf({ slug }: ServicePlan): string {
  const [word = 'api'] = slug.split('-');
  return `${word.slice(0, LABEL_LENGTH)}_`;
}

/** app/auth/security.py. */
export const securityModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/auth/security.py',
  doc: 'API keys: random secrets, of which only hashes are stored.',
  body: py`
    _LABEL = ${labelOf(plan)}

    # So much of a key is kept, for its owner to tell it from others.
    SHOWN = len(_LABEL) + 4


    def new_secret() -> str:
        """Make a key: a label that scanners for leaked secrets can find, and 256 random bits."""
        return _LABEL + ${secrets}.token_urlsafe(32)


    def hash_secret(secret: str) -> str:
        """Hash a key. Nobody can guess one, so a fast hash is as good as a slow one."""
        return ${hashlib}.sha256(secret.encode()).hexdigest()
  `,
});
