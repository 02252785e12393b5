using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GanGate.Tests.Archives;

/// <summary>Writes .npy files as numpy does (NEP 1, version 1.0), apart from the product's own writer.</summary>
internal static class NpyFiles
{
    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(string header, byte[] data)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "\n"), length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. text, .. data];
    }

    public static void WriteBytes(string path, string shape, bool fortran, byte[] data) =>
        Write(path, "|u1", shape, fortran, data);

    public static void Write(string path, string descr, string shape, bool fortran, byte[] data) =>
        File.WriteAllBytes(path, Bytes(Header(descr, shape, fortran), data));

    public static void WriteDoubles(string path, string shape, bool fortran, params double[] values) =>
        File.WriteAllBytes(path, Bytes(Header("<f8", shape, fortran), MemoryMarshal.AsBytes<double>(values).ToArray()));

    private static string Header(string descr, string shape, bool fortran) => string.Create(
        CultureInfo.InvariantCulture, $"{{'descr': '{descr}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}");
}
