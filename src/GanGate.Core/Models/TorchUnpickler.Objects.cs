namespace GanGate.Models;

/// <content>The operations that, in Python, import and call things: here they only ever make storages, tensors, dictionaries and modules.</content>
internal sealed partial class TorchUnpickler
{
    /// <summary>What a pickle may call, under Python's names.</summary>
    private enum Function
    {
        OrderedDictionary,
        RebuildTensor,
        RebuildParameter,

        /// <summary>Of TorchScript: a list with the type of its elements.</summary>
        BuildList,

        /// <summary>Of TorchScript: a value, and the type that it is to have.</summary>
        RestoreType,
    }

    /// <summary>The class of a TorchScript module, which is code and stays out.</summary>
    private sealed class ModuleClass
    {
        public static readonly ModuleClass Any = new();
    }

    private void Construct(byte code)
    {
        switch ((char)code)
        {
            case '\x80':
                ReadByte(); // The protocol; what its operations are decides.
                break;
            case '\x95':
                ReadBytes(8); // The length of a frame, of use to nobody who reads on demand.
                break;
            case 'c':
                Push(Resolve(ReadLine(), ReadLine()));
                break;
            case '\x93':
                object?[] names = PopMany(2);
                Push(names is [string module, string name] ? Resolve(module, name) : throw Malformed());
                break;
            case 'Q':
                Push(NameStorage(Pop() as object?[]));
                break;
            case 'R':
                object?[] call = PopMany(2);
                Push(call is [Function function, object?[] arguments] ? Call(function, arguments) : throw Malformed());
                break;
            case '\x81':
                Push(PopMany(2) is [ModuleClass, object?[] and []] ? new TorchModule() : throw Malformed());
                break;
            case 'b':
                SetAttributes(Pop());
                break;
            default:
                throw Unneeded($"uses the operation 0x{code:x2}");
        }
    }

    private static object Resolve(string module, string name) => $"{module}.{name}" switch
    {
        "collections.OrderedDict" => Function.OrderedDictionary,
        "torch._utils._rebuild_tensor_v2" => Function.RebuildTensor,
        "torch._utils._rebuild_parameter" => Function.RebuildParameter,
        "torch.jit._pickle.build_intlist" or "torch.jit._pickle.build_tensorlist" or "torch.jit._pickle.build_doublelist"
            or "torch.jit._pickle.build_boollist" => Function.BuildList,
        "torch.jit._pickle.restore_type_tag" => Function.RestoreType,
        "torch.FloatStorage" => TorchElementType.Float32,
        "torch.DoubleStorage" => TorchElementType.Float64,
        "torch.HalfStorage" => TorchElementType.Float16,
        "torch.BFloat16Storage" => TorchElementType.BFloat16,
        "torch.LongStorage" => TorchElementType.Int64,
        "torch.IntStorage" => TorchElementType.Int32,
        "torch.ShortStorage" => TorchElementType.Int16,
        "torch.CharStorage" => TorchElementType.Int8,
        "torch.ByteStorage" => TorchElementType.UInt8,
        "torch.BoolStorage" => TorchElementType.Bool,
        string script when script.StartsWith(ModulePrefix, StringComparison.Ordinal) => ModuleClass.Any,
        string other => throw Unneeded($"refers to {(other.Length > LongestName ? other[..LongestName] : other)}"),
    };

    private TorchStorage NameStorage(object?[]? identity)
    {
        // The legacy layout adds a view, which PyTorch has not written since 0.4.
        if (identity is not ["storage", TorchElementType type, string key, string, long count, .. object?[] view]
            || count < 0 || view is not ([] or [null]))
        {
            throw new InvalidDataException("it names a storage in a way that is not known");
        }

        if (!_storages.TryGetValue(key, out TorchStorage? storage))
        {
            storage = new TorchStorage(type, count);
            _storages.Add(key, storage);
        }

        return storage.Type == type && storage.Count == count
            ? storage
            : throw new InvalidDataException($"it describes its storage '{key}' in two ways");
    }

    // The arguments passed over say whether a gradient is needed, and what is called when there is one.
    private static object Call(Function function, object?[] arguments) => (function, arguments) switch
    {
        (Function.OrderedDictionary, []) => new OrderedDictionary<string, object?>(),
        (Function.RebuildTensor, [TorchStorage storage, long offset, object?[] shape, object?[] strides, bool, _])
            => new TorchTensor(storage, offset, Integers(shape), Integers(strides)),
        (Function.RebuildParameter, [TorchTensor tensor, bool, _]) => tensor,
        (Function.BuildList, [List<object?> list]) => list,
        (Function.RestoreType, [object value, string]) => value,
        _ => throw new InvalidDataException("it builds an object in a way that is not known"),
    };

    // One long tuple may be used a million times over.
    private static long[] Integers(object?[] values)
        => values.Length <= TorchTensor.MostDimensions
            ? [.. values.Select(value => value as long? ?? throw Malformed())]
            : throw new InvalidDataException($"a tensor has more than {TorchTensor.MostDimensions} dimensions");

    // A state dict carries the versions of its layers as an attribute, _metadata; the tensors do not depend on it.
    private void SetAttributes(object? attributes)
    {
        if (attributes is not OrderedDictionary<string, object?> dictionary) throw Malformed();
        switch (Peek())
        {
            case TorchModule { Attributes: null } module:
                module.Attributes = dictionary;
                break;
            case OrderedDictionary<string, object?>:
                break;
            default:
                throw Malformed();
        }
    }

    private static InvalidDataException Unneeded(string use) => new($"it {use}, which a state dict does not need; nothing was executed");

    private string ReadLine()
    {
        Span<char> line = stackalloc char[LongestName];
        for (int length = 0; length < line.Length; length++)
        {
            byte value = ReadByte();
            if (value == '\n')
            {
                return line[..length].ToString();
            }

            line[length] = (char)value;
        }

        throw Malformed();
    }
}
