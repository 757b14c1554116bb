"""What is chosen for a line on its way, as the rules see it."""

from dataclasses import replace

from tuzetu.dossier.plan import Line, Plan
from tuzetu.dossier.plan_facts import controller_over
from tuzetu.people.person import Person
from tuzetu.procedure.facts import ActionFacts


def handing_on(facts: ActionFacts, *, line: Line, executor: Person) -> ActionFacts:
    """The facts once the other executor is chosen: whether that person would control the line."""
    doers = {executor.pk, *facts.co_executors}
    controller = controller_over(Plan.objects.get(pk=line.plan_id), doers)
    return replace(facts, handed_to_its_controller=controller in doers)
