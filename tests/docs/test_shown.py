"""A page that shows what is not so is found out."""

from pathlib import Path

import pytest

from tests.docs.shown import Answer, Step, answers, differs, steps_of, unsaid_failures

PAGE = """
```csv a.csv
one,two
```

```console
$ cat a.csv
one,two
$ false
$ echo $?
1
```

```csv >> a.csv
three,four
```

```sh
exit 3
```

```console
$ mkdir b && cd b && wc -l < ../a.csv
2
```
"""


def test_a_page_is_played_in_order_in_one_shell(tmp_path: Path) -> None:
    given = list(answers(steps_of(PAGE), tmp_path))
    assert [one.status for one in given] == [0, 0, 1, 0, 0, 0]
    assert [differs(one) for one in given] == [None] * 6
    assert unsaid_failures(given) == []


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        (("a  b",), "a b\n\n", True),
        (("a …",), "a b c\n", True),
        (("a …",), "a\n", True),
        (("…", "c"), "a\nb\nc\n", True),
        (("a", "…"), "a\n", True),
        ((), "whatever\n", True),
        (("a",), "a\nb\n", False),
        (("b",), "a\n", False),
        (("b …",), "a b\n", False),
    ],
)
def test_an_answer_is_compared_where_it_is_shown(
    shown: tuple[str, ...], said: str, same: bool
) -> None:
    assert (differs(Answer(Step("x", shown), said, 0)) is None) is same


def test_a_failure_that_the_page_does_not_tell_is_found() -> None:
    failed = Answer(Step("false"), "", 1)
    assert unsaid_failures([failed, Answer(Step("true"), "", 0)])
    assert unsaid_failures([failed])
