import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'a comment at the end of a line counts, unless it is for a tool',
    source: `
value = compute_the_value_of_something(first_argument_of_it, second_argument)  # and this is why that is so
value = compute_the_value_of_something(first_argument_of_it, second_argument)  # type: ignore[no-untyped-call]
value = compute_the_value_of_something(first_argument_of_it, second_argument)  # noqa: S106, PLR2004, and more
`,
    expected: `
value = compute_the_value_of_something(
    first_argument_of_it, second_argument
)  # and this is why that is so
value = compute_the_value_of_something(first_argument_of_it, second_argument)  # type: ignore[no-untyped-call]
value = compute_the_value_of_something(first_argument_of_it, second_argument)  # noqa: S106, PLR2004, and more
`,
  },
  {
    name: 'comments in brackets keep their places',
    source: `
names = [
    # the first of them
    "title",
    "content",  # may be long
    # nothing else
]
call(  # why
    a,
    b  # last
)
`,
    expected: `
names = [
    # the first of them
    "title",
    "content",  # may be long
    # nothing else
]
call(  # why
    a,
    b,  # last
)
`,
  },
  {
    name: 'a comment moves into parentheses with a value that cannot break',
    source: `
some_very_long_target_name_for_the_value = another_quite_long_value_of_it  # with a comment that is long
`,
    expected: `
some_very_long_target_name_for_the_value = (
    another_quite_long_value_of_it  # with a comment that is long
)
`,
  },
  {
    name: 'comments between operators',
    source: `
is_visible = (
    post.published  # anyone
    # the author
    or post.author_id == user.id
)
`,
    expected: `
is_visible = (
    post.published  # anyone
    # the author
    or post.author_id == user.id
)
`,
  },
  {
    name: 'comments of parameters',
    source: `
def f(
    a: int,  # the first
    # the second
    b: int = 1,
): pass
`,
    expected: `
def f(
    a: int,  # the first
    # the second
    b: int = 1,
):
    pass
`,
  },
  {
    name: 'comments on lines of their own',
    source: `
def f():
    #no space
    x = 1

    # about y
    y = 2
    # at the end
`,
    expected: `
def f():
    # no space
    x = 1

    # about y
    y = 2
    # at the end
`,
  },
  {
    name: 'comments before definitions',
    source: `
x = 1
# about f
def f():
    pass
# behind f

y = 2
`,
    expected: `
x = 1


# about f
def f():
    pass


# behind f

y = 2
`,
  },
];
