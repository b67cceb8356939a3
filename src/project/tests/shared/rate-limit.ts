/** tests/test_rate_limit.py: limits, their headers and whom they count together. */
import { config, factory } from '../../../plan/own-symbols.ts';
import { modules } from '../../../plan/symbols.ts';
import { type ModuleSpec, Name, paragraphs, type Part, py } from '../../../python/index.ts';
import { conftest, helpers } from '../symbols.ts';
import { authTestsOf } from './auth/index.ts';
import type { Suite } from '../suite.ts';
import type { Probe } from './probe.ts';
import type { Persistence } from '../../../targets/types.ts';

const { re, pytest } = modules;
const { ClientFactory } = conftest;
const { Caller, assert_problem } = helpers;

/** The tests of rate limits. */
export const rateLimitTests = (suite: Suite, probe: Probe): ModuleSpec => ({
  path: 'tests/test_rate_limit.py',
  doc: 'Limits, their headers and whom they count together.',
  body: paragraphs(
    overTheLimit(probe),
    authTestsOf(suite)?.limits(probe),
    clientsApart(probe, suite.persistence),
    probes(suite),
  ),
});

const setting = ({ policy }: Probe): Name => new Name(`rate_limit_${policy}`);

const overTheLimit = (probe: Probe): Part => py`
  async def test_requests_over_the_limit_are_refused(client_with: ${ClientFactory}) -> None:
      client = await client_with(${setting(probe)}="2/minute")

      responses = [await client.get(${probe.path}) for _ in range(3)]

      assert [response.status_code for response in responses] == [${[probe.status, probe.status, 429]}]
      ${assert_problem}(responses[2], 429, "rate-limited")
      assert 0 < int(responses[2].headers["Retry-After"]) <= 60
      assert [response.headers["RateLimit"].split(";")[:2] for response in responses] == [
          [${`"${probe.policy}"`}, "r=1"],
          [${`"${probe.policy}"`}, "r=0"],
          [${`"${probe.policy}"`}, "r=0"],
      ]
      for response in responses:
          assert response.headers["RateLimit-Policy"] == ${`"${probe.policy}";q=2;w=60`}
          seconds = ${re}.fullmatch(r'"${new Name(probe.policy)}";r=\d+;t=(\d+)', response.headers["RateLimit"])
          assert seconds
          assert 0 < int(seconds[1]) <= 60
`;

function clientsApart(probe: Probe, { tests }: Persistence): Part {
  const started = tests.lifespanOf(new Name('limited'));
  return py`
  @${pytest}.mark.usefixtures("app")
  async def test_clients_are_counted_apart(settings: ${config.Settings}) -> None:
      limited = ${factory.create_app}(settings.model_copy(update={"${setting(probe)}": "1/minute"}))
      async with (
          ${started !== null && py`${started},`}
          ${Caller}(limited, ip="192.0.2.1") as first,
          ${Caller}(limited, ip="192.0.2.2") as second,
      ):
          statuses = [(await client.get(${probe.path})).status_code for client in (first, second, first)]

      assert statuses == [${[probe.status, probe.status, 429]}]
`;
}

const probes = (suite: Suite): Part => py`
  async def test_probes_are_not_limited(client_with: ${ClientFactory}) -> None:
      client = await client_with(${[py`rate_limit_default="1/minute"`, authTestsOf(suite)?.settings.length === 1 && py`rate_limit_auth="1/minute"`]})

      for _ in range(3):
          response = await client.get("/health/live")
          assert response.status_code == 200
          assert "RateLimit" not in response.headers
`;
