/** The configuration of Alembic and the template of further migrations. */
import type { TextFile } from '../../types.ts';

export const alembicConfiguration: TextFile = {
  path: 'alembic.ini',
  text: `[alembic]
script_location = %(here)s/migrations
prepend_sys_path = %(here)s
path_separator = os
file_template = %%(rev)s_%%(slug)s

[post_write_hooks]
hooks = ruff_format
ruff_format.type = exec
ruff_format.executable = ruff
ruff_format.options = format REVISION_SCRIPT_FILENAME
`,
};

export const migrationTemplate: TextFile = {
  path: 'migrations/script.py.mako',
  text: `"""\${message}."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
\${imports if imports else ""}

revision: str = \${repr(up_revision)}
down_revision: str | None = \${repr(down_revision)}
branch_labels: str | Sequence[str] | None = \${repr(branch_labels)}
depends_on: str | Sequence[str] | None = \${repr(depends_on)}


def upgrade() -> None:
    \${upgrades if upgrades else "pass"}


def downgrade() -> None:
    \${downgrades if downgrades else "pass"}
`,
};
