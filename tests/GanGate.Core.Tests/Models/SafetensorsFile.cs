using System.Text;

namespace GanGate.Tests.Models;

/// <summary>Writes .safetensors files, good ones and others.</summary>
internal static class SafetensorsFile
{
    /// <summary>A file of a header, as it is, and the bytes behind it.</summary>
    public static byte[] Of(string header, byte[] data, ulong? length = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes(length ?? (ulong)json.Length), .. json, .. data];
    }

    /// <summary>One entry of a header.</summary>
    public static string Entry(string name, string type, string shape, long start, long end) =>
        $$""" "{{name}}":{"dtype":"{{type}}","shape":{{shape}},"data_offsets":[{{start}},{{end}}]}""";

    /// <summary>A small whole file: three types, a single value, nothing, and spaces behind the header.</summary>
    public static byte[] Sample()
    {
        string header = "{\"__metadata__\":{\"format\":\"pt\"},"
            + string.Join(
                ',',
                Entry("b.weight", "F32", "[2,1,2]", 0, 16),
                Entry("half", "F16", "[2]", 24, 28),
                Entry("count", "I64", "[]", 16, 24),
                Entry("none", "F64", "[0,3]", 28, 28),
                Entry("wide", "BF16", "[2]", 28, 32))
            + "}";
        return Of(
            header.PadRight((header.Length + 7) / 8 * 8),
            [
                .. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(-2.5f), .. BitConverter.GetBytes(float.NaN), .. BitConverter.GetBytes(4f),
                .. BitConverter.GetBytes(7L), .. BitConverter.GetBytes((Half)0.5f), .. BitConverter.GetBytes((Half)(-3f)), 0xC0, 0x3F, 0x80, 0xFF,
            ]);
    }
}
