/** app/core/etags.py: versions as ETags. */
import { errors } from '../../plan/own-symbols.ts';
import { fastapi, typing } from '../../plan/symbols.ts';
import { type ModuleSpec, py } from '../../python/index.ts';

const { Annotated, Any } = typing;

export const etagsModule = (): ModuleSpec => ({
  path: 'app/core/etags.py',
  doc: 'Versions as ETags, and the `If-Match` that goes with them (RFC 9110, 13.1.1).',
  body: py`
    IfMatch = ${Annotated}[
        str | None,
        ${fastapi.Header}(
            description="ETag of the version you read; the request fails if there is a newer one.",
            examples=['"1"'],
        ),
    ]

    ETAG_HEADER: dict[str, ${Any}] = {
        "ETag": {"description": "The version, for \`If-Match\`.", "schema": {"type": "string"}}
    }


    def etag(version: int) -> str:
        """Return the ETag of a version."""
        return f'"{version}"'


    def check_match(if_match: str | None, version: int) -> None:
        """Raise unless \`if_match\` names \`version\`, or there is none."""
        if if_match is None:
            return
        if {"*", etag(version)}.isdisjoint(tag.strip() for tag in if_match.split(",")):
            raise ${errors.PreconditionFailedError}
  `,
});
