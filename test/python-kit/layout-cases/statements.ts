import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'with one item',
    source: `
async def run():
    async with create_the_session_of_the_database(settings_of_the_application, isolation_level="SERIALIZABLE") as session:
        pass
    with pytest.raises(ResourceNotFoundErrorOfTheApplication, match="the resource that you asked for does not exist at all"):
        pass
`,
    expected: `
async def run():
    async with create_the_session_of_the_database(
        settings_of_the_application, isolation_level="SERIALIZABLE"
    ) as session:
        pass
    with pytest.raises(
        ResourceNotFoundErrorOfTheApplication,
        match="the resource that you asked for does not exist at all",
    ):
        pass
`,
  },
  {
    name: 'with several items',
    source: `
async def run():
    async with create_engine_of_the_application(settings) as engine, create_session_of_the_application(engine) as session:
        pass
    with (a as b, c as d):
        pass
`,
    expected: `
async def run():
    async with (
        create_engine_of_the_application(settings) as engine,
        create_session_of_the_application(engine) as session,
    ):
        pass
    with a as b, c as d:
        pass
`,
  },
  {
    name: 'raise',
    source: `
def f():
    raise ResourceNotFoundErrorOfTheApplication("The resource that you asked for does not exist.", identifier=identifier)
    raise ProblemWithALongName(status.HTTP_409_CONFLICT, f"{name_of_the_resource} exists already") from the_original_error_x
`,
    expected: `
def f():
    raise ResourceNotFoundErrorOfTheApplication(
        "The resource that you asked for does not exist.", identifier=identifier
    )
    raise ProblemWithALongName(
        status.HTTP_409_CONFLICT, f"{name_of_the_resource} exists already"
    ) from the_original_error_x
`,
  },
  {
    name: 'return',
    source: `
def f():
    return first_value_of_the_result_with_a_long_name, second_value_of_the_result_with_a_long_name, third_value_of_it
    return first_value_of_the_result_with_a_long_name, await compute_second_value(argument_one_of_it, argument_two_of_it)
    return a_quite_long_value_of_the_result_that_is_returned if condition_with_a_long_name else other_value_of_the_result
`,
    expected: `
def f():
    return (
        first_value_of_the_result_with_a_long_name,
        second_value_of_the_result_with_a_long_name,
        third_value_of_it,
    )
    return first_value_of_the_result_with_a_long_name, await compute_second_value(
        argument_one_of_it, argument_two_of_it
    )
    return (
        a_quite_long_value_of_the_result_that_is_returned
        if condition_with_a_long_name
        else other_value_of_the_result
    )
`,
  },
  {
    name: 'loops',
    source: `
for position_of_the_item, item_of_the_collection in enumerate(collection_of_items_with_a_long_name, start=first_position):
    pass
for item_of_the_collection in first_collection_of_items_with_a_long_name + second_collection_of_items_with_a_long_name_x:
    pass
`,
    expected: `
for position_of_the_item, item_of_the_collection in enumerate(
    collection_of_items_with_a_long_name, start=first_position
):
    pass
for item_of_the_collection in (
    first_collection_of_items_with_a_long_name + second_collection_of_items_with_a_long_name_x
):
    pass
`,
  },
  {
    name: 'exceptions',
    source: `
try:
    pass
except (FirstErrorWithAVeryLongNameOfTheApplication, SecondErrorWithAVeryLongNameOfTheApplication, ThirdError) as error:
    pass
try:
    pass
except* (ValueError, TypeError) as errors:
    pass
`,
    expected: `
try:
    pass
except (
    FirstErrorWithAVeryLongNameOfTheApplication,
    SecondErrorWithAVeryLongNameOfTheApplication,
    ThirdError,
) as error:
    pass
try:
    pass
except* (ValueError, TypeError) as errors:
    pass
`,
  },
  {
    name: 'del, global and nonlocal',
    source: `
del first_variable_with_a_very_long_name[0], second_variable_with_a_very_long_name[1], third_variable_with_a_long_name
def f():
    global first_variable_with_a_very_long_name, second_variable_with_a_very_long_name, third_variable_with_long_name
`,
    expected: `
del (
    first_variable_with_a_very_long_name[0],
    second_variable_with_a_very_long_name[1],
    third_variable_with_a_long_name,
)


def f():
    global \\
        first_variable_with_a_very_long_name, \\
        second_variable_with_a_very_long_name, \\
        third_variable_with_long_name
`,
  },
  {
    name: 'yield',
    source: `
async def session():
    yield await create_the_session_of_the_database_with_settings(settings_of_the_application, isolation_level="SERIAL")
    value = yield first_value_of_the_generator_with_a_long_name + second_value_of_the_generator_with_a_long_name_too
`,
    expected: `
async def session():
    yield await create_the_session_of_the_database_with_settings(
        settings_of_the_application, isolation_level="SERIAL"
    )
    value = (
        yield first_value_of_the_generator_with_a_long_name
        + second_value_of_the_generator_with_a_long_name_too
    )
`,
  },
  {
    name: 'match',
    source: `
match command:
    case Create(name=str() as name, tags=[first, *rest]) | Update(name=str() as name) if name:
        pass
    case {"type": "create" | "update" as kind, **rest}:
        pass
    case CreateCommandWithAVeryLongNameOfTheClass(identifier=identifier_of_the_resource, name=name_of_the_resource_x):
        pass
    case FirstCommandWithAVeryLongName() | SecondCommandWithAVeryLongName() | ThirdCommandWithAVeryLongName() | Fourth():
        pass
    case (a, b):
        pass
    case _:
        pass
`,
    expected: `
match command:
    case Create(name=str() as name, tags=[first, *rest]) | Update(name=str() as name) if name:
        pass
    case {"type": "create" | "update" as kind, **rest}:
        pass
    case CreateCommandWithAVeryLongNameOfTheClass(
        identifier=identifier_of_the_resource, name=name_of_the_resource_x
    ):
        pass
    case (
        FirstCommandWithAVeryLongName()
        | SecondCommandWithAVeryLongName()
        | ThirdCommandWithAVeryLongName()
        | Fourth()
    ):
        pass
    case (a, b):
        pass
    case _:
        pass
`,
  },
  {
    name: 'strings side by side are joined if they fit',
    source: `
message = (
    "The first part of the text, "
    "the second part."
)
message = ("The first part of the text, which is long enough to fill most of the line of it, " "and the second part of it.")
detail = f"{name} " "is {here}"
`,
    expected: `
message = "The first part of the text, the second part."
message = (
    "The first part of the text, which is long enough to fill most of the line of it, "
    "and the second part of it."
)
detail = f"{name} is {{here}}"
`,
  },
  {
    name: 'strings side by side in an argument',
    source: `
raise_error(detail="The first part of the text, which is long enough to fill most of a line, " "and the second part of it.")
`,
    expected: `
raise_error(
    detail="The first part of the text, which is long enough to fill most of a line, "
    "and the second part of it."
)
`,
  },
  {
    name: 'strings and operators',
    source: `
message = "The first part of the text, which is long: %s. " "The second part of it, which is long as well: %s." % (first, second)
`,
    expected: `
message = (
    "The first part of the text, which is long: %s. "
    "The second part of it, which is long as well: %s." % (first, second)
)
`,
  },
];
