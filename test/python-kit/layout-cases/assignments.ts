import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'the right-hand side breaks at its brackets',
    source: `
current_user_dependency = create_dependency_for_current_user(settings=application_settings, required=True, auto=False)
`,
    expected: `
current_user_dependency = create_dependency_for_current_user(
    settings=application_settings, required=True, auto=False
)
`,
  },
  {
    name: 'a value that fits on a line of its own gets parentheses',
    source: `
some_very_long_target_name_for_the_value.attribute_of_it.another_attribute = another_quite_long_value.attribute
some_very_long_target_name_for_the_value.attribute = "a string that is long enough to need a line of its own"
`,
    expected: `
some_very_long_target_name_for_the_value.attribute_of_it.another_attribute = (
    another_quite_long_value.attribute
)
some_very_long_target_name_for_the_value.attribute = (
    "a string that is long enough to need a line of its own"
)
`,
  },
  {
    name: 'parentheses that would not help are not added',
    source: `
some_target = "a string that is longer than any line may be, so that parentheses around it would be of no help at all"
`,
    expected: `
some_target = "a string that is longer than any line may be, so that parentheses around it would be of no help at all"
`,
  },
  {
    name: 'a subscript target breaks last',
    source: `
application.dependency_overrides[get_the_current_user_of_the_request] = get_the_user_that_the_test_suite_created
state.handlers[RequestValidationErrorOfTheApplication] = handle_request_validation_error_of_the_application(x=1)
`,
    expected: `
application.dependency_overrides[get_the_current_user_of_the_request] = (
    get_the_user_that_the_test_suite_created
)
state.handlers[RequestValidationErrorOfTheApplication] = (
    handle_request_validation_error_of_the_application(x=1)
)
`,
  },
  {
    name: 'annotated assignments',
    source: `
identifier_of_the_resource: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=new_uuid_of_version_seven)
posts: Mapped[list["PostWithAVeryLongClassName"]] = relationship(back_populates="author", cascade="all, delete-orphan")
description: Annotated[str | None, StringConstraints(max_length=1000), Field(description="What it is about.")] = None
limit: Annotated[int, Query(ge=1, le=100, description="How many items a page has at most, at least one.")] = DEFAULT_LIMIT
name: some_module_with_a_long_name.SomeClassWithALongName = some_module_with_a_long_name.DEFAULT_VALUE_OF_NAME
name: str
`,
    expected: `
identifier_of_the_resource: Mapped[uuid.UUID] = mapped_column(
    Uuid, primary_key=True, default=new_uuid_of_version_seven
)
posts: Mapped[list["PostWithAVeryLongClassName"]] = relationship(
    back_populates="author", cascade="all, delete-orphan"
)
description: Annotated[
    str | None, StringConstraints(max_length=1000), Field(description="What it is about.")
] = None
limit: Annotated[
    int, Query(ge=1, le=100, description="How many items a page has at most, at least one.")
] = DEFAULT_LIMIT
name: some_module_with_a_long_name.SomeClassWithALongName = (
    some_module_with_a_long_name.DEFAULT_VALUE_OF_NAME
)
name: str
`,
  },
  {
    name: 'several targets',
    source: `
first_target_of_the_assignment = second_target_of_the_assignment = compute_value_of_both(argument_one, argument_two)
left_value, right_value = compute_left_and_right_value_of_everything(first_argument_value, second_argument_value)
`,
    expected: `
first_target_of_the_assignment = second_target_of_the_assignment = compute_value_of_both(
    argument_one, argument_two
)
left_value, right_value = compute_left_and_right_value_of_everything(
    first_argument_value, second_argument_value
)
`,
  },
  {
    name: 'augmented',
    source: `
total_number_of_items_in_the_collection += count_items_in_the_collection(first_collection, second_collection, third)
`,
    expected: `
total_number_of_items_in_the_collection += count_items_in_the_collection(
    first_collection, second_collection, third
)
`,
  },
  {
    name: 'a call whose result is gone on with',
    source: `
value = function_with_a_long_name_that_takes_arguments(first_argument_value, second_argument_value_x).attribute_name
value = (await session.scalars(select(Post).where(Post.author_id == author_identifier, Post.deleted_at.is_(None)))).all()
`,
    expected: `
value = function_with_a_long_name_that_takes_arguments(
    first_argument_value, second_argument_value_x
).attribute_name
value = (
    await session.scalars(
        select(Post).where(Post.author_id == author_identifier, Post.deleted_at.is_(None))
    )
).all()
`,
  },
  {
    name: 'awaited',
    source: `
user_of_the_request = await authentication_service.authenticate_with_password(form_data.username, form_data.password)
`,
    expected: `
user_of_the_request = await authentication_service.authenticate_with_password(
    form_data.username, form_data.password
)
`,
  },
  {
    name: 'conditional expressions',
    source: `
value = first_value_of_the_expression if condition_that_decides_about_it else second_value_of_the_expression_here_x
value = first_value_of_the_expression_a(1) if condition_that_decides_about_it else second_value if another else third_value
`,
    expected: `
value = (
    first_value_of_the_expression
    if condition_that_decides_about_it
    else second_value_of_the_expression_here_x
)
value = (
    first_value_of_the_expression_a(1)
    if condition_that_decides_about_it
    else second_value
    if another
    else third_value
)
`,
  },
  {
    name: 'redundant parentheses go',
    source: `
x = (1)
y = (a + b)
z = (await session.get(Post, 1))
for (key, value) in items:
    pass
if (a and b):
    pass
assert (x == 1)
return_value = not (a)
`,
    expected: `
x = 1
y = a + b
z = await session.get(Post, 1)
for key, value in items:
    pass
if a and b:
    pass
assert x == 1
return_value = not (a)
`,
  },
  {
    name: 'parentheses that say something stay',
    source: `
x = (a + b) * c
y = (1, 2)
z = (yield)
call((a))
w = (await session.scalars(q)).all()
`,
    expected: `
x = (a + b) * c
y = (1, 2)
z = yield
call((a))
w = (await session.scalars(q)).all()
`,
  },
  {
    name: 'lambdas',
    source: `
key = lambda resource_with_a_long_name, other_resource_with_a_long_name: resource_with_a_long_name.id + other.id + 100000
sort(items, key=lambda item_of_the_collection: (item_of_the_collection.position, item_of_the_collection.identifier, 1))
factory = lambda request_with_a_long_name: build_response_for_the_request(request_with_a_long_name, status_code=200, x=1)
choose = lambda first_value_given, second_value_given, third_value_given: first_value_given if third_value_given else None
`,
    expected: `
key = lambda resource_with_a_long_name, other_resource_with_a_long_name: (
    resource_with_a_long_name.id + other.id + 100000
)
sort(
    items,
    key=lambda item_of_the_collection: (
        item_of_the_collection.position,
        item_of_the_collection.identifier,
        1,
    ),
)
factory = lambda request_with_a_long_name: build_response_for_the_request(
    request_with_a_long_name, status_code=200, x=1
)
choose = lambda first_value_given, second_value_given, third_value_given: (
    first_value_given if third_value_given else None
)
`,
  },
];
