using System.Security.Cryptography;
using GanGate.Models;
using NUnit.Framework.Constraints;

namespace GanGate.Tests.Models;

/// <summary>Public files that lie in packages: what a restore has left on this machine, and what only a feed has.</summary>
public sealed class RestoredModelTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3, 4], NeededContent = [5, 6];
    private static readonly PublicModel Needed = Packed("small-mean", "mean.onnx", NeededContent);
    private static readonly PublicModel Small = Packed("small", "small.onnx", Content) with { Needs = [Needed] };

    private readonly TemporaryFolder _folder = new();

    private ModelStore Store => new(_folder["store"], Small, Needed) { Restored = [_folder["nothing"], _folder["restored"]] };

    public void Dispose() => _folder.Dispose();

    [SetUp]
    public void Restore()
    {
        Write("restored/small.onnx", Content);
        Write("restored/mean.onnx", NeededContent);
        if (Directory.Exists(_folder["store"])) Directory.Delete(_folder["store"], recursive: true);
    }

    [Test]
    public async Task A_restored_file_is_used_where_it_lies_and_never_removed()
    {
        Assert.That(Store.Resolve("small").Path, Is.EqualTo(_folder["restored/small.onnx"]));
        Assert.That(Store.Has(Small));
        Assert.That((await Store.FetchAsync("small")).Path, Is.EqualTo(_folder["restored/small.onnx"]), "it is here");
        Assert.That(await Store.RemoveAsync("small"), Is.False);
        Assert.That(File.Exists(_folder["restored/small.onnx"]));
    }

    [Test]
    public async Task What_is_in_the_store_comes_first()
    {
        StoredModel imported = await Store.ImportAsync(_folder["restored/small.onnx"]);

        Assert.That(Store.Resolve("small"), Is.EqualTo(imported));
    }

    [Test]
    public void A_restored_file_with_another_content_is_refused()
    {
        Write("restored/small.onnx", [4, 3, 2, 1]);

        Assert.That(() => Store.Resolve("small"), Fails(ErrorCodes.ModelCorrupt).And.Message.Contains(_folder["restored/small.onnx"]));
    }

    [Test]
    public void A_file_without_the_one_that_it_needs_is_not_enough()
    {
        File.Delete(_folder["restored/mean.onnx"]);

        Assert.That(() => Store.Resolve("small"), Fails(ErrorCodes.ModelMissing).And.Message.Contains("small-mean"));
        Assert.That((Store.Has(Small), Store.Has(Needed)), Is.EqualTo((false, false)));
    }

    [Test]
    public void Where_it_is_missing_the_package_is_named()
    {
        File.Delete(_folder["restored/small.onnx"]);
        static Constraint Said() => Fails(ErrorCodes.ModelMissing)
            .And.Message.Contains("ModelStore.FetchAsync").And.Message.Contains("tools/small.onnx of the package A.Package 1.0.0");

        Assert.That(() => Store.Resolve("small"), Said());
        Assert.That(() => Store.FetchAsync("small"), Said(), "the library alone asks no feed");
    }

    [Test]
    public void The_network_of_resnet18_is_that_of_its_package()
    {
        // By `sha256sum` of the package that nuget.org serves.
        Assert.That(PublicModel.ResNet18.Sha256, Does.StartWith("e2552f19"));
        Assert.That(PublicModel.ResNet18.Needs.Single().Sha256, Does.StartWith("84bf8def"));
        Assert.That(PublicModel.ResNet18.Package, Is.EqualTo(
            new PackageFile("Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx")));
    }

    private static PublicModel Packed(string name, string file, byte[] content) =>
        new(name, file, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)), [])
        {
            Package = new PackageFile("A.Package", "1.0.0", "tools/" + file),
        };

    private static Constraint Fails(ErrorCode code) =>
        Throws.TypeOf<GanGateException>().With.Property(nameof(GanGateException.Error)).EqualTo(code);

    private void Write(string name, byte[] content) => File.WriteAllBytes(_folder[name], content);
}
