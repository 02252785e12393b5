using GanGate.Archives;
using GanGate.Models;
using NUnit.Framework.Constraints;

namespace GanGate.Tests.Models;

/// <summary>Pickles made by hand, operation by operation: what a state dict may hold, and what it may not.</summary>
public class TorchUnpicklerTests
{
    [Test]
    public void A_module_s_parameters_and_metadata_are_understood()
    {
        TorchTensor tensor = (TorchTensor)Load(pickle =>
        {
            pickle.Global("torch._utils", "_rebuild_parameter");
            Tensor(pickle.Mark(), 6, 1, [2], [2]);
            pickle.True().Global("collections", "OrderedDict").Tuple(0).Reduce().TupleFromMark().Reduce();
        })!;
        Assert.That(tensor.Shape, Is.EqualTo(new[] { 2 }));

        object? dictionary = Load(pickle => pickle.Global("collections", "OrderedDict").Tuple(0).Reduce()
            .Dictionary().Text("_metadata").Dictionary().SetItem().Build());
        Assert.That(dictionary, Is.Empty, "an attribute is no entry");
    }

    [Test]
    public void Constants_of_every_width_are_understood()
    {
        Assert.That(Load(pickle => pickle.Raw((byte)'K', 200)), Is.EqualTo(200L));
        Assert.That(Load(pickle => pickle.Raw((byte)'M', 1, 2)), Is.EqualTo(513L));
        Assert.That(Load(pickle => pickle.Integer(-5)), Is.EqualTo(-5L));
        Assert.That(Load(pickle => pickle.LongInteger([])), Is.Zero);
        Assert.That(Load(pickle => pickle.LongInteger([0xFE])), Is.EqualTo(-2L));
        Assert.That(Load(pickle => pickle.LongInteger([0, 0, 0, 0, 0, 0, 0, 0, 1])), Is.EqualTo((Int128)1 << 64));
        Assert.That(Load(pickle => pickle.Raw([(byte)'G', .. BitConverter.GetBytes(-2.5).Reverse()])), Is.EqualTo(-2.5));
        Assert.That(Load(pickle => pickle.Raw((byte)'U', 2, (byte)'a', (byte)'b')), Is.EqualTo("ab"));
        Assert.That(Load(pickle => pickle.Raw(0x95, 0, 0, 0, 0, 0, 0, 0, 0).Raw(0x8c, 1, (byte)'c').Raw(0x94).Tuple(0).Tuple(2)),
            Is.EqualTo(new object[] { "c", Array.Empty<object>() }));
    }

    [Test]
    public void Every_other_name_and_operation_is_refused()
    {
        Assert.That(
            () => Load(pickle => pickle.Global("builtins", "eval")),
            Refused("refers to builtins.eval, which a state dict does not need; nothing was executed"));
        Assert.That(() => Load(pickle => pickle.Text("os").Text("system").Raw(0x93)), Refused("refers to os.system"));
        Assert.That(() => Load(pickle => pickle.Global("torch", "FloatStorage").Tuple(0).Reduce()), Refused("malformed"));
        Assert.That(() => Load(pickle => pickle.Global("collections", "OrderedDict").Integer(1).Tuple(1).Reduce()), Refused("not known"));

        // INST, OBJ, NEWOBJ_EX, EXT1, EXT2, EXT4, PERSID, DUP, POP, POP_MARK, INT, and one that does not exist.
        foreach (byte code in (byte[])[.. "io\x92\x82\x83\x84P201I\xff".Select(character => (byte)character)])
        {
            Assert.That(() => Load(pickle => pickle.None().Raw(code)), Refused($"operation 0x{code:x2}"));
        }
    }

    [TestCase(0, new[] { 3, 2 }, new[] { 2, 1 }, null)]
    [TestCase(1, new[] { 3, 2 }, new[] { 2, 1 }, "reaches element 6")]
    [TestCase(5, new[] { 1 }, new[] { 1 }, null)]
    [TestCase(6, new[] { 1 }, new[] { 1 }, "reaches element 6")]
    [TestCase(6, new[] { 0, 9 }, new[] { 9, 1 }, null)]
    [TestCase(-1, new[] { 1 }, new[] { 1 }, "impossible")]
    [TestCase(0, new[] { -1 }, new[] { 1 }, "impossible")]
    [TestCase(0, new[] { 2 }, new[] { -1 }, "impossible")]
    [TestCase(0, new[] { 2 }, new int[0], "impossible")]
    [TestCase(0, new[] { 7 }, new[] { 0 }, "repeats")]
    [TestCase(0, new[] { 7, 1, 1, 1, 1, 1, 1, 1 }, new[] { 1, 1, 1, 1, 1, 1, 1, 1 }, "shape (7, 1, 1, 1, 1, 1, 1, 1) reaches")]
    [TestCase(0, new[] { 7, 1, 1, 1, 1, 1, 1, 1, 1 }, new[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "shape (7, 1, 1, 1, 1, 1, 1, 1, ...) reaches")]
    [TestCase(0, new[] { int.MaxValue, int.MaxValue, int.MaxValue }, new[] { 0, 0, 0 }, "repeats")]
    [TestCase(0, new[] { int.MaxValue, int.MaxValue, int.MaxValue }, new[] { int.MaxValue, int.MaxValue, 1 }, "reaches element")]
    public void A_view_must_lie_within_its_storage_and_repeat_nothing(int offset, int[] shape, int[] strides, string? reason)
    {
        Assert.That(() => Load(pickle => Tensor(pickle, 6, offset, shape, strides)), reason is null ? Throws.Nothing : Refused(reason));
    }

    [Test]
    public void A_tuple_too_long_for_a_shape_is_refused_before_it_is_copied()
    {
        Assert.That(() => Load(pickle => Tensor(pickle, 6, 0, new int[64], new int[64])), Throws.Nothing);
        Assert.That(() => Load(pickle => Tensor(pickle, 6, 0, new int[65], new int[65])), Refused("more than 64 dimensions"));
    }

    [Test]
    public void A_storage_is_described_in_one_way_only()
    {
        Assert.That(
            () => Load(pickle =>
            {
                Storage(pickle, 6);
                Storage(pickle, 7);
                pickle.Tuple(2);
            }),
            Refused("'key' in two ways"));
        Assert.That(() => Load(pickle => Storage(pickle, -1)), Refused("not known"));
        Assert.That(() => Load(pickle => pickle.Text("module").Tuple(1).PersistentLoad()), Refused("not known"));
    }

    [Test]
    public void Deep_nesting_and_cycles_are_harmless()
    {
        Assert.That(
            Load(pickle =>
            {
                for (int i = 0; i < 300_000; i++)
                {
                    _ = i == 0 ? pickle.List() : pickle.Tuple(1);
                }
            }),
            Is.TypeOf<object[]>());

        List<object?> cycle = (List<object?>)Load(pickle => pickle.List().Store(0).Recall(0).Append())!;
        Assert.That(cycle[0], Is.SameAs(cycle));
    }

    [Test]
    public void A_pickle_of_a_million_operations_is_refused()
    {
        byte[] dictionaries = [.. Enumerable.Repeat((byte)'}', 1_000_001)];
        Assert.That(() => Load(pickle => pickle.Raw(dictionaries)), Refused("more than 1000000 operations"));
    }

    [Test]
    public void An_operation_without_its_operands_is_refused()
    {
        Action<PicklePrinter>[] broken =
        [
            pickle => { },
            pickle => pickle.Mark(),
            pickle => pickle.None().None(),
            pickle => pickle.None().Mark(),
            pickle => pickle.None().Mark().Tuple(1).TupleFromMark(),
            pickle => pickle.TupleFromMark(),
            pickle => pickle.Recall(7),
            pickle => pickle.Store(7),
            pickle => pickle.None().Append(),
            pickle => pickle.Dictionary().Integer(1).None().SetItem(),
            pickle => pickle.List().Text("a").None().SetItem(),
            pickle => pickle.Dictionary().Mark().Text("a").Raw((byte)'u'),
            pickle => pickle.Dictionary().None().Build(),
            pickle => pickle.List().Dictionary().Build(),
            pickle => pickle.Raw((byte)'X', 255, 255, 255, 255),
            pickle => pickle.Raw((byte)'X', 1, 0, 0, 0, 0xFF),
            pickle => pickle.Raw([0x8a, 255, .. new byte[255]]),
            pickle => pickle.Global(new string('a', 300), "b"),
        ];
        Assert.Multiple(() =>
        {
            for (int i = 0; i < broken.Length; i++)
            {
                Assert.That(() => Load(broken[i]), Throws.TypeOf<InvalidDataException>(), $"case {i}");
            }
        });
    }

    [Test]
    public void What_is_wrong_is_said()
    {
        Assert.That(() => Load(pickle => pickle.Raw((byte)'X', 9, 0, 0, 0)), Refused("the file is cut short within its pickle"));
        Assert.That(() => Load(pickle => pickle.Raw((byte)'X', 1, 0, 0, 0, 0xFF)), Refused("its pickle holds text that is not UTF-8"));
        Assert.That(() => Load(pickle => pickle.LongInteger(new byte[17])), Refused("its pickle holds an integer of more than 128 bits"));
        Assert.That(
            () => Load(pickle => pickle.Dictionary().Integer(1).None().SetItem()), Refused("a dictionary has keys that are no text"));
        Assert.That(() => Load(pickle => pickle.None().None()), Refused("its pickle is malformed"));
        Assert.That(() => TorchUnpickler.Load(new MemoryStream(), []), Refused("the file is cut short within its pickle"));
    }

    [Test]
    public void The_memo_and_containers_of_every_width_are_understood()
    {
        // STACK_GLOBAL, MEMOIZE twice, BINGET; LONG_BINPUT and LONG_BINGET; APPENDS and SETITEMS.
        Assert.That(
            Load(pickle => pickle.Text("a").Raw(0x94).Text("b").Raw(0x94).Recall(0).Recall(1).Raw((byte)0x87).Tuple(2)),
            Is.EqualTo(new object[] { "a", new object[] { "b", "a", "b" } }));
        Assert.That(
            Load(pickle => pickle.Integer(7).Raw((byte)'r', 0, 1, 0, 0).Raw((byte)'j', 0, 1, 0, 0).Tuple(2)),
            Is.EqualTo(new object[] { 7L, 7L }));
        Assert.That(
            () => Load(pickle => pickle.Integer(7).Raw((byte)'r', 0, 1, 0, 0).Raw((byte)'j', 0, 0, 0, 0).Tuple(2)), Refused("malformed"));
        Assert.That(Load(pickle => pickle.List().Mark().Integer(1).Integer(2).Raw((byte)'e')), Is.EqualTo(new List<object?> { 1L, 2L }));
        OrderedDictionary<string, object?> pairs = (OrderedDictionary<string, object?>)Load(
            pickle => pickle.Dictionary().Mark().Text("a").True().Text("b").False().Raw((byte)'u'))!;
        Assert.That(pairs.Keys, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(pairs.Values, Is.EqualTo(new object[] { true, false }));
        Assert.That(Load(pickle => pickle.None().Tuple(1)), Is.EqualTo(new object?[] { null }));
    }

    [Test]
    public void Integers_of_128_bits_keep_their_sign_and_all_their_bits()
    {
        Assert.That(Load(pickle => pickle.LongInteger([0x7F])), Is.EqualTo(127L));
        Assert.That(Load(pickle => pickle.LongInteger([0x80])), Is.EqualTo(-128L));
        Assert.That(Load(pickle => pickle.LongInteger([.. Enumerable.Repeat((byte)0xFF, 15), 0x7F])), Is.EqualTo(Int128.MaxValue));
        Assert.That(Load(pickle => pickle.LongInteger([.. new byte[15], 0x80])), Is.EqualTo(Int128.MinValue));
    }

    [Test]
    public void A_name_may_have_255_characters_and_a_long_one_is_shown_in_part()
    {
        string longest = new('a', 255);

        Assert.That(() => Load(pickle => pickle.Global(longest, "b")), Refused($"it refers to {longest}.,"));
        Assert.That(() => Load(pickle => pickle.Global(longest + "a", "b")), Refused("malformed"));
        Assert.That(
            () => Load(pickle => pickle.Text("os").Text(new string('b', 300)).Raw(0x93)),
            Refused($"it refers to os.{new string('b', 253)}, which"));
    }

    [Test]
    public void A_pickle_of_exactly_a_million_operations_is_read()
    {
        Assert.That(Load(Nested(999_997)) is object[], Is.True);
        Assert.That(() => Load(Nested(999_998)), Refused("its pickle has more than 1000000 operations, far more than a state dict needs"));

        static Action<PicklePrinter> Nested(int depth) => pickle => pickle.Raw([(byte)'N', .. Enumerable.Repeat((byte)0x85, depth)]);
    }

    [TestCase("HalfStorage", TorchElementType.Float16, 2)]
    [TestCase("BFloat16Storage", TorchElementType.BFloat16, 2)]
    [TestCase("FloatStorage", TorchElementType.Float32, 4)]
    [TestCase("DoubleStorage", TorchElementType.Float64, 8)]
    [TestCase("CharStorage", TorchElementType.Int8, 1)]
    [TestCase("ByteStorage", TorchElementType.UInt8, 1)]
    [TestCase("BoolStorage", TorchElementType.Bool, 1)]
    [TestCase("ShortStorage", TorchElementType.Int16, 2)]
    [TestCase("IntStorage", TorchElementType.Int32, 4)]
    [TestCase("LongStorage", TorchElementType.Int64, 8)]
    public void A_storage_of_every_type_takes_what_its_elements_take(string name, object type, int size)
    {
        TorchStorage storage = (TorchStorage)
            Load(pickle => pickle.Mark().Text("storage").Global("torch", name).Text("key").Text("cpu").Integer(6)
            .TupleFromMark().PersistentLoad())!;

        Assert.That(storage.Type, Is.EqualTo(type));
        FileMap file = FileMap.Of(new byte[6 * size]);
        Assert.That(() => storage.Fill(file, 0, 6 * size - 1), Refused($"a storage of 6 elements is followed by {6 * size - 1} bytes"));
        Assert.That(storage.IsFilled, Is.False);
        storage.Fill(file, 0, 6 * size);
        Assert.That(storage.Bytes.Length, Is.EqualTo(6 * size));
        Assert.That(storage.IsFilled, Is.True);
        Assert.That(
            () => new TorchStorage(storage.Type, Array.MaxLength / size + 1L).Fill(file, 0, long.MaxValue),
            Refused("elements is larger than 2 GB"));
    }

    private static void Tensor(PicklePrinter pickle, int storageCount, int offset, int[] shape, int[] strides)
    {
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Mark();
        Storage(pickle, storageCount);
        pickle.Integer(offset).Integers(shape).Integers(strides).False().Dictionary().TupleFromMark().Reduce();
    }

    private static void Storage(PicklePrinter pickle, int count)
        => pickle.Mark().Text("storage").Global("torch", "FloatStorage").Text("key").Text("cpu").Integer(count)
            .TupleFromMark().PersistentLoad();

    private static object? Load(Action<PicklePrinter> write)
    {
        using MemoryStream stream = new();
        PicklePrinter pickle = new(stream);
        write(pickle.Start());
        pickle.Stop();
        stream.Position = 0;
        return TorchUnpickler.Load(stream, []);
    }

    private static IResolveConstraint Refused(string reason) => Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason);
}
