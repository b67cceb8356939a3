/** The keys of the issuer. */
import { authExceptions } from '../../../plan/own-symbols.ts';
import { asyncLocks, contexts, httpxPackage, maths, modules, pydantic, times, typing } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';
import type { Flow } from '../../flow.ts';

const { jwt, logging } = modules;
const { inf } = maths;
const { monotonic } = times;
const { InvalidTokenError, IssuerUnavailableError } = authExceptions;

/** app/auth/keys.py. */
export const keysModule = (flow: Flow): ModuleSpec => ({
  path: 'app/auth/keys.py',
  doc: 'The keys of the issuer, which check the signatures of access tokens.',
  body: flow.part(py`
    # Keys are good for so long without asking again, and for so long if the issuer does not answer.
    _FRESH_SECONDS = 600
    _STALE_SECONDS = 3600
    # So much time between two fetches: made-up keys in tokens must not become requests to the issuer.
    _PAUSE_SECONDS = 10
    _TIMEOUT_SECONDS = 5

    logger = ${logging}.getLogger(__name__)


    class KeySet:
        """The keys of an issuer: fetched when needed, one request at a time, and kept for a while."""

        def __init__(self, url: str, algorithm: str) -> None:
            self._url = url
            self._algorithm = algorithm
            self._keys: dict[str, ${jwt}.PyJWK] = {}
            self._fetched_at = self._asked_at = -${inf}
            self._lock = ${asyncLocks.Lock}()

        async def find(self, key_id: str) -> ${jwt}.PyJWK:
            """Return the key with this id; asks the issuer when it is unknown, and now and then."""
            is_old = ${monotonic}() - self._fetched_at > _FRESH_SECONDS
            # While one request asks, others wait only if they cannot do without.
            if self._known(key_id) is None or (is_old and not self._lock.locked()):
                async with self._lock:
                    if ${monotonic}() - self._asked_at > _PAUSE_SECONDS:
                        await self._fetch()
            key = self._known(key_id)
            if key is not None:
                return key
            if self._asked_at > self._fetched_at:
                raise ${IssuerUnavailableError}
            raise ${InvalidTokenError}

        def _known(self, key_id: str) -> ${jwt}.PyJWK | None:
            is_good = ${monotonic}() - self._fetched_at <= _STALE_SECONDS
            return self._keys.get(key_id) if is_good else None

        async def _fetch(self) -> None:
            try:
                async with ${httpxPackage.AsyncClient}(timeout=_TIMEOUT_SECONDS) as client:
                    response = await client.get(self._url)
                self._keys = _usable_keys(response.raise_for_status().content, self._algorithm)
            except (${httpxPackage.HTTPError}, ValueError) as error:
                logger.warning("no keys from the issuer: %s", error)
                self._asked_at = ${monotonic}()
            else:
                self._fetched_at = self._asked_at = ${monotonic}()


    class _KeyDocument(${pydantic.BaseModel}):
        keys: list[dict[str, ${typing.Any}]]


    def _usable_keys(document: bytes, algorithm: str) -> dict[str, ${jwt}.PyJWK]:
        keys: dict[str, ${jwt}.PyJWK] = {}
        for data in _KeyDocument.model_validate_json(document).keys:
            key_id = data.get("kid")
            signs = data.get("use", "sig") == "sig" and data.get("alg", algorithm) == algorithm
            if isinstance(key_id, str) and signs:
                # Issuers may publish keys of kinds that are not for these tokens.
                with ${contexts.suppress}(${jwt}.PyJWTError):
                    keys[key_id] = ${jwt}.PyJWK(data, algorithm)
        if not keys:
            raise ValueError("none of them checks signatures")
        return keys
  `),
});
