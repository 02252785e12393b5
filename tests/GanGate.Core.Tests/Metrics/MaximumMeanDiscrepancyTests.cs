using System.Text.Json;
using GanGate.Archives;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Models;

namespace GanGate.Tests.Metrics;

public class MaximumMeanDiscrepancyTests
{
    [Test]
    public void CMMD_of_stored_embeddings_equals_the_formula_in_float64_and_the_program()
    {
        using NpzReader golden = NpzReader.Open(Repository.Shared("reference", "vit", "golden_cmmd.npz"));
        FeatureTable x = new(golden.Read<float>("x"), 768), y = new(golden.Read<float>("y"), 768);

        AssertGolden(x, y, "golden_cmmd_npz");
        AssertGolden(x, x, "golden_cmmd_npz_same_set");
    }

    [TestCase(500, 0, "formula_500_x_768")]
    [TestCase(500, 0.05, "formula_500_x_768_shifted")]
    [TestCase(300, 0.05, "formula_500_and_300_x_768_shifted")]
    public void CMMD_of_vectors_by_formula_equals_the_formula_in_float64_and_the_program(int count, double shift, string section) =>
        AssertGolden(UnitRows("cmmd.x", 500, 0), UnitRows("cmmd.y", count, shift), section);

    // 530 rows lie in two blocks.
    [TestCase(7, 5)]
    [TestCase(530, 40)]
    public void The_blocks_equal_plain_loops_over_all_pairs(int n, int m)
    {
        const int Dimension = 3;
        float[] x = Scaled(31, n, Dimension), y = Scaled(32, m, Dimension);
        double Mean(float[] a, float[] b, int ofA, int ofB) => Enumerable.Range(0, ofA)
            .Average(i => Enumerable.Range(0, ofB).Average(j => Kernel(a, i, b, j, Dimension)));
        double expected = 1000 * (Mean(x, x, n, n) + Mean(y, y, m, m) - (2 * Mean(x, y, n, m)));
        double different = ((Mean(x, x, n, n) * n * n) - n) / (n * (n - 1.0));

        MaximumMeanDiscrepancy measured = Between(x, y, Dimension);

        Assert.That(measured.Value, Is.EqualTo(expected).Within(1e-9));
        Assert.That(measured.Bias, Is.EqualTo(1000 * (1 - different) / n).Within(1e-9));
        Assert.That(measured.Influence.Average(), Is.Zero.Within(1e-9));
    }

    [Test]
    public void The_error_and_the_bias_are_what_draws_show()
    {
        const int Draws = 400, Count = 50, Dimension = 2;
        float[] reference = Scaled(33, 70, Dimension);
        MaximumMeanDiscrepancy[] measured =
            [.. Enumerable.Range(0, Draws).Select(draw => Between([.. Scaled(2000 + draw, Count, Dimension).Select(value => value * 1.3f)], reference, Dimension))];
        double mean = measured.Average(one => one.Value), spread = measured.Sum(one => Math.Pow(one.Value - mean, 2)) / (Draws - 1);
        double endless = Between([.. Scaled(5000, 20_000, Dimension).Select(value => value * 1.3f)], reference, Dimension).Value;

        Assert.That(measured.Average(one => one.StandardError * one.StandardError), Is.EqualTo(spread).Within(20).Percent);
        Assert.That(mean - measured.Average(one => one.Bias), Is.EqualTo(endless).Within(4 * Math.Sqrt(spread / Draws)));
    }

    [Test]
    public void An_image_raises_the_value_by_its_influence()
    {
        const int Count = 200, Dimension = 2;
        float[] x = Scaled(34, Count, Dimension), y = Scaled(35, 100, Dimension);
        for (int i = 0; i < Count / 3; i++) x[i * Dimension] += 40;
        MaximumMeanDiscrepancy all = Between(x, y, Dimension), without = Between(x[Dimension..], y, Dimension);

        Assert.That(all.Influence[0], Is.Positive, "the reference has nothing there");
        Assert.That(all.Influence[0] / Count, Is.EqualTo(all.Value - without.Value).Within(10).Percent);
    }

    [Test]
    public void Fewer_than_four_images_have_no_error_and_one_has_no_value()
    {
        float[] y = Scaled(36, 9, 2);
        Assert.That(Between(Scaled(37, 3, 2), y, 2).StandardError, Is.Null);
        Assert.That(
            () => Between(Scaled(38, 1, 2), y, 2),
            Throws.TypeOf<GanGateException>().With.Message.EqualTo("the maximum mean discrepancy needs at least 2 generated images; there are 1"));
    }

    private static void AssertGolden(FeatureTable x, FeatureTable y, string section)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference", "vit", "metrics.json")));
        JsonElement expected = json.RootElement.GetProperty("cmmd").GetProperty(section);
        double value = MaximumMeanDiscrepancy.Between(x, y).Value;

        Assert.That(value, Is.EqualTo(expected.GetProperty("exact_float64").GetDouble()).Within(1e-9));
        Assert.That(value, Is.EqualTo(expected.GetProperty("program_float32").GetDouble()).Within(1e-3));
    }

    private static MaximumMeanDiscrepancy Between(float[] x, float[] y, int dimension) =>
        MaximumMeanDiscrepancy.Between(new FeatureTable(x, dimension), new FeatureTable(y, dimension));

    // Of the kernel's bandwidth.
    private static float[] Scaled(int seed, int count, int dimension) =>
        [.. RandomFeatures.Smooth(seed, count, dimension).Select(value => value * 12)];

    private static double Kernel(float[] x, int i, float[] y, int j, int dimension)
    {
        double squared = 0;
        for (int k = 0; k < dimension; k++) squared += Math.Pow((double)x[(i * dimension) + k] - y[(j * dimension) + k], 2);
        return Math.Exp(-squared / 200);
    }

    private static FeatureTable UnitRows(string name, int count, double shift)
    {
        const int Dimension = 768;
        ulong seed = StandInCheckpoint.Fnv1a64(name);
        float[] rows = new float[count * Dimension];
        for (int i = 0; i < count; i++)
        {
            double[] row = [.. Enumerable.Range(0, Dimension).Select(j => StandInCheckpoint.Uniform(seed, (i * Dimension) + j) + shift)];
            double length = Math.Sqrt(row.Sum(value => value * value));
            for (int j = 0; j < Dimension; j++) rows[(i * Dimension) + j] = (float)(row[j] / length);
        }

        return new FeatureTable(rows, Dimension);
    }
}
