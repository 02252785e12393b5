using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanGate.Models;

namespace GanGate.Tests.Models;

public class StandInCheckpointTests
{
    private const string Sha256OfAllValues = "03ec2231735b314fc320e3b8d8eeca1a5eadb4b74b4398ecb1e72fccdf9cbaca";

    [TestCase("Conv2d_1a_3x3.conv.weight", 0xb233eed710c5459dUL, -0.15198445320129395, 0.12142248451709747, -0.30463364720344543)]
    [TestCase("Conv2d_1a_3x3.bn.running_var", 0x477aaf1193cc31e4UL, 0.8758095502853394, 1.1140621900558472, 1.123579978942871)]
    [TestCase("fc.bias", 0x145e200af8fe4b85UL, -0.004469740204513073, -0.0038536428473889828, -0.043987393379211426)]
    public void Its_formula_gives_the_published_check_values(string name, ulong hash, double first, double second, double third)
    {
        Assert.That(StandInCheckpoint.Fnv1a64(name), Is.EqualTo(hash));
        int[] shape = name.EndsWith(".conv.weight", StringComparison.Ordinal) ? [32, 3, 3, 3] : [32];
        Assert.That(StandInCheckpoint.Values(name, shape)[..3], Is.EqualTo(new[] { first, second, third }));
    }

    [Test]
    public void Written_and_read_back_in_both_layouts_it_is_the_checkpoint_that_made_the_golden_data([Values] bool zip)
    {
        using TemporaryFolder folder = new();
        using (FileStream stream = File.Create(folder["a.pth"]))
        {
            StandInCheckpoint.Write(stream, zip);
        }

        OrderedDictionary<string, TorchTensor> tensors = Checkpoint.Read(folder["a.pth"]);
        Assert.That(tensors.Keys, Is.EqualTo(StandInCheckpoint.Entries.Select(entry => entry.Name)));
        Assert.That(tensors.Values.Select(tensor => tensor.Shape), Is.EqualTo(StandInCheckpoint.Entries.Select(entry => entry.Shape)));

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (TorchTensor tensor in tensors.Values)
        {
            hash.AppendData(tensor.ElementType == TorchElementType.Int64
                ? MemoryMarshal.AsBytes<long>(tensor.ToArray<long>())
                : MemoryMarshal.AsBytes<float>(tensor.ToArray<float>()));
        }

        Assert.That(Convert.ToHexStringLower(hash.GetHashAndReset()), Is.EqualTo(Sha256OfAllValues));
    }
}
