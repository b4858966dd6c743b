"""What the screen of the klankbordgroep says about forms and pieces."""

from __future__ import annotations

from codeerbank.i18n import _, ngettext
from codeerbank.tui.widgets.meeting_stage import Scene
from codeerbank.workbench.meeting import counts_in_words, questions, warning_words
from codeerbank.workbench.panel_board import DECISION_WORDS, FormGlance


def counted(glance: FormGlance, number: int, in_meeting: bool) -> str:
    """Give the counts of the first question about a piece, in the order of its answers; nothing where there are none."""
    first = questions(glance.form)[0]
    tally = glance.tallies.get(number)
    counts = (tally.counts if tally else {}) if in_meeting else glance.totals[number - 1].all
    found, none = counts.get(first.key), "·" if in_meeting else "0"
    return "/".join(str(found.get(letter, none)) for letter, _words in first.answers) if found else ""


def about_form(glance: FormGlance) -> str:
    """Say what the columns of counts are of, and what the guide should know before a meeting."""
    first = questions(glance.form)[0]
    lines = [f"{first.words} " + " / ".join(words for _letter, words in first.answers)]
    own = sorted({number for numbers in glance.form.left_out.values() for number in numbers})
    if own:
        words = _("Leave out in a meeting where they are present; members said this themselves: {numbers}.")
        lines.append(words.format(numbers=", ".join(map(str, own))))
    lines.append(_("In a meeting: count for the whole group, and do not ask group by group."))
    return "\n".join(lines)


def about_piece(glance: FormGlance, number: int) -> str:
    """Tell all that is known of a piece: counts over the panel, larger groups, the meeting, remarks, the decision."""
    form, total, tally = glance.form, glance.totals[number - 1], glance.tallies.get(number)
    lines = [form.pieces[number - 1].text]
    if number in glance.changed:
        lines.append(_("Changed or withdrawn since; answers are to the old words."))
    if number in glance.decided:
        decision, reason = glance.decided[number]
        lines.append(f"{_(DECISION_WORDS[decision])}: {reason}")
    members = ngettext("{n} member", "{n} members", total.members)
    lines += [f"{members}: {words}" for words in counts_in_words(form, total.all)]
    lines += [
        f"{group}: {words}" for group, counts in total.by_group.items() for words in counts_in_words(form, counts)
    ]
    if tally:
        lines += [f"{_('Meeting')}: {words}" for words in counts_in_words(form, tally.counts, False)]
    said = [*total.remarks, *([tally.remark] if tally and tally.remark else [])]
    return "\n".join([*lines, *(f"“{words}”" for words in said)])


def scene(glance: FormGlance, number: int, asked: int, revealed: bool) -> Scene:
    """Put a piece on the stage; one that is hard to hear is announced first, one that no longer stands is not shown."""
    form, tally = glance.form, glance.tallies.get(number)
    piece, question = form.pieces[number - 1], questions(form)[asked]
    hidden, words = piece.sensitive and not revealed, piece.text
    if number in glance.changed:
        words = _("This piece was changed or withdrawn. Go on to the next.")
    elif hidden:
        words = warning_words(form)
    answers = [(said, tally.people(question.key, letter) if tally else None) for letter, said in question.answers]
    place = _("Piece {number} of {total}").format(number=number, total=form.size)
    remark = f"“{tally.remark}”" if tally and tally.remark else ""
    return Scene(place, piece.about, words, hidden and number not in glance.changed, question.words, answers, remark)
