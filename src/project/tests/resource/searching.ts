/** Tests of the search through text fields. */
import { type Part, py } from '../../../python/index.ts';
import { samplesOf } from '../samples/index.ts';
import { textOf } from '../samples/sample.ts';
import type { ResourceSuite } from '../suite.ts';
import { pages } from '../symbols.ts';
import { callerParameter, createdOne, json, parametrize, table, wholePage } from './parts.ts';

const { ids } = pages;

/** Tests of `?q=`. */
export function searchTests(tests: ResourceSuite): Part {
  const fields = tests.resource.resource.search.flatMap((name) => {
    const plan = tests.resource.fields.find((each) => each.json === name);
    const [first, second] = plan && (!plan.field.readOnly || tests.stored.includes(plan)) ? samplesOf(plan).values : [];
    return first === undefined || second === undefined ? [] : [[name, textOf(first), textOf(second)] as const];
  });
  if (fields.length === 0) return null;
  return py`
    ${parametrize(['field', 'text', 'other'], table(fields.map(([name, first, second]) => py`(${[name, json(first), json(second)]})`)))}
    async def test_search(${callerParameter(tests)}, field: str, text: str, other: str) -> None:
        row = ${createdOne(tests, py`**{field: text}`)}
        ${createdOne(tests, py`**{field: other}`)}

        for words in (text, text.upper(), text[:-1]):
            page = ${wholePage(tests, py`q=words`)}
            assert ${ids}(page["items"]) == [row["id"]]
        for words in ("no such text", "%"):
            assert (${wholePage(tests, py`q=words`)})["items"] == []
  `;
}
