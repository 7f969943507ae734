"""The network digits-0-4 is trained from the command line, and its card gives the lead."""

import json

from cnnviz import models, network, training
from cnnviz.with_keras import transfer_trials
from cnnviz.with_keras.training import transfer_recipe


def test_it_is_trained_and_its_card_has_the_leads(monkeypatch, tmp_path):
    monkeypatch.setattr(transfer_recipe, "SEEDS", (1,))
    monkeypatch.setattr(transfer_trials, "COUNTS", (3,))
    out = tmp_path / "known.keras"
    assert training.main(["--network", "digits-0-4", "--epochs", "1", "--out", str(out)]) == 0
    card = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["command"] == (
        "python -m cnnviz.training --network digits-0-4 --data bundled --epochs 1 --batch-size 128 --seed 1 "
        "--out known.keras"
    )
    assert card["trained on"] == 2000
    (row,) = card["transfer, medians"]
    lead = 100 * (row["accuracy with frozen convolutions"] - row["accuracy from scratch"])
    assert row["from"] == row["lead in points"] == row["to"]
    assert abs(lead - row["lead in points"]) < 0.1
    stored, _ = models.read(out.read_bytes())
    assert stored.layers == network.digits_0_4().layers
    assert stored.classes == ("0", "1", "2", "3", "4")
