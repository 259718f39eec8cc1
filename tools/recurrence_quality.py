"""How well alike requests are recognised, on real texts: `make recurrence-quality [FILE=labelled.csv]
[SCORES=out.csv]`.

Requests arrive in file order; each is compared with those before it and keeps its 50 best. Measures:
hit@k   share of requests whose topic came before, for which one of the k best has the same topic;
pair AP average precision of all kept pairs ranked by score, over all same-topic pairs. Pairs of different
topics
        that share a tag are ambiguous and left out.
R@1     share of subject lines whose full text is found first (Province of Trento).
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from foia.rules.likeness import read
from pasocial.likeness import LikenessIndex
from pasocial.tables import TableFault, read_table

KEPT = 50
TEXTS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "recurrence"
QA4FAQ, TRENTO = TEXTS / "qa4faq_dev.csv", TEXTS / "trento_dev.csv"
# The bar each measure must reach, not rounded (docs/decisions/0010).
BAR = {"pair AP": 0.48, "hit@1": 0.64, "hit@5": 0.87, "R@1": 0.97}


@dataclass(frozen=True)
class Labelled:
    """One request of a labelled file."""

    request_id: str
    text: str
    topic: str
    tags: frozenset[str]


def labelled_requests(path: Path) -> list[Labelled]:
    try:
        table = read_table(path.read_bytes())
        table.insist_on_whole_rows()
    except OSError as fault:
        raise SystemExit(f"Non riesco a leggere {path}: {fault.strerror}.") from fault
    except TableFault as fault:
        raise SystemExit(f"{path}: {fault}") from fault
    names = table.names
    missing = [name for name in ("request_id", "text", "topic") if name not in names]
    if missing:
        raise SystemExit(
            f"{path}: mancano le colonne {', '.join(missing)}. "
            "Servono request_id, text e topic; topic_tags è facoltativa, separata da |."
        )
    places = {
        name: names.index(name) for name in ("request_id", "text", "topic", "topic_tags") if name in names
    }

    def cell(name: str, cells: list[str]) -> str:
        place = places.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    return [
        Labelled(
            cell("request_id", cells),
            cell("text", cells),
            cell("topic", cells).strip(),
            frozenset(tag for tag in cell("topic_tags", cells).split("|") if tag),
        )
        for cells in (row.cells for row in table.written)
    ]


def best_earlier(requests: list[Labelled]) -> list[list[tuple[int, float]]]:
    """For each request its best earlier ones as (position, score)."""
    index = LikenessIndex()
    found = []
    for number, request in enumerate(requests):
        reading = read(request.text)
        found.append([(int(one.key), one.score) for one in index.best(reading, KEPT)])
        index.add(str(number), reading)
    return found


def measures(requests: list[Labelled], found: list[list[tuple[int, float]]]) -> dict[str, float]:
    before: Counter[str] = Counter()
    repeats = same_pairs = first = five = 0
    pairs: list[tuple[float, bool]] = []
    for request, best in zip(requests, found, strict=True):
        if before[request.topic] and request.topic:
            repeats += 1
            same_pairs += before[request.topic]
            topics = [requests[position].topic for position, _ in best]
            first += request.topic in topics[:1]
            five += request.topic in topics[:5]
        for position, score in best:
            other = requests[position]
            same = other.topic == request.topic and bool(request.topic)
            if same or not request.tags & other.tags:
                pairs.append((score, same))
        before[request.topic] += 1
    pairs.sort(key=lambda pair: -pair[0])
    hits, precision = 0, 0.0
    for rank, (_, same) in enumerate(pairs, start=1):
        if same:
            hits += 1
            precision += hits / rank
    return {
        "pair AP": precision / same_pairs if same_pairs else 0.0,
        "hit@1": first / repeats if repeats else 0.0,
        "hit@5": five / repeats if repeats else 0.0,
    }


def subject_lines(path: Path) -> list[tuple[str, str]]:
    """Subject line and full text of each letter."""
    csv.field_size_limit(100_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["oggetto"], row["testo_domanda"]) for row in csv.DictReader(file)]


def subject_lines_found(path: Path) -> float:
    pairs = subject_lines(path)
    index = LikenessIndex()
    for number, (_, letter) in enumerate(pairs):
        index.add(str(number), read(letter))
    right = 0
    for number, (subject, _) in enumerate(pairs):
        best = index.best(read(subject), 1)
        right += bool(best) and best[0].key == str(number)
    return right / len(pairs)


def write_scores(path: Path, requests: list[Labelled], found: list[list[tuple[int, float]]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["request_id", "earlier_id", "score"])
        for request, best in zip(requests, found, strict=True):
            for position, score in best:
                out.writerow([request.request_id, requests[position].request_id, f"{score:.6f}"])


def report(figures: dict[str, float], *, bar: bool) -> bool:
    reached = True
    for name, figure in figures.items():
        line = f"  {name:<8} {figure:.4f}"
        if bar:
            enough = figure >= BAR[name]
            reached &= enough
            line += f"   soglia {BAR[name]:.2f}   {'raggiunta' if enough else 'NON raggiunta'}"
        print(line)
    return reached


def main() -> int:
    parser = argparse.ArgumentParser(description="Misura il riconoscimento delle richieste ricorrenti.")
    parser.add_argument("--file", type=Path, help="request_id,text,topic[,topic_tags]")
    parser.add_argument("--scores", type=Path, help="dove scrivere request_id,earlier_id,score")
    options = parser.parse_args()
    source: Path = options.file or QA4FAQ
    if options.file and not source.is_file():
        print(f"Il file {source} non esiste.", file=sys.stderr)
        return 1
    if not source.is_file():
        print(
            f"I testi di misura non ci sono ({TEXTS}): non fanno parte del progetto, "
            "le licenze non lo permettono. Indicare un file etichettato con FILE=.",
            file=sys.stderr,
        )
        return 0
    requests = labelled_requests(source)
    started = time.perf_counter()
    found = best_earlier(requests)
    print(f"{source.name}: {len(requests)} richieste in {time.perf_counter() - started:.1f} s")
    reached = report(measures(requests, found), bar=not options.file)
    if options.scores:
        try:
            write_scores(options.scores, requests, found)
        except OSError as fault:
            print(f"Non riesco a scrivere {options.scores}: {fault.strerror}.", file=sys.stderr)
            return 1
        print(f"  punteggi in {options.scores}")
    if not options.file and TRENTO.is_file():
        print(TRENTO.name)
        reached &= report({"R@1": subject_lines_found(TRENTO)}, bar=True)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
