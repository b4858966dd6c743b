"""Other words and other colours while the program runs: the screens are made anew, and one stays where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from codeerbank.i18n import LANGUAGES, _, language, use_language
from codeerbank.tui.appearance import keep

if TYPE_CHECKING:
    from codeerbank.tui.app import CodeerbankApp
    from codeerbank.tui.screens.answers import AnswersScreen
    from codeerbank.tui.screens.coding import CodingScreen


async def speak_other_language(app: CodeerbankApp) -> None:
    """Speak the other language from now on."""
    use_language(next(other for other in LANGUAGES if other != language()))
    keep("language", language())
    await draw_anew(app)
    app.tell(_("The program speaks English now."))


async def dress(app: CodeerbankApp, theme: str) -> None:
    """Look otherwise from now on."""
    app.wear(theme)
    keep("theme", theme)
    await draw_anew(app)
    if app.no_color:
        app.tell(_("NO_COLOR is set: colours stay off until it no longer is."))


async def draw_anew(app: CodeerbankApp) -> None:
    """Make the screens anew. One that was not gone to by its name, in which files are looked over, stays as it is."""
    made = app.made_screens()
    coding, answers = cast("CodingScreen | None", made.get("coding")), cast("AnswersScreen | None", made.get("answers"))
    name = next((name for name, screen in made.items() if screen is app.screen), None)
    document, cursor = coding.place if coding else (None, 0)
    question = answers.desk.sheet.name if answers and answers.desk else ""
    if name:
        await app.switch_screen(Screen())
    for known, screen in made.items():
        app.uninstall_screen(known)
        if screen.is_attached:
            await screen.remove()
    if question:
        cast("AnswersScreen", app.screen_named("answers")).open(question)
    if document:  # also when another screen is in sight: it is there when one goes back
        cast("CodingScreen", app.screen_named("coding")).open(document, cursor)
    if name:
        await app.switch_screen(app.screen_named(name))
