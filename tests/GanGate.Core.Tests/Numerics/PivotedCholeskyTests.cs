using GanGate.Numerics;

namespace GanGate.Tests.Numerics;

public class PivotedCholeskyTests
{
    private static IEnumerable<int> Sizes => [.. Enumerable.Range(1, 70), 127, 128, 129];

    [TestCaseSource(nameof(Sizes))]
    public void The_factor_of_a_matrix_of_any_rank_gives_it_back(int size)
    {
        int rank = Math.Max(1, 2 * size / 3);
        TestMatrix s = TestMatrix.WithEigenvalues([.. Enumerable.Range(0, size).Select(i => i < rank ? 1.0 + i % 5 : 0)], size);
        PivotedCholesky factor = PivotedCholesky.Pstrf(s.Values, size, 2);
        Assert.That(factor.Rank, Is.EqualTo(rank));
        Assert.That(Square(factor).LargestDifference(s), Is.LessThan(1e-13 * size));
    }

    [TestCase(40)]
    [TestCase(150)]
    public void In_the_order_of_the_pivots_the_factor_is_a_triangle(int size)
    {
        TestMatrix s = TestMatrix.WithEigenvalues([.. Enumerable.Range(0, size).Select(i => i < size - 7 ? 1.0 + i % 5 : 0)], 2);
        PivotedCholesky factor = PivotedCholesky.Pstrf(s.Values, size, 1);
        Assert.That(factor.Order, Is.EquivalentTo(Enumerable.Range(0, size)));
        for (int row = 0; row < factor.Rank; row++)
        {
            double[] values = [.. factor.TransposedFactor.Slice(row * size, size)];
            Assert.That(factor.Order.Take(row).Select(i => values[i]), Is.All.Zero);
            Assert.That(values[factor.Order[row]], Is.Positive);
        }
    }

    [Test]
    public void The_order_of_rows_and_columns_only_reorders_the_factor()
    {
        const int Size = 150;
        TestMatrix s = TestMatrix.WithEigenvalues([.. Enumerable.Range(0, Size).Select(i => Math.Exp(-i / 9.0))], 1);
        int[] order = [.. Enumerable.Range(0, Size)];
        new Random(3).Shuffle(order);
        TestMatrix shuffled = TestMatrix.Of(Size, Size, (i, j) => s[order[i], order[j]]);
        PivotedCholesky factor = PivotedCholesky.Pstrf(s.Values, Size, 1), other = PivotedCholesky.Pstrf(shuffled.Values, Size, 1);
        Assert.That(other.Rank, Is.EqualTo(factor.Rank));
        for (int row = 0; row < 20; row++)
        {
            for (int i = 0; i < Size; i++)
            {
                Assert.That(other.TransposedFactor[row * Size + i], Is.EqualTo(factor.TransposedFactor[row * Size + order[i]]).Within(1e-12));
            }
        }
    }

    [Test]
    public void Scaling_by_a_power_of_four_scales_the_factor_by_its_root_exactly()
    {
        const int Size = 90;
        TestMatrix s = TestMatrix.WithEigenvalues([.. Enumerable.Range(0, Size).Select(i => 1.0 + i)], 1);
        TestMatrix scaled = TestMatrix.Of(Size, Size, (i, j) => Math.ScaleB(s[i, j], -40));
        double[] expected = [.. PivotedCholesky.Pstrf(s.Values, Size, 1).TransposedFactor];
        double[] actual = [.. PivotedCholesky.Pstrf(scaled.Values, Size, 1).TransposedFactor];
        Assert.That(actual, Is.EqualTo(expected.Select(value => Math.ScaleB(value, -20))));
    }

    [Test]
    public void The_factor_has_the_same_bits_for_any_number_of_threads()
    {
        const int Size = 333;
        TestMatrix s = TestMatrix.WithEigenvalues([.. Enumerable.Range(0, Size).Select(i => Math.Exp(-i / 20.0))], 1);
        double[] one = [.. PivotedCholesky.Pstrf(s.Values, Size, 1).TransposedFactor];
        foreach (int threads in new[] { 2, 3, 5 })
        {
            Assert.That(PivotedCholesky.Pstrf(s.Values, Size, threads).TransposedFactor.SequenceEqual(one));
        }
    }

    [TestCase(2)]
    [TestCase(90)]
    public void A_matrix_with_a_large_negative_eigenvalue_is_refused(int size)
    {
        double[] values = [.. Enumerable.Range(0, size).Select(i => i == 0 ? -0.5 : 1.0 / size)];
        TestMatrix matrix = TestMatrix.WithEigenvalues(values, 5);

        Assert.That(
            () => PivotedCholesky.Pstrf(matrix.Values, size, 1),
            Throws.TypeOf<GanGateException>().With.Message.StartsWith("sigma is not a covariance"));
    }

    [Test]
    public void A_singular_matrix_that_was_rounded_to_single_precision_is_taken()
    {
        TestMatrix rows = TestMatrix.Random(20, 120, 3);
        double[] rounded = new double[120 * 120];
        for (int i = 0; i < 120; i++)
        {
            for (int j = 0; j < 120; j++)
            {
                double sum = 0;
                for (int k = 0; k < 20; k++) sum += rows[k, i] * rows[k, j];
                rounded[(i * 120) + j] = (float)sum;
            }
        }

        PivotedCholesky factor = PivotedCholesky.Pstrf(rounded, 120, 1);
        double trace = Enumerable.Range(0, 120).Sum(i => rounded[(i * 120) + i]), kept = 0;
        foreach (double value in factor.TransposedFactor) kept += value * value;
        Assert.That(kept, Is.EqualTo(trace).Within(1e-4).Percent);
    }

    [Test]
    public void Zero_has_no_columns_and_a_value_that_is_no_number_is_refused()
    {
        Assert.That(PivotedCholesky.Pstrf(new double[9], 3, 1).Rank, Is.Zero);
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            GanGateException? error = Assert.Throws<GanGateException>(() => PivotedCholesky.Pstrf([1, 0, bad, 1], 2, 1));
            Assert.That(error!.Error, Is.EqualTo(ErrorCodes.NotFinite));
        }
    }

    private static TestMatrix Square(PivotedCholesky factor)
    {
        double[] rows = [.. factor.TransposedFactor];
        TestMatrix transposed = TestMatrix.Of(factor.Rank, factor.Dimension, (i, j) => rows[i * factor.Dimension + j]);
        return transposed.Transposed().Times(transposed);
    }
}
