"""Plugins that hurt their host, as the text of one module each, by name, with what is said of them."""

from collections.abc import Mapping
from types import MappingProxyType

START = "from perfrules import FrameworkSource, Validity, hookimpl\n"
HOOK = f"{START}\n@hookimpl\ndef perfrules_frameworks():\n"
SOURCE = "FrameworkSource('{name}', '1', Validity(), 'own.yaml', 'text')"


def hook(body: str) -> str:
    """A module whose hook does this."""
    return HOOK + "".join(f"    {line}\n" for line in body.splitlines())


FAULTY: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "api_new": (f"perfrules_api = 2\n{hook('return []')}", "failed to register: it is written for version 2 of the hooks"),
        "api_old": (f"perfrules_api = 0\n{hook('return []')}", "failed to register: it is written for version 0 of the hooks"),
        "api_text": (f"perfrules_api = '1'\n{hook('return []')}", "failed to register: `perfrules_api` is no whole number"),
        "api_raising": (
            "def __getattr__(name):\n    raise OSError('gone') if name == 'perfrules_api' else AttributeError(name)\n",
            "failed to register: OSError: gone",
        ),
        "argument": (f"{START}\n@hookimpl\ndef perfrules_frameworks(weather):\n    return []\n", "failed to register: "),
        "bad_syntax": ("def\n", "failed to load: SyntaxError: "),
        "deep": (hook("return perfrules_frameworks()"), "failed in `perfrules_frameworks`: RecursionError: "),
        "empty": ("", "failed to register: it has no hook"),
        "exits_early": ("import sys\nsys.exit(0)\n", "failed to load: SystemExit: 0"),
        "exits_in_hook": (hook("raise SystemExit"), "failed in `perfrules_frameworks`: SystemExit"),
        "exits_late": (hook("yield from ()\nraise SystemExit(3)"), "failed in `perfrules_frameworks`: SystemExit: 3"),
        "interrupts_early": ("raise KeyboardInterrupt\n", "failed to load: KeyboardInterrupt"),
        "interrupts_in_hook": (hook("raise KeyboardInterrupt('me')"), "failed in `perfrules_frameworks`: KeyboardInterrupt: me"),
        "lost": ("import no_such_module_anywhere\n", "failed to load: ModuleNotFoundError: "),
        "loud": (hook("raise LookupError('\\x1b[2J\\u202e' + 'x' * 100_000)"), "failed in `perfrules_frameworks`: LookupError: "),
        "lying_class": (
            "from perfrules import FrameworkSource\n\nclass Evil(FrameworkSource):\n    text = property(lambda self: 1 / 0)\n\n"
            + hook("return [Evil.__new__(Evil)]"),
            "failed in `perfrules_frameworks`: element 1 is a `Evil`, a `FrameworkSource` was expected",
        ),
        "lying_text": (
            "class Evil(str):\n    def __len__(self):\n        raise SystemExit\n\n"
            + hook("return [FrameworkSource('a.b', '1', Validity(), 'own', Evil('x'))]"),
            "failed in `perfrules_frameworks`: element 1 has a field of another type",
        ),
        "many": (
            hook("return [FrameworkSource('many', str(one), Validity(), 'own', '') for one in range(10_000)]"),
            "failed in `perfrules_frameworks`: it contributes more than 5000 frameworks",
        ),
        "memory": (hook("raise MemoryError"), "failed in `perfrules_frameworks`: MemoryError"),
        "misspelt": (HOOK.replace("frameworks", "framework") + "    return []\n", "failed to register: there is no hook"),
        "mute": (
            "class Mute(BaseException):\n    def __str__(self):\n        raise SystemExit\n\nraise Mute\n",
            "failed to load: Mute",
        ),
        "no_list": (hook("return 7"), "failed in `perfrules_frameworks`: TypeError: "),
        "nothing": (hook("return None"), "failed in `perfrules_frameworks`: TypeError: "),
        "number": (hook("return [7]"), "failed in `perfrules_frameworks`: element 1 is a `int`"),
        "raises_early": ("raise RuntimeError('no luck')\n", "failed to load: RuntimeError: no luck"),
        "raises_late": (
            hook(f"yield {SOURCE.format(name='late')}\nraise ValueError('no more')"),
            "failed in `perfrules_frameworks`: Val",
        ),
        "twice": (hook(f"return [{SOURCE.format(name='twice')}] * 2"), "failed in `perfrules_frameworks`: framework `twice`"),
        "unmarked": ("def perfrules_frameworks():\n    return []\n", "failed to register: it has no hook"),
        "unreadable": (
            hook("return [FrameworkSource('a\\x1b[2J', '1', Validity(), 'own', '')]"),
            "failed in `perfrules_frameworks`: element 1 has an id, an edition or a place",
        ),
        "wrapper": (
            f"{START}\n@hookimpl(wrapper=True)\ndef perfrules_frameworks():\n    return (yield)\n",
            "failed to register: ",
        ),
    }
)
DISTURBING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "context": (f"import decimal\ndecimal.getcontext().prec = 5\n{hook('return []')}", "changed the decimal context to load"),
        "context_of_its_own": (
            hook("import decimal\ndecimal.setcontext(decimal.Context(prec=3, rounding='ROUND_UP'))\nreturn []"),
            "changed the decimal context in `perfrules_frameworks`",
        ),
        "digits": (f"import sys\nsys.set_int_max_str_digits(640)\n{hook('return []')}", "changed the limit of digits to load"),
        "locale": (
            f"import locale\nlocale.setlocale(locale.LC_ALL, 'C')\n{hook('return []')}",
            "changed the locale to load, which was changed back",
        ),
        "recursion": (f"import sys\nsys.setrecursionlimit(100_000)\n{hook('return []')}", "changed the recursion limit to load"),
        "slow": (f"import time\ntime.sleep(1.1)\n{hook('return []')}", "needed more than 1 s to load"),
        "traps": (
            hook("import decimal\ndecimal.getcontext().traps[decimal.Inexact] = True\nraise ValueError"),
            "changed the decimal context in `perfrules_frameworks`, which was changed back",
        ),
    }
)
GOOD: Mapping[str, str] = MappingProxyType(
    {
        "api_right": f"perfrules_api = 1\n{hook('return []')}",
        "claims_first": hook("return [FrameworkSource('claimed', '1', Validity(), 'own', '')]"),
        "claims_second": hook("return [FrameworkSource('claimed', '1', Validity(), 'own', '')]"),
        "wrong_text": hook("return [FrameworkSource('wrong', '1', Validity(), 'own.yaml', '[' * 100_000)]"),
    }
)
