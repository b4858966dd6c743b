import ast
import io
import tokenize
from pathlib import Path

import pytest

from tests.house.sources import MODULES, PACKAGE

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NOT_A_HOME = {"utils", "helpers", "managers", "services", "base", "common", "misc"}
SILENT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def docstring_lines(tree: ast.AST) -> set[int]:
    lines: set[int] = set()
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if (
                isinstance(child, ast.Expr)
                and isinstance(child.value, ast.Constant)
                and isinstance(child.value.value, str)
            ):
                lines.update(range(child.lineno, (child.end_lineno or child.lineno) + 1))
    return lines


def code_lines(source: str) -> set[int]:
    """Lines that hold code: no blank lines, comments or docstrings."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstring_lines(ast.parse(source))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(code_lines(path.read_text(encoding="utf-8"))) <= LONGEST_FILE


def test_a_function_holds_one_idea() -> None:
    too_long = []
    for path in MODULES:
        source = path.read_text(encoding="utf-8")
        lines = code_lines(source)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = sum(node.body[0].lineno <= line <= (node.end_lineno or 0) for line in lines)
                if size > LONGEST_FUNCTION:
                    too_long.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name} {size}")
    assert not too_long


def test_every_module_has_a_name_that_says_what_lives_there() -> None:
    assert not [path for path in MODULES if path.stem in NOT_A_HOME or path.parent.name in NOT_A_HOME]
