"""The mixed model score = mean + dossier + expert + residual at given ratios of variances, in plain Python.

For verify_round.py: nothing is fitted here. Given the two ratios that a round recorded, this solves Henderson's equations for the
dossiers' adjusted scores, and says how far the restricted likelihood is from its top there. docs/analysis.md has the formulas.
"""

import math
from collections import defaultdict

# The slope takes an inverse of the experts' matrix; above so many experts that is too much for plain Python.
MOST_EXPERTS = 700


class Model:
    """The equations at ratios a (dossiers) and b (experts) of the residual variance, for scores [(dossier, expert, value)]."""

    def __init__(self, scores, a, b):
        self.a, self.b = a, b
        self.dossiers, self.experts = sorted({one[0] for one in scores}), sorted({one[1] for one in scores})
        place, seat = {id: i for i, id in enumerate(self.dossiers)}, {id: i for i, id in enumerate(self.experts)}
        self.center = math.fsum(one[2] for one in scores) / len(scores)
        self.values = [one[2] - self.center for one in scores]
        self.rows = [(place[one[0]], seat[one[1]]) for one in scores]
        self.sizes = [0] * len(self.dossiers)
        for dossier, _ in self.rows:
            self.sizes[dossier] += 1
        # How much of the sum of a dossier's scores goes into its effect.
        self.shares = [a / (1 + a * size) for size in self.sizes]

    def of_dossiers(self, entries):
        sums = [0.0] * len(self.dossiers)
        for (dossier, _), value in zip(self.rows, entries):
            sums[dossier] += value
        return sums

    def of_experts(self, entries):
        sums = [0.0] * len(self.experts)
        for (_, expert), value in zip(self.rows, entries):
            sums[expert] += value
        return sums

    def without_dossiers(self, entries):
        """(I + a·Z₁Z₁ᵀ)⁻¹ times entries."""
        sums = self.of_dossiers(entries)
        return [value - self.shares[dossier] * sums[dossier] for (dossier, _), value in zip(self.rows, entries)]

    def times_experts(self, x):
        """M = I + b·Z₂ᵀ(I + a·Z₁Z₁ᵀ)⁻¹Z₂, times x."""
        spread = self.without_dossiers([x[expert] for _, expert in self.rows])
        return [one + self.b * more for one, more in zip(x, self.of_experts(spread))]

    def solve_experts(self, right):
        """M⁻¹ times right, by conjugate gradients, to thirteen digits."""
        x, residual = [0.0] * len(right), list(right)
        direction, size = list(right), math.fsum(one * one for one in right)
        enough = 1e-28 * size
        for _ in range(20 * len(right) + 100):
            if size <= enough:
                break
            image = self.times_experts(direction)
            step = size / math.fsum(map(float.__mul__, direction, image))
            x = [one + step * more for one, more in zip(x, direction)]
            residual = [one - step * more for one, more in zip(residual, image)]
            size, before = math.fsum(one * one for one in residual), size
            direction = [one + size / before * more for one, more in zip(residual, direction)]
        return x

    def inverse(self, entries):
        """V⁻¹ times entries, V = I + a·Z₁Z₁ᵀ + b·Z₂Z₂ᵀ."""
        rest = self.without_dossiers(entries)
        effects = self.solve_experts(self.of_experts(rest))
        spread = self.without_dossiers([effects[expert] for _, expert in self.rows])
        return [one - self.b * more for one, more in zip(rest, spread)]

    def solve(self):
        """The adjusted scores in points by dossier; keeps what `slope` needs."""
        ones = self.inverse([1.0] * len(self.rows))
        scores = self.inverse(self.values)
        self.information = math.fsum(ones)
        mean = math.fsum(scores) / self.information
        self.ones, self.rest = ones, [one - mean * more for one, more in zip(scores, ones)]
        self.variance = math.fsum(map(float.__mul__, self.values, self.rest)) / (len(self.rows) - 1)
        effects = self.of_dossiers(self.rest)
        self.effects = [self.a * one for one in effects]
        self.leniency = [self.b * one for one in self.of_experts(self.rest)]
        self.mean = mean
        return {id: self.center + mean + effect for id, effect in zip(self.dossiers, self.effects)}

    def henderson(self):
        """By how much Henderson's equations fail, in points: of the mean, of each dossier and each expert."""
        left = [value - self.mean - self.effects[dossier] - self.leniency[expert] for (dossier, expert), value in zip(self.rows, self.values)]
        faults = [math.fsum(left)]
        faults += [one - effect / self.a for one, effect in zip(self.of_dossiers(left), self.effects)] if self.a > 0 else []
        faults += [one - effect / self.b for one, effect in zip(self.of_experts(left), self.leniency)] if self.b > 0 else []
        return max(map(abs, faults))

    def slope(self):
        """The slope of −2 log of the restricted likelihood by both ratios; None where there are too many experts."""
        count = len(self.experts)
        if count > MOST_EXPERTS:
            return None
        matrix = [[0.0] * (index + 1) for index in range(count)]
        own = defaultdict(list)
        for dossier, expert in self.rows:
            own[dossier].append(expert)
        for dossier, seats in own.items():
            for expert in seats:
                matrix[expert][expert] += self.b
                for other in seats:
                    if other <= expert:
                        matrix[expert][other] -= self.b * self.shares[dossier]
        for index in range(count):
            matrix[index][index] += 1
        inverse = inverted(matrix)
        first = 0.0
        for dossier, seats in own.items():
            kept = 1 - self.shares[dossier] * self.sizes[dossier]
            square = math.fsum(inverse[max(i, j)][min(i, j)] for i in seats for j in seats)
            first += self.sizes[dossier] * kept - self.b * kept * kept * square
        if self.b > 1e-6:
            second = (count - math.fsum(inverse[index][index] for index in range(count))) / self.b
        else:
            second = math.fsum(size * (1 - share) for size, share in zip(self.sizes, self.shares))

        def squares(values):
            return math.fsum(one * one for one in values)

        return (
            first - squares(self.of_dossiers(self.ones)) / self.information - squares(self.of_dossiers(self.rest)) / self.variance,
            second - squares(self.of_experts(self.ones)) / self.information - squares(self.of_experts(self.rest)) / self.variance)


def inverted(matrix):
    """The lower triangle of the inverse of a positive definite matrix, of which the lower triangle is given by rows."""
    count, factor = len(matrix), []
    for index, given in enumerate(matrix):
        row = []
        for column in range(index):
            other = factor[column]
            row.append((given[column] - sum(map(float.__mul__, row, other))) / other[column])
        row.append(math.sqrt(given[index] - sum(one * one for one in row)))
        factor.append(row)
    # Columns of L⁻¹ from the diagonal downwards, then their products.
    columns = []
    for first in range(count):
        column = [1 / factor[first][first]]
        for index in range(first + 1, count):
            row = factor[index]
            column.append(-sum(map(float.__mul__, row[first:index], column)) / row[index])
        columns.append(column)
    return [[sum(map(float.__mul__, columns[i], columns[j][i - j:])) for j in range(i + 1)] for i in range(count)]


def components(scores):
    """What reviews connect: a number for each dossier, the same where there is a chain of reviews, and how many there are."""
    lead = {}

    def first(node):
        while lead.setdefault(node, node) != node:
            lead[node] = lead[lead[node]]
            node = lead[node]
        return node

    for dossier, expert, _ in scores:
        lead[first(("expert", expert))] = first(("dossier", dossier))
    groups = {dossier: first(("dossier", dossier)) for dossier, _, _ in scores}
    return groups, len(set(groups.values()))
