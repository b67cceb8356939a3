/** RFC 9457 problem details: the one error format of this API. */
import { type ServicePlan, usesLinks, usesReferences, canConflict, usesVersions } from '../../plan/index.ts';
import { type ModuleSpec, type Part, py } from '../../python/index.ts';
import { requestLogging } from '../../plan/own-symbols.ts';
import {
  abc,
  fastapi,
  fastapiExceptions,
  fastapiResponses,
  httpStatus,
  pydantic,
  starletteExceptions,
  starletteRouting,
  typing,
  uuids,
} from '../../plan/symbols.ts';

const { Mapping, Sequence } = abc;
const { HTTPStatus } = httpStatus;
const { Any } = typing;
const { FastAPI, Request } = fastapi;
const { RequestValidationError } = fastapiExceptions;
const { JSONResponse } = fastapiResponses;
const { BaseModel, Field } = pydantic;
const { HTTPException } = starletteExceptions;
const { compile_path } = starletteRouting;
const { request_id_var } = requestLogging;

const unknownReference = py`
  class UnknownReferenceError(AppError):
      """The request refers to a row that is not there, or that the caller may not see."""

      status = ${HTTPStatus}.UNPROCESSABLE_ENTITY
      type = "/problems/unknown-reference"
      title = "Unknown reference"
      detail = "The request refers to something that does not exist."
`;

const referencesCheck = py`
  def check_references(location: str, ids: ${Sequence}[${uuids.UUID}], known: ${abc.Set}[${uuids.UUID}]) -> None:
      """Raise unless all \`ids\`, the values at \`location\`, are known; name those that are not."""
      message = "There is no such row, or you may not see it"
      errors = [
          FieldError(location=f"{location}/{index}", message=message, type="unknown_reference")
          for index, given in enumerate(ids)
          if given not in known
      ]
      if errors:
          raise UnknownReferenceError(errors=errors)
`;

const conflictErrors = py`
  class EditConflictError(AppError):
      """Somebody else changed the row while this request was being handled."""

      status = ${HTTPStatus}.CONFLICT
      type = "/problems/edit-conflict"
      title = "Edit conflict"
      detail = "It was changed at the same moment; read it again and retry."
`;

const preconditionErrors = py`
  class PreconditionFailedError(AppError):
      """\`If-Match\` does not name the current version."""

      status = ${HTTPStatus}.PRECONDITION_FAILED
      type = "/problems/precondition-failed"
      title = "Precondition failed"
      detail = "It was changed since you read it; read it again and retry."
`;

const rateLimitError = py`
  class RateLimitError(AppError):
      """The client sent too many requests."""

      status = ${HTTPStatus}.TOO_MANY_REQUESTS
      type = "/problems/rate-limited"
      title = "Too many requests"
      detail = "Wait for the time given in Retry-After, then try again."
`;

const unavailableError = py`
  class ServiceUnavailableError(AppError):
      """Something this API depends on does not answer."""

      status = ${HTTPStatus}.SERVICE_UNAVAILABLE
      type = "/problems/service-unavailable"
      title = "Service unavailable"
      detail = "The database does not answer."
`;

/** The middleware that gives requests their ids answers unexpected errors too, so that the answer has one. */
const handlers = ({ has }: ServicePlan): Part =>
  has.requestIds
    ? py`
        """Answer expected failures with problems; the middleware does so for unexpected ones."""
        for kind in (AppError, ${RequestValidationError}, ${HTTPException}):
            app.add_exception_handler(kind, problem_response)
      `
    : py`
        """Answer failures with problems, the unexpected ones too; those are logged as well."""
        for kind in (AppError, ${RequestValidationError}, ${HTTPException}, Exception):
            app.add_exception_handler(kind, problem_response)
      `;

/** app/core/errors.py. */
export const errorsModule = (plan: ServicePlan): ModuleSpec => ({
  path: 'app/core/errors.py',
  doc: 'RFC 9457 problem details: the one error format of this API.',
  body: py`
    PROBLEM_JSON = "application/problem+json"


    class FieldError(${BaseModel}):
        """One invalid value of a request."""

        location: str = ${Field}(description="JSON pointer to the value.", examples=["/body/title"])
        message: str = ${Field}(examples=["Field required"])
        type: str = ${Field}(description="Stable machine-readable reason.", examples=["missing"])


    class Problem(${BaseModel}):
        """An RFC 9457 problem document."""

        type: str = ${Field}(description="Identifies the kind of problem.")
        title: str = ${Field}(description="Summary; the same for every occurrence.")
        status: int = ${Field}(description="HTTP status code.")
        detail: str = ${Field}(description="What went wrong this time.")
        instance: str = ${Field}(description="Path of the request.")
        ${plan.has.requestIds && py`request_id: str = ${Field}(description="Quote it when you report the problem.")`}
        errors: list[FieldError] = ${Field}(default=[], description="Invalid values, if any.")


    class AppError(Exception):
        """Base of every expected failure; subclasses say how it looks over HTTP."""

        status = ${HTTPStatus}.INTERNAL_SERVER_ERROR
        type = "/problems/internal-error"
        title = "Internal server error"
        detail = "Something went wrong on our side."

        def __init__(
            self,
            detail: str | None = None,
            *,
            headers: ${Mapping}[str, str] | None = None,
            errors: list[FieldError] | None = None,
        ) -> None:
            self.detail = detail or self.detail
            self.headers = headers
            self.errors = errors or []
            super().__init__(self.detail)


    class InternalError(AppError):
        """An unexpected failure, shown without its cause."""


    class BadRequestError(AppError):
        """The body could not be decoded."""

        status = ${HTTPStatus}.BAD_REQUEST
        type = "about:blank"
        title = "Bad Request"
        detail = "There was an error parsing the body"


    class ContentTooLargeError(AppError):
        """The body is longer than this API accepts."""

        status = ${HTTPStatus}.REQUEST_ENTITY_TOO_LARGE
        type = "about:blank"
        title = "Content Too Large"
        detail = "The body is too large."


    # What any route with a body can answer.
    BODY_ERRORS = (BadRequestError, ContentTooLargeError)


    class InvalidRequestError(AppError):
        """The request was understood, but some values are not acceptable."""

        status = ${HTTPStatus}.UNPROCESSABLE_ENTITY
        type = "/problems/validation-failed"
        title = "Invalid request"
        detail = "Some values are missing or invalid."


    ${(usesReferences(plan) || usesLinks(plan)) && unknownReference}


    ${canConflict(plan) && conflictErrors}
    ${usesVersions(plan) && preconditionErrors}


    ${plan.has.rateLimits && rateLimitError}


    ${plan.has.readiness && unavailableError}


    class FrameworkError(AppError):
        """An HTTPException, such as an unknown path; it says no more than its status code."""

        type = "about:blank"

        def __init__(self, error: ${HTTPException}, headers: ${Mapping}[str, str] | None) -> None:
            self.status = ${HTTPStatus}(error.status_code)
            self.title = self.status.phrase
            super().__init__(error.detail, headers=headers)


    ${usesLinks(plan) && referencesCheck}


    def _as_app_error(request: ${Request}, error: Exception) -> AppError:
        match error:
            case AppError():
                return error
            case ${RequestValidationError}():
                # "input" is left out: it may hold passwords or text that is not valid UTF-8.
                return InvalidRequestError(
                    errors=[
                        FieldError(
                            location="/" + "/".join(str(part) for part in item["loc"]),
                            message=item["msg"],
                            type=item["type"],
                        )
                        for item in error.errors()
                    ]
                )
            case ${HTTPException}(status_code=405):
                return FrameworkError(error, headers=_allowed_methods(request) or error.headers)
            case ${HTTPException}():
                return FrameworkError(error, headers=error.headers)
            case _:
                return InternalError()


    def _allowed_methods(request: ${Request}) -> dict[str, str]:
        # The router would name the methods of the first route that has this path, not of all.
        paths: dict[str, dict[str, ${Any}]] = request.app.openapi()["paths"]
        matching = (paths[path] for path in paths if ${compile_path}(path)[0].match(request.url.path))
        methods = sorted(method.upper() for operations in matching for method in operations)
        return {"Allow": ", ".join(methods)} if methods else {}


    async def problem_response(request: ${Request}, error: Exception) -> ${JSONResponse}:
        """Turn any exception into a problem response."""
        error = _as_app_error(request, error)
        problem = Problem(
            type=error.type,
            title=error.title,
            status=error.status,
            detail=error.detail,
            instance=request.url.path,
            ${plan.has.requestIds && py`request_id=${request_id_var}.get(),`}
            errors=error.errors,
        )
        return ${JSONResponse}(problem.model_dump(), error.status, error.headers, PROBLEM_JSON)


    def register_error_handlers(app: ${FastAPI}) -> None:
        ${handlers(plan)}


    def problems(*errors: type[AppError]) -> dict[int | str, dict[str, ${Any}]]:
        """Build the \`responses\` of a route: \`errors\` and those that every route can answer."""
        responses: dict[int | str, dict[str, ${Any}]] = {}
        for error in (*errors, ${[py`InvalidRequestError`, plan.has.rateLimits && py`RateLimitError`, py`InternalError`]}):
            media: dict[str, ${Any}] = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}
            response = responses.setdefault(
                error.status, {"description": error.title, "content": {PROBLEM_JSON: media}}
            )
            response["content"][PROBLEM_JSON]["examples"][error.__name__] = {"value": _example(error)}
        return responses


    def _example(error: type[AppError]) -> dict[str, ${Any}]:
        return Problem(
            type=error.type,
            title=error.title,
            status=error.status,
            detail=error.detail,
            instance=${`${plan.config.api_prefix}/...`},
            ${plan.has.requestIds && py`request_id="0199f7a2-6c1f-7c3e-9d4b-3f1f0a7c2b11",`}
        ).model_dump()
  `,
});
