using GanGate.Archives;

namespace GanGate.Models;

/// <summary>
/// Reads the outline of an .onnx file; passes over weights. Field numbers are those of ONNX's public format description (onnx.proto). What a
/// hostile file can make it keep is bounded.
/// </summary>
internal sealed class OnnxOutlineReader
{
    // Protocol buffers' own readers stop at 100 messages in each other.
    private const int Deepest = 200;

    // No network has so many.
    private const int MostNames = 100_000;

    private readonly ProtoReader _file;
    private readonly OnnxOutline _outline = new();
    private readonly HashSet<string> _weights = new(StringComparer.Ordinal);
    private bool _hasGraph;

    private OnnxOutlineReader(Stream file) => _file = new ProtoReader(file);

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no ONNX model, or not a whole one; the message is the reason.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OnnxOutline Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        OnnxOutlineReader reader = new(file);
        try
        {
            reader.ReadModel(file.Length);
        }
        catch (InvalidDataException failure) when (reader._hasGraph || reader._outline.IrVersion > 0)
        {
            throw new InvalidDataException($"it is damaged or cut off: it breaks off near byte {Math.Min(file.Position, file.Length)} of {file.Length}", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new InvalidDataException("it is no ONNX model", failure);
        }

        if (!reader._hasGraph) throw new InvalidDataException("it is no ONNX model: it holds no graph");
        reader._outline.Inputs.RemoveAll(input => reader._weights.Contains(input.Name));
        return reader._outline;
    }

    private void ReadModel(long end)
    {
        string version = "";
        Each(end, depth: 0, (field, value, next, depth) =>
        {
            if (field == 1) _outline.IrVersion = (long)value;
            else if (field == 2 && next > 0) _outline.Producer = _file.ReadText(next);
            else if (field == 3 && next > 0) version = _file.ReadText(next);
            else if (field == 7 && next > 0) ReadGraph(next, depth, isMain: true);
            else if (field == 8 && next > 0) ReadOpset(next, depth);
            else if (field == 25 && next > 0) ReadFunction(next, depth);
        });
        _outline.Producer = $"{_outline.Producer} {version}".Trim();
    }

    private void ReadGraph(long end, int depth, bool isMain)
    {
        _hasGraph |= isMain;
        Each(end, depth, (field, _, next, inner) =>
        {
            if (next == 0) return;
            if (field == 1) ReadNode(next, inner);
            else if (field == 5) ReadTensor(next, inner);
            else if (field == 11 && isMain) Add(_outline.Inputs, ReadValue(next, inner));
            else if (field == 12 && isMain) Add(_outline.Outputs, ReadValue(next, inner));
        });
    }

    private void ReadNode(long end, int depth)
    {
        string operation = "", domain = "";
        Each(end, depth, (field, _, next, inner) =>
        {
            if (next == 0) return;
            if (field == 4) operation = _file.ReadText(next);
            else if (field == 7) domain = _file.ReadText(next);
            else if (field == 5) Each(next, inner, (part, _, last, innermost) =>
            {
                if (last > 0 && part is 6 or 11) ReadGraph(last, innermost, isMain: false);
            });
        });
        string name = OnnxOutline.NameOf(domain, operation);
        _outline.Operators[name] = _outline.Operators.GetValueOrDefault(name) + 1;
        Require(_outline.Operators.Count);
    }

    private void ReadFunction(long end, int depth)
    {
        string name = "", domain = "";
        Each(end, depth, (field, _, next, inner) =>
        {
            if (next == 0) return;
            if (field == 1) name = _file.ReadText(next);
            else if (field == 10) domain = _file.ReadText(next);
            else if (field == 7) ReadNode(next, inner);
        });
        _outline.Functions.Add(OnnxOutline.NameOf(domain, name));
        Require(_outline.Functions.Count);
    }

    private void ReadOpset(long end, int depth)
    {
        string domain = "";
        long version = 0;
        Each(end, depth, (field, value, next, _) =>
        {
            if (field == 1 && next > 0) domain = _file.ReadText(next);
            else if (field == 2) version = (long)value;
        });
        _outline.Opsets[domain] = version;
        Require(_outline.Opsets.Count);
    }

    private void ReadTensor(long end, int depth)
    {
        string name = "";
        List<long> shape = [];
        Each(end, depth, (field, value, next, _) =>
        {
            if (field == 8 && next > 0) name = _file.ReadText(next);
            else if (field == 1 && next == 0) shape.Add((long)value);
            else if (field == 1) while (_file.Position < next) shape.Add((long)_file.ReadNumber());
            Require(shape.Count);
        });
        _outline.WeightTensors++;
        _outline.WeightNumbers = Sum(_outline.WeightNumbers, shape.Aggregate(1L, Product));
        _weights.Add(name);
        Require(_weights.Count);
    }

    private OnnxValue ReadValue(long end, int depth)
    {
        OnnxValue read = new("", 0, null);
        Each(end, depth, (field, _, next, inner) =>
        {
            if (field == 1 && next > 0) read = read with { Name = _file.ReadText(next) };
            else if (field == 2 && next > 0) Each(next, inner, (kind, _, last, innermost) =>
            {
                if (kind == 1 && last > 0) read = ReadTensorType(read, last, innermost);
            });
        });
        return read;
    }

    private OnnxValue ReadTensorType(OnnxValue read, long end, int depth)
    {
        int type = 0;
        List<long>? shape = null;
        Each(end, depth, (field, value, next, inner) =>
        {
            if (field == 1) type = (int)Math.Min(value, int.MaxValue);
            else if (field == 2 && next > 0)
            {
                shape = [];
                Each(next, inner, (part, _, last, innermost) =>
                {
                    if (part == 1 && last > 0) shape.Add(ReadLength(last, innermost));
                    Require(shape.Count);
                });
            }
        });
        return read with { Type = type, Shape = shape?.ToArray() };
    }

    private long ReadLength(long end, int depth)
    {
        long length = -1;
        Each(end, depth, (field, value, _, _) =>
        {
            if (field == 1) length = (long)value;
        });
        return Math.Max(length, -1);
    }

    /// <summary>Goes through the fields of a message; each is left where it ends, however much of it was read.</summary>
    private void Each(long end, int depth, Action<ulong, ulong, long, int> read)
    {
        if (depth > Deepest) throw ProtoReader.Damaged();
        while (_file.Position < end)
        {
            (ulong field, ulong value, long next) = _file.ReadField(end);
            read(field, value, next, depth + 1);
            if (next > 0) _file.Position = next;
        }

        if (_file.Position > end) throw ProtoReader.Damaged();
    }

    private static void Add(List<OnnxValue> values, OnnxValue value)
    {
        values.Add(value);
        Require(values.Count);
    }

    private static void Require(int count)
    {
        if (count > MostNames) throw ProtoReader.Damaged();
    }

    private static long Product(long some, long length) => length <= 0 ? 0 : some > long.MaxValue / length ? long.MaxValue : some * length;

    private static long Sum(long some, long more) => some > long.MaxValue - more ? long.MaxValue : some + more;
}
