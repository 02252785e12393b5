namespace GanGate.Archives;

/// <summary>
/// Finds the files in which an .onnx file keeps weights outside itself (external_data of its tensors), passing over all else in it. Field
/// numbers are those of ONNX's public format description (onnx.proto); the build's task reads models with this too.
/// </summary>
internal sealed class OnnxWeights
{
    // Protocol buffers' own readers stop at 100 messages in each other.
    private const int Deepest = 200;

    private const int Elsewhere = 1;

    private readonly ProtoReader _file;
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    private OnnxWeights(Stream file) => _file = new ProtoReader(file);

    private enum Message
    {
        Other,
        Model,
        Function,
        Graph,
        Node,
        Attribute,
        SparseTensor,
        Tensor,
    }

    /// <summary>The files that a model names, relative to its folder, each once and in ordinal order; of a damaged model those before the damage.</summary>
    /// <param name="model">An .onnx file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> NamedIn(string model)
    {
        using FileStream file = new(model, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        OnnxWeights weights = new(file);
        try
        {
            weights.Read(Message.Model, file.Length, depth: 0);
        }
        catch (InvalidDataException)
        {
            // Whoever opens the model says it better.
        }

        return [.. weights._names];
    }

    /// <summary>Where a file lies that a model names; null where that is not in the model's folder or below it.</summary>
    public static string? PathOf(string model, string name)
    {
        if (name.Length == 0 || name.IndexOfAny(Path.GetInvalidPathChars()) >= 0 || Path.IsPathRooted(name)) return null;
        string folder = Path.GetDirectoryName(Path.GetFullPath(model))!.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        string path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder, StringComparison.Ordinal) ? path : null;
    }

    private static Message Inside(Message message, ulong field) => (message, field) switch
    {
        (Message.Model, 7) or (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.Model, 25) => Message.Function,
        (Message.Graph, 1) or (Message.Function, 7) => Message.Node,
        (Message.Node, 5) or (Message.Function, 11) => Message.Attribute,
        (Message.Graph, 15) or (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.Graph, 5) or (Message.Attribute, 5 or 10) or (Message.SparseTensor, 1 or 2) => Message.Tensor,
        _ => Message.Other,
    };

    private void Read(Message message, long end, int depth)
    {
        if (depth > Deepest) throw ProtoReader.Damaged();
        List<string> locations = [];
        bool elsewhere = false;
        while (_file.Position < end)
        {
            (ulong field, ulong value, long next) = _file.ReadField(end);
            if (message == Message.Tensor && field == 14) elsewhere = value == Elsewhere;
            else if (message == Message.Tensor && field == 13) AddLocation(locations, next);
            else if (Inside(message, field) is Message inner and not Message.Other) Read(inner, next, depth + 1);
            if (next > 0) _file.Position = next;
        }

        if (elsewhere) _names.UnionWith(locations);
    }

    // An entry of external_data is a key and a value.
    private void AddLocation(List<string> locations, long end)
    {
        string key = "", value = "";
        while (_file.Position < end)
        {
            (ulong field, _, long next) = _file.ReadField(end);
            if (next == 0) continue;
            if (field == 1) key = _file.ReadText(next);
            else if (field == 2) value = _file.ReadText(next);
            _file.Position = next;
        }

        if (key == "location") locations.Add(value);
    }
}
