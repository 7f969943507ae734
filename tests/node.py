"""Call our JavaScript modules from Python, in Node.js."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cnnviz.ui.components import sources

ROOT = Path(__file__).parents[1]
NODE = Path(sys.executable).with_name("node")


def called(module: str, expression: str, *arguments: object) -> Any:
    """Return the value of an expression in Node.js, through JSON.

    Args:
        module: path below `cnnviz/ui/components`, such as "stepper/windows.js".
        expression: JavaScript, with the module's exports as `m` and the arguments as `a`.
        arguments: anything that JSON can tell.
    """
    script = (
        f'import * as m from "#ui/{module}"\n'
        'import { readFileSync } from "node:fs"\n'
        'const a = JSON.parse(readFileSync(0, "utf8"))\n'
        f"process.stdout.write(JSON.stringify({expression}) ?? 'null')\n"
    )
    done = subprocess.run(
        [str(NODE), "--import", "./tests/js/facts.js", "--input-type=module", "--eval", script],
        cwd=ROOT,
        env=os.environ | {"GENERATED": json.dumps(sources.generated())},
        input=json.dumps(arguments),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
