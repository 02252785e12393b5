using System.Security.Cryptography;
using GanGate.Models;
using NUnit.Framework.Constraints;

namespace GanGate.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private static readonly byte[] PublicContent = [1, 2, 3, 4];
    private static readonly PublicModel Public =
        new("inception", "public.pth", 4, HashOf(PublicContent), [new Uri("https://models.invalid/public.pth")]);

    private TemporaryFolder _folder = new();

    private ModelStore Store => new(_folder["store"], Public);

    [SetUp]
    public void MakeFolder()
    {
        _folder.Dispose();
        _folder = new TemporaryFolder();
    }

    public void Dispose() => _folder.Dispose();

    [Test]
    public void The_public_inception_file_is_the_published_one()
    {
        // As both projects publish it; the start of the hash is part of the name they gave it.
        Assert.That(PublicModel.Inception.Size, Is.EqualTo(95_628_359));
        Assert.That(PublicModel.Inception.Sha256, Does.StartWith("6726825d").And.Length.EqualTo(64));
        Assert.That(PublicModel.Inception.Sources, Has.Count.EqualTo(2).And.All.Property(nameof(Uri.Scheme)).EqualTo("https"));
    }

    [Test]
    public async Task The_public_file_is_imported_by_its_content_whatever_it_is_called()
    {
        StoredModel model = await Store.ImportAsync(Write("downloaded (1).bin", PublicContent));
        Assert.That(File.ReadAllBytes(model.Path), Is.EqualTo(PublicContent));
        Assert.That((model.Name, model.Sha256), Is.EqualTo((Public.Name, Public.Sha256)));
        Assert.That(Store.Resolve(), Is.EqualTo(model));
        Assert.That(Store.Resolve("Inception"), Is.EqualTo(model));
    }

    [TestCase(null, new byte[] { 1, 2, 3 }, "it has 3 bytes instead of 4")]
    [TestCase("inception", new byte[] { 1, 2, 3, 5 }, "its SHA-256 is ")]
    [TestCase("INCEPTION", new byte[] { 1, 2, 3, 5 }, "its SHA-256 is ")]
    public void Other_content_never_gets_the_public_name(string? name, byte[] content, string reason)
    {
        string file = Write("other.pth", content);
        Assert.That(
            () => Store.ImportAsync(file, name),
            Fails(ErrorCodes.ModelCorrupt).And.Message.Contains(reason).And.Message.Contains($"ModelStore.ImportAsync(\"{file}\", \"NAME\")"));
        Assert.That(Store.List(), Is.Empty);
    }

    [Test]
    public async Task Other_weights_are_kept_under_their_name_and_their_own_hash()
    {
        StoredModel model = await Store.ImportAsync(Write("tuned.pth", [9, 9]), "chest-x.ray_2");
        Assert.That((model.Name, model.Size, model.Sha256), Is.EqualTo(("chest-x.ray_2", 2L, HashOf([9, 9]))));
        Assert.That(Store.Resolve("Chest-X.ray_2"), Is.EqualTo(model));
        Assert.That(() => Store.Resolve(), Fails(ErrorCodes.ModelMissing), "they are not the public ones");
    }

    [Test]
    public async Task The_list_shows_the_public_file_first_and_then_names_in_order()
    {
        await Store.ImportAsync(Write("b.pth", [1]), "b");
        await Store.ImportAsync(Write("a.pth", [2]), "A");
        await Store.ImportAsync(Write("p.pth", PublicContent));
        File.WriteAllText(Path.Combine(_folder["store"], "models", "stray.pth"), "not ours");
        Assert.That(Store.List().Select(model => model.Name), Is.EqualTo(new[] { "inception", "A", "b" }));
    }

    [Test]
    public async Task Several_public_files_are_told_apart_by_their_content_and_their_names()
    {
        PublicModel other = new("dinov2-vits14", "vits14.pth", 2, HashOf([7, 8]), [new Uri("https://models.invalid/vits14.pth")]) { Network = "DINOv2" };
        ModelStore store = new(_folder["store"], Public, other);

        Assert.That(
            () => store.Resolve("DINOv2-ViTS14"),
            Fails(ErrorCodes.ModelMissing).And.Message.Contains("the DINOv2 weights are not on this machine")
                .And.Message.Contains("ModelStore.FetchAsync(\"dinov2-vits14\")"));
        StoredModel model = await store.ImportAsync(Write("whatever", [7, 8]));

        Assert.That((model.Name, Path.GetFileName(model.Path)), Is.EqualTo(("dinov2-vits14", "vits14.pth")));
        Assert.That(store.Resolve("dinov2-vits14"), Is.EqualTo(model));
        Assert.That(store.HashOfWeights("inception"), Is.EqualTo(Public.Sha256), "known without the file");
        Assert.That(
            () => store.ImportAsync(Write("a.pth", [7, 8]), "inception"),
            Fails(ErrorCodes.ModelCorrupt).And.Message.Contains("is not the public file public.pth"));
        Assert.That(() => store.ImportAsync(Write("b.pth", [9])), Fails(ErrorCodes.ModelCorrupt).And.Message.Contains("is not one of the public files"));
        Assert.That(
            () => store.ImportAsync(Write("VITS14.pth", [9])),
            Fails(ErrorCodes.ModelCorrupt).And.Message.Contains("is not the public file vits14.pth: it has 1 bytes instead of 2"));
        Assert.That(
            () => store.FetchAsync("nosuch"),
            Fails(ErrorCodes.ModelMissing).And.Message.EqualTo("no public weights are called 'nosuch'; there are inception, dinov2-vits14"));
    }

    [TestCase("tuned.safetensors", "m.safetensors")]
    [TestCase("tuned.PT", "m.pt")]
    [TestCase("tuned.onnx", "m.onnx")]
    [TestCase("tuned", "m.pth")]
    public async Task A_file_keeps_its_kind_in_the_store(string file, string kept)
    {
        StoredModel model = await Store.ImportAsync(Write(file, [5]), "m");
        Assert.That(Path.GetFileName(model.Path), Is.EqualTo($"{HashOf([5])}.{kept}"));
        Assert.That(Store.List(), Is.EqualTo(new[] { model }));
    }

    [Test]
    public void The_public_files_are_known_by_distinct_names_and_whole_hashes()
    {
        Assert.That(PublicModel.All.Select(model => model.Name), Is.Unique.And.Member("dinov2-vitl14"));
        Assert.That(PublicModel.All.Select(model => model.FileName), Is.Unique);
        Assert.That(PublicModel.All.Select(model => model.Sha256), Is.Unique.And.All.Length.EqualTo(64));
        Assert.That(PublicModel.All.SelectMany(model => model.Sources).Select(source => source.Scheme), Is.All.EqualTo("https"));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("-x")]
    [TestCase("../up")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("a b")]
    [TestCase("x.pth")]
    [TestCase("x.PTH")]
    [TestCase("ä")]
    [TestCase("a\0")]
    public void A_name_that_is_none_is_refused(string name)
    {
        string file = Write("w.pth", [1]);
        Assert.That(() => Store.ImportAsync(file, name), Fails(ErrorCodes.Usage).And.Message.Contains("cannot be a name"));
        Assert.That(() => Store.ImportAsync(file, new string('a', 65)), Fails(ErrorCodes.Usage));
    }

    [Test]
    public async Task A_name_keeps_its_content_until_it_is_removed()
    {
        StoredModel first = await Store.ImportAsync(Write("w.pth", [1]), "w");
        Assert.That(await Store.ImportAsync(Write("same.pth", [1]), "W"), Is.EqualTo(first));
        string other = Write("other.pth", [2]);
        Assert.That(() => Store.ImportAsync(other, "W"), Fails(ErrorCodes.Usage).And.Message.Contains("ModelStore.RemoveAsync(\"w\")"));

        Assert.That(await Store.RemoveAsync("W"), Is.True);
        Assert.That(await Store.RemoveAsync("W"), Is.False);
        Assert.That((await Store.ImportAsync(other, "W")).Sha256, Is.EqualTo(HashOf([2])));
    }

    [Test]
    public void Weights_that_fail_their_check_leave_nothing_behind()
    {
        string file = Write("w.pth", [1]);
        GanGateException refusal = new(ErrorCodes.CheckpointInvalid, "no checkpoint");
        Assert.That(
            () => Store.ImportAsync(file, "w", path => throw (path == file ? refusal : new AssertionException(path))),
            Throws.Exception.SameAs(refusal));
        Assert.That(Store.List(), Is.Empty);
    }

    [Test]
    public async Task Removing_the_public_file_removes_an_unfinished_download_too()
    {
        await Store.ImportAsync(Write("p.pth", PublicContent));
        string partial = Path.Combine(_folder["store"], "models", "public.pth.part");
        File.WriteAllText(partial, "12");
        Assert.That(await Store.RemoveAsync(), Is.True);
        Assert.That(File.Exists(partial), Is.False);
        Assert.That(Store.List(), Is.Empty);
    }

    [TestCase(null, new byte[] { 1, 2, 3 }, "it has 3 bytes instead of 4", "ModelStore.FetchAsync")]
    [TestCase(null, new byte[] { 1, 2, 3, 5 }, "its SHA-256 is ", "ModelStore.FetchAsync")]
    [TestCase("w", new byte[] { 7 }, "its SHA-256 is ", "ModelStore.ImportAsync(\"<file.pth>\", \"w\")")]
    public async Task Damaged_files_are_not_handed_out(string? name, byte[] damage, string reason, string command)
    {
        StoredModel model = await Store.ImportAsync(Write("f.pth", PublicContent), name);
        Assert.That(() => Store.Verify(model), Throws.Nothing);
        File.WriteAllBytes(model.Path, damage);
        Assert.That(
            () => Store.Resolve(name), Fails(ErrorCodes.ModelCorrupt).And.Message.Contains(reason).And.Message.Contains(command));
        Assert.That(() => Store.Verify(Store.List().Single()), Fails(ErrorCodes.ModelCorrupt));
    }

    [Test]
    public void What_is_missing_says_which_command_to_run()
    {
        Assert.That(() => Store.Resolve(), Fails(ErrorCodes.ModelMissing)
            .And.Message.Contains("ModelStore.FetchAsync").And.Message.Contains("ModelStore.ImportAsync(\"public.pth\")"));
        Assert.That(
            () => Store.Resolve("mine"),
            Fails(ErrorCodes.ModelMissing).And.Message.Contains("ModelStore.ImportAsync(\"<file.pth>\", \"mine\")"));
        Assert.That(() => Store.Resolve("no/such"), Fails(ErrorCodes.ModelMissing).And.Message.Contains("'no/such' does not exist"));
        Assert.That(() => Store.ImportAsync(_folder["none.pth"]), Fails(ErrorCodes.SourceMissing));
    }

    [Test]
    public void A_path_is_used_where_it_lies_under_its_own_hash()
    {
        string file = Write("loose.pth", [5, 6]);
        Assert.That(Store.Resolve(file), Is.EqualTo(new StoredModel(file, file, 2, HashOf([5, 6]))));
        Assert.That(Directory.Exists(_folder["store"]), Is.False, "looking needs no store");
    }

    private static Constraint Fails(ErrorCode code)
        => Throws.TypeOf<GanGateException>().With.Property("Error").EqualTo(code);

    [Test]
    public async Task Weights_are_read_once_as_long_as_their_size_and_time_stay()
    {
        StoredModel model = await Store.ImportAsync(Write("tuned.pth", [9, 9]), "tuned");
        DateTime written = DateTime.UtcNow.AddHours(-1);
        File.SetLastWriteTimeUtc(model.Path, written);
        Assert.That(Store.Resolve("tuned"), Is.EqualTo(model));

        // Nothing but the content tells, so that only those who read it see the damage.
        File.WriteAllBytes(model.Path, [9, 8]);
        File.SetLastWriteTimeUtc(model.Path, written);
        Assert.That(Store.Resolve("tuned"), Is.EqualTo(model));
        Assert.That(() => Store.Verify(model), Throws.TypeOf<GanGateException>().With.Message.Contains("is damaged"));

        File.SetLastWriteTimeUtc(model.Path, written.AddSeconds(1));
        Assert.That(() => Store.Resolve("tuned"), Throws.TypeOf<GanGateException>().With.Message.Contains("is damaged"));
    }

    [Test]
    public void Weights_outside_the_store_that_were_written_just_now_are_read_again()
    {
        string file = Write("new.pth", [5, 6]);
        Assert.That(Store.Resolve(file).Sha256, Is.EqualTo(HashOf([5, 6])));
        DateTime written = File.GetLastWriteTimeUtc(file);
        File.WriteAllBytes(file, [6, 5]);
        File.SetLastWriteTimeUtc(file, written);
        Assert.That(Store.Resolve(file).Sha256, Is.EqualTo(HashOf([6, 5])));
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[name], content);
        return _folder[name];
    }
}
