using System.Text.Json;

namespace GanGate.Models;

/// <summary>
/// The header of a .safetensors file: a JSON object that gives each tensor's type, shape and first and last byte behind the header
/// (https://github.com/huggingface/safetensors, "Format").
/// </summary>
internal static class SafetensorsHeader
{
    private const string MetadataName = "__metadata__";
    private const int Deepest = 4;

    /// <summary>Reads the header.</summary>
    /// <returns>Its entries in their order, none of them checked against the file.</returns>
    /// <exception cref="InvalidDataException">It is not one, or names an entry twice.</exception>
    public static OrderedDictionary<string, Entry> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadEntries(new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest }));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            // Text that is not Unicode and numbers that are too large are told apart from other mistakes by nobody who reads this.
            throw new InvalidDataException("its header is not one that safetensors writes", exception);
        }
    }

    private static OrderedDictionary<string, Entry> ReadEntries(Utf8JsonReader reader)
    {
        OrderedDictionary<string, Entry> entries = [];
        Expect(ref reader, JsonTokenType.StartObject);
        bool hasMetadata = false;
        while (NextName(ref reader) is string name)
        {
            bool isNew = name == MetadataName ? !hasMetadata : !entries.ContainsKey(name);
            if (!isNew) throw new InvalidDataException($"it holds two entries named '{name}'");
            Expect(ref reader, JsonTokenType.StartObject);
            if (name == MetadataName)
            {
                hasMetadata = true;
                PassMetadata(ref reader);
            }
            else
            {
                entries.Add(name, ReadEntry(ref reader, name));
            }
        }

        // Spaces may follow; anything else throws.
        return reader.Read() ? throw new JsonException() : entries;
    }

    // Text by text: what it says is of no use here.
    private static void PassMetadata(ref Utf8JsonReader reader)
    {
        while (NextName(ref reader) is not null) Expect(ref reader, JsonTokenType.String);
    }

    private static Entry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        while (NextName(ref reader) is string field)
        {
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, TorchTensor.MostDimensions);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, 2);
                    break;
                default:
                    throw new JsonException();
            }
        }

        return type is not null && shape is not null && offsets is [long start, long end]
            ? new Entry(TypeOf(type, name), shape, start, end)
            : throw new JsonException();
    }

    private static TorchElementType TypeOf(string type, string name) => type switch
    {
        "F64" => TorchElementType.Float64,
        "F32" => TorchElementType.Float32,
        "F16" => TorchElementType.Float16,
        "BF16" => TorchElementType.BFloat16,
        "I64" => TorchElementType.Int64,
        "I32" => TorchElementType.Int32,
        "I16" => TorchElementType.Int16,
        "I8" => TorchElementType.Int8,
        "U8" => TorchElementType.UInt8,
        "BOOL" => TorchElementType.Bool,
        _ => throw new InvalidDataException($"its entry '{name}' is of the type '{type[..Math.Min(type.Length, 16)]}', which is not read"),
    };

    // Neither negative nor fractional.
    private static long[] ReadNumbers(ref Utf8JsonReader reader, int most)
    {
        List<long> numbers = [];
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.Number && numbers.Count < most)
        {
            numbers.Add(reader.TryGetInt64(out long number) && number >= 0 ? number : throw new JsonException());
        }

        return reader.TokenType == JsonTokenType.EndArray ? [.. numbers] : throw new JsonException();
    }

    private static string? NextName(ref Utf8JsonReader reader) => !reader.Read() ? throw new JsonException()
        : reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()
        : reader.TokenType == JsonTokenType.EndObject ? null
        : throw new JsonException();

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw new JsonException();
    }

    /// <summary>A tensor as the header has it.</summary>
    /// <param name="Type">Of its elements.</param>
    /// <param name="Shape">Its lengths, none negative.</param>
    /// <param name="Start">Its first byte behind the header, not negative.</param>
    /// <param name="End">The byte behind its last.</param>
    internal sealed record Entry(TorchElementType Type, long[] Shape, long Start, long End);
}
