/** tests/test_etags.py: which versions `If-Match` names. */
import { errors, etags } from '../../../plan/own-symbols.ts';
import { modules } from '../../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../../python/index.ts';

const { pytest } = modules;
const { check_match } = etags;

/** The tests of entity tags. */
export const etagTests = (): ModuleSpec => ({
  path: 'tests/test_etags.py',
  doc: 'Which versions `If-Match` names.',
  body: py`
    @${pytest}.mark.parametrize("if_match", [None, "*", '"7"', '"1", "7"', '"7","1"'])
    def test_matching_etags(if_match: str | None) -> None:
        ${check_match}(if_match, 7)


    @${pytest}.mark.parametrize("if_match", ['"1"', "7", 'W/"7"', "", '"7 , 1"', '"77"'])
    def test_other_etags(if_match: str) -> None:
        with ${pytest}.raises(${errors.PreconditionFailedError}):
            ${check_match}(if_match, 7)
  `,
});
