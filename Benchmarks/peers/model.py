"""The compact integer program of an instance: a binary column for each pair, a row for each requirement."""

import numpy as np

# So many of those with a value that a dossier must have are candidates, whether or not they are among its best.
HELD = 5


class Model:
    """All pairs that may be assigned; or, with `candidates`, only the best so many of each dossier."""

    def __init__(self, instance, candidates=None):
        self.instance = instance
        present = ~np.isnan(instance.affinity)
        if candidates is not None:
            present &= self._candidates(candidates)
        self.dossier_of, self.expert_of = np.nonzero(present)
        self.cost = instance.affinity[present].astype(np.float64)
        self.columns = len(self.cost)
        self.column = np.full(present.shape, -1, dtype=np.int32)
        self.column[present] = np.arange(self.columns, dtype=np.int32)
        self.lower = np.zeros(self.columns)
        self.row_lower, self.row_upper, self._row_of, self._column_of = [], [], [], []
        self.rows = 0

        every = np.arange(self.columns)
        self.add(self.dossier_of, every, instance.demand, instance.demand)
        self.add(self.expert_of, every, instance.minimum, instance.maximum)
        document = instance.document
        for rule in document.get("composition", []):
            self._compose(rule)
        for first, second in document.get("neverTogether", []):
            for pair in self.column[:, [instance.expert[first], instance.expert[second]]]:
                self._at_most_one(pair)
        for d1, e1, d2, e2 in document.get("neverMutual", []):
            self._at_most_one(np.array([self._pair(d1, e1), self._pair(d2, e2)]))
        for dossier, expert in document.get("pins", []):
            self.lower[self._pair(dossier, expert)] = 1

    def add(self, key, column, lower, upper):
        """Rows for the keys 0, 1, … of which `lower` and `upper` tell the bounds; each column goes into its key's row."""
        self._row_of.append(key + self.rows)
        self._column_of.append(column)
        self.row_lower.append(np.asarray(lower, dtype=np.float64))
        self.row_upper.append(np.asarray(upper, dtype=np.float64))
        self.rows += len(self.row_lower[-1])

    def matrix(self):
        """Starts of rows and columns of entries, row by row; every entry is 1."""
        row, column = np.concatenate(self._row_of), np.concatenate(self._column_of)
        order = np.argsort(row, kind="stable")
        start = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=self.rows))])
        return start.astype(np.int32), column[order].astype(np.int32)

    def floor(self, chosen):
        """The smallest sum of a dossier that has a demand."""
        sums = np.bincount(self.dossier_of[chosen], self.cost[chosen], len(self.instance.demand))
        return float(sums[self.instance.demand > 0].min())

    def _candidates(self, most):
        affinity = self.instance.affinity
        chosen = np.zeros(affinity.shape, dtype=bool)
        needed = [
            (set(self.instance.named(rule)), np.flatnonzero(self.instance.having(rule["tag"], rule["value"])))
            for rule in self.instance.document.get("composition", [])
            if rule.get("minimum", 0) > 0
        ]
        for dossier, row in enumerate(np.nan_to_num(affinity, nan=-np.inf)):
            if most < len(row):
                chosen[dossier, np.argpartition(-row, most)[:most]] = True
            else:
                chosen[dossier] = True
            for dossiers, holders in needed:
                if dossier in dossiers:
                    chosen[dossier, holders[np.argsort(-row[holders])[:HELD]]] = True
        for dossier, expert in self.instance.document.get("pins", []):
            chosen[self.instance.dossier[dossier], self.instance.expert[expert]] = True
        return chosen

    def _compose(self, rule):
        place = np.full(len(self.instance.dossiers), -1)
        named = self.instance.named(rule)
        place[named] = np.arange(len(named))
        within = np.flatnonzero(place[self.dossier_of] >= 0)
        if "value" in rule:
            having = self.instance.having(rule["tag"], rule["value"])
            held = within[having[self.expert_of[within]]]
            lower = np.full(len(named), rule.get("minimum", 0))
            upper = np.full(len(named), rule.get("maximum", np.inf))
            self.add(place[self.dossier_of[held]], held, lower, upper)
        if "maximumPerValue" in rule:
            self._limit_each_value(rule, within)

    def _limit_each_value(self, rule, within):
        experts, values, known = self.instance.holders(rule["tag"])
        keys, columns = [], []
        for turn in range(np.bincount(experts).max(initial=0)):  # an expert's first value, second, …
            first = np.flatnonzero(np.concatenate([[True], experts[1:] != experts[:-1]])) + turn
            first = first[(first < len(experts))]
            first = first[experts[first] == experts[first - turn]]
            value = np.full(len(self.instance.experts), -1)
            value[experts[first]] = values[first]
            having = within[value[self.expert_of[within]] >= 0]
            keys.append(self.dossier_of[having] * len(known) + value[self.expert_of[having]])
            columns.append(having)
        if not keys:
            return
        _, key, count = np.unique(np.concatenate(keys), return_inverse=True, return_counts=True)
        binding = count > rule["maximumPerValue"]
        number = np.cumsum(binding) - 1
        column = np.concatenate(columns)
        kept = binding[key]
        limits = np.full(np.count_nonzero(binding), rule["maximumPerValue"])
        self.add(number[key[kept]], column[kept], np.zeros(len(limits)), limits)

    def _at_most_one(self, pair):
        if (pair >= 0).all():
            self.add(np.zeros(2, dtype=np.int64), pair, [0], [1])

    def _pair(self, dossier, expert):
        return self.column[self.instance.dossier[dossier], self.instance.expert[expert]]
