import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'operators lead their lines',
    source: `
is_visible = post.published or post.author_id == current_user_of_the_request.id or current_user_of_the_request.is_admin
`,
    expected: `
is_visible = (
    post.published
    or post.author_id == current_user_of_the_request.id
    or current_user_of_the_request.is_admin
)
`,
  },
  {
    name: 'only the loosest operators break',
    source: `
is_visible = post.published and post.deleted_at is None or post.author_id == current_user.id and current_user.is_active_now
`,
    expected: `
is_visible = (
    post.published
    and post.deleted_at is None
    or post.author_id == current_user.id
    and current_user.is_active_now
)
`,
  },
  {
    name: 'arithmetic',
    source: `
total_amount_of_the_order = price_of_the_item * quantity_of_the_item + shipping_costs_of_the_order - discount_of_order
`,
    expected: `
total_amount_of_the_order = (
    price_of_the_item * quantity_of_the_item + shipping_costs_of_the_order - discount_of_order
)
`,
  },
  {
    name: 'unions of types',
    source: `
TypeOfTheResponse = PostResponseWithALongName | CommentResponseWithALongName | ProblemResponseWithALongName | NoneType
def read(identifier: FirstPossibleTypeOfIdentifier | SecondPossibleTypeOfIdentifier | ThirdPossibleTypeOfTheIdentifier): ...
`,
    expected: `
TypeOfTheResponse = (
    PostResponseWithALongName
    | CommentResponseWithALongName
    | ProblemResponseWithALongName
    | NoneType
)


def read(
    identifier: FirstPossibleTypeOfIdentifier
    | SecondPossibleTypeOfIdentifier
    | ThirdPossibleTypeOfTheIdentifier,
): ...
`,
  },
  {
    name: 'conditions',
    source: `
if post.author_id != current_user_of_the_request.identifier and not current_user_of_the_request.has_role("administrator"):
    pass
while attempts_of_the_client_so_far < maximum_number_of_attempts_allowed and not response_of_the_server_was_received_ok:
    pass
if not isinstance(candidate_value_of_the_request, (FirstAcceptedTypeOfTheValue, SecondAcceptedTypeOfTheValue, ThirdOne)):
    pass
`,
    expected: `
if (
    post.author_id != current_user_of_the_request.identifier
    and not current_user_of_the_request.has_role("administrator")
):
    pass
while (
    attempts_of_the_client_so_far < maximum_number_of_attempts_allowed
    and not response_of_the_server_was_received_ok
):
    pass
if not isinstance(
    candidate_value_of_the_request,
    (FirstAcceptedTypeOfTheValue, SecondAcceptedTypeOfTheValue, ThirdOne),
):
    pass
`,
  },
  {
    name: 'comparisons',
    source: `
assert response.json()["items"][0]["title"] == "A title that is rather long and so does not fit on the line with it"
assert response_of_the_server.status_code == status.HTTP_422_UNPROCESSABLE_CONTENT_WITH_LONG_NAME, response_of_it.text
assert [item["identifier"] for item in response.json()["items"]] == [post["identifier"] for post in posts_of_author]
assert all_the_items_of_the_page <= expected_number, f"expected at most {expected_number}, but there were {len(items)}"
`,
    expected: `
assert (
    response.json()["items"][0]["title"]
    == "A title that is rather long and so does not fit on the line with it"
)
assert response_of_the_server.status_code == status.HTTP_422_UNPROCESSABLE_CONTENT_WITH_LONG_NAME, (
    response_of_it.text
)
assert [item["identifier"] for item in response.json()["items"]] == [
    post["identifier"] for post in posts_of_author
]
assert all_the_items_of_the_page <= expected_number, (
    f"expected at most {expected_number}, but there were {len(items)}"
)
`,
  },
  {
    name: 'the brackets at the end of a comparison break first',
    source: `
assert list_of_expected_values_of_the_test == sorted(list_of_actual_values_of_the_test, key=lambda entry: entry.position)
`,
    expected: `
assert list_of_expected_values_of_the_test == sorted(
    list_of_actual_values_of_the_test, key=lambda entry: entry.position
)
`,
  },
  {
    name: 'negation',
    source: `
if not first_condition_that_is_checked_here(argument_one) and not second_condition_that_is_checked_here(argument_two):
    pass
`,
    expected: `
if not first_condition_that_is_checked_here(
    argument_one
) and not second_condition_that_is_checked_here(argument_two):
    pass
`,
  },
  {
    name: 'powers',
    source: `
x = 5**2 + a.b**-c + f(x) ** 2
`,
    expected: `
x = 5**2 + a.b**-c + f(x) ** 2
`,
  },
  {
    name: 'assignment expressions',
    source: `
if (found := find_the_resource_with_a_long_function_name(identifier_of_the_resource, include_deleted_resources=True)) is None:
    pass
if identifier_with_a_long_name_that_is_assigned_here := find_the_resource_with_a_long_function_name_by(identifier_x):
    pass
`,
    expected: `
if (
    found := find_the_resource_with_a_long_function_name(
        identifier_of_the_resource, include_deleted_resources=True
    )
) is None:
    pass
if (
    identifier_with_a_long_name_that_is_assigned_here
    := find_the_resource_with_a_long_function_name_by(identifier_x)
):
    pass
`,
  },
];
