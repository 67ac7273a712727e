"""Questions for tests."""

from clubhuis.questions import actions


def a_question(owner="event:1", label="Wat wil je eten?", kind="text", *, choices=(), when=None, **fields):
    """Something an organiser asks; `choices` are Dutch texts whose ids are their first words, `when=(question, ids)` a condition."""
    fields["choices"] = [{"id": text.split()[0].lower(), "nl": text, "en": "", "de": ""} for text in choices]
    if when:
        fields |= {"condition_on": when[0], "condition_values": list(when[1])}
    return actions.ask(owner, label_nl=label, kind=kind, **fields)


def answered(question, value, holder="registration:1", person=None):
    """Somebody's answer to one question."""
    actions.answer(holder, {question: value}, person=person)
    return question.answers.get(holder=holder)
