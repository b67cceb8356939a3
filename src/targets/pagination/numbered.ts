/** What ways of counting pages from the start of a list have in common: app/core/pagination.py of both. */
import type { ServicePlan } from '../../plan/index.ts';
import { pagination } from '../../plan/own-symbols.ts';
import { fastapi, pydantic, typing } from '../../plan/symbols.ts';
import { type ModuleSpec, Name, type Part, py } from '../../python/index.ts';
import type { Pagination, Persistence } from '../types.ts';
import { dependency, limits, longLists, scopeMethod, slice, types } from './common.ts';

const { Generic, Self } = typing;
const { Request } = fastapi;
const { BaseModel, ConfigDict, Field } = pydantic;

/** How a page is named by a number. */
export interface Numbering {
  readonly key: 'offset' | 'page';
  /** What the module is about. */
  readonly about: string;
  /** The constant that bounds the number. */
  readonly bound: Part;
  /** The query parameter, of the name of the key, and what `PageQuery` must have besides: its `offset`. */
  readonly parameter: Part;
  /** Members of the envelope after the total and before the links. */
  readonly members: Part;
  /** Statements of `Page.build`: the variables that the rest is made of. */
  readonly variables: Part;
  /** Arguments of the envelope for `members`. */
  readonly values: readonly Part[];
  /** Expressions of the number of other pages; `prev` and `next` where there are such pages. */
  readonly links: { readonly first: Part; readonly prev: Part; readonly next: Part; readonly last: Part };
  /** Expression: whether there is a page before. */
  readonly hasPrev: Part;
  /** One note of the README. */
  readonly note: string;
}

/** Makes the choice of a numbering. */
export const numbered = (numbering: Numbering): Pagination => ({
  key: numbering.key,
  paging: { parameters: ['limit', numbering.key], signed: false, failures: [], note: numbering.note },
  module: (plan, persistence) => paginationModule(plan, persistence, numbering),
  state: py`app.state.paginator = ${pagination.Paginator}()`,
});

const asked = py`
  has_next: bool
  query: PageQuery
`;

const paginationModule = (plan: ServicePlan, { offset }: Persistence, numbering: Numbering): ModuleSpec => ({
  path: 'app/core/pagination.py',
  doc: numbering.about,
  body: py`
    ${types(offset)}

    ${numbering.bound}

    ${limits(plan)}


    class PageQuery(${BaseModel}):
        """Query parameters of every list; domains add their filters and a \`sort\`."""

        model_config = ${ConfigDict}(extra="forbid")

        limit: int = ${Field}(default=${plan.config.page_size}, ge=1, le=${plan.config.max_page_size}, description="Items per page.")
        ${numbering.parameter}

        ${plan.has.loadTuning && scopeMethod(['limit', numbering.key])}


    class PageLinks(${BaseModel}):
        """Relative links that keep all other query parameters."""

        current: str = ${Field}(serialization_alias="self")
        first: str
        prev: str | None
        next: str | None
        last: str | None = ${Field}(description="Unknown while \`total\` is not exact.")


    ${envelope(numbering)}


    ${slice('The rows of one page, and whether there are more.', asked)}


    ${offset.sortOrders(plan)}


    ${longLists(plan)}


    ${offset.paginator(plan)}


    ${dependency()}


    ${offset.functions(plan)}
  `,
});

const envelope = ({ key, members, variables, values, links, hasPrev }: Numbering): Part => py`
  class Page(${BaseModel}, ${Generic}[T]):
      """One page of a list."""

      items: list[T]
      total: int = ${Field}(description="Number of items on all pages.")
      total_is_exact: bool = ${Field}(description="False when there are more items than \`total\`.")
      ${members}
      links: PageLinks

      @classmethod
      def build(cls, items: list[T], page: "Slice", request: ${Request}) -> ${Self}:
          """Wrap the serialized \`items\` of \`page\` in the envelope."""

          def link(number: int) -> str:
              url = request.url.include_query_params(${new Name(key)}=number)
              return f"{url.path}?{url.query}"

          ${variables}
          query = f"?{request.url.query}" if request.url.query else ""
          return cls(
              items=items,
              total=page.total,
              total_is_exact=page.total_is_exact,
              ${values.map((value) => py`${value},`)}
              links=PageLinks(
                  current=request.url.path + query,
                  first=link(${links.first}),
                  prev=link(${links.prev}) if ${hasPrev} else None,
                  next=link(${links.next}) if page.has_next else None,
                  last=link(${links.last}) if page.total_is_exact else None,
              ),
          )
`;
