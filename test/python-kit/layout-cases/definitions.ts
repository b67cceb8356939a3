import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'parameters move to a line of their own',
    source: `
async def list_posts(session: AsyncSession, query: Annotated[PostQuery, Query()], current_user: CurrentUser | None):
    pass
`,
    expected: `
async def list_posts(
    session: AsyncSession, query: Annotated[PostQuery, Query()], current_user: CurrentUser | None
):
    pass
`,
  },
  {
    name: 'parameters that do not fit on that line either get one each',
    source: `
async def list_posts(session: AsyncSession, query: Annotated[PostQuery, Query()], current_user: CurrentUser | None) -> Page[PostRead]:
    pass
async def list_posts_of_author(session: AsyncSession, query: Annotated[PostQuery, Query()], current_user: CurrentUser | None, x: int) -> Page:
    pass
`,
    expected: `
async def list_posts(
    session: AsyncSession, query: Annotated[PostQuery, Query()], current_user: CurrentUser | None
) -> Page[PostRead]:
    pass


async def list_posts_of_author(
    session: AsyncSession,
    query: Annotated[PostQuery, Query()],
    current_user: CurrentUser | None,
    x: int,
) -> Page:
    pass
`,
  },
  {
    name: 'a trailing comma keeps parameters apart',
    source: `
def add(a: int, b: int = 2,) -> int:
    return a + b
`,
    expected: `
def add(
    a: int,
    b: int = 2,
) -> int:
    return a + b
`,
  },
  {
    name: 'separators, defaults and stars',
    source: `
def everything(a, /, b=1, *, c: int = 2, **options: Any): pass
def everything_with_long_names(first, /, second_parameter=1, *arguments: Any, keyword_only_parameter: int = 2, **options: Any):
    pass
`,
    expected: `
def everything(a, /, b=1, *, c: int = 2, **options: Any):
    pass


def everything_with_long_names(
    first, /, second_parameter=1, *arguments: Any, keyword_only_parameter: int = 2, **options: Any
):
    pass
`,
  },
  {
    name: 'a single parameter',
    source: `
def handle_the_request_with_a_long_name(request_parameter_with_a_long_name: Annotated[RequestWithLongName, Depends()]):
    pass
`,
    expected: `
def handle_the_request_with_a_long_name(
    request_parameter_with_a_long_name: Annotated[RequestWithLongName, Depends()],
):
    pass
`,
  },
  {
    name: 'return annotations',
    source: `
def create_the_application_with_settings() -> AsyncGenerator[ApplicationWithALongName, SettingsWithAQuiteLongName | None]:
    pass
def create(settings: Settings) -> tuple[FirstTypeOfTheResultWithALongName, SecondTypeOfTheResultWithALongName, ThirdType]:
    pass
def create_the_application_with_settings_of_it() -> ApplicationWithAVeryLongNameThatDoesNotFitOnTheLineOfTheFunction:
    pass
def create(settings_of_the_application: Settings) -> FirstTypeOfTheResultWithALongName | SecondTypeOfTheResultWithLongName:
    pass
`,
    expected: `
def create_the_application_with_settings() -> AsyncGenerator[
    ApplicationWithALongName, SettingsWithAQuiteLongName | None
]:
    pass


def create(
    settings: Settings,
) -> tuple[FirstTypeOfTheResultWithALongName, SecondTypeOfTheResultWithALongName, ThirdType]:
    pass


def create_the_application_with_settings_of_it() -> (
    ApplicationWithAVeryLongNameThatDoesNotFitOnTheLineOfTheFunction
):
    pass


def create(
    settings_of_the_application: Settings,
) -> FirstTypeOfTheResultWithALongName | SecondTypeOfTheResultWithLongName:
    pass
`,
  },
  {
    name: 'classes',
    source: `
class PostServiceOfTheApplication(BaseServiceWithALongName[Post, PostCreate, PostUpdate], SecondBaseClassWithLongName):
    pass
class Empty():
    pass
class Config(BaseModel, frozen=True, extra="forbid", title="A title that makes the line longer than it is allowed to be"):
    pass
`,
    expected: `
class PostServiceOfTheApplication(
    BaseServiceWithALongName[Post, PostCreate, PostUpdate], SecondBaseClassWithLongName
):
    pass


class Empty:
    pass


class Config(
    BaseModel,
    frozen=True,
    extra="forbid",
    title="A title that makes the line longer than it is allowed to be",
):
    pass
`,
  },
  {
    name: 'decorators',
    source: `
@router.post("/posts", response_model=PostRead, status_code=status.HTTP_201_CREATED, summary="Create a post", tags=["x"])
async def create_post() -> None:
    pass
`,
    expected: `
@router.post(
    "/posts",
    response_model=PostRead,
    status_code=status.HTTP_201_CREATED,
    summary="Create a post",
    tags=["x"],
)
async def create_post() -> None:
    pass
`,
  },
  {
    name: 'stubs stay on one line',
    source: `
class Reader(Protocol):
    def read(self) -> bytes:
        ...

    async def read_all_of_it(self, first_parameter_with_a_long_name: int, second_parameter_with_long_name: str) -> bytes: ...
class Missing(Exception):
    ...
`,
    expected: `
class Reader(Protocol):
    def read(self) -> bytes: ...

    async def read_all_of_it(
        self, first_parameter_with_a_long_name: int, second_parameter_with_long_name: str
    ) -> bytes: ...


class Missing(Exception): ...
`,
  },
  {
    name: 'imports from a module',
    source: `
from app.posts.dependencies import DeletedPostDependency, EditablePostDependency, PostServiceDependency, VisiblePost
from app.core.errors_of_the_application import ResourceNotFoundErrorWithAVeryLongNameThatDoesNotFitOnTheLineOfIt
from app.posts import (a, b)
import a.b.c as d, e
`,
    expected: `
from app.posts.dependencies import (
    DeletedPostDependency,
    EditablePostDependency,
    PostServiceDependency,
    VisiblePost,
)
from app.core.errors_of_the_application import (
    ResourceNotFoundErrorWithAVeryLongNameThatDoesNotFitOnTheLineOfIt,
)
from app.posts import a, b
import a.b.c as d, e
`,
  },
];
