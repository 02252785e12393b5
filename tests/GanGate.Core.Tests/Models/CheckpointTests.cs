using System.Text.Json;
using GanGate.Archives;
using GanGate.Models;

namespace GanGate.Tests.Models;

public class CheckpointTests
{
    [TestCase("tiny_legacy.pth", "tiny")]
    [TestCase("tiny_zip.pth", "tiny")]
    [TestCase("tiny_metadata_legacy.pth", "tiny_metadata")]
    [TestCase("tiny_metadata_zip.pth", "tiny_metadata")]
    public void Files_that_PyTorch_wrote_hold_the_expected_tensors_in_order(string file, string section)
    {
        OrderedDictionary<string, TorchTensor> tensors = Checkpoint.Read(Repository.Shared("reference", file));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Repository.Shared("reference", "tiny_expected.json")));
        JsonProperty[] expected = [.. json.RootElement.GetProperty(section).EnumerateObject()];

        Assert.That(tensors.Keys, Is.EqualTo(expected.Select(property => property.Name)));
        foreach (JsonProperty property in expected)
        {
            TorchTensor tensor = tensors[property.Name];
            JsonElement values = property.Value.GetProperty("values");
            Assert.That(tensor.ElementType.ToString().ToLowerInvariant(), Is.EqualTo(property.Value.GetProperty("dtype").GetString()));
            Assert.That(tensor.Shape, Is.EqualTo(property.Value.GetProperty("shape").EnumerateArray().Select(length => length.GetInt32())));
            Assert.That(tensor.Count, Is.EqualTo(values.GetArrayLength()));
            Assert.That(tensor.ToArray<double>(), Is.EqualTo(values.EnumerateArray().Select(Number)), property.Name);
            Assert.That(tensor.ToArray<float>(), Is.EqualTo(values.EnumerateArray().Select(value => (float)Number(value))), property.Name);
        }

        if (section == "tiny")
        {
            Assert.That(tensors["num_batches_tracked"].ToArray<long>(), Is.EqualTo(new[] { 1234567890123 }));
            Assert.That(float.IsNegative(tensors["half"].ToArray<float>()[1]), "the sign of zero is kept");
        }
    }

    [TestCase("evil.pth", "refers to posix.system")]
    [TestCase("evil_legacy.pth", "refers to posix.system")]
    [TestCase("evil_zip.pth", "refers to posix.system")]
    [TestCase("bad_truncated_legacy.pth", "cut short")]
    [TestCase("bad_truncated_zip.pth", "")]
    [TestCase("bad_bounds_zip.pth", "a tensor of the shape (300, 4) reaches element 1199 of a storage that has 12")]
    public void Hostile_and_broken_files_are_refused_without_any_effect(string file, string reason)
    {
        string path = Repository.Shared("reference", file);
        string trace = Path.Combine(Path.GetTempPath(), "PWNED");
        File.Delete(trace);
        GanGateException? error = Assert.Throws<GanGateException>(() => Checkpoint.Read(path));

        Assert.That(error?.Error, Is.EqualTo(ErrorCodes.CheckpointInvalid));
        Assert.That(error?.Message, Does.Contain(file).And.Contain(reason));
        Assert.That(File.Exists(trace), Is.False);
    }

    [Test]
    public void Both_layouts_give_back_what_was_written([Values] bool zip)
    {
        OrderedDictionary<string, TorchTensor> tensors = Read(Sample(zip));

        Assert.That(tensors.Keys, Is.EqualTo(new[] { "b.weight", "a.count", "empty" }));
        Assert.That(tensors["b.weight"].Shape, Is.EqualTo(new[] { 2, 1, 3 }));
        Assert.That(tensors["b.weight"].ToArray<float>(), Is.EqualTo(new[] { 1, -2, 3.5f, 4, 5, float.NaN }));
        Assert.That(tensors["a.count"].ToArray<long>(), Is.EqualTo(new[] { long.MinValue }));
        Assert.That(tensors["empty"].ToArray<double>(), Is.Empty);
    }

    private static IEnumerable<Func<byte[]>> Files()
    {
        yield return () => Sample(zip: false);
        yield return () => Sample(zip: true);
        yield return () => File.ReadAllBytes(Repository.Shared("reference", "tiny_legacy.pth"));
        yield return () => File.ReadAllBytes(Repository.Shared("reference", "tiny_zip.pth"));
        yield return () => File.ReadAllBytes(Repository.Shared("reference", "tiny_metadata_legacy.pth"));
    }

    [TestCaseSource(nameof(Files))]
    public void A_file_cut_at_any_length_is_refused(Func<byte[]> file)
    {
        byte[] whole = file();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.That(TryRead(whole[..length]), Is.False, $"cut at {length}");
        }

        Assert.That(TryRead(whole), Is.True);
    }

    [TestCaseSource(nameof(Files))]
    public void A_file_with_any_byte_changed_is_read_or_refused_without_great_allocations(Func<byte[]> file)
    {
        byte[] whole = file();
        for (int position = 0; position < whole.Length; position++)
        {
            foreach (byte mask in (byte[])[0x01, 0x10, 0x80, 0xFF])
            {
                byte[] changed = (byte[])whole.Clone();
                changed[position] ^= mask;
                long start = GC.GetAllocatedBytesForCurrentThread();
                TryRead(changed);
                Assert.That(GC.GetAllocatedBytesForCurrentThread() - start, Is.LessThan(1 << 20), $"byte {position} ^ {mask:x2}");
            }
        }
    }

    [Test]
    public void What_is_no_checkpoint_says_so()
    {
        Assert.That(() => Read("<!DOCTYPE html>"u8.ToArray()), Refused("none of the layouts"));
        Assert.That(() => Read([]), Refused("none of the layouts"));
        Assert.That(() => Read([0x80, 2, (byte)'N', (byte)'.']), Refused("not one of torch.save"));
        Assert.That(
            () => Checkpoint.Read(Path.Combine(Path.GetTempPath(), "no-such-file.pth")),
            Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.SourceMissing));
    }

    internal static OrderedDictionary<string, TorchTensor> Read(byte[] file) => Checkpoint.Read(FileMap.Of(file), "a.pth");

    internal static NUnit.Framework.Constraints.EqualConstraint Refused(string reason)
        => Throws.TypeOf<GanGateException>().With.Message.Contains(reason)
            .And.Property(nameof(GanGateException.Error)).EqualTo(ErrorCodes.CheckpointInvalid);

    private static bool TryRead(byte[] file)
    {
        try
        {
            foreach (TorchTensor tensor in Read(file).Values)
            {
                Assert.That(tensor.ToArray<float>(), Has.Length.EqualTo(tensor.Count));
            }

            return true;
        }
        catch (GanGateException)
        {
            return false;
        }
    }

    private static byte[] Sample(bool zip)
    {
        StateDictWriter writer = new();
        writer.Add("b.weight", [2, 1, 3], [1, -2, 3.5f, 4, 5, float.NaN]);
        writer.Add("a.count", [], [long.MinValue]);
        writer.Add("empty", [0, 3], ReadOnlySpan<float>.Empty);
        using MemoryStream stream = new();
        if (zip)
        {
            writer.WriteZip(stream);
        }
        else
        {
            writer.WriteLegacy(stream);
        }

        return stream.ToArray();
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.GetDouble()
        : value.GetString() == "inf" ? double.PositiveInfinity : double.NegativeInfinity;
}
