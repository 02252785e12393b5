using GanGate.Models;

namespace GanGate.Tests.Models;

/// <summary>Pickles of TorchScript archives, made by hand.</summary>
public class TorchModuleTests
{
    [Test]
    public void A_module_s_tensors_have_the_names_of_its_state_dict()
    {
        OrderedDictionary<string, TorchTensor> tensors = Read(pickle =>
        {
            Module(pickle, "Net", inner =>
            {
                inner.Text("training").False().SetItem();
                inner.Text("version").Integer(3).SetItem();
                inner.Text("sizes").Global("torch.jit._pickle", "build_intlist").List().Integer(1).Append().Tuple(1).Reduce().SetItem();
                Module(inner.Text("conv"), "___torch_mangle_3.Conv", conv => Tensor(conv.Text("weight"), 0).SetItem());
                inner.SetItem();
                Tensor(inner.Text("scale"), 1).SetItem();
            });
        });

        Assert.That(tensors.Keys, Is.EqualTo(new[] { "conv.weight", "scale" }));
        Assert.That(tensors["conv.weight"].ToArray<float>(), Is.EqualTo(new[] { 0f, 0 }));
    }

    [Test]
    public void A_module_that_holds_itself_is_refused() =>
        Assert.That(
            () => Read(pickle => NewModule(pickle).Store(9).Dictionary().Text("me").Recall(9).SetItem().Build()),
            CheckpointTests.Refused("hold more than any network does, or themselves"));

    [Test]
    public void A_tree_of_a_billion_paths_ends_early()
    {
        TorchModule module = new() { Attributes = [] };
        for (int level = 0; level < 30; level++) module = new TorchModule { Attributes = new() { ["a"] = module, ["b"] = module } };
        Assert.That(() => module.StateDict(), Throws.TypeOf<InvalidDataException>().With.Message.Contains("more than any network does"));
    }

    [Test]
    public void Names_that_come_together_are_refused()
    {
        TorchModule inner = new() { Attributes = new() { ["b"] = TestTensor.Of([1f], 1) } };
        TorchModule module = new() { Attributes = new() { ["a"] = inner, ["a.b"] = TestTensor.Of([2f], 1) } };
        Assert.That(() => module.StateDict(), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("it holds two entries named 'a.b'"));
    }

    [Test]
    public void Classes_of_other_modules_stay_refused()
    {
        Assert.That(() => Read(pickle => pickle.Global("os", "system").Tuple(0).Raw(0x81)), CheckpointTests.Refused("refers to os.system"));
        Assert.That(() => Read(pickle => pickle.Global("torch__", "X").Tuple(0).Raw(0x81)), CheckpointTests.Refused("refers to torch__.X"));
        Assert.That(
            () => Read(pickle => pickle.Global("collections", "OrderedDict").Tuple(0).Raw(0x81)), CheckpointTests.Refused("malformed"));
        Assert.That(() => Read(pickle => pickle.Global("__torch__", "X").Integer(1).Tuple(1).Raw(0x81)), CheckpointTests.Refused("malformed"));
        Assert.That(() => Read(pickle => pickle.Global("__torch__", "X").Tuple(0).Reduce()), CheckpointTests.Refused("malformed"));
        Assert.That(() => Read(pickle => NewModule(pickle).Dictionary().Build().Dictionary().Build()), CheckpointTests.Refused("malformed"));
    }

    /// <summary>An archive of a module with a tensor of its own and one of a module in it.</summary>
    internal static byte[] Sample() => Write(pickle => Module(pickle, "Net", inner =>
    {
        inner.Text("training").False().SetItem();
        Module(inner.Text("conv"), "___torch_mangle_3.Conv", conv => Tensor(conv.Text("weight"), 0).SetItem());
        inner.SetItem();
        Tensor(inner.Text("scale"), 1).SetItem();
    }));

    private static PicklePrinter NewModule(PicklePrinter pickle) => pickle.Global("__torch__", "Net").Tuple(0).Raw(0x81);

    private static void Module(PicklePrinter pickle, string name, Action<PicklePrinter> attributes)
    {
        pickle.Global("__torch__", name).Tuple(0).Raw(0x81).Dictionary();
        attributes(pickle);
        pickle.Build();
    }

    private static PicklePrinter Tensor(PicklePrinter pickle, int key)
    {
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Mark();
        pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text($"{key}").Text("cpu").Integer(2).TupleFromMark().PersistentLoad();
        return pickle.Integer(0).Integers([2]).Integers([1]).False().Global("collections", "OrderedDict").Tuple(0).Reduce()
            .TupleFromMark().Reduce();
    }

    private static OrderedDictionary<string, TorchTensor> Read(Action<PicklePrinter> write) => CheckpointTests.Read(Write(write));

    private static byte[] Write(Action<PicklePrinter> write)
    {
        using MemoryStream stream = new();
        PicklePrinter pickle = new PicklePrinter(stream).Start();
        write(pickle);
        pickle.Stop();
        return TorchZipLayoutTests.Zip(
            ("a/data.pkl", stream.ToArray()), ("a/data/0", new byte[8]), ("a/data/1", new byte[8]), ("a/constants.pkl", [0x80, 2, 0x29, 0x2e]));
    }
}
