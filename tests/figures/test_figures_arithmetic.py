"""What the figures compute is what the notebook computes, to 1e-9."""

from __future__ import annotations

import shutil
from typing import Any

import numpy as np
import pytest
from numpy.polynomial import polynomial
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

from figures.playing import Playground, Probe, X, Y, in_browser, in_node

DATA = (X.tolist(), Y.tolist())


def near(value: Any) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-13)


def trajectory(x: Any, y: Any, rate: float, epochs: list[int]) -> list[list[float]]:
    """The lesson's descent: w, b and the MSE after each of some epochs."""
    w = b = 0.0
    found = []
    for epoch in range(1, max(epochs) + 1):
        r = y - (w * x + b)
        w += rate * 2 * np.mean(r * x)
        b += rate * 2 * np.mean(r)
        if epoch in epochs:
            found.append([w, b, float(np.mean((y - (w * x + b)) ** 2))])
    return found


def flat(epochs: list[dict[str, float]]) -> list[list[float]]:
    return [[epoch["w"], epoch["b"], epoch["mse"]] for epoch in epochs]


def test_the_best_line_is_the_one_the_library_finds(probe: Probe) -> None:
    line = LinearRegression().fit(X[:, np.newaxis], Y)
    bowl = probe("bowl", *DATA)
    assert bowl["slope"] == near(line.coef_[0])
    assert bowl["intercept"] == near(line.intercept_)
    assert bowl["best"] == near(7.687238738549479)


@pytest.mark.parametrize(("shift", "stretch"), [(0, 1), (1990, 0.1), (-5e4, 1e-3), (0, 1e6)])
def test_the_mse_of_any_line(probe: Probe, shift: float, stretch: float) -> None:
    random = np.random.default_rng(7)
    x = shift + stretch * X
    slopes = 0.25 / stretch * random.normal(1, 1, size=200)
    lines = np.column_stack([slopes, Y.mean() - slopes * x.mean() + random.normal(0, 20, 200)])
    expected = [np.mean((Y - (w * x + b)) ** 2) for w, b in lines]
    assert probe("losses", x.tolist(), DATA[1], lines.tolist()) == near(expected)


@pytest.mark.parametrize("rate", [1e-8, 1e-6, 3e-5, 7e-5, 7.1e-5, 7.3e-5, 1e-4])
def test_a_descent_takes_the_notebooks_way(probe: Probe, rate: float) -> None:
    epochs = [1, 2, 3, 10, 61, 100] + ([777, 8000] if rate < 7.2e-5 else [])
    found = flat(probe("descend", *DATA, rate, epochs))
    for ours, theirs in zip(found, trajectory(X, Y, rate, epochs), strict=True):
        assert ours == near(theirs)


def test_eight_thousand_epochs_print_as_in_the_lesson(probe: Probe) -> None:
    (last,) = probe("descend", *DATA, 1e-6, [8000])
    assert last["w"] == pytest.approx(0.25618937525464, rel=1e-9)
    assert last["b"] == pytest.approx(0.001494288792127, rel=1e-9)
    assert f"{last['mse']:.3f}" == "7.692"


@pytest.mark.parametrize("rate", [1e-3, 8e-5])
def test_a_descent_that_diverges_ends_with_the_last_number_there_is(
    probe: Probe, rate: float
) -> None:
    (last,) = probe("descend", *DATA, rate, [100_000])
    assert last["over"]
    with np.errstate(over="ignore"):
        before, after = trajectory(X, Y, rate, [last["epoch"], last["epoch"] + 1])
    assert flat([last])[0] == near(before)
    assert np.isinf(after[2])


def test_standardised_a_hundred_epochs_arrive(probe: Probe) -> None:
    z = (X - X.mean()) / X.std()
    ((v, c, mse),) = trajectory(z, Y, 0.1, [100])
    found = probe("descendStandardised", *DATA, 0.1, 100)
    assert found["w"] == near(v / X.std())
    assert found["b"] == near(c - v * X.mean() / X.std())
    assert found["mse"] == near(mse)
    assert f"{found['w']:.6f} {found['b']:.6f}" == "0.257349 -0.150469"


def test_the_curvatures(probe: Probe) -> None:
    hessian = 2 * np.array([[np.mean(X**2), np.mean(X)], [np.mean(X), 1.0]])
    expected = np.linalg.eigvalsh(hessian)
    assert probe("curvatures", probe("bowl", *DATA)) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("count", [4, 13, 80, 1000])
def test_a_split_is_the_librarys_split(probe: Probe, count: int) -> None:
    for seed in (0, 1, 2, 42, 2**32 - 1):
        train, test = train_test_split(np.arange(count), test_size=0.25, random_state=seed)
        assert probe("split", seed, count) == {"train": train.tolist(), "test": test.tolist()}


def test_the_first_split_gives_the_notebooks_errors(probe: Probe) -> None:
    part = probe("split", 0, 80)
    train, test = part["train"], part["test"]
    fits = probe("fitDegrees", *(a[i].tolist() for i in (train, test) for a in (X, Y)), 1)
    assert fits["train"][1] == near(7.941118855342636)
    assert fits["test"][1] == near(7.144315134188173)


@pytest.mark.parametrize("count", [60, 30, 16])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_polynomials_of_every_degree(probe: Probe, count: int, seed: int) -> None:
    x, x_test, y, y_test = train_test_split(X, Y, test_size=0.25, random_state=seed)
    x, y = x[:count], y[:count]
    fits = probe("fitDegrees", *(a.tolist() for a in (x, y, x_test, y_test)), 12)
    for degree in range(13):
        z, z_test = ((part - x.mean()) / x.std() for part in (x, x_test))
        fit = polynomial.polyfit(z, y, degree)
        train = np.mean((y - polynomial.polyval(z, fit)) ** 2)
        test = np.mean((y_test - polynomial.polyval(z_test, fit)) ** 2)
        assert fits["train"][degree] == pytest.approx(train, rel=1e-9)
        assert fits["test"][degree] == pytest.approx(test, rel=1e-9)


def test_so_many_points_decide_only_so_many_degrees(probe: Probe) -> None:
    fits = probe("fitDegrees", [1, 2, 2, 5], [0, 1, 3, 2], [3], [1], 12)
    assert len(fits["train"]) == 3
    assert fits["train"][2] == pytest.approx(0.5)


@pytest.mark.browser
def test_a_browser_computes_what_node_computes(playground: Playground) -> None:
    if not shutil.which("node"):
        pytest.skip("needs node")
    calls: list[list[Any]] = [
        ["bowl", *DATA],
        ["descend", *DATA, 1e-6, [1, 100, 8000]],
        ["split", 3, 80],
        ["fitDegrees", *DATA, *DATA, 12],
    ]
    assert in_browser(playground, calls) == in_node(calls)
