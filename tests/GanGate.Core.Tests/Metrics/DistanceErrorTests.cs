using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;

namespace GanGate.Tests.Metrics;

public class DistanceErrorTests
{
    [TestCase(120, 12)]
    [TestCase(25, 40)] // no more samples than features
    public void The_influence_is_what_leaving_a_sample_out_does(int count, int dimension)
    {
        FeatureStatistics reference = Reference(dimension);
        float[] samples = GaussianSamples.Draw(1, count, dimension, mean: 0.3, scale: 1.4);
        double[] influence = GaussianSamples.Error(samples, dimension, reference).Influence;

        double all = FrechetDistance.Between(GaussianSamples.Statistics(samples, dimension), reference).Value;
        double[] leftOut = [.. Enumerable.Range(0, count).Select(row =>
        {
            float[] others = [.. samples[..(row * dimension)], .. samples[((row + 1) * dimension)..]];
            return (count - 1) * (all - FrechetDistance.Between(GaussianSamples.Statistics(others, dimension), reference).Value);
        })];

        Assert.That(Correlation.Pearson(influence, leftOut), Is.GreaterThan(0.99));
        Assert.That(influence.StandardDeviation() / leftOut.StandardDeviation(), Is.EqualTo(1).Within(count > dimension ? 0.05 : 0.25));
    }

    [TestCase(60, 7)]
    [TestCase(9, 7)]
    [TestCase(7, 7)]
    [TestCase(6, 11)]
    [TestCase(5, 11)]
    public void Error_and_bias_equal_the_formulas_written_out(int count, int dimension)
    {
        FeatureStatistics reference = Reference(dimension);
        float[] samples = GaussianSamples.Draw(2, count, dimension, mean: -0.2, scale: 0.8);
        DistanceError error = GaussianSamples.Error(samples, dimension, reference);
        WrittenOut expected = WrittenOut.Of(samples, GaussianSamples.Statistics(samples, dimension), reference);

        Assert.That(error.Influence, Is.EqualTo(expected.Influence).Within(1e-6));
        if (count < SamplePairs.FewestSamples) Assert.That(error.StandardError, Is.EqualTo(expected.StandardError).Within(1e-6).Percent);
        Assert.That(error.PlugInBias, Is.EqualTo(expected.PlugInBias).Within(1e-4).Percent);
        Assert.That(error.ReferenceShare!.StandardError, Is.EqualTo(expected.ReferenceError).Within(1e-5).Percent);
        Assert.That(error.ReferenceShare.Bias, Is.EqualTo(expected.ReferenceBias).Within(1e-5).Percent);
    }

    [Test]
    public void The_halving_bias_is_that_of_distances_of_halves()
    {
        // Any split of two different points leaves one in each half, so the expected halves are known: those of 4 points in pairs.
        const int Dimension = 3;
        FeatureStatistics reference = Reference(Dimension);
        float[] samples = GaussianSamples.Draw(3, 4, Dimension);
        double all = FrechetDistance.Between(GaussianSamples.Statistics(samples, Dimension), reference).Value;
        double[] splits = [.. ((int[][])[[0, 1, 2, 3], [0, 2, 1, 3], [0, 3, 1, 2]]).Select(order =>
            ((Half(order[0], order[1]) + Half(order[2], order[3])) / 2) - all)];
        double[] means = [.. splits.SelectMany(a => splits.Select(b => (a + b) / 2))];

        double? halving = GaussianSamples.Error(samples, Dimension, reference).HalvingBias;

        Assert.That(means.Min(mean => Math.Abs(mean - halving!.Value)), Is.LessThan(1e-7));

        double Half(int a, int b) => FrechetDistance.Between(
            GaussianSamples.Statistics([.. RandomFeatures.Row(samples, Dimension, a), .. RandomFeatures.Row(samples, Dimension, b)], Dimension),
            reference).Value;
    }

    [Test]
    public void Error_and_bias_are_those_of_repeated_draws()
    {
        const int Dimension = 10, Count = 60, Repetitions = 150;
        FeatureStatistics reference = Reference(Dimension);
        FeatureStatistics truth = GaussianSamples.Statistics(GaussianSamples.Draw(99, 60_000, Dimension, scale: 1.3), Dimension);
        double exact = FrechetDistance.Between(truth, reference).Value;
        List<double> values = [], errors = [], biases = [];
        for (int seed = 0; seed < Repetitions; seed++)
        {
            float[] samples = GaussianSamples.Draw(1000 + seed, Count, Dimension, scale: 1.3);
            DistanceError error = GaussianSamples.Error(samples, Dimension, reference);
            values.Add(FrechetDistance.Between(GaussianSamples.Statistics(samples, Dimension), reference).Value);
            errors.Add(error.StandardError);
            biases.Add(error.Bias);
        }

        double bias = values.Mean() - exact, noise = values.StandardDeviation() / Math.Sqrt(Repetitions);
        TestContext.Out.WriteLine($"spread {values.StandardDeviation():G4}, error {errors.Mean():G4}, bias {bias:G4}, estimate {biases.Mean():G4}");
        Assert.That(errors.Mean() / values.StandardDeviation(), Is.EqualTo(1).Within(0.2));
        Assert.That(biases.Mean(), Is.EqualTo(bias).Within((3 * noise) + (0.1 * bias)));
        Assert.That(bias, Is.GreaterThan(5 * noise), "the test could not see a wrong bias");
    }

    [TestCase(50, 6)]
    [TestCase(6, 9)]
    public void The_order_of_the_samples_does_not_matter(int count, int dimension)
    {
        FeatureStatistics reference = Reference(dimension);
        float[] samples = GaussianSamples.Draw(5, count, dimension, scale: 1.2);
        int[] order = [.. Enumerable.Range(0, count).Reverse()];
        float[] reversed = [.. order.SelectMany(row => RandomFeatures.Row(samples, dimension, row).ToArray())];

        DistanceError a = GaussianSamples.Error(samples, dimension, reference), b = GaussianSamples.Error(reversed, dimension, reference);

        if (count < SamplePairs.FewestSamples) Assert.That(b.StandardError, Is.EqualTo(a.StandardError).Within(1e-6).Percent);
        Assert.That(b.StandardError, Is.EqualTo(a.StandardError).Within(15).Percent, "pairs are drawn by their places");
        Assert.That(b.PlugInBias, Is.EqualTo(a.PlugInBias).Within(1e-4).Percent);
        Assert.That(b.Influence, Is.EqualTo(order.Select(row => a.Influence[row])).Within(1e-7));
    }

    [TestCase(40, 6, 2)]
    [TestCase(6, 9, 2)]
    [TestCase(40, 6, 1e30)]
    [TestCase(40, 6, 1e-30)]
    public void Features_times_a_factor_multiply_all_by_its_square(int count, int dimension, double factor)
    {
        float[] samples = GaussianSamples.Draw(6, count, dimension, scale: 1.2), target = GaussianSamples.Draw(7, 300, dimension);
        DistanceError a = GaussianSamples.Error(samples, dimension, GaussianSamples.Statistics(target, dimension));
        DistanceError b = GaussianSamples.Error(Scaled(samples), dimension, GaussianSamples.Statistics(Scaled(target), dimension));

        Assert.That(b.StandardError / factor / factor, Is.EqualTo(a.StandardError).Within(1e-3).Percent);
        Assert.That(b.Bias / factor / factor, Is.EqualTo(a.Bias).Within(1e-3).Percent);
        Assert.That(b.ReferenceShare!.Bias / factor / factor, Is.EqualTo(a.ReferenceShare!.Bias).Within(1e-3).Percent);
        Assert.That(b.ReferenceShare.StandardError / factor / factor, Is.EqualTo(a.ReferenceShare.StandardError).Within(1e-3).Percent);

        float[] Scaled(float[] values) => [.. values.Select(value => (float)(value * factor))];
    }

    [Test]
    public void Both_forms_of_the_map_agree()
    {
        // One sample more than features, and the same features with two constant ones beside them: the forms change over.
        const int Count = 8;
        float[] samples = GaussianSamples.Draw(8, Count, Count - 1), target = GaussianSamples.Draw(9, 100, Count - 1, scale: 1.5);
        DistanceError byFeatures = GaussianSamples.Error(samples, Count - 1, GaussianSamples.Statistics(target, Count - 1));
        DistanceError bySamples = GaussianSamples.Error(Widened(samples), Count + 1, GaussianSamples.Statistics(Widened(target), Count + 1));

        Assert.That(bySamples.Influence, Is.EqualTo(byFeatures.Influence).Within(1e-6));
        Assert.That(bySamples.Bias, Is.EqualTo(byFeatures.Bias).Within(1e-4).Percent);
        Assert.That(bySamples.ReferenceShare!.StandardError, Is.EqualTo(byFeatures.ReferenceShare!.StandardError).Within(1e-4).Percent);

        static float[] Widened(float[] values) => [.. values.Chunk(Count - 1).SelectMany(row => (float[])[.. row, 3, -1])];
    }

    [TestCase(2, 5)]
    [TestCase(3, 5)]
    [TestCase(30, 5)]
    public void Equal_samples_have_no_spread_and_no_bias_and_nothing_is_NaN(int count, int dimension)
    {
        float[] samples = [.. Enumerable.Repeat(0.25f, count * dimension)];

        DistanceError error = GaussianSamples.Error(samples, dimension, Reference(dimension));

        Assert.That(error.Bias, Is.Zero.Within(1e-12));
        Assert.That(error.StandardError, Is.GreaterThan(0).And.LessThan(1e-8));
        Assert.That(error.Influence, Has.All.EqualTo(0).Within(1e-12));
        Assert.That(double.IsFinite(error.ReferenceShare!.StandardError + error.ReferenceShare.Bias), Is.True);
    }

    [TestCase(40, 5)]
    [TestCase(5, 8)]
    public void A_set_against_itself_has_only_an_error_of_second_order_and_a_positive_bias(int count, int dimension)
    {
        float[] samples = GaussianSamples.Draw(10, count, dimension);

        DistanceError error = GaussianSamples.Error(samples, dimension, GaussianSamples.Statistics(samples, dimension));

        Assert.That(error.StandardError, error.Parts is ErrorParts parts ? Is.EqualTo(Math.Sqrt(parts.SecondOrder)).Within(1e-9).Percent : Is.GreaterThan(0).And.LessThan(1e-6));
        Assert.That(error.Bias, Is.GreaterThan(0));
    }

    [Test]
    public void The_result_does_not_depend_on_the_threads()
    {
        const int Dimension = 70;
        FeatureStatistics reference = Reference(Dimension);
        float[] samples = GaussianSamples.Draw(11, 2100, Dimension, scale: 1.2);
        FeatureStatistics statistics = GaussianSamples.Statistics(samples, Dimension);

        DistanceError one = DistanceError.Of(GaussianSamples.Rows(samples, Dimension), statistics, reference, threads: 1);
        DistanceError three = DistanceError.Of(GaussianSamples.Rows(samples, Dimension), statistics, reference, threads: 3);

        Assert.That((three.StandardError, three.Bias), Is.EqualTo((one.StandardError, one.Bias)));
        Assert.That(three.Parts, Is.EqualTo(one.Parts).And.Not.Null);
    }

    [Test]
    public void One_thread_means_one_thread([Values(300, 120)] int count)
    {
        const int Dimension = 150;
        FeatureStatistics reference = Reference(Dimension);
        float[] samples = GaussianSamples.Draw(13, count, Dimension);
        FeatureStatistics statistics = GaussianSamples.Statistics(samples, Dimension);

        using ParallelLoops loops = new();
        FrechetDistance.Between(statistics, reference, referenceFactor: null, threads: 1);
        DistanceError.Of(GaussianSamples.Rows(samples, Dimension), statistics, reference, threads: 1);
        Assert.That(loops.Count, Is.Zero);

        DistanceError.Of(GaussianSamples.Rows(samples, Dimension), statistics, reference, threads: 2);
        Assert.That(loops.Count, Is.Positive, "loops are seen");
    }

    private static FeatureStatistics Reference(int dimension) =>
        GaussianSamples.Statistics(GaussianSamples.Draw(12345, 500, dimension, mixing: 3), dimension);

    /// <summary>The formulas of the design with dense matrices and pseudo-inverses.</summary>
    private sealed record WrittenOut(double[] Influence, double StandardError, double PlugInBias, double ReferenceError, double ReferenceBias)
    {
        public static WrittenOut Of(float[] samples, FeatureStatistics g, FeatureStatistics r)
        {
            int d = g.Dimension, n = samples.Length / d;
            Matrix<double> sg = Matrix<double>.Build.DenseOfRowMajor(d, d, g.Sigma), sr = Matrix<double>.Build.DenseOfRowMajor(d, d, r.Sigma);
            Matrix<double> root = Power(sr, 0.5), inner = root * sg * root;
            Matrix<double> map = root * Power(inner, -0.5) * root, identity = Matrix<double>.Build.DenseIdentity(d);
            Vector<double> shift = Vector<double>.Build.DenseOfArray(g.Mu) - Vector<double>.Build.DenseOfArray(r.Mu);
            Vector<double>[] x = [.. samples.Chunk(d).Select(row =>
                Vector<double>.Build.Dense(d, i => row[i]) - Vector<double>.Build.DenseOfArray(g.Mu))];
            double[] influence = [.. x.Select(row => (2 * shift * row) + (row * ((identity - map) * row)) - (sg * (identity - map)).Trace())];

            var eigen = inner.Evd(Symmetricity.Symmetric);
            int[] kept = [.. Enumerable.Range(0, d).Where(i => eigen.EigenValues[i].Real > 1e-12 * eigen.EigenValues[d - 1].Real)];
            double[] s = [.. kept.Select(i => Math.Sqrt(eigen.EigenValues[i].Real))];
            double[][] y = [.. x.Select(row => eigen.EigenVectors.TransposeThisAndMultiply(root * row)).Select(row => kept.Select(i => row[i]).ToArray())];
            double bias = sg.Trace() / n, referenceBias = sr.Trace() / r.Count!.Value;
            for (int i = 0; i < s.Length; i++)
            {
                for (int j = 0; j < s.Length; j++)
                {
                    double moment = (y.Average(row => row[i] * row[i] * row[j] * row[j]) - (i == j ? Math.Pow(s[i], 4) : 0)) / n;
                    bias += moment / (s[i] * s[j] * (s[i] + s[j])) / 2;
                    referenceBias += s[i] * s[j] * (i == j ? 2 : 1) / (2 * r.Count.Value * (s[i] + s[j]));
                }
            }

            Matrix<double> rootG = Power(sg, 0.5), back = rootG * Power(rootG * sr * rootG, -0.5) * rootG, rest = (identity - back) * sr;
            double referenceVariance = ((4 * shift * (sr * shift)) + (2 * (rest * rest).Trace())) / r.Count.Value;
            return new WrittenOut(
                influence, Math.Sqrt(influence.Average(value => value * value) / n), bias, Math.Sqrt(referenceVariance), referenceBias);
        }

        private static Matrix<double> Power(Matrix<double> a, double power)
        {
            var eigen = ((a + a.Transpose()) / 2).Evd(Symmetricity.Symmetric);
            double largest = eigen.EigenValues.Max(value => value.Real);
            Vector<double> values = eigen.EigenValues.Map(value => value.Real > 1e-12 * largest ? Math.Pow(value.Real, power) : 0);
            return eigen.EigenVectors * Matrix<double>.Build.DenseOfDiagonalVector(values) * eigen.EigenVectors.Transpose();
        }
    }
}
