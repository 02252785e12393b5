using GanGate.Benchmarks;

namespace GanGate.Tests.Models;

/// <summary>Damaged weights files; <c>GanGate.Benchmarks fuzz-weights</c> tries as many as one likes.</summary>
public class CheckpointFuzzTests
{
    private const int Cases = 2_000;

    private static IEnumerable<TestCaseData> Files()
    {
        yield return Case(SafetensorsFile.Sample, "safetensors");
        yield return Case(() => StateDict(zip: true), "zip");
        yield return Case(() => StateDict(zip: false), "legacy");
        yield return Case(TorchModuleTests.Sample, "TorchScript");

        static TestCaseData Case(Func<byte[]> file, string kind) => new TestCaseData(file).SetArgDisplayNames(kind);
    }

    [TestCaseSource(nameof(Files))]
    public void A_damaged_file_is_read_or_refused_whatever_the_damage(Func<byte[]> file)
    {
        CheckpointFuzz fuzz = new([file()]);
        fuzz.Run(Cases, new Random(23));

        Assert.That(fuzz.Read, Is.LessThan(Cases / 2), "most damage is noticed");
    }

    private static byte[] StateDict(bool zip)
    {
        StateDictWriter writer = new();
        writer.Add("b.weight", [2, 1, 3], [1, -2, 3.5f, 4, 5, float.NaN]);
        writer.Add("a.count", [], [long.MinValue]);
        using MemoryStream stream = new();
        if (zip) writer.WriteZip(stream);
        else writer.WriteLegacy(stream);
        return stream.ToArray();
    }
}
