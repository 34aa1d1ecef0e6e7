"""The sums over the answers of groups that satisfaction and its interval need, as SQL."""

from journey.data.sql import cte


def answer_sums(answers: str) -> tuple[str, ...]:
    """CTEs that end in `answer_sums`, from a relation of single answers with g1, g2, g3, metric_no, customer_no, mark, score."""
    return (
        f"counted_answers as not materialized (select * from {answers})",
        cte("answers_by_customer", "parts", "answers_by_customer"),
        cte("answer_sums", "parts", "answer_sums"),
    )
