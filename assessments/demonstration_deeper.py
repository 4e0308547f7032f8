"""What the head of the demonstration's company answered in three of the deep dives."""

from __future__ import annotations

from assessments.demonstration_parts import DONT_KNOW, Told

LADDER, SERVICE, DEPTH = "customer-research-ladder", "service-promises", "relationship-depth"

_LADDER = Told(
    values={
        "confirming": 3,
        "wishes": 3,
        "problems": 2,
        "observing": 1,
        "becoming": 2,
        "studies": 3,
        "closed-studies": 80,
        "favourites": 3,
        "wishes-built": 2,
        "plan-question": 2,
        "confirming-decided": 1,
        "wishes-decided": 2,
        "problems-decided": 3,
        "becoming-decided": 2,
        "decisions-with-research": 2,
        "findings-to-makers": 2,
        "comparing-answers": 2,
        "parts-covered": ["evaluate", "buy"],
        "time-followed": 1,
    },
    comments={"becoming": "I took the night train to the lakes under another name. The voucher did not work."},
    evidence={"problems": "example"},
)
_SERVICE = Told(
    values={
        "choice-shown": 3,
        "left-out": 3,
        "others-involved": 2,
        "offers-known": 5,
        "offers-announced": 3,
        "every-offer": 2,
        "told-again": 2,
        "people-per-problem": 2,
        "obvious-mistake": 2,
        "rules-against": 2,
        "manager-needed": 2,
        "apology": 4,
        "annoyance-taken-up": 3,
        "first-contact-share": 75,
        "cause-on-screen": 1,
        "common-problems": 2,
        "training-dates": 2,
        "bills-as-promised": 5,
        "cancellation": 5,
        "trial-service": DONT_KNOW,
        "tried-out": 2,
    },
    comments={"told-again": "It should be rare. The booking system keeps a note of every call."},
)
_DEPTH = Told(
    values={
        "known-by-name": 3,
        "talks": 3,
        "user-groups": 2,
        "informal": 2,
        "same-person": 3,
        "heard": ["works", "disappoints"],
        "disappointment-told": 4,
        "more-than-before": 3,
        "promises-kept": 4,
        "promises-noted": 1,
        "limits-named": 3,
        "changes-by-name": 2,
        "surveys-checked": 2,
        "noted-for-others": 2,
    },
)
DEEPER = {LADDER: _LADDER, SERVICE: _SERVICE, DEPTH: _DEPTH}
