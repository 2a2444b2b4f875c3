"""An instance in the format linxuan-assignment/1, as arrays."""

import json

import numpy as np


class Instance:
    """Dossiers × experts; a pair that may not be assigned has the affinity NaN."""

    def __init__(self, path):
        document = json.loads(path.read_text(encoding="utf-8"))
        self.document = document
        self.dossiers, self.experts = document["dossiers"], document["experts"]
        self.dossier = {dossier["id"]: index for index, dossier in enumerate(self.dossiers)}
        self.expert = {expert["id"]: index for index, expert in enumerate(self.experts)}
        self.demand = np.array([dossier["demand"] for dossier in self.dossiers], dtype=np.int64)
        self.minimum = np.array([expert.get("minimumLoad", 0) for expert in self.experts], dtype=np.int64)
        self.maximum = np.array([expert["maximumLoad"] for expert in self.experts], dtype=np.int64)

        affinity = document["affinity"]
        if "npy" in affinity:
            values = np.load(path.parent / affinity["npy"])
        else:
            values = np.array(affinity["values"], dtype=np.float64)  # null becomes NaN
        self.affinity = values.reshape(len(self.dossiers), len(self.experts))
        for dossier, expert in document.get("conflicts", []):
            self.affinity[self.dossier[dossier], self.expert[expert]] = np.nan

    def named(self, rule):
        """The dossiers that a rule of composition is on, by index."""
        if rule["dossiers"] == "all":
            return np.arange(len(self.dossiers))
        return np.array([self.dossier[name] for name in rule["dossiers"]], dtype=np.int64)

    def holders(self, tag):
        """Expert and value, by index, for each value of a tag that an expert has; and the values."""
        values, experts, held = {}, [], []
        for index, expert in enumerate(self.experts):
            for value in set(expert.get("tags", {}).get(tag, [])):
                experts.append(index)
                held.append(values.setdefault(value, len(values)))
        return np.array(experts, dtype=np.int64), np.array(held, dtype=np.int64), values

    def having(self, tag, value):
        """Which experts have a value of a tag."""
        return np.array([value in expert.get("tags", {}).get(tag, []) for expert in self.experts], dtype=bool)
