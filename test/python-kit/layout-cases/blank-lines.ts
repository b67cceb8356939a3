import type { Case } from './case.ts';

export const cases: readonly Case[] = [
  {
    name: 'two lines around definitions at the top level',
    source: `
"""Module."""
import os
CONSTANT = 1
def f():
    pass
def g():
    pass
x = 1
class A:
    pass
`,
    expected: `
"""Module."""

import os

CONSTANT = 1


def f():
    pass


def g():
    pass


x = 1


class A:
    pass
`,
  },
  {
    name: 'one line around definitions elsewhere',
    source: `
class A:
    """What it is."""
    x = 1
    def f(self):
        y = 1
        def inner():
            pass
        return inner
    @property
    def g(self):
        pass
    class B:
        pass
    y = 1
`,
    expected: `
class A:
    """What it is."""

    x = 1

    def f(self):
        y = 1

        def inner():
            pass

        return inner

    @property
    def g(self):
        pass

    class B:
        pass

    y = 1
`,
  },
  {
    name: 'no more than two at the top level, and one elsewhere',
    source: `
x = 1




y = 2
def f():
    a = 1



    b = 2
`,
    expected: `
x = 1


y = 2


def f():
    a = 1

    b = 2
`,
  },
  {
    name: 'none where a block begins or ends',
    isStricter: true,
    source: `
class A:

    x = 1

if x:

    y = 1

else:
    z = 1



`,
    expected: `
class A:
    x = 1


if x:
    y = 1
else:
    z = 1
`,
  },
  {
    name: 'the docstring of a class',
    source: `
class A:
    """What it is."""
    x = 1
class B:
    """What it is."""



    def f(self):
        """What it does."""
        return 1
`,
    expected: `
class A:
    """What it is."""

    x = 1


class B:
    """What it is."""

    def f(self):
        """What it does."""
        return 1
`,
  },
  {
    name: 'the docstring of a module',
    source: `
"""What it is."""
x = 1
`,
    expected: `
"""What it is."""

x = 1
`,
  },
  {
    name: 'imports',
    source: `
import a
from b import c
x = 1
if TYPE_CHECKING:
    from d import e
    y = 1
`,
    expected: `
import a
from b import c

x = 1
if TYPE_CHECKING:
    from d import e

    y = 1
`,
  },
  {
    name: 'overloads stay together',
    source: `
@overload
def f(a: int) -> int: ...
@overload
def f(a: str) -> str: ...
def f(a):
    return a
`,
    expected: `
@overload
def f(a: int) -> int: ...
@overload
def f(a: str) -> str: ...
def f(a):
    return a
`,
  },
  {
    name: 'definitions in conditions',
    source: `
if x:
    def f():
        pass
else:
    def f():
        pass
x = 1
for a in b:
    @decorator
    def g(): pass
`,
    expected: `
if x:

    def f():
        pass
else:

    def f():
        pass


x = 1
for a in b:

    @decorator
    def g():
        pass
`,
  },
  {
    name: 'decorators and comments stick to what follows',
    source: `
x = 1
# about f
@decorator

@other

def f():
    pass
`,
    expected: `
x = 1


# about f
@decorator
@other
def f():
    pass
`,
  },
];
