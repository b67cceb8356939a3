import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'a call moves its arguments to a line of their own',
    source: `
def create(session):
    return build_representation(first_argument_value, second_argument_value, third_argument_value, fourth=1)
`,
    expected: `
def create(session):
    return build_representation(
        first_argument_value, second_argument_value, third_argument_value, fourth=1
    )
`,
  },
  {
    name: 'arguments that do not fit on that line either get one each',
    source: `
def create(session):
    return build_representation(first_argument_value, second_argument_value, third_argument_value, fourth=fourth_value)
`,
    expected: `
def create(session):
    return build_representation(
        first_argument_value, second_argument_value, third_argument_value, fourth=fourth_value
    )
`,
  },
  {
    name: 'a trailing comma keeps what it separates apart',
    source: `
names = ["title", "content",]
settings = Settings(name="blog", debug=False,)
pair = {"a": 1, "b": 2,}
`,
    expected: `
names = [
    "title",
    "content",
]
settings = Settings(
    name="blog",
    debug=False,
)
pair = {
    "a": 1,
    "b": 2,
}
`,
  },
  {
    name: 'nested trailing commas',
    source: `
routes = include(router, [dependency_one(1, 2,), dependency_two])
`,
    expected: `
routes = include(
    router,
    [
        dependency_one(
            1,
            2,
        ),
        dependency_two,
    ],
)
`,
  },
  {
    name: 'without a trailing comma, lines that the template broke are joined',
    source: `
response = client.get(
    "/posts",
    params={
        "limit": 10
    }
)
`,
    expected: `
response = client.get("/posts", params={"limit": 10})
`,
  },
  {
    name: 'a single argument gets no trailing comma',
    source: `
register_exception_handler_for_application(ResourceNotFoundErrorWithLongName.from_identifier_of(identifier_value))
`,
    expected: `
register_exception_handler_for_application(
    ResourceNotFoundErrorWithLongName.from_identifier_of(identifier_value)
)
`,
  },
  {
    name: 'a generator as only argument',
    source: `
found = all(isinstance(candidate_value, RequestValidationError) for candidate_value in candidate_values_of_request)
`,
    expected: `
found = all(
    isinstance(candidate_value, RequestValidationError)
    for candidate_value in candidate_values_of_request
)
`,
  },
  {
    name: 'starred arguments',
    source: `
application.add_middleware(MiddlewareWithAVeryLongName, *positional_arguments_of_it, **keyword_arguments_of_it_all)
`,
    expected: `
application.add_middleware(
    MiddlewareWithAVeryLongName, *positional_arguments_of_it, **keyword_arguments_of_it_all
)
`,
  },
  {
    name: 'lists, sets, tuples',
    source: `
VALUES = ["first_value_of_the_list", "second_value_of_the_list", "third_value_of_the_list", "fourth_value_of_the_list"]
VALUES = {"first_value_of_the_list", "second_value_of_the_list", "third_value_of_the_list", "fourth_value_of_the_list"}
VALUES = ("first_value_of_the_list", "second_value_of_the_list", "third_value_of_the_list", "fourth_value_of_the_list")
VALUES = "first_value_of_the_list", "second_value_of_the_list", "third_value_of_the_list", "fourth_value_of_the_list"
ONE = ("first_value_of_the_list_that_is_rather_long_and_does_not_fit_on_a_line_of_one_hundred_columns_at_all",)
`,
    expected: `
VALUES = [
    "first_value_of_the_list",
    "second_value_of_the_list",
    "third_value_of_the_list",
    "fourth_value_of_the_list",
]
VALUES = {
    "first_value_of_the_list",
    "second_value_of_the_list",
    "third_value_of_the_list",
    "fourth_value_of_the_list",
}
VALUES = (
    "first_value_of_the_list",
    "second_value_of_the_list",
    "third_value_of_the_list",
    "fourth_value_of_the_list",
)
VALUES = (
    "first_value_of_the_list",
    "second_value_of_the_list",
    "third_value_of_the_list",
    "fourth_value_of_the_list",
)
ONE = (
    "first_value_of_the_list_that_is_rather_long_and_does_not_fit_on_a_line_of_one_hundred_columns_at_all",
)
`,
  },
  {
    name: 'dictionaries',
    source: `
payload = {"title": "A title", "content": "Some content", "published": True, "tags": ["python", "fastapi"], **overrides}
nested = {"item": build_the_item_that_is_long(first_argument_value, second_argument_value, third_argument_value), "b": 1}
`,
    expected: `
payload = {
    "title": "A title",
    "content": "Some content",
    "published": True,
    "tags": ["python", "fastapi"],
    **overrides,
}
nested = {
    "item": build_the_item_that_is_long(
        first_argument_value, second_argument_value, third_argument_value
    ),
    "b": 1,
}
`,
  },
  {
    name: 'comprehensions split at their clauses',
    source: `
names = [attribute.key for attribute in inspect(model_class).attributes if attribute.key not in excluded_attribute_names]
by_id = {resource.id: serialize_resource(resource) for resource in await service.list_page(session, query_parameters)}
unique = {serialize_resource_value(resource) for resource in await service.list_page(session, query_parameters_here)}
pairs = [(left, right) for left in left_hand_side_values_of_it for right in right_hand_side_values_of_it if left != right]
total = sum(line.quantity * line.price for line in order_lines_of_the_customer_in_this_month if not line.is_cancelled_now)
tags = [tag async for tag in stream_of_tags_that_has_a_long_name(session, post_identifier, include_deleted_tags=True)]
`,
    expected: `
names = [
    attribute.key
    for attribute in inspect(model_class).attributes
    if attribute.key not in excluded_attribute_names
]
by_id = {
    resource.id: serialize_resource(resource)
    for resource in await service.list_page(session, query_parameters)
}
unique = {
    serialize_resource_value(resource)
    for resource in await service.list_page(session, query_parameters_here)
}
pairs = [
    (left, right)
    for left in left_hand_side_values_of_it
    for right in right_hand_side_values_of_it
    if left != right
]
total = sum(
    line.quantity * line.price
    for line in order_lines_of_the_customer_in_this_month
    if not line.is_cancelled_now
)
tags = [
    tag
    async for tag in stream_of_tags_that_has_a_long_name(
        session, post_identifier, include_deleted_tags=True
    )
]
`,
  },
  {
    name: 'a comprehension over a tuple target',
    source: `
found = {key: value for (key, value) in dictionary_of_values_with_a_long_name.items() if value is not None and key != ""}
`,
    expected: `
found = {
    key: value
    for (key, value) in dictionary_of_values_with_a_long_name.items()
    if value is not None and key != ""
}
`,
  },
  {
    name: 'subscripts and slices',
    source: `
x = values[first_index_into_the_values : last_index_into_the_values + 1]
y = values[1:], values[:-1], values[a:b], values[a.b : c.d], values[::2]
annotation = dict[str, Annotated[ResourceIdentifierWithLongName, Depends(resolve_identifier_of_the_resource), Query()]]
`,
    expected: `
x = values[first_index_into_the_values : last_index_into_the_values + 1]
y = values[1:], values[:-1], values[a:b], values[a.b : c.d], values[::2]
annotation = dict[
    str,
    Annotated[ResourceIdentifierWithLongName, Depends(resolve_identifier_of_the_resource), Query()],
]
`,
  },
  {
    name: 'a subscript of several lines',
    source: `
kind: TypeAlias = Annotated[PostServiceThatHasALongName | CommentServiceThatHasALongName | None, Depends(get_service_x)]
`,
    expected: `
kind: TypeAlias = Annotated[
    PostServiceThatHasALongName | CommentServiceThatHasALongName | None, Depends(get_service_x)
]
`,
  },
  {
    name: 'a string of several lines hugs the parentheses',
    source: `
statement = text("""
    SELECT 1
""")
`,
    expected: `
statement = text("""
    SELECT 1
""")
`,
  },
];
