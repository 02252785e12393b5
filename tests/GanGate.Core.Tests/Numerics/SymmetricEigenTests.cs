using GanGate.Numerics;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;

namespace GanGate.Tests.Numerics;

public class SymmetricEigenTests
{
    private static IEnumerable<int> Sizes => [.. Enumerable.Range(1, 70), 127, 128, 129, 300];

    private static IEnumerable<TestCaseData> Spectra
    {
        get
        {
            const int Size = 160;
            double[] Values(Func<int, double> value) => [.. Enumerable.Range(0, Size).Select(value)];
            yield return new TestCaseData(Values(i => Math.Pow(10, -16.0 * i / Size))).SetArgDisplayNames("graded");
            yield return new TestCaseData(Values(i => 1 + i / 40)).SetArgDisplayNames("clustered");
            yield return new TestCaseData(Values(i => 1 + 1e-15 * i)).SetArgDisplayNames("equal but for rounding");
            yield return new TestCaseData(Values(i => i < 50 ? 1 + i : 0)).SetArgDisplayNames("rank deficient");
            yield return new TestCaseData(Values(i => (i + 1) * 1e-310)).SetArgDisplayNames("denormal");
            yield return new TestCaseData(Values(i => (i - 80) * 1e305)).SetArgDisplayNames("near overflow");
            yield return new TestCaseData(Values(_ => 0)).SetArgDisplayNames("zero");
        }
    }

    [TestCaseSource(nameof(Sizes))]
    public void Vectors_are_orthogonal_and_satisfy_their_equation(int size)
    {
        TestMatrix a = TestMatrix.RandomSymmetric(size, size), vectors = new(size, size);
        double[] values = SymmetricEigen.ValuesAndVectors(a.Copy().View, vectors.View, 2);
        AssertDecomposed(a, values, vectors, Math.Sqrt(size));
        Assert.That(SymmetricEigen.Values(a.Copy().View, 2), Is.EqualTo(values).Within(1e-14 * (1 + size)));
    }

    [TestCaseSource(nameof(Spectra))]
    public void Difficult_spectra_are_found(double[] spectrum)
    {
        TestMatrix a = TestMatrix.WithEigenvalues(spectrum, 5), vectors = new(spectrum.Length, spectrum.Length);
        double scale = spectrum.Max(Math.Abs), tolerance = 1e-13 * scale + 1e-321;
        double[] values = SymmetricEigen.ValuesAndVectors(a.Copy().View, vectors.View, 2);
        Assert.That(values, Is.EqualTo(spectrum.Order()).Within(tolerance));
        Assert.That(SymmetricEigen.Values(a.Copy().View, 2), Is.EqualTo(spectrum.Order()).Within(tolerance));
        Assert.That(vectors.Times(vectors.Transposed()).LargestDifference(Identity(spectrum.Length)), Is.LessThan(1e-13));
    }

    [Test]
    public void Small_matrices_agree_with_MathNet([Range(1, 40, 3)] int size)
    {
        TestMatrix a = TestMatrix.RandomSymmetric(size, 100 + size);
        double[] expected = [.. DenseMatrix.Create(size, size, (i, j) => a[i, j]).Evd().EigenValues.Select(value => value.Real).Order()];
        Assert.That(SymmetricEigen.Values(a.View, 1), Is.EqualTo(expected).Within(1e-13));
    }

    [Test]
    public void Second_differences_have_the_eigenvalues_of_their_closed_form([Values(1, 2, 3, 70, 129, 2048)] int size)
    {
        double[] expected = [.. Enumerable.Range(1, size).Select(k => 4 * Math.Pow(Math.Sin(k * Math.PI / (2 * (size + 1))), 2))];
        double[] values = [.. Enumerable.Repeat(2.0, size)], beside = [.. Enumerable.Repeat(-1.0, size - 1)];
        Sterf.Solve(values, beside);
        Assert.That(values, Is.EqualTo(expected).Within(2e-14));
        if (size > 300) return;

        double[] divided = [.. Enumerable.Repeat(2.0, size)];
        Stedc.Solve(divided, Enumerable.Repeat(-1.0, size - 1).ToArray(), new TestMatrix(size, size).View, 1);
        Assert.That(divided, Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void A_congruence_keeps_the_signs_of_the_eigenvalues()
    {
        // Sylvester's law of inertia.
        const int Size = 61;
        TestMatrix a = TestMatrix.RandomSymmetric(Size, 1), b = TestMatrix.Random(Size, Size, 2);
        for (int i = 0; i < Size; i++) b[i, i] += 8;
        TestMatrix congruent = b.Times(a).Times(b.Transposed());
        int negative = SymmetricEigen.Values(a.View, 1).Count(value => value < 0);
        Assert.That(SymmetricEigen.Values(congruent.View, 1).Count(value => value < 0), Is.EqualTo(negative));
        Assert.That(negative, Is.InRange(20, 40));
    }

    [Test]
    public void Scaling_by_a_power_of_two_is_exact()
    {
        TestMatrix a = TestMatrix.RandomSymmetric(100, 1), scaled = TestMatrix.Of(100, 100, (i, j) => Math.ScaleB(a[i, j], 300));
        double[] expected = [.. SymmetricEigen.Values(a.Copy().View, 1).Select(value => Math.ScaleB(value, 300))];
        Assert.That(SymmetricEigen.Values(scaled.Copy().View, 1), Is.EqualTo(expected));
        TestMatrix vectors = new(100, 100), scaledVectors = new(100, 100);
        SymmetricEigen.ValuesAndVectors(a.View, vectors.View, 1);
        SymmetricEigen.ValuesAndVectors(scaled.View, scaledVectors.View, 1);
        Assert.That(scaledVectors.LargestDifference(vectors), Is.Zero);
    }

    [Test]
    public void Values_and_vectors_have_the_same_bits_for_any_number_of_threads()
    {
        const int Size = 401;
        TestMatrix a = TestMatrix.RandomSymmetric(Size, 1), one = new(Size, Size);
        double[] values = SymmetricEigen.ValuesAndVectors(a.Copy().View, one.View, 1);
        foreach (int threads in new[] { 2, 3, 5 })
        {
            var many = new TestMatrix(Size, Size);
            Assert.That(SymmetricEigen.ValuesAndVectors(a.Copy().View, many.View, threads), Is.EqualTo(values));
            Assert.That(many.LargestDifference(one), Is.Zero);
        }
    }

    [Test]
    public void A_matrix_of_2048_is_decomposed()
    {
        const int Size = 2048;
        double[] spectrum = [.. Enumerable.Range(0, Size).Select(i => 1.0 + i)];
        TestMatrix a = TestMatrix.WithEigenvalues(spectrum, 1), vectors = new(Size, Size), product = new(Size, Size);
        double[] values = SymmetricEigen.ValuesAndVectors(a.Copy().View, vectors.View, Tiles.AllCores);
        Assert.That(values, Is.EqualTo(spectrum).Within(1e-13 * Size));
        Gemm.Multiply(1, vectors.View, vectors.View.Transposed, product.View, accumulate: false, Tiles.AllCores);
        Assert.That(product.LargestDifference(Identity(Size)), Is.LessThan(1e-13));
        Gemm.Multiply(1, vectors.View, a.View, product.View, accumulate: false, Tiles.AllCores);
        Assert.That(product.LargestDifference(TestMatrix.Of(Size, Size, (i, j) => values[i] * vectors[i, j])), Is.LessThan(1e-12 * Size));
    }

    [Test]
    public void Values_that_are_no_numbers_are_refused()
    {
        TestMatrix a = TestMatrix.RandomSymmetric(5, 1);
        a[3, 1] = double.NaN;
        Assert.That(Assert.Throws<GanGateException>(() => SymmetricEigen.Values(a.View, 1))!.Error, Is.EqualTo(ErrorCodes.NotFinite));
    }

    private static void AssertDecomposed(TestMatrix a, double[] values, TestMatrix vectors, double norm)
    {
        int size = a.Rows;
        Assert.That(values, Is.Ordered);
        Assert.That(values.Sum(), Is.EqualTo(Enumerable.Range(0, size).Sum(i => a[i, i])).Within(1e-14 * size * norm));
        Assert.That(vectors.Times(vectors.Transposed()).LargestDifference(Identity(size)), Is.LessThan(1e-14 + 2e-15 * Math.Sqrt(size)));
        TestMatrix scaled = TestMatrix.Of(size, size, (i, j) => values[i] * vectors[i, j]);
        Assert.That(vectors.Times(a).LargestDifference(scaled), Is.LessThan(4e-15 * norm * Math.Sqrt(size)));
    }

    private static TestMatrix Identity(int size) => TestMatrix.Of(size, size, (i, j) => i == j ? 1 : 0);
}
