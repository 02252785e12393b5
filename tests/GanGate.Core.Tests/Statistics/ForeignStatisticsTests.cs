using GanGate.Archives;
using GanGate.Metrics;
using GanGate.Statistics;
using GanGate.Tests.Archives;

namespace GanGate.Tests.Statistics;

/// <summary>Statistics as other programs leave them: rounded, with entries of their own, or in two files.</summary>
public class ForeignStatisticsTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    private static IEnumerable<TestCaseData> ForeignEntries()
    {
        static TestCaseData Case(string name, Action<NpzWriter> add, long? count = null) => new TestCaseData(add, count).SetArgDisplayNames(name);

        yield return Case("n is a fraction", npz => npz.Add<double>("n", [0.5]));
        yield return Case("n is several numbers", npz => npz.Add<long>("n", [5, 6], 2));
        yield return Case("n is text", npz => npz.AddText("n", "cifar"));
        yield return Case("n is no number of images", npz => npz.Add<long>("n", [1]));
        yield return Case("n is a count", npz => npz.Add<int>("n", [500]), 500);
        yield return Case("meta is a number", npz => npz.Add<long>("meta", [5]));
        yield return Case("meta is empty", npz => npz.AddText("meta", ""));
        yield return Case("meta is a word", npz => npz.AddText("meta", "cifar10"));
        yield return Case("meta is broken", npz => npz.AddText("meta", "{"));
        yield return Case("meta is a list", npz => npz.AddText("meta", "[]"));
        yield return Case("meta is another object", npz => npz.AddText("meta", """{"schema":null,"protocol":"ttur"}"""));
        yield return Case("meta is of another schema", npz => npz.AddText("meta", """{"schema":"gangate/1"}"""));
        yield return Case("a shard of theirs", npz => npz.AddText("shard", "3 of 4"));
        yield return Case("features of theirs", npz =>
        {
            npz.Add<double>("features", [1, 2], 2, 1);
            npz.AddText("names", "one");
        });
        yield return Case("names that are numbers", npz =>
        {
            npz.Add<float>("features", [1, 2], 2, 1);
            npz.Add<long>("names", [1, 2], 2);
        });
    }

    [TestCaseSource(nameof(ForeignEntries))]
    public void Entries_of_another_program_are_passed_over(object add, long? count)
    {
        NpzWriterTests.Write(_folder["foreign.npz"], npz =>
        {
            npz.Add<double>("mu", [3], 1);
            npz.Add<double>("sigma", [2], 1, 1);
            ((Action<NpzWriter>)add)(npz);
        });

        FeatureStatistics read = StatisticsFile.ReadWithFeatures(_folder["foreign.npz"]);

        Assert.That((read.Mu[0], read.Sigma[0], read.Count, read.Meta, read.Features), Is.EqualTo((3.0, 2.0, count, (object?)null, (object?)null)));
        Assert.That(ShardFile.IsShard(_folder["foreign.npz"]), Is.False);
    }

    // numpy.savez(..., meta=numpy.array({}, dtype=object)) writes this header; what follows is a pickle.
    [Test]
    public void Pickled_objects_beside_the_statistics_are_not_looked_at()
    {
        string path = _folder["pickled.npz"];
        NpzWriterTests.Write(path, npz =>
        {
            npz.Add<double>("mu", [3], 1);
            npz.Add<double>("sigma", [2], 1, 1);
        });
        using (System.IO.Compression.ZipArchive archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Update))
        {
            foreach (string name in (string[])["meta.npy", "n.npy", "features.npy"])
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(NpyFiles.Bytes("{'descr': '|O', 'fortran_order': False, 'shape': (), }", [0x80, 4, (byte)'.']));
            }
        }

        Assert.That(StatisticsFile.Read(path).Meta, Is.Null);
    }

    private static IEnumerable<TestCaseData> RoundedCovariances()
    {
        static TestCaseData Case(string name, double[] mu, double[] sigma, double[] read) => new TestCaseData(mu, sigma, read).SetArgDisplayNames(name);

        yield return Case("float64", [0.1, 0.1], [0.3, 0, 0, -1e-18], [0.3, 0, 0, 0]);
        yield return Case("float32 in one pass", [0.5f, 0.3f], [0.25f, 1e-7f, 1e-7f, -1.0058284e-6f], [0.25f, 1e-7f, 1e-7f, 0]);
        yield return Case("float16", [1, 2], [2, 0.0009765625, 0.0009765625, 0], [2, 0.0009765625, 0.0009765625, 0]);
        yield return Case(
            "float16, correlated by 1", [0, 0], [(double)(Half)0.1, (double)(Half)0.17325, (double)(Half)0.17325, (double)(Half)0.3],
            [(double)(Half)0.1, (double)(Half)0.17325, (double)(Half)0.17325, (double)(Half)0.3]);
    }

    [TestCaseSource(nameof(RoundedCovariances))]
    public void What_rounding_did_to_a_covariance_is_no_fault(double[] mu, double[] sigma, double[] read)
    {
        FeatureStatistics statistics = new(mu, sigma);
        StatisticsCheck.Check("a", statistics);
        Assert.That(statistics.Sigma, Is.EqualTo(read));

        // The factorisation takes 1e-5 of the largest variance for rounding.
        Assert.That(FrechetDistance.Between(statistics, statistics).Value, Is.EqualTo(0).Within(4e-5));
    }

    private static IEnumerable<TestCaseData> NoCovariances()
    {
        static TestCaseData Case(string name, string reason, double[] sigma) => new TestCaseData(sigma, reason).SetArgDisplayNames(name);

        yield return Case("float64", "negative variance -1E-09", [0.3, 0, 0, -1e-9]);
        yield return Case("float32", "negative variance -0.001", [0.3f, 0, 0, -0.001f]);
        yield return Case("float16", "negative variance -0.0625", [1, 0, 0, -0.0625]);
        yield return Case("float16, correlated by more than 1", "the covariance 1.0625", [1, 1.0625, 1.0625, 1]);
    }

    [TestCaseSource(nameof(NoCovariances))]
    public void What_the_rounding_of_its_type_does_not_explain_is_refused(double[] sigma, string reason) => Assert.That(
        () => StatisticsCheck.Check("a", new FeatureStatistics([0.1, 0.2], sigma)),
        Throws.TypeOf<GanGateException>().With.Message.Contains(reason).And.Property("Error").EqualTo(ErrorCodes.StatisticsInvalid));

    // Independent of the factorisation: of few images the distance of the rounded covariance is that of the exact one within the rounding.
    [Test]
    public void A_singular_covariance_in_float16_is_compared_as_what_it_was()
    {
        const int Dimension = 48, Rank = 3;
        Random random = new(7);
        double[] factor = [.. Enumerable.Range(0, Rank * Dimension).Select(_ => random.NextDouble() - 0.5)];
        double[] exact = new double[Dimension * Dimension], rounded = new double[Dimension * Dimension], other = new double[Dimension * Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            other[(i * Dimension) + i] = 1;
            for (int j = 0; j < Dimension; j++)
            {
                int at = (i * Dimension) + j;
                for (int k = 0; k < Rank; k++) exact[at] += factor[(k * Dimension) + i] * factor[(k * Dimension) + j];
                rounded[at] = (double)(Half)exact[at];
            }
        }

        double[] mu = new double[Dimension];
        FeatureStatistics identity = new(mu, other), read = new(mu, rounded);
        StatisticsCheck.Check("a", read);
        double trace = Enumerable.Range(0, Dimension).Sum(i => exact[(i * Dimension) + i]);

        // Each of 45 eigenvalues that are 0 may come to the rounding of the largest, 3e-3, and the distance has their roots.
        double expected = FrechetDistance.Between(new FeatureStatistics(mu, exact), identity).Value;
        Assert.That(FrechetDistance.Between(read, identity).Value, Is.EqualTo(expected).Within(2 * Dimension * Math.Sqrt(trace * 2e-4)));
        Assert.That(FrechetDistance.Between(read, read).Value, Is.EqualTo(0).Within(1e-9 * trace));
    }

    [Test]
    public void A_file_with_large_negative_eigenvalues_is_named()
    {
        NpzWriterTests.Write(_folder["indefinite.npz"], npz =>
        {
            npz.Add<double>("mu", [0, 0, 0], 3);
            npz.Add<double>("sigma", [1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1], 3, 3);
        });
        FeatureStatistics read = StatisticsFile.Read(_folder["indefinite.npz"]);

        Assert.That(
            () => FrechetDistance.Between(read, read),
            Throws.TypeOf<GanGateException>().With.Message.Contains("indefinite.npz' has a sigma that is no covariance")
                .And.Property("Error").EqualTo(ErrorCodes.StatisticsInvalid));
    }

    [TestCase("x_mu.npy", "x_sigma.npy")]
    [TestCase("Mean.npy", "Cov.npy")]
    [TestCase("mean-of-mean.npy", "mean-of-covariance.npy")]
    [TestCase("mu.NPY", "cov.NPY")]
    public void Two_files_named_alike_are_statistics_by_either_name(string mean, string covariance)
    {
        using TemporaryFolder folder = new();
        NpyFiles.WriteDoubles(folder[mean], "(2,)", false, 3, 4);
        NpyFiles.WriteDoubles(folder[covariance], "(2, 2)", true, 1, 0.5, 0.5, 2);

        foreach (string path in (string[])[folder[mean], folder[covariance]])
        {
            Assert.That(StatisticsFile.IsStatistics(path), Is.True);
            FeatureStatistics read = StatisticsFile.ReadWithFeatures(path);
            Assert.That((read.Mu, read.Sigma, read.Count), Is.EqualTo((new double[] { 3, 4 }, new[] { 1, 0.5, 0.5, 2 }, (long?)null)));
        }
    }

    [Test]
    public void A_mean_alone_is_told_what_it_lacks()
    {
        NpyFiles.WriteDoubles(_folder["alone_mu.npy"], "(2,)", false, 3, 4);

        Assert.That(
            () => StatisticsFile.Read(_folder["alone_mu.npy"]),
            Throws.TypeOf<GanGateException>().With.Message.Contains("is a mean alone").And.Property("Error").EqualTo(ErrorCodes.StatisticsInvalid));
    }
}
