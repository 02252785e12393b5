using GanGate.Numerics;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;

namespace GanGate.Tests.Numerics;

public class SingularValuesTests
{
    [TestCase(1, 1, 1)]
    [TestCase(9, 4, 7)]
    [TestCase(9, 9, 9)]
    [TestCase(40, 40, 12)]
    [TestCase(150, 90, 130)]
    [TestCase(150, 149, 150)]
    [TestCase(150, 150, 150)]
    public void The_singular_values_of_a_product_of_factors_agree_with_MathNet(int dimension, int rankA, int rankB)
    {
        PivotedCholesky a = Factor(dimension, rankA, 1), b = Factor(dimension, rankB, 2);
        double[] expected = [.. (Dense(a) * Dense(b).Transpose()).Svd(false).S];
        double[] actual = [.. SingularValues.OfProduct(a, b, 2).OrderDescending()];
        Assert.That(actual, Is.EqualTo(expected.Take(actual.Length)).Within(1e-11));
        Assert.That(expected.Skip(actual.Length), Is.All.LessThan(1e-11));
    }

    [Test]
    public void Dependent_rows_anywhere_leave_the_rank()
    {
        // Rows 0 to 99 are multiples of five, rows 100 to 199 are tiny: neither may hide the others.
        TestMatrix basis = TestMatrix.Random(300, 260, 1);
        TestMatrix w = TestMatrix.Of(300, 260, (i, j) => i < 100 ? (1 + i % 9) * basis[i % 5, j] : i < 200 ? 1e-5 * basis[i, j] : basis[i, j]);
        TestMatrix wide = w.Transposed();
        double[] expected = [.. DenseMatrix.Create(260, 300, (i, j) => wide[i, j]).Svd(false).S];
        int rank = Gelqf.Reduce(wide.View, 2);
        Assert.That(rank, Is.EqualTo(expected.Count(value => value > 1e-12)));
        Assert.That(DenseMatrix.Create(260, rank, (i, j) => wide[i, 300 - rank + j]).Svd(false).S.ToArray(), Is.EqualTo(expected.Take(rank)).Within(1e-11));
    }

    [Test]
    public void A_product_of_factors_has_the_same_bits_for_any_number_of_threads()
    {
        PivotedCholesky a = Factor(260, 200, 1), b = Factor(260, 230, 2);
        double[] one = SingularValues.OfProduct(a, b, 1);
        foreach (int threads in new[] { 2, 3, 5 }) Assert.That(SingularValues.OfProduct(a, b, threads), Is.EqualTo(one));
    }

    private static PivotedCholesky Factor(int dimension, int rank, int seed)
    {
        TestMatrix s = TestMatrix.WithEigenvalues([.. Enumerable.Range(0, dimension).Select(i => i < rank ? 1 + i % 11 : 0.0)], seed);
        return PivotedCholesky.Pstrf(s.Values, dimension, 1);
    }

    private static DenseMatrix Dense(PivotedCholesky factor)
    {
        double[] rows = [.. factor.TransposedFactor];
        return DenseMatrix.Create(factor.Rank, factor.Dimension, (i, j) => rows[i * factor.Dimension + j]);
    }
}
