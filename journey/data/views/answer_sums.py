"""The sums over the answers of groups that satisfaction and its interval need, as SQL."""

from journey.data.sql import query


def answer_sums(answers: str) -> tuple[str, ...]:
    """CTEs that end in `answer_sums`, from a relation of single answers with g1, g2, g3, metric_no, customer_no, mark, score."""
    by_customer, sums = (
        query("parts", name).split("\n", 1)[1] for name in ("answers_by_customer", "answer_sums")
    )
    return (
        f"answers_by_customer as ({by_customer.replace('answers_here', answers)})",
        f"answer_sums as ({sums})",
    )
