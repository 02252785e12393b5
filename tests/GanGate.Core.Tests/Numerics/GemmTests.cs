using GanGate.Numerics;

namespace GanGate.Tests.Numerics;

public class GemmTests
{
    private static IEnumerable<int> Sizes => [.. Enumerable.Range(1, 70), 127, 128, 129];

    [TestCaseSource(nameof(Sizes))]
    public void A_product_equals_the_sums_of_the_definition(int size)
    {
        // Odd shapes around the size cross the edges of tiles and blocks in every dimension.
        (int m, int k, int n) = (size, size + 5, 2 * size + 1);
        TestMatrix a = TestMatrix.Random(m, k, 1), b = TestMatrix.Random(k, n, 2), c = TestMatrix.Random(m, n, 3), expected = a.Times(b);
        TestMatrix transposedA = a.Transposed(), transposedB = b.Transposed(), sum = TestMatrix.Of(m, n, (i, j) => c[i, j] - 2 * expected[i, j]);
        var product = new TestMatrix(m, n);
        product.Values.Fill(double.NaN);
        Gemm.Multiply(1, a.View, b.View, product.View, accumulate: false, threads: 2);
        Assert.That(product.LargestDifference(expected), Is.LessThan(1e-14 * k));
        Gemm.Multiply(-2, transposedA.View.Transposed, transposedB.View.Transposed, c.View, accumulate: true, threads: 1);
        Assert.That(c.LargestDifference(sum), Is.LessThan(2e-14 * k));
    }

    [TestCaseSource(nameof(Sizes))]
    public void A_lower_product_equals_the_lower_triangle_of_the_full_one(int size)
    {
        TestMatrix a = TestMatrix.Random(size + 3, size, 1), full = new(size, size), lower = new(size, size);
        Gemm.Multiply(1, a.View.Transposed, a.View, full.View, accumulate: false, threads: 1);
        Gemm.MultiplyLower(1, a.View.Transposed, a.View, lower.View, accumulate: false, threads: 1);
        TestMatrix difference = TestMatrix.Of(size, size, (i, j) => j > i ? 0 : full[i, j] - lower[i, j]);
        Assert.That(difference.LargestDifference(new TestMatrix(size, size)), Is.Zero);
        Assert.That(full.LargestDifference(a.Transposed().Times(a)), Is.LessThan(1e-14 * size + 1e-15));
    }

    [TestCaseSource(nameof(Sizes))]
    [TestCase(300)]
    [TestCase(600)]
    public void A_product_with_an_upper_triangle_equals_the_full_one(int size)
    {
        (int m, int k, int n) = (size, size + size / 3, size / 2 + 1);
        TestMatrix random = TestMatrix.Random(m, k, 1), b = TestMatrix.Random(k, n, 2), before = TestMatrix.Random(m, n, 3), sum = before.Copy();
        TestMatrix triangle = TestMatrix.Of(m, k, (i, j) => j < i ? 0 : random[i, j]), product = triangle.Times(b);
        Gemm.AddUpper(-2, triangle.View, b.View, sum.View, threads: 2);
        Assert.That(sum.LargestDifference(TestMatrix.Of(m, n, (i, j) => before[i, j] - 2 * product[i, j])), Is.LessThan(2e-14 * k));
    }

    [Test]
    public void A_product_has_the_same_bits_for_any_number_of_threads()
    {
        TestMatrix a = TestMatrix.Random(301, 517, 1), b = TestMatrix.Random(517, 403, 2), one = new(301, 403), many = new(301, 403);
        Gemm.Multiply(1, a.View, b.View, one.View, accumulate: false, threads: 1);
        foreach (int threads in new[] { 2, 3, 5 })
        {
            Gemm.Multiply(1, a.View, b.View, many.View, accumulate: false, threads);
            Assert.That(many.LargestDifference(one), Is.Zero);
        }
    }

    [Test]
    public void A_product_over_nothing_is_zero()
    {
        TestMatrix a = new(3, 0), b = new(0, 4), c = TestMatrix.Random(3, 4, 1);
        Gemm.Multiply(1, a.View, b.View, c.View, accumulate: false, threads: 1);
        Assert.That(c.Values.ToArray(), Is.All.Zero);
    }
}
