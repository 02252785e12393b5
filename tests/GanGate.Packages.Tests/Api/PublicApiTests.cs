using System.Reflection;

namespace GanGate.Tests.Api;

/// <summary>
/// The libraries offer what the files beside this one say, so that a change of it is a decision:
/// <c>GANGATE_ACCEPT_API=1 dotnet test tests/GanGate.Packages.Tests --filter PublicApi</c> writes them anew, in seconds.
/// </summary>
public class PublicApiTests
{
    private static readonly Assembly[] Libraries =
        [typeof(GanGateException).Assembly, typeof(GanGate.Reporting.Report).Assembly, typeof(NUnit.Fid).Assembly];

    [TestCaseSource(nameof(Libraries))]
    public void A_library_offers_what_its_file_says(Assembly library)
    {
        string file = Path.Combine(Repository.Root, "tests", "GanGate.Packages.Tests", "Api", library.GetName().Name + ".txt");
        string offered = PublicApi.Of(library);
        if (Environment.GetEnvironmentVariable("GANGATE_ACCEPT_API") == "1") File.WriteAllText(file, offered);

        string[] agreed = File.Exists(file) ? File.ReadAllText(file).Split('\n') : [];
        string[] now = offered.Split('\n');
        Assert.That(
            now,
            Is.EqualTo(agreed),
            $"new: {string.Join(" | ", now.Except(agreed))}\ngone: {string.Join(" | ", agreed.Except(now))}\nGANGATE_ACCEPT_API=1 accepts");
    }

    [Test]
    public void A_change_of_any_kind_shows()
    {
        string[] lines = PublicApi.Of(typeof(PublicApiTests).Assembly).Split('\n');

        Assert.That(lines, Does.Contain($"class {typeof(Sample).Namespace}.PublicApiTests.Sample : IDisposable"));
        Assert.That(lines, Does.Contain("    static Scale(this String? text, Double[] weights, Int32 depth = 3) : IReadOnlyList<String?>"));
        Assert.That(lines, Does.Contain("    required Name : String? { get; init; }"));
        Assert.That(lines, Does.Contain("    protected virtual Change() : Void"));
        Assert.That(lines, Does.Contain("    const Limit : Int32 = 7"));
        Assert.That(lines, Does.Contain("    new(Double? start)"));
        Assert.That(lines, Does.Contain("    extension(String) static Twice(Int32 count) : String"));
        Assert.That(lines, Has.None.Contains("Hidden"));
    }

    /// <summary>One member of each kind.</summary>
    public class Sample(double? start) : IDisposable
    {
        public const int Limit = 7;

        public required string? Name { get; init; }

        internal double? Hidden { get; } = start;

        protected virtual void Change() => Name?.Trim();

        void IDisposable.Dispose() => GC.SuppressFinalize(this);
    }
}

/// <summary>Extensions of both kinds, which only a class of its own may hold.</summary>
public static class SampleExtensions
{
    public static IReadOnlyList<string?> Scale(this string? text, double[] weights, int depth = 3) =>
        [text, $"{weights.Length}", $"{depth}"];

    extension(string)
    {
        public static string Twice(int count) => new('x', 2 * count);
    }
}
