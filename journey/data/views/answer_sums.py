"""The sums over the answers of groups that satisfaction and its interval need, as SQL."""

from journey.data.sql import Relation, part


def answer_sums(answers: str) -> tuple[Relation, ...]:
    """Relations that end in `answer_sums`, from one of single answers: group_1 to group_3, metric_no, customer_no, mark, is_best,
    score."""
    return (
        Relation("counted_answers", f"select * from {answers}", is_inlined=True),
        part("answers_by_customer", "answers_by_customer"),
        part("answer_sums", "answer_sums"),
    )
